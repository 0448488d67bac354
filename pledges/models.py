"""What the boards of a bloc promise each other."""

import hashlib
import uuid
from dataclasses import dataclass

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bloc.models import Bloc
from campaigns.models import Campaign
from foundation import clock
from foundation.constraints import together
from foundation.signing.models import PartyState, Round
from foundation.states import Stateful
from members.models import Board


class PledgeState(models.TextChoices):
    DRAFT = "draft", _("draft")
    CONSULTATION = "consultation", _("in consultation")
    DRAWING = "drawing", _("being drawn")
    OPEN = "open", _("open for signature")
    SEALED = "sealed", _("sealed")
    CLOSED = "closed", _("closed with boards missing")


@pghistory.track()
class Pledge(Stateful):
    """What the boards promise each other for a year (giao ước thi đua).

    The text under hand is here, its tasks beside it; ``edition`` counts every
    change, so that a stale edit is noticed. Once issued the text is a Version, and
    the signatures are a Round of foundation.signing.
    """

    MOVES = {
        PledgeState.DRAFT: {PledgeState.CONSULTATION},
        PledgeState.CONSULTATION: {PledgeState.DRAWING, PledgeState.DRAFT},
        PledgeState.DRAWING: {PledgeState.OPEN, PledgeState.DRAFT},
        PledgeState.OPEN: {PledgeState.SEALED, PledgeState.CLOSED, PledgeState.DRAFT},
        PledgeState.SEALED: {PledgeState.DRAFT},
        PledgeState.CLOSED: {PledgeState.DRAFT},
    }

    campaign = models.OneToOneField(Campaign, models.PROTECT, related_name="pledge")
    state = models.CharField(max_length=12, choices=PledgeState, default=PledgeState.DRAFT)
    edition = models.PositiveIntegerField(default=1)
    grounds = models.TextField(_("legal grounds"), blank=True)
    targets = models.TextField(_("common targets"), blank=True)
    responsibilities = models.TextField(_("responsibilities"), blank=True)
    place = models.CharField(_("place of signing"), max_length=100, blank=True)
    signed_on = models.DateField(_("day of signing"), null=True, blank=True)
    answers_due_on = models.DateField(_("answers wanted by"), null=True, blank=True)
    reminded_on = models.DateField(null=True, editable=False)
    round = models.OneToOneField(Round, models.PROTECT, null=True, related_name="pledge")
    is_invented = models.BooleanField(default=False, editable=False)
    changed_at = models.DateTimeField(default=clock.now)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["campaign"]
        constraints = [
            CheckConstraint(
                condition=~Q(state__in=["open", "sealed", "closed"]) | Q(round__isnull=False),
                name="pledge_open_for_signature_has_a_round",
            ),
            CheckConstraint(
                condition=Q(state__in=["draft", "consultation"])
                | Q(signed_on__isnull=False) & ~Q(place=""),
                name="pledge_issued_has_place_and_day",
            ),
        ]

    def __str__(self) -> str:
        return str(_("Emulation pledge of %(year)s") % {"year": self.campaign.year})

    def get_absolute_url(self) -> str:
        return reverse("pledges:pledge", args=[self.pk])

    def get_consultation_url(self) -> str:
        return reverse("pledges:consultation", args=[self.pk])

    @property
    def bloc(self) -> Bloc:
        return self.campaign.bloc

    @property
    def year(self) -> int:
        return self.campaign.year


class Part(models.TextChoices):
    """The parts of the text that are not tasks: a key of a comment or a consent."""

    GROUNDS = "grounds", _("Legal grounds")
    TARGETS = "targets", _("Common targets")
    RESPONSIBILITIES = "responsibilities", _("Responsibilities")


@pghistory.track()
class Task(models.Model):
    """One of the numbered things the boards promise (nội dung thi đua).

    ``key`` stays with the task however it is moved or reworded.
    """

    pledge = models.ForeignKey(Pledge, models.CASCADE, related_name="tasks")
    key = models.UUIDField(default=uuid.uuid4)
    position = models.PositiveSmallIntegerField()
    text = models.TextField(_("task"))

    class Meta:
        ordering = ["pledge", "position"]
        constraints = [
            UniqueConstraint(
                fields=["pledge", "position"],
                name="one_task_per_position",
                deferrable=models.Deferrable.DEFERRED,
            ),
            UniqueConstraint(fields=["pledge", "key"], name="one_task_per_key"),
            CheckConstraint(condition=~Q(text=""), name="task_says_something"),
        ]

    def __str__(self) -> str:
        return self.text


class Version(models.Model):
    """The text as it went to the boards, or was frozen for signature (phiên bản).

    ``content`` never changes; an issued version's also holds the paper's code and the
    ministry's name of that day.
    """

    pledge = models.ForeignKey(Pledge, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    note = models.CharField(_("what changed"), max_length=300, blank=True)
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    round = models.OneToOneField(Round, models.PROTECT, null=True, related_name="version")

    class Meta:
        ordering = ["pledge", "number"]
        constraints = [UniqueConstraint(fields=["pledge", "number"], name="one_version_per_number")]
        triggers = [
            pgtrigger.ReadOnly(
                name="a_version_never_changes",
                fields=["pledge", "number", "content", "note", "made_at", "made_by"],
            ),
            pgtrigger.Protect(name="versions_are_kept", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.pledge} · {self.number}"


def fingerprint(text: str) -> str:
    """What a consent agrees to: changes with the text, and with nothing else."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()


@pghistory.track()
class Consent(models.Model):
    """A board's yes to one part of the text as it stood (đồng ý).

    It holds while the part's fingerprint is the same: a changed text asks only for
    what changed. A pledge that is withdrawn voids them all (``voided_at``).
    """

    pledge = models.ForeignKey(Pledge, models.CASCADE, related_name="consents")
    board = models.ForeignKey(Board, models.PROTECT, related_name="consents")
    part = models.CharField(max_length=40)
    text_sha256 = models.CharField(max_length=64)
    given_at = models.DateTimeField(default=clock.now)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    voided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pledge", "board", "given_at"]
        constraints = [
            UniqueConstraint(
                fields=["pledge", "board", "part", "text_sha256"],
                condition=Q(voided_at=None),
                name="a_board_agrees_to_a_text_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.board}: {self.part}"


class CommentQuerySet(models.QuerySet):
    def open(self) -> "CommentQuerySet":
        """Those that wait for an answer: neither replied to nor withdrawn."""
        return self.filter(answered_at=None, withdrawn_at=None)


@pghistory.track()
class Comment(models.Model):
    """What a board thinks of one part of the text (góp ý).

    It is open until the secretary has replied or the board has withdrawn it.
    """

    pledge = models.ForeignKey(Pledge, models.CASCADE, related_name="comments")
    board = models.ForeignKey(Board, models.PROTECT, related_name="comments")
    part = models.CharField(max_length=40)
    text = models.TextField(_("comment"))
    about = models.TextField(blank=True)
    written_at = models.DateTimeField(default=clock.now)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    answer = models.TextField(_("answer"), blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["pledge", "written_at"]
        constraints = [
            together("answered_at", "answered_by", name="answer_is_signed"),
            together("withdrawn_at", "withdrawn_by", name="comment_withdrawal_is_signed"),
            CheckConstraint(
                condition=Q(answered_at=None) | Q(withdrawn_at=None),
                name="comment_is_answered_or_withdrawn",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def is_open(self) -> bool:
        return self.answered_at is None and self.withdrawn_at is None


@dataclass(frozen=True)
class Answer:
    """A board's answer to a pledge (ý kiến của đơn vị): the subject of comments and consents."""

    pledge: Pledge
    board: Board

    @property
    def board_id(self) -> int:
        return self.board.pk

    @property
    def bloc(self) -> Bloc:
        return self.pledge.campaign.bloc

    @property
    def year(self) -> int:
        return self.pledge.campaign.year


@pghistory.track()
class Signatory(models.Model):
    """A board's place under a pledge: joins the board to its party in a round (người ký)."""

    pledge = models.ForeignKey(Pledge, models.CASCADE, related_name="signatories")
    board = models.ForeignKey(Board, models.PROTECT, related_name="signatories")
    party = models.OneToOneField("signing.Party", models.CASCADE, related_name="signatory")

    class Meta:
        ordering = ["pledge", "party__position"]
        verbose_name_plural = "signatories"

    def __str__(self) -> str:
        return f"{self.board} · {self.pledge}"

    @property
    def bloc(self) -> Bloc:
        return self.pledge.campaign.bloc

    @property
    def year(self) -> int:
        return self.pledge.campaign.year

    @property
    def is_waiting(self) -> bool:
        return self.party.state in {PartyState.WAITING, PartyState.DECLINED}
