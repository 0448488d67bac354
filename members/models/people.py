"""The people: who signs in, which posts they hold, whose powers they carry."""

from typing import Any

import pghistory
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.db.models.functions import JSONObject, Lower
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.constraints import no_overlap, ordered, together
from foundation.periods import Period
from members import names
from members.models.boards import UNICODE, Board, Merger


class AccountManager(BaseUserManager["Account"]):
    def create_user(self, email: str, password: str | None = None, **facts: Any) -> "Account":
        account = self.model(email=self.normalize_email(email).lower(), **facts)
        account.set_password(password)
        account.save(using=self._db)
        return account

    def create_superuser(self, email: str, password: str, **facts: Any) -> "Account":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **facts)


@pghistory.track(exclude=["password", "last_login"])
class Account(AbstractBaseUser, PermissionsMixin):
    """A person who signs in, by e-mail address (tài khoản).

    What the person may do follows from dated posts, never from the account.
    """

    email = models.EmailField(
        _("e-mail"),
        unique=True,
        error_messages={"unique": _("An account with this e-mail address exists already.")},
    )
    full_name = models.CharField(_("full name"), max_length=200, db_collation=UNICODE)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    joined_at = models.DateTimeField(default=clock.now)

    objects = AccountManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        ordering = ["full_name"]
        constraints = [
            CheckConstraint(condition=Q(email=Lower("email")), name="addresses_are_lower_case")
        ]

    def __str__(self) -> str:
        return self.full_name or self.email

    def get_full_name(self) -> str:
        return self.full_name

    @property
    def account_id(self) -> int:
        """A person is their own subject: permissions ask whom a thing is about."""
        return self.pk

    @cached_property
    def posts_today(self) -> list["Post"]:
        """The posts of today; each has ``merger_rows``: which board went into which."""
        mergers = Merger.objects.order_by().values(
            row=JSONObject(into="successor_id", went="predecessor_id")
        )
        held = self.posts.held_on(clock.today()).select_related("board")
        return list(held.annotate(merger_rows=ArraySubquery(mergers)))

    @cached_property
    def powers_today(self) -> list["Delegation"]:
        """Powers that the person has lent or holds today."""
        touching = Delegation.objects.filter(Q(giver=self) | Q(receiver=self), ended_at=None)
        return list(touching.held_on(clock.today()).select_related("receiver", "board"))

    @property
    def delegations_today(self) -> list["Delegation"]:
        return [lent for lent in self.powers_today if lent.receiver_id == self.pk]

    @property
    def boards_today(self) -> set[int]:
        return {post.board_id for post in self.posts_today}

    @property
    def boards_before(self) -> set[int]:
        """The person's boards, and those that went into them."""
        if not self.posts_today:
            return set()
        mergers = self.posts_today[0].merger_rows  # type: ignore[attr-defined]
        back = [(row["into"], row["went"]) for row in mergers]
        return {board for here in self.boards_today for board in (here, *names.chain(here, back))}

    def serves(self, board_id: int | None, *roles: str) -> bool:
        """Whether the person holds one of these roles on the board today."""
        return any(
            post.board_id == board_id and (not roles or post.role in roles)
            for post in self.posts_today
        )

    def leads(self, board_id: int | None) -> bool:
        """Whether the person leads the board today, by post or by delegation.

        Lent powers end with the receiver's own post on the board.
        """
        if self.serves(board_id, Role.LEADER):
            return True
        return self.serves(board_id) and any(
            delegation.board_id == board_id for delegation in self.delegations_today
        )

    @cached_property
    def known(self) -> dict:
        """What a room has looked up about this person in this request."""
        return {}

    def forget_posts(self) -> None:
        """Read posts and delegations anew: after they changed, or the day did."""
        for name in ("posts_today", "powers_today", "known"):
            self.__dict__.pop(name, None)


class Role(models.TextChoices):
    WRITER = "writer", _("officer")
    LEADER = "leader", _("leader")
    CLERK = "clerk", _("registry clerk")


class Capacity(models.TextChoices):
    NONE = "", _("head of the agency")
    TM = "TM.", _("TM. (on behalf of)")
    KT = "KT.", _("KT. (for the head)")
    TL = "TL.", _("TL. (by order)")
    TUQ = "TUQ.", _("TUQ. (by delegation)")
    Q = "Q.", _("Q. (acting head)")


@pghistory.track()
class Post(Period):
    """A person's role on a board for a time (phân công).

    ``title`` is printed as it stands ("Phó Trưởng ban"); ``capacity`` is how the
    person signs (NĐ 30/2020, phụ lục I, ô 7a).
    """

    account = models.ForeignKey(Account, models.PROTECT, related_name="posts")
    board = models.ForeignKey(Board, models.PROTECT, related_name="posts")
    role = models.CharField(_("role"), max_length=10, choices=Role)
    title = models.CharField(_("title as printed"), max_length=200, blank=True)
    capacity = models.CharField(
        _("signing capacity"), max_length=4, choices=Capacity, blank=True, default=Capacity.NONE
    )

    class Meta:
        ordering = ["board", "role", "since"]
        constraints = [
            ordered("since", "until", name="post_ends_after_it_begins"),
            no_overlap(
                "account",
                "board",
                "role",
                name="a_role_is_held_once_at_a_time",
                message=_("The person already holds this role in that period."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account}, {self.get_role_display()}"


@pghistory.track()
class Delegation(Period):
    """A leader's powers lent to somebody of the same board for a time (ủy quyền)."""

    board = models.ForeignKey(Board, models.PROTECT, related_name="delegations")
    giver = models.ForeignKey(Account, models.PROTECT, related_name="delegations_given")
    receiver = models.ForeignKey(Account, models.PROTECT, related_name="delegations_received")
    reason = models.CharField(_("reason"), max_length=300)
    ended_at = models.DateTimeField(null=True, editable=False)
    ended_by = models.ForeignKey(
        Account, models.PROTECT, null=True, editable=False, related_name="+"
    )

    class Meta:
        ordering = ["board", "since"]
        constraints = [
            ordered("since", "until", name="delegation_ends_after_it_begins"),
            CheckConstraint(condition=Q(until__isnull=False), name="delegation_has_an_end"),
            CheckConstraint(
                condition=~Q(giver=F("receiver")), name="nobody_delegates_to_themselves"
            ),
            together("ended_at", "ended_by", name="delegation_end_is_signed"),
            no_overlap(
                "board",
                "receiver",
                name="powers_are_delegated_once_at_a_time",
                message=_("The person already holds delegated powers in that period."),
                ended_at=None,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.giver} → {self.receiver}"


@pghistory.track()
class Invitation(models.Model):
    """A letter that lets a person choose a password (lời mời).

    The link in it is signed and works once, until it expires or is withdrawn.
    """

    account = models.ForeignKey(Account, models.PROTECT, related_name="invitations")
    invited_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField(default=clock.now)
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-sent_at"]
        constraints = [
            together("withdrawn_at", "withdrawn_by", name="invitation_withdrawal_is_signed"),
            CheckConstraint(
                condition=Q(accepted_at=None) | Q(withdrawn_at=None),
                name="invitation_is_accepted_or_withdrawn",
            ),
            UniqueConstraint(
                fields=["account"],
                condition=Q(accepted_at=None, withdrawn_at=None),
                name="one_open_invitation_per_person",
            ),
        ]

    def __str__(self) -> str:
        return str(self.account)


class FactorReset(models.Model):
    """A lost second factor on its way to a new one (cấp lại xác thực hai bước).

    Asked by the person, confirmed by another leader or the keeper, carried out by
    the administrator.
    """

    account = models.ForeignKey(Account, models.PROTECT, related_name="factor_resets")
    reason = models.CharField(_("reason"), max_length=300)
    asked_at = models.DateTimeField(default=clock.now)
    asked_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            together("confirmed_at", "confirmed_by", name="factor_confirmation_is_signed"),
            together("done_at", "done_by", name="factor_reset_is_signed"),
            CheckConstraint(
                condition=Q(done_at=None) | Q(confirmed_at__isnull=False),
                name="factor_is_confirmed_before_it_is_reset",
            ),
            UniqueConstraint(
                fields=["account"],
                condition=Q(done_at=None),
                name="one_open_factor_reset_per_person",
            ),
        ]

    def __str__(self) -> str:
        return str(self.account)
