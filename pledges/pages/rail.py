"""Where a pledge is on its way from the draft to the seal, as <c-rail> shows it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from pledges.models import Pledge, PledgeState

DONE, NOW, LATE, LATER = "done", "now", "late", "later"
STAGES = {
    PledgeState.DRAFT: pgettext_lazy("stage", "Draft"),
    PledgeState.CONSULTATION: pgettext_lazy("stage", "Consultation"),
    PledgeState.DRAWING: pgettext_lazy("stage", "Issue"),
    PledgeState.OPEN: pgettext_lazy("stage", "Signing"),
    PledgeState.SEALED: pgettext_lazy("stage", "Seal"),
}
CLOSED = pgettext_lazy("stage", "Closed")
ENDS = {PledgeState.SEALED, PledgeState.CLOSED}
HOME_SHOWS = 3
HALF = 50  # what a stage that cannot be counted shows while it lasts


@dataclass(frozen=True)
class Stage:
    """One step of the way: passed, under way, or to come."""

    label: Any
    state: str
    note: str = ""
    percent: int = 0


@dataclass(frozen=True)
class Way:
    """A pledge that is still on its way."""

    pledge: Pledge
    rail: list[Stage]


def ways_of(pledges: Iterable[Any]) -> list[Way]:
    """Those of the home page's pledges that are still on their way, the newest first."""
    return [
        Way(pledge, rail_of(pledge, pledge.signed_count, pledge.parties_count))
        for pledge in pledges
        if pledge.state not in ENDS
    ][:HOME_SHOWS]


def rail_of(pledge: Pledge, signed: int, parties: int) -> list[Stage]:
    """The whole way; ``signed`` of ``parties`` boards have signed."""
    is_closed = pledge.state == PledgeState.CLOSED
    end = PledgeState.SEALED if is_closed else PledgeState(pledge.state)
    at = list(STAGES).index(end)
    labels = list(STAGES.values())
    stages = [
        *(Stage(label, DONE) for label in labels[:at]),
        Stage(labels[at], NOW, percent=HALF),
        *(Stage(label, LATER) for label in labels[at + 1 :]),
    ]
    if end == PledgeState.CONSULTATION and pledge.answers_due_on:
        day = date_format(pledge.answers_due_on, "SHORT_DATE_FORMAT")
        stages[at] = Stage(labels[at], NOW, _("by %(day)s") % {"day": day}, HALF)
    if end == PledgeState.SEALED:
        stages[at] = Stage(CLOSED, LATE) if is_closed else Stage(labels[at], DONE)
    signing = list(STAGES).index(PledgeState.OPEN)
    if at >= signing and parties:
        stands = LATE if is_closed else stages[signing].state
        share = 100 * signed // parties
        stages[signing] = Stage(labels[signing], stands, f"{signed}/{parties}", share)
    return stages
