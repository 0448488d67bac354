"""What came out of a year's ballots: who is proposed for what, and who is not."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.utils.translation import pgettext_lazy

from awards.models.kind import AwardKind
from awards.models.nomination import Nomination, OfYear
from awards.selection import Fate
from campaigns.models import Campaign
from campaigns.models.standing import stays
from conferences.models import ConferenceBallot
from foundation import clock
from members.models import Board

REASONS = [
    (Fate.FEW.value, pgettext_lazy("not proposed", "too few votes")),
    (Fate.TIED.value, pgettext_lazy("not proposed", "as many votes as others on the last place")),
    (Fate.BEYOND.value, pgettext_lazy("not proposed", "enough votes, but beyond the quota")),
    (Fate.TAKEN.value, pgettext_lazy("not proposed", "is proposed for another award")),
    (Fate.INELIGIBLE.value, pgettext_lazy("not proposed", "not eligible any more")),
    (Fate.UNLISTED.value, pgettext_lazy("not proposed", "was not on the list of nominations")),
]


class AfterVote(OfYear):
    """A board and a kind after the ballot that decided: its votes, of how many members.

    ``needed``: how many votes were enough. Never changes.
    """

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="%(class)ss")
    kind = models.ForeignKey(AwardKind, models.PROTECT, related_name="+")
    board = models.ForeignKey(Board, models.PROTECT, related_name="+")
    ballot = models.ForeignKey(ConferenceBallot, models.PROTECT, related_name="+")
    agree = models.PositiveSmallIntegerField()
    needed = models.PositiveSmallIntegerField()
    members = models.PositiveSmallIntegerField()
    taken_at = models.DateTimeField(default=clock.now)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.kind}: {self.board}"


class Proposal(AfterVote):
    """That the bloc proposes a board for a kind (đề nghị khen thưởng); not yet an award.

    ``place``: the first has the most votes; never more than the year's ``quota``.
    """

    nomination = models.OneToOneField(Nomination, models.PROTECT, related_name="proposal")
    place = models.PositiveSmallIntegerField()
    quota = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["campaign", "kind__position", "place"]
        constraints = [
            UniqueConstraint(
                fields=["campaign", "kind", "board"], name="a_board_is_proposed_once_for_a_kind"
            ),
            UniqueConstraint(fields=["campaign", "kind", "place"], name="one_proposal_per_place"),
            CheckConstraint(
                condition=Q(place__gte=1, place__lte=F("quota")), name="no_more_than_the_quota"
            ),
            CheckConstraint(
                condition=Q(agree__gte=F("needed"), agree__lte=F("members")),
                name="who_is_proposed_has_the_votes",
            ),
        ]
        triggers = [stays("proposals_stay")]


class NotProposed(AfterVote):
    """That a board was voted on and is not proposed (không đề nghị), and why."""

    reason = models.CharField(max_length=10, choices=REASONS)

    class Meta:
        ordering = ["campaign", "kind__position", "-agree", "board"]
        verbose_name_plural = "not proposed"
        constraints = [
            UniqueConstraint(
                fields=["campaign", "kind", "board"], name="a_board_fails_once_for_a_kind"
            ),
        ]
        triggers = [stays("who_is_not_proposed_stays")]
