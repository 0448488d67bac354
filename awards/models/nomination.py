"""What a bloc may propose in a year, what is vouched for, and whom it puts on the ballot."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from awards.models.kind import AwardCriterion, AwardKind
from bloc.models import Bloc
from campaigns.models import Campaign
from conferences.models import ConferenceBallot
from foundation import clock
from foundation.constraints import together
from foundation.states import Stateful
from members.models import Board


class OfYear(models.Model):
    """Belongs to a bloc's year: permissions ask it for both."""

    campaign: models.ForeignKey

    class Meta:
        abstract = True

    @property
    def bloc(self) -> Bloc:
        return self.campaign.bloc

    @property
    def year(self) -> int:
        return self.campaign.year


@pghistory.track()
class Quota(OfYear):
    """How many of a kind the ministry lets a bloc propose in a year (chỉ tiêu khen thưởng)."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="quotas")
    kind = models.ForeignKey(AwardKind, models.PROTECT, related_name="+")
    count = models.PositiveSmallIntegerField(_("number"))
    document_number = models.CharField(_("document number"), max_length=60)
    document_on = models.DateField(_("document of"))
    entered_at = models.DateTimeField(default=clock.now)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["campaign", "kind"]
        constraints = [
            UniqueConstraint(fields=["campaign", "kind"], name="a_year_has_one_quota_of_a_kind"),
            CheckConstraint(condition=~Q(document_number=""), name="a_quota_names_its_document"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.count}"


@pghistory.track()
class Attestation(OfYear):
    """That a board meets a criterion, or does not, where we have no data (xác nhận tiêu chuẩn)."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="attestations")
    board = models.ForeignKey(Board, models.PROTECT, related_name="+")
    criterion = models.ForeignKey(AwardCriterion, models.PROTECT, related_name="+")
    is_met = models.BooleanField()
    grounds = models.CharField(_("grounds"), max_length=500)
    attested_at = models.DateTimeField(default=clock.now)
    attested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["campaign", "board", "criterion"]
        constraints = [
            UniqueConstraint(
                fields=["campaign", "board", "criterion"], name="a_criterion_is_attested_once"
            ),
            CheckConstraint(condition=~Q(grounds=""), name="what_is_attested_has_grounds"),
        ]

    def __str__(self) -> str:
        return f"{self.board}: {self.criterion}"


@pghistory.track()
class Waiver(OfYear):
    """That a board may be proposed although a criterion is not met (ngoại lệ), and why.

    Granted by the chief, for the chief's own board by the deputy; revoked, never deleted, and
    shown wherever the board is nominated.
    """

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="waivers")
    board = models.ForeignKey(Board, models.PROTECT, related_name="+")
    kind = models.ForeignKey(AwardKind, models.PROTECT, related_name="+")
    reason = models.CharField(_("reason"), max_length=1000)
    granted_at = models.DateTimeField(default=clock.now)
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    revoked_at = models.DateTimeField(null=True, editable=False)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )

    class Meta:
        ordering = ["campaign", "granted_at"]
        constraints = [
            UniqueConstraint(
                fields=["campaign", "board", "kind"],
                condition=Q(revoked_at=None),
                name="a_board_has_one_waiver_for_a_kind",
            ),
            CheckConstraint(condition=~Q(reason=""), name="a_waiver_says_why"),
            together("revoked_at", "revoked_by", name="the_revoking_is_signed"),
        ]

    def __str__(self) -> str:
        return f"{self.board}: {self.kind}"


class NominationState(models.TextChoices):
    NOMINATED = "nominated", pgettext_lazy("board", "nominated")
    DROPPED = "dropped", pgettext_lazy("nomination", "dropped")


@pghistory.track()
class Nomination(OfYear, Stateful):
    """A board on the list that the conference votes on (giới thiệu bình xét).

    Nominated is not yet proposed, and proposed is not awarded. ``rank`` and ``is_tied`` as they
    were when the list was made; ``waiver``: the exception under which it stands there.
    """

    MOVES = {
        NominationState.NOMINATED: {NominationState.DROPPED},
        NominationState.DROPPED: {NominationState.NOMINATED},
    }

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="nominations")
    kind = models.ForeignKey(AwardKind, models.PROTECT, related_name="nominations")
    board = models.ForeignKey(Board, models.PROTECT, related_name="nominations")
    state = models.CharField(
        max_length=10, choices=NominationState, default=NominationState.NOMINATED
    )
    position = models.PositiveSmallIntegerField()
    rank = models.PositiveSmallIntegerField(null=True)
    is_tied = models.BooleanField(default=False)
    waiver = models.ForeignKey(Waiver, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["campaign", "kind", "position"]
        constraints = [
            UniqueConstraint(
                fields=["campaign", "kind", "board"], name="a_board_is_nominated_once_for_a_kind"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.board}"


@pghistory.track()
class AwardBallot(OfYear):
    """That the list of a kind was put to the vote of a conference (đưa ra bỏ phiếu bình xét)."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="award_ballots")
    kind = models.ForeignKey(AwardKind, models.PROTECT, related_name="+")
    ballot = models.OneToOneField(ConferenceBallot, models.PROTECT, related_name="award_ballot")

    class Meta:
        ordering = ["campaign", "ballot"]

    def __str__(self) -> str:
        return str(self.ballot)
