"""The days of a typical year, as a proposal (domain reference, §2.2).

What the sources name is said with its source; how October to December are divided among
scoring, checking and settling they leave open: there our proposal is to be verified.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from campaigns.models import PhaseKind

OPEN = ""  # no source: to be verified
# kind → first and last day as (years after, month, day), and where they come from
DAYS: dict[str, tuple[tuple[int, int, int], tuple[int, int, int], Any]] = {
    PhaseKind.PLEDGE: (
        (0, 1, 1),
        (0, 1, 31),
        _("signed at the closing conference of the year before (15/01/2021, 06/01/2020)"),
    ),
    PhaseKind.REGISTRATION: (
        (0, 1, 15),
        (0, 3, 31),
        _("blocs registered between January and March"),
    ),
    PhaseKind.MIDYEAR: ((0, 6, 15), (0, 7, 15), _("blocs reviewed the half-year in June and July")),
    PhaseKind.REPORTING: ((0, 10, 15), (0, 11, 30), OPEN),
    PhaseKind.SELF_SCORING: ((0, 10, 15), (0, 11, 30), OPEN),
    PhaseKind.CROSS_CHECKING: ((0, 12, 1), (0, 12, 10), OPEN),
    PhaseKind.EXPLANATION: ((0, 12, 11), (0, 12, 17), OPEN),
    PhaseKind.SETTLING: ((0, 12, 18), (0, 12, 31), OPEN),
    PhaseKind.CONFERENCE: (
        (1, 1, 1),
        (1, 1, 31),
        _("closing conferences were held in December and January"),
    ),
    PhaseKind.SUBMISSION: (
        (1, 1, 15),
        (1, 2, 15),
        _("Circular 08/2015/TT-BKHĐT, article 18: the bloc's dossier by 15 February"),
    ),
}


@dataclass(frozen=True)
class Suggestion:
    """Days that a phase usually has; without a ``source`` they are to be verified."""

    opens_on: dt.date
    closes_on: dt.date
    source: Any


def suggested(year: int) -> dict[str, Suggestion]:
    """Kind of phase → its usual days in that emulation year, in the year's order."""
    return {
        kind: Suggestion(day_of(year, opens), day_of(year, closes), source)
        for kind, (opens, closes, source) in DAYS.items()
    }


def day_of(year: int, day: tuple[int, int, int]) -> dt.date:
    """The day itself."""
    later, month, number = day
    return dt.date(year + later, month, number)
