"""A year's table of points: its versions, frozen when approved, and what boards say of it."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from bloc.models import Bloc
from campaigns.models.campaign import Campaign
from foundation import clock
from foundation.constraints import together
from foundation.states import Stateful
from members.models import Board

POINTS: Any = {"max_digits": 8, "decimal_places": 2}
NOUGHT = Decimal(0)
STEPS = [
    (Decimal("0.10"), "0,1"), (Decimal("0.25"), "0,25"), (Decimal("0.50"), "0,5"),
    (Decimal("1.00"), "1"),
]  # fmt: skip


class TableState(models.TextChoices):
    DRAFT = "draft", _("draft")
    IN_COMMENT = "in_comment", _("open for comments")
    APPROVED = "approved", pgettext_lazy("table", "approved")
    SUPERSEDED = "superseded", pgettext_lazy("table", "superseded")


OPEN = (TableState.DRAFT, TableState.IN_COMMENT)
FROZEN = (TableState.APPROVED, TableState.SUPERSEDED)


def frozen_with(name: str, tables: str) -> pgtrigger.Trigger:
    """Rows of an approved table neither come nor go nor change; ``tables``: how it is found."""
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        func=f"""
            IF EXISTS ({tables} AND t.state IN ('approved', 'superseded')) THEN
                RAISE EXCEPTION 'an approved scoring table stays as it is';
            END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW;
        """,
    )


@pghistory.track()
class ScoringTable(Stateful):
    """What the boards of a bloc are given points for in a year (bảng điểm), one version of it.

    It is drafted, shown to the boards for comments, and approved by the chief, who freezes
    it. A later change is the next version, with a reason; when that one is approved it
    supersedes this. ``maximum`` is the nominal total; bonus counts inside it or comes on
    top, up to ``cap``. ``edition`` counts the savings, so that a stale one is noticed.
    """

    MOVES = {
        TableState.DRAFT: {TableState.IN_COMMENT},
        TableState.IN_COMMENT: {TableState.APPROVED},
        TableState.APPROVED: {TableState.SUPERSEDED},
        TableState.SUPERSEDED: set(),
    }

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="tables")
    number = models.PositiveSmallIntegerField(_("version"), default=1)
    state = models.CharField(max_length=10, choices=TableState, default=TableState.DRAFT)
    maximum = models.DecimalField(_("highest total"), default=Decimal(1000), **POINTS)
    step = models.DecimalField(
        _("step of points"), choices=STEPS, default=Decimal("0.25"), max_digits=3, decimal_places=2
    )
    bonus_inside = models.BooleanField(_("bonus counts inside the total"), default=True)
    cap = models.DecimalField(_("highest total with bonus"), null=True, blank=True, **POINTS)
    edition = models.PositiveIntegerField(default=1)
    reason = models.CharField(_("reason for the new version"), max_length=500, blank=True)
    is_example = models.BooleanField(default=False, editable=False)
    drafted_at = models.DateTimeField(default=clock.now)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(default=clock.now)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    comments_due_on = models.DateField(_("comments until"), null=True)
    approved_at = models.DateTimeField(null=True, editable=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )

    class Meta:
        ordering = ["campaign", "number"]
        constraints = [
            UniqueConstraint(fields=["campaign", "number"], name="one_table_per_version"),
            UniqueConstraint(
                fields=["campaign"],
                condition=Q(state__in=OPEN),
                name="one_table_at_a_time_is_written",
            ),
            UniqueConstraint(
                fields=["campaign"],
                condition=Q(state=TableState.APPROVED),
                name="one_table_is_in_force",
            ),
            together("approved_at", "approved_by", name="table_approval_is_signed"),
            CheckConstraint(
                condition=Q(state__in=OPEN) | Q(approved_at__isnull=False),
                name="a_table_in_force_was_approved",
            ),
            CheckConstraint(
                condition=Q(state=TableState.DRAFT) | Q(comments_due_on__isnull=False),
                name="boards_were_asked_until_a_day",
            ),
            CheckConstraint(condition=Q(number=1) | ~Q(reason=""), name="a_later_table_says_why"),
            CheckConstraint(
                condition=Q(step__in=[step for step, _words in STEPS]), name="the_step_is_known"
            ),
            CheckConstraint(condition=Q(maximum__gt=NOUGHT), name="a_table_gives_points"),
            CheckConstraint(
                condition=Q(cap=None) | Q(bonus_inside=False, cap__gte=F("maximum")),
                name="only_bonus_outside_lifts_the_total",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="approved_tables_stay",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func="""
                    IF OLD.state IN ('approved', 'superseded') AND (
                        TG_OP = 'DELETE'
                        OR OLD.state <> 'approved' OR NEW.state <> 'superseded'
                        OR to_jsonb(NEW) - 'state' <> to_jsonb(OLD) - 'state'
                    ) THEN
                        RAISE EXCEPTION 'an approved scoring table stays as it is';
                    END IF;
                    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        words = gettext("Scoring table %(year)s, version %(number)s")
        return words % {"year": self.year, "number": self.number}

    def get_absolute_url(self) -> str:
        return reverse("campaigns:table", args=[self.pk])

    @property
    def bloc(self) -> Bloc:
        return self.campaign.bloc

    @property
    def year(self) -> int:
        return self.campaign.year

    @property
    def is_open(self) -> bool:
        """It may still be written."""
        return self.state in OPEN


@dataclass(frozen=True)
class TableAnswer:
    """What one board says of a table: the subject while it has not commented yet."""

    table: ScoringTable
    board: Board

    @property
    def board_id(self) -> int:
        return self.board.pk

    @property
    def bloc(self) -> Bloc:
        return self.table.bloc

    @property
    def year(self) -> int:
        return self.table.year


@pghistory.track()
class TableComment(models.Model):
    """What a board says of a table before it is approved (ý kiến góp ý bảng điểm).

    ``about``: the words of the line it is about, as they were; empty for the whole.
    """

    table = models.ForeignKey(ScoringTable, models.CASCADE, related_name="comments")
    board = models.ForeignKey(Board, models.PROTECT, related_name="+")
    key = models.UUIDField(null=True)
    about = models.CharField(max_length=500, blank=True)
    text = models.TextField(_("comment"))
    commented_at = models.DateTimeField(default=clock.now)
    commented_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    answer = models.TextField(_("answer"), blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["table", "commented_at", "pk"]
        constraints = [
            together("answered_at", "answered_by", name="table_answer_is_signed"),
            CheckConstraint(
                condition=Q(answer="", answered_at=None)
                | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="an_answered_comment_has_an_answer",
            ),
            CheckConstraint(condition=~Q(text=""), name="a_table_comment_says_something"),
        ]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def bloc(self) -> Bloc:
        return self.table.bloc

    @property
    def year(self) -> int:
        return self.table.year
