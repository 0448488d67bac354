"""Who the bloc is made of: management boards and their people."""

import datetime as dt
from typing import Any

import pghistory
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.db.models.functions import Lower
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.constraints import no_overlap, ordered, together
from foundation.periods import Period
from members import names

UNICODE = "vi-x-icu"  # sorts đ, ơ, ư and the tone marks as Vietnamese does


class Kind(models.TextChoices):
    INDUSTRIAL_PARK = "industrial_park", _("industrial park")
    ECONOMIC_ZONE = "economic_zone", _("economic zone")
    HIGH_TECH_PARK = "high_tech_park", _("high-tech park")


@pghistory.track()
class Board(models.Model):
    """A management board of parks and zones (ban quản lý).

    What it is called depends on the day: see BoardName. ``code`` is unique within
    a bloc, not in the world.
    """

    code = models.CharField(_("code"), max_length=20)
    province = models.CharField(_("province"), max_length=100, db_collation=UNICODE)
    kinds = ArrayField(models.CharField(max_length=20, choices=Kind), verbose_name=_("kinds"))
    seal = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, editable=False, related_name="+"
    )
    basis = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["province", "code"]

    def __str__(self) -> str:
        return self.name_on(clock.today())

    def get_absolute_url(self) -> str:
        from django.urls import reverse

        return reverse("members:board", args=[self.pk])

    @property
    def board_id(self) -> int:
        """A board is its own subject: permissions ask every subject for its board."""
        return self.pk

    @cached_property
    def all_names(self) -> list["BoardName"]:
        """Every name the board bore; prefetched with ``names`` it costs no query."""
        return sorted(self.names.all(), key=lambda name: name.since)

    def name_on(self, day: dt.date) -> str:
        """The official name of that day, in full; the nearest one where none is known."""
        found = names.borne_on(self.all_names, day)
        return found.name if found else self.code

    def short_name_on(self, day: dt.date) -> str:
        """The short name of that day, or the full one where there is none."""
        found = names.borne_on(self.all_names, day)
        return (found.short_name or found.name) if found else self.code

    @property
    def short_name(self) -> str:
        return self.short_name_on(clock.today())


@pghistory.track()
class BoardName(Period):
    """A name that a board bore for a time (tên gọi qua các thời kỳ)."""

    board = models.ForeignKey(Board, models.CASCADE, related_name="names")
    name = models.CharField(_("official name"), max_length=300)
    short_name = models.CharField(_("short name"), max_length=200, blank=True)
    basis = models.CharField(_("basis"), max_length=300, blank=True)

    class Meta:
        ordering = ["board", "since"]
        constraints = [
            ordered("since", "until", name="board_name_ends_after_it_begins"),
            no_overlap(
                "board",
                name="board_bears_one_name_at_a_time",
                message=_("The board already bears another name in that period."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Merger(models.Model):
    """One board going into another one (hợp nhất, sáp nhập).

    Where only the year is known, ``happened_on`` is empty and the year stands
    alone. Awards are traceable through it, never inherited.
    """

    predecessor = models.ForeignKey(Board, models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Board, models.PROTECT, related_name="mergers")
    year = models.PositiveSmallIntegerField(_("year"))
    happened_on = models.DateField(_("date"), null=True, blank=True)
    basis = models.CharField(_("basis"), max_length=300, blank=True)

    class Meta:
        ordering = ["year", "pk"]
        constraints = [
            UniqueConstraint(fields=["predecessor", "successor"], name="a_board_merges_once"),
            CheckConstraint(
                condition=~Q(predecessor=F("successor")), name="no_board_merges_into_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor} ({self.year})"


@pghistory.track()
class Contact(Period):
    """Whom to call at a board (đầu mối liên hệ)."""

    board = models.ForeignKey(Board, models.CASCADE, related_name="contacts")
    name = models.CharField(_("name"), max_length=200)
    title = models.CharField(_("title"), max_length=200, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)

    class Meta:
        ordering = ["board", "name"]
        constraints = [
            ordered("since", "until", name="contact_ends_after_it_begins"),
            CheckConstraint(condition=~Q(phone="", email=""), name="contact_can_be_reached"),
        ]

    def __str__(self) -> str:
        return self.name


class AccountManager(BaseUserManager):
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

    @cached_property
    def posts_today(self) -> list["Post"]:
        return list(self.posts.held_on(clock.today()).select_related("board"))

    @cached_property
    def delegations_today(self) -> list["Delegation"]:
        return list(self.delegations_received.held_on(clock.today()))

    @property
    def boards_today(self) -> set[int]:
        return {post.board_id for post in self.posts_today}

    def serves(self, board_id: int | None, *roles: str) -> bool:
        """Whether the person holds one of these roles on the board today."""
        return any(
            post.board_id == board_id and (not roles or post.role in roles)
            for post in self.posts_today
        )

    def leads(self, board_id: int | None) -> bool:
        """Whether the person leads the board today, by post or by delegation."""
        return self.serves(board_id, Role.LEADER) or any(
            delegation.board_id == board_id for delegation in self.delegations_today
        )

    @cached_property
    def known(self) -> dict:
        """What a room has looked up about this person in this request."""
        return {}

    def forget_posts(self) -> None:
        """Read posts and delegations anew: after they changed, or the day did."""
        for name in ("posts_today", "delegations_today", "known"):
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


@pghistory.track()
class Certificate(models.Model):
    """A certificate that a board signs with (chứng thư số của ban).

    Only the public half is ever here.
    """

    board = models.ForeignKey(Board, models.PROTECT, related_name="certificates")
    der = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    subject = models.CharField(max_length=300)
    issuer = models.CharField(max_length=300)
    serial = models.CharField(max_length=80)
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField()
    registered_at = models.DateTimeField(default=clock.now)
    registered_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["board", "-valid_from"]
        constraints = [
            UniqueConstraint(
                fields=["board", "sha256"],
                condition=Q(withdrawn_at=None),
                name="a_certificate_is_registered_once",
                violation_error_message=_("This certificate is registered already."),
            ),
            together("withdrawn_at", "withdrawn_by", name="certificate_withdrawal_is_signed"),
        ]

    def __str__(self) -> str:
        return self.subject


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
