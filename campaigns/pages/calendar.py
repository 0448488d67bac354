"""What the page of a year's calendar shows."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bloc import queries as bloc_queries
from bloc.models import Office
from campaigns.deadlines import Window, months_of
from campaigns.merging import Clash
from campaigns.models import Campaign, DayCorrection, Extension, MoreTime, Phase, PhaseKind
from campaigns.models.calendar import LEGAL_TERMS
from campaigns.progress import LATER, NOW
from campaigns.queries import calendar
from campaigns.queries.calendar import Span
from campaigns.typical import Suggestion
from foundation import clock
from members.models import Account, Board

OVER = "over"
FORTNIGHT = dt.timedelta(days=14)
Corrected = Mapping[dt.date, DayCorrection]


@dataclass(frozen=True)
class Bar:
    """A stretch of days in the drawing, counted from its left edge."""

    start: int
    width: int


@dataclass(frozen=True)
class Row:
    """A phase with its days for all, and what is to be known about them."""

    phase: Phase
    window: Window
    state: str
    words: str
    bar: Bar
    own: list[tuple[Board, Window]] = field(default_factory=list)  # the reader's, if longer
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Drawing:
    """The months over which the bars lie, and where today is."""

    first: dt.date
    days: int
    months: list[tuple[dt.date, int]]  # each with where it begins
    today: int | None

    def bar(self, window: Window) -> Bar:
        return Bar((window.opens_on - self.first).days, width(window.opens_on, window.closes_on))


def width(first: dt.date, last: dt.date) -> int:
    """How many days, both counted."""
    return (last - first).days + 1


def phases_shown(campaign: Campaign) -> list[Phase]:
    """The phases with their extensions, who got them and from whom; kept for ``windows_of``."""
    extensions = Extension.objects.select_related("board", "granted_by")
    shown = Prefetch("extensions", extensions.prefetch_related("board__names"))
    campaign.__dict__["phase_rows"] = list(campaign.phases.prefetch_related(shown))
    return campaign.__dict__["phase_rows"]


def page_of(campaign: Campaign, account: Account) -> dict[str, Any]:
    """Everything the page shows: rows, drawing, who got longer, days corrected."""
    phases = phases_shown(campaign)
    corrected = corrections_of(campaign)
    drawing = drawing_of(campaign)
    known = {each.day: each for each in corrected}
    extensions = [each for phase in phases for each in phase.extensions.all()]
    return {
        "rows": [row(phase, drawing, account, known) for phase in phases],
        "drawing": drawing,
        "extensions": sorted(extensions, key=lambda each: each.granted_at, reverse=True),
        "corrected": corrected,
        "extends": may_extend(campaign, phases, account),
    }


def drawing_of(campaign: Campaign) -> Drawing:
    """From the month in which the year begins to that in which its last phase ends."""
    windows = calendar.windows_of(campaign).values()
    last = max([campaign.closes_on, *[window.closes_on for window in windows]])
    firsts = months_of(campaign.opens_on, last)
    after = months_of(last, last + dt.timedelta(days=31))[1]
    first, days = firsts[0], (after - firsts[0]).days
    today = (clock.today() - first).days
    months = [(month, (month - first).days) for month in firsts]
    return Drawing(first, days, months, today if 0 <= today < days else None)


def row(phase: Phase, drawing: Drawing, account: Account, known: Corrected) -> Row:
    """One phase; days off are told while it still matters."""
    extensions = phase.extensions.all()
    window = calendar.window(phase, extensions, None)
    state, words = standing(window, clock.today())
    mine = account.boards_today
    longer = {each.board for each in extensions if each.board and each.board_id in mine}
    own = [(board, calendar.window(phase, extensions, board.pk)) for board in longer]
    own = [(board, theirs) for board, theirs in own if theirs.closes_on > window.closes_on]
    said = closing_notes(phase.kind, window.closes_on, known) if state != OVER else []
    return Row(phase, window, state, words, drawing.bar(window), own, said)


def standing(window: Window, day: dt.date) -> tuple[str, str]:
    """Where the phase stands on that day, as a code and in words."""
    if not window.has_begun(day):
        days = (window.opens_on - day).days
        return LATER, ngettext("in %(n)s day", "in %(n)s days", days) % {"n": days}
    if window.is_over(day):
        return OVER, _("over")
    if days := window.days_left(day):
        return NOW, ngettext("%(n)s day left", "%(n)s days left", days) % {"n": days}
    return NOW, _("last day today")


def notes(kind: str, span: Span, known: Corrected) -> list[str]:
    """What is said of days on which offices are closed; a warning, never a refusal."""
    return [*opening_notes(span[0], known), *closing_notes(kind, span[1], known)]


def opening_notes(day: dt.date, known: Corrected) -> list[str]:
    """That the first day is a day off."""
    if not is_off(day, known):
        return []
    facts = {"day": short(day), "what": what_day(day, known)}
    return [_("%(day)s, when it begins, is a day off: %(what)s.") % facts]


def closing_notes(kind: str, day: dt.date, known: Corrected) -> list[str]:
    """That the last day is a day off, and what follows: a term of the law lasts longer."""
    if not is_off(day, known):
        return []
    following = calendar.next_working_day(day, off_by(known))
    facts = {"day": short(day), "what": what_day(day, known), "following": short(following)}
    if kind in LEGAL_TERMS:
        said = _(
            "%(day)s is a day off (%(what)s); the term is the law's and ends on "
            "%(following)s, the next working day."
        )
    else:
        said = _(
            "%(day)s, the last day, is a day off: %(what)s. The next working day is %(following)s."
        )
    return [said % facts]


def is_off(day: dt.date, known: Corrected) -> bool:
    """Whether offices are closed on that day."""
    return calendar.is_day_off(day, off_by(known))


def off_by(known: Corrected) -> dict[dt.date, bool]:
    """Day → whether a correction makes it a day off."""
    return {day: each.is_off for day, each in known.items()}


def what_day(day: dt.date, known: Corrected) -> str:
    """The name of a day off."""
    return known[day].name if day in known else calendar.name_of_day(day)


def short(day: dt.date) -> str:
    return date_format(day, "SHORT_DATE_FORMAT")


def days_to_set(
    campaign: Campaign, form: Any, proposed: Mapping[str, Suggestion]
) -> list[dict[str, Any]]:
    """A row of the form for each kind of phase, with its proposal and what is to be known."""
    known = {each.day: each for each in corrections_of(campaign)}
    days = form.days_at_first()
    return [
        {
            "label": label,
            "opens": opens,
            "closes": closes,
            "proposal": proposed.get(kind),
            "notes": notes(kind, days[kind], known) if kind in days else [],
        }
        for kind, label, opens, closes in form.rows()
    ]


def corrections_of(campaign: Campaign) -> list[DayCorrection]:
    """The corrected days that a phase may meet, those right after the last one too."""
    return calendar.corrections_between(campaign.opens_on, last_day_of_all(campaign) + FORTNIGHT)


def last_day_of_all(campaign: Campaign) -> dt.date:
    """The last day on which the last phase of the year may end."""
    return max(calendar.last_day(campaign, kind) for kind in LEGAL_TERMS)


def named(clashes: Iterable[Clash]) -> list[dict[str, Any]]:
    """What two people have set differently, by the name of the phase."""
    return [
        {
            "name": PhaseKind(clash.key).label,
            "theirs": clash.theirs,
            "mine": clash.mine,
            "both_changed": clash.both_changed,
        }
        for clash in clashes
    ]


def may_extend(campaign: Campaign, phases: list[Phase], account: Account) -> bool:
    """Whether the person decides about more time, for all or for the chief's own board."""
    if not phases:
        return False
    bloc = campaign.bloc_id
    year = bloc_queries.deciding_year(account, bloc, campaign.year)
    chief = bloc_queries.offices(account, bloc, year).get(Office.CHIEF)
    asked: list[Any] = [MoreTime(phases[0], board) for board in (None, chief)]
    return any(account.has_perm("campaigns.extend_phase", more) for more in asked)


def boards_to_extend(phase: Phase, account: Account) -> list[Board | None]:
    """For whom the person may grant more time: all (None), or these boards."""
    every = bloc_queries.members_on(phase.campaign.bloc, clock.today())
    asked: list[Any] = [MoreTime(phase, board.pk if board else None) for board in (None, *every)]
    return [
        board
        for board, more in zip((None, *every), asked, strict=True)
        if account.has_perm("campaigns.extend_phase", more)
    ]
