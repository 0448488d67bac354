"""The papers of a conference that people sign, and who signs each."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bloc.models import Bloc
from campaigns.models import RegisteredPaper
from conferences.models.ballot import ConferenceBallot
from conferences.models.conference import Conference
from foundation import clock
from foundation.signing.models import Party, Round
from members.models import Board


class PaperKind(models.TextChoices):
    MINUTES = "minutes", _("minutes of the conference")
    COUNT = "count", _("minutes of a count")
    NOTICE = "notice", _("notice of the conclusion")
    HAND_OVER = "handover", _("record of the hand-over")


class Part(models.TextChoices):
    CHAIR = "chair", _("chair of the conference")
    SECRETARY = "secretary", _("secretary of the conference")
    HEAD_TELLER = "head", _("head of the tellers")
    CHIEF = "chief", _("chief of the bloc")
    GIVER = "giver", _("hands over")
    RECEIVER = "receiver", _("takes over")
    TELLER = "teller", pgettext_lazy("signing", "teller")


@pghistory.track()
class SignedPaper(models.Model):
    """A paper of a conference under its number, that people sign (văn bản ký tại hội nghị).

    ``code`` is printed on it, and anybody may verify by it. Without ``round`` it is being
    drawn. ``ballot``: whose count it tells of.
    """

    conference = models.ForeignKey(Conference, models.PROTECT, related_name="signed_papers")
    kind = models.CharField(max_length=8, choices=PaperKind)
    ballot = models.OneToOneField(
        ConferenceBallot, models.PROTECT, null=True, related_name="signed_paper"
    )
    paper = models.OneToOneField(RegisteredPaper, models.PROTECT, related_name="signed_paper")
    code = models.CharField(max_length=12, unique=True)
    round = models.OneToOneField(Round, models.PROTECT, null=True, related_name="conference_paper")
    issued_at = models.DateTimeField(default=clock.now)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["conference", "issued_at", "pk"]
        constraints = [
            CheckConstraint(
                condition=Q(kind=PaperKind.COUNT, ballot__isnull=False)
                | ~Q(kind=PaperKind.COUNT) & Q(ballot=None),
                name="minutes_of_a_count_name_the_ballot",
            ),
            UniqueConstraint(
                fields=["conference", "kind"],
                condition=~Q(kind=PaperKind.COUNT),
                name="a_conference_has_minutes_and_notice_once",
            ),
        ]

    def __str__(self) -> str:
        return str(self.paper.subject)

    def get_absolute_url(self) -> str:
        return reverse("conferences:signed_paper", args=[self.pk])

    @property
    def bloc(self) -> Bloc:
        return self.conference.bloc

    @property
    def year(self) -> int:
        return self.conference.year


@pghistory.track()
class PaperSignatory(models.Model):
    """A person's place under a paper of a conference (người ký).

    ``board``: for which the person was there; its certificate signs as well as their own.
    """

    signed_paper = models.ForeignKey(SignedPaper, models.PROTECT, related_name="signatories")
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="papers_signed"
    )
    part = models.CharField(max_length=9, choices=Part)
    board = models.ForeignKey(Board, models.PROTECT, null=True, related_name="+")
    party = models.OneToOneField(Party, models.PROTECT, related_name="paper_signatory")

    class Meta:
        ordering = ["signed_paper", "party__position"]
        verbose_name_plural = "paper signatories"
        constraints = [
            UniqueConstraint(
                fields=["signed_paper", "account"], name="one_signs_a_conference_paper_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.account)

    @property
    def conference(self) -> Conference:
        return self.signed_paper.conference

    @property
    def bloc(self) -> Bloc:
        return self.conference.bloc

    @property
    def year(self) -> int:
        return self.conference.year
