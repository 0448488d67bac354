"""What a bloc works by in a year: its operating regulation and its plan."""

from dataclasses import dataclass

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from bloc.models import Bloc
from campaigns.models.campaign import Campaign
from campaigns.models.register import RegisteredPaper
from foundation import clock
from foundation.constraints import together
from foundation.states import Stateful
from members.models import Board


class CharterKind(models.TextChoices):
    REGULATION = "regulation", _("operating regulation")
    PLAN = "plan", _("plan of the year")


class CharterState(models.TextChoices):
    DRAFT = "draft", _("draft")
    IN_COMMENT = "in_comment", _("open for comments")
    ADOPTED = "adopted", pgettext_lazy("charter", "adopted")
    SUPERSEDED = "superseded", pgettext_lazy("charter", "superseded")


OPEN_CHARTERS = (CharterState.DRAFT, CharterState.IN_COMMENT)


@pghistory.track()
class Charter(Stateful):
    """A bloc's operating regulation or plan (quy chế hoạt động, kế hoạch công tác của Khối).

    Drafted, shown to the boards for their opinions, and adopted by the chief under a number
    of the bloc's register; from then on it stays as it is. A later one of the same year says
    why, and supersedes it when it is adopted. A regulation holds until another is adopted,
    whatever the year. ``edition`` counts the savings, so that a stale one is noticed;
    ``content`` is all that the adopted paper says.
    """

    MOVES = {
        CharterState.DRAFT: {CharterState.IN_COMMENT},
        CharterState.IN_COMMENT: {CharterState.ADOPTED},
        CharterState.ADOPTED: {CharterState.SUPERSEDED},
        CharterState.SUPERSEDED: set(),
    }

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="charters")
    kind = models.CharField(_("kind"), max_length=10, choices=CharterKind)
    number = models.PositiveSmallIntegerField(_("version"), default=1)
    state = models.CharField(max_length=10, choices=CharterState, default=CharterState.DRAFT)
    text = models.TextField(_("text"), blank=True)
    edition = models.PositiveIntegerField(default=1)
    reason = models.CharField(_("reason for the new version"), max_length=500, blank=True)
    drafted_at = models.DateTimeField(default=clock.now)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(default=clock.now)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    comments_due_on = models.DateField(_("comments until"), null=True)
    adopted_at = models.DateTimeField(null=True, editable=False)
    adopted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    paper = models.OneToOneField(RegisteredPaper, models.PROTECT, null=True, related_name="+")
    content = models.JSONField(null=True, editable=False)
    is_invented = models.BooleanField(default=False, editable=False)

    class Meta:
        ordering = ["campaign", "kind", "number"]
        constraints = [
            UniqueConstraint(fields=["campaign", "kind", "number"], name="one_charter_per_version"),
            UniqueConstraint(
                fields=["campaign", "kind"],
                condition=Q(state__in=OPEN_CHARTERS),
                name="one_charter_at_a_time_is_written",
            ),
            UniqueConstraint(
                fields=["campaign", "kind"],
                condition=Q(state=CharterState.ADOPTED),
                name="one_charter_of_a_year_holds",
            ),
            together("adopted_at", "adopted_by", "paper", name="charter_adoption_is_signed"),
            CheckConstraint(
                condition=Q(state__in=OPEN_CHARTERS)
                | Q(adopted_at__isnull=False, content__isnull=False),
                name="a_charter_that_holds_was_adopted",
            ),
            CheckConstraint(
                condition=Q(state=CharterState.DRAFT) | Q(comments_due_on__isnull=False),
                name="boards_were_asked_about_a_charter",
            ),
            CheckConstraint(condition=Q(number=1) | ~Q(reason=""), name="a_later_charter_says_why"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="adopted_charters_stay",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func="""
                    IF OLD.state IN ('adopted', 'superseded') AND (
                        TG_OP = 'DELETE'
                        OR OLD.state <> 'adopted' OR NEW.state <> 'superseded'
                        OR to_jsonb(NEW) - 'state' <> to_jsonb(OLD) - 'state'
                    ) THEN
                        RAISE EXCEPTION 'an adopted charter stays as it is';
                    END IF;
                    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        if self.kind == CharterKind.PLAN:
            words = gettext("Plan of the year %(year)s")
        else:
            words = gettext("Operating regulation %(year)s")
        return words % {"year": self.year}

    def get_absolute_url(self) -> str:
        return reverse("campaigns:charter", args=[self.pk])

    @property
    def bloc(self) -> Bloc:
        return self.campaign.bloc

    @property
    def year(self) -> int:
        return self.campaign.year

    @property
    def is_open(self) -> bool:
        """It may still be written."""
        return self.state in OPEN_CHARTERS


@dataclass(frozen=True)
class CharterAnswer:
    """What one board says of a charter: the subject while it has said nothing yet."""

    charter: Charter
    board: Board

    @property
    def board_id(self) -> int:
        return self.board.pk

    @property
    def bloc(self) -> Bloc:
        return self.charter.bloc

    @property
    def year(self) -> int:
        return self.charter.year


@pghistory.track()
class Opinion(models.Model):
    """What a board says of a draft (ý kiến về dự thảo quy chế, kế hoạch): agreed, or words.

    ``edition``: of the text that it is about.
    """

    charter = models.ForeignKey(Charter, models.CASCADE, related_name="opinions")
    board = models.ForeignKey(Board, models.PROTECT, related_name="+")
    agrees = models.BooleanField()
    text = models.TextField(_("comment"), blank=True)
    edition = models.PositiveIntegerField()
    given_at = models.DateTimeField(default=clock.now)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reply = models.TextField(_("answer"), blank=True)
    replied_at = models.DateTimeField(null=True)
    replied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["charter", "given_at", "pk"]
        constraints = [
            together("replied_at", "replied_by", name="opinion_reply_is_signed"),
            CheckConstraint(
                condition=Q(reply="", replied_at=None)
                | (~Q(reply="") & Q(replied_at__isnull=False)),
                name="a_replied_opinion_has_a_reply",
            ),
            CheckConstraint(
                condition=Q(agrees=True) | ~Q(text=""), name="an_opinion_says_something"
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80] or gettext("agreed")

    @property
    def bloc(self) -> Bloc:
        return self.charter.bloc

    @property
    def year(self) -> int:
        return self.charter.year
