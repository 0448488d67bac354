"""One document, the parties that sign it, and what each has given."""

import uuid

import pghistory
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.constraints import together
from foundation.states import Stateful


class RoundState(models.TextChoices):
    OPEN = "open", _("open for signature")
    SEALED = "sealed", _("sealed")
    CLOSED = "closed", _("closed with parties missing")
    VOID = "void", _("void")


@pghistory.track()
class Round(Stateful):
    """The signing of one document by its parties (đợt ký).

    ``newest`` is the revision that the next party signs; all revisions stay. The
    ``code`` is printed on the paper, and anybody may verify by it.
    """

    MOVES = {
        RoundState.OPEN: {RoundState.SEALED, RoundState.CLOSED, RoundState.VOID},
        RoundState.SEALED: {RoundState.VOID},
        RoundState.CLOSED: {RoundState.VOID},
        RoundState.VOID: set(),
    }

    code = models.CharField(max_length=12, unique=True)
    title = models.CharField(max_length=300)
    state = models.CharField(max_length=10, choices=RoundState, default=RoundState.OPEN)
    drawn = models.OneToOneField("documents.Document", models.PROTECT, related_name="round")
    newest = models.ForeignKey("documents.Document", models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=254, blank=True)
    end_reason = models.TextField(blank=True)
    is_demo = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            CheckConstraint(
                condition=Q(state=RoundState.OPEN, ended_at=None)
                | ~Q(state=RoundState.OPEN) & Q(ended_at__isnull=False),
                name="round_beyond_open_has_ended",
            ),
            CheckConstraint(
                condition=~Q(state__in=[RoundState.CLOSED, RoundState.VOID], end_reason=""),
                name="round_closed_or_void_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Revision(models.Model):
    """A state of the document in a round: as drawn, or after one more signature (bản ký).

    Revision 0 is the drawn file; each later one is its predecessor's bytes plus
    what one party added.
    """

    round = models.ForeignKey(Round, models.CASCADE, related_name="revisions")
    number = models.PositiveSmallIntegerField()
    document = models.OneToOneField("documents.Document", models.PROTECT, related_name="revision")
    kept_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["round", "number"]
        constraints = [UniqueConstraint(fields=["round", "number"], name="one_revision_per_number")]

    def __str__(self) -> str:
        return f"{self.round} · {self.number}"


class PartyState(models.TextChoices):
    WAITING = "waiting", _("waiting to sign")
    SCANNED = "scanned", _("scan to be confirmed")
    SIGNED = "signed", _("signed")
    ON_PAPER = "on_paper", _("signed on paper")
    DECLINED = "declined", _("declined")


@pghistory.track()
class Party(Stateful):
    """Somebody whose signature the document wants (bên ký).

    ``key`` is the room's own name for it, ``name`` is the official one of the day,
    ``field`` the signature field in the PDF.
    """

    MOVES = {
        PartyState.WAITING: {PartyState.SIGNED, PartyState.SCANNED, PartyState.DECLINED},
        PartyState.SCANNED: {PartyState.ON_PAPER, PartyState.WAITING},
        PartyState.DECLINED: {PartyState.WAITING},
        PartyState.SIGNED: set(),
        PartyState.ON_PAPER: set(),
    }

    round = models.ForeignKey(Round, models.CASCADE, related_name="parties")
    position = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=40)
    name = models.CharField(max_length=300)
    field = models.CharField(max_length=60)
    state = models.CharField(max_length=10, choices=PartyState, default=PartyState.WAITING)
    released_at = models.DateTimeField(null=True)
    released_by = models.CharField(max_length=254, null=True)  # noqa: DJ001 -- a pair
    scan = models.ForeignKey("documents.Document", models.PROTECT, null=True, related_name="+")
    decline_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["round", "position"]
        verbose_name_plural = "parties"
        constraints = [
            UniqueConstraint(fields=["round", "key"], name="a_party_is_in_a_round_once"),
            UniqueConstraint(fields=["round", "field"], name="a_field_is_of_one_party"),
            together("released_at", "released_by", name="party_release_is_signed"),
            CheckConstraint(
                condition=~Q(state=PartyState.DECLINED, decline_reason=""),
                name="party_that_declines_says_why",
            ),
            CheckConstraint(
                condition=~Q(state=PartyState.SCANNED, scan=None), name="party_scanned_has_a_scan"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def has_signed(self) -> bool:
        return self.state in {PartyState.SIGNED, PartyState.ON_PAPER}


class Method(models.TextChoices):
    AGENT = "agent", _("the office's device")
    REMOTE = "remote", _("remote signing")
    UPLOAD = "upload", _("signed elsewhere")
    KEY_FILE = "key_file", _("key file")
    PAPER = "paper", _("on paper")


@pghistory.track()
class Signature(models.Model):
    """What one party has given: a digital signature, or ink on paper (chữ ký)."""

    party = models.OneToOneField(Party, models.CASCADE, related_name="signature")
    method = models.CharField(max_length=10, choices=Method)
    signer_name = models.CharField(max_length=200)
    signer_title = models.CharField(max_length=300, blank=True)
    given_by = models.CharField(max_length=254)
    given_at = models.DateTimeField(default=clock.now)
    revision = models.OneToOneField(Revision, models.PROTECT, null=True, related_name="signature")
    certificate = models.BinaryField(null=True)
    subject = models.CharField(max_length=300, blank=True)
    issuer = models.CharField(max_length=300, blank=True)
    serial = models.CharField(max_length=80, blank=True)
    valid_from = models.DateTimeField(null=True)
    valid_to = models.DateTimeField(null=True)
    signed_at = models.DateTimeField(null=True)
    level = models.CharField(max_length=10, blank=True)
    confirmed_by = models.CharField(max_length=254, null=True)  # noqa: DJ001 -- a pair
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            together(
                "certificate",
                "revision",
                "signed_at",
                "valid_from",
                "valid_to",
                name="digital_signature_is_whole",
            ),
            together("confirmed_by", "confirmed_at", name="paper_confirmation_is_signed"),
            CheckConstraint(
                condition=Q(method=Method.PAPER, revision=None, confirmed_at__isnull=False)
                | ~Q(method=Method.PAPER) & Q(revision__isnull=False, confirmed_at=None),
                name="signature_is_digital_or_on_paper",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party} ({self.get_method_display()})"


class Preparation(models.Model):
    """Bytes that wait for a party's key, and with them the turn to sign (lượt ký).

    While it is live nobody else prepares; it ends when finished, given up, or
    after ``expires_at``.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, models.CASCADE, related_name="preparations")
    party = models.ForeignKey(Party, models.CASCADE, related_name="preparations")
    base = models.ForeignKey(Revision, models.PROTECT, related_name="+")
    method = models.CharField(max_length=10, choices=Method)
    certificate = models.BinaryField()
    prepared = models.ForeignKey("documents.Blob", models.PROTECT, related_name="+")
    facts = models.JSONField()
    signer_name = models.CharField(max_length=200)
    signer_title = models.CharField(max_length=300, blank=True)
    prepared_by = models.CharField(max_length=254)
    prepared_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    signature = models.OneToOneField(
        Signature, models.CASCADE, null=True, related_name="preparation"
    )

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["round"], condition=Q(ended_at=None), name="one_party_signs_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.party} · {self.prepared_at:%H:%M:%S}"


@pghistory.track()
class TrustAnchor(models.Model):
    """A root certificate that the administrator trusts (chứng thư gốc tin cậy)."""

    name = models.CharField(max_length=300)
    certificate = models.BinaryField()
    sha256 = models.CharField(max_length=64, unique=True)
    is_demo = models.BooleanField(default=False)
    entered_by = models.CharField(max_length=254)
    entered_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=254, null=True)  # noqa: DJ001 -- a pair

    class Meta:
        ordering = ["name"]
        constraints = [together("ended_at", "ended_by", name="anchor_end_is_signed")]

    def __str__(self) -> str:
        return self.name
