"""What pages show of the reports of a year: rows and words made ready."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from campaigns import writing
from campaigns.deadlines import Window
from campaigns.forms.figures import FigureRow, row_of
from campaigns.models import (
    BoardYear,
    Campaign,
    Figure,
    Report,
    ReportRequest,
    ReportState,
    ReportVersion,
    Section,
)
from campaigns.next_steps import reports as next_steps
from campaigns.pages import evidence as evidence_pages
from campaigns.queries import reports as queries
from campaigns.queries.recorded import hang_recorded
from campaigns.regulations.reports import SectionStale
from foundation import clock, comparison
from foundation.audit.log import story
from foundation.audit.models import Event
from foundation.figures import figure_words
from members.models import Account, Board

NOTHING = "–"
UNDER_HAND = 0  # the number of the text that is being written


@dataclass
class BoardRow:
    """How a board stands with what was asked; ``report`` is None while it has not begun.

    ``is_next``: it is the next thing to do on the page, and has its red button.
    """

    board: Board
    report: Report | None
    window: Window | None
    late: int
    is_mine: bool
    is_next: bool = False

    @property
    def is_readable(self) -> bool:
        """There is something to read: the board's own, or what it has handed in."""
        return bool(self.report) and (self.is_mine or self.state != ReportState.DRAFT)

    @property
    def is_open(self) -> bool:
        """The board has yet to begin, or has it in hand."""
        return self.report is None or self.report.state in queries.WRITABLE

    @property
    def state(self) -> str:
        """The report's; empty while the board has not begun."""
        return self.report.state if self.report else ""


@dataclass(frozen=True)
class Asked:
    """One report of the year with the boards whose reports the person may see."""

    request: ReportRequest
    window: Window | None
    rows: list[BoardRow]

    @property
    def own(self) -> list[BoardRow]:
        return [row for row in self.rows if row.is_mine]

    @property
    def others(self) -> list[BoardRow]:
        return [row for row in self.rows if not row.is_mine]

    @property
    def accepted(self) -> int:
        """How many boards are through with it."""
        return sum(row.state == ACCEPTED for row in self.rows)

    @property
    def handed_in(self) -> int:
        return sum(row.state in HANDED_IN for row in self.rows)


ACCEPTED = ReportState.ACCEPTED
HANDED_IN: set[str] = {ReportState.SUBMITTED, ReportState.ACCEPTED}


@dataclass(frozen=True)
class FigureShown:
    """A row of the table of targets as it is read: its figures in words."""

    figure: Figure
    plan: str
    actual: str
    last_year: str
    rate: str
    growth: str


def asked_of(
    campaign: Campaign, requests: Iterable[ReportRequest], account: Account
) -> list[Asked]:
    """What was asked of the boards, and how those stand that the person may see."""
    boards = [each for each in queries.boards_of(campaign) if may_see(account, campaign, each)]
    reports = Report.objects.filter(request__campaign=campaign, board__in=boards)
    known = {(report.request_id, report.board_id): report for report in reports}
    found = [asked(campaign, request, boards, known, account) for request in requests]
    mine = [row for each in found for row in each.own if row.is_open]
    for row in mine[:1]:
        row.is_next = True
    return found


def may_see(account: Account, campaign: Campaign, board: Board) -> bool:
    """Whether the person may know of that board's reports of the year."""
    subject: Any = BoardYear(campaign, board)
    return account.has_perm("campaigns.view_report", subject)


def asked(
    campaign: Campaign,
    request: ReportRequest,
    boards: Iterable[Board],
    known: Mapping[tuple[int, int], Report],
    account: Account,
) -> Asked:
    """One report of the year; the campaign is shared, so that its days are asked for once."""
    request.campaign = campaign
    rows = []
    for board in boards:
        report, window = known.get((request.pk, board.pk)), queries.window_for(request, board.pk)
        if report:
            report.request, report.board = request, board
        sent = report and report.first_submitted_at
        late = window.days_late(clock.day_of(sent) if sent else clock.today()) if window else 0
        rows.append(BoardRow(board, report, window, late, board.pk in account.boards_today))
    return Asked(request, queries.window_for(request), rows)


def figures_shown(figures: Iterable[Figure]) -> list[FigureShown]:
    """The table of targets in words; what is not known is a dash."""
    return [figure_shown(figure) for figure in figures]


def figure_shown(figure: Figure) -> FigureShown:
    """One row."""
    decimals = figure.indicator.decimals
    plan, actual, last_year = (
        figure_words(value, decimals) or NOTHING
        for value in (figure.plan, figure.actual, figure.last_year)
    )
    return FigureShown(
        figure, plan, actual, last_year, percent(figure.rate), percent(figure.growth)
    )


def percent(rate: Decimal | None) -> str:
    """The rate as it is read, or a dash where there is none."""
    return NOTHING if rate is None else f"{figure_words(rate, 1)}%"


def words_of_theirs(figure: Figure) -> str:
    """What somebody else has saved in a row meanwhile."""
    shown = figure_shown(figure)
    facts = {"who": figure.changed_by, "actual": shown.actual, "last_year": shown.last_year}
    said = _("%(who)s has saved: reached %(actual)s, last year %(last_year)s.") % facts
    return f"{said} {figure.note}".strip()


def report_page(report: Report, account: Account) -> dict[str, Any]:
    """What the page of a report shows; what is in hand only its own board reads."""
    sections, figures = queries.sections_of(report), queries.figures_of(report)
    is_shown = queries.is_open_to(report, account)
    steps = next_steps.of_report(report, account, sections, figures)
    context = around(report) | {
        "steps": steps,
        "is_shown": is_shown,
        "versions": queries.versions_of(report),
        "events": story(Event.objects.about(report)),
    }
    if is_shown:
        hang_recorded(sections, report)
        shelf = evidence_pages.shelf(report, account, sections, figures)
        context |= {"sections": sections, "shelf": shelf, "rows": figures_shown(figures)}
        context |= table_of(sections)
    return context


def around(report: Report) -> dict[str, Any]:
    """What every page of a report shows around its question."""
    return {
        "report": report,
        "campaign": report.campaign,
        "current_bloc": report.bloc,
        "window": queries.window_for(report.request, report.board_id),
        "late": queries.days_late(report),
    }


def table_of(sections: Sequence[Section]) -> dict[str, Any]:
    """Below which section the table of targets stands; at the end where none says so."""
    holding = [section.pk for section in sections if section.heading.holds_figures]
    return {"table_below": holding[0] if holding else None}


@dataclass(frozen=True)
class Clash:
    """A section that two people have changed: both versions, with what differs marked."""

    section: Section
    said: Any
    mine: str
    theirs: list[comparison.Piece]
    ours: list[comparison.Piece]


def clash_of(section: Section, mine: str, said: Any) -> Clash:
    """The section must have been read anew: it holds what somebody else has saved."""
    theirs, ours = comparison.compare(section.text, mine)
    return Clash(section, said, mine, theirs, ours)


def writing_page(
    report: Report,
    account: Account,
    *,
    typed: tuple[int, str, Any] | None = None,
    rows: list[FigureRow] | None = None,
) -> dict[str, Any]:
    """The page on which a report is written.

    ``typed``: a section's key, the words that could not be saved, and why not. ``rows``: the
    table of targets as it was typed.
    """
    sections, figures = queries.sections_of(report), queries.figures_of(report)
    hang_recorded(sections, report)
    for section in sections:
        section.shown = section.text
        if typed and section.pk == typed[0]:
            section.shown, section.refusal = typed[1], typed[2]
            is_stale = isinstance(typed[2], SectionStale)
            section.clash = clash_of(section, typed[1], typed[2]) if is_stale else None
    plans = queries.plans_for(report.campaign, report.board) if figures else {}
    return {
        **around(report),
        **table_of(sections),
        "sections": sections,
        "rows": rows_shown(figures, rows),
        "shelf": evidence_pages.shelf(report, account, sections, figures),
        "has_plans": any(plan is not None for plan in plans.values()),
        "targets_changed": bool(figures and writing.takeover(figures, plans)),
        "may_submit": account.has_perm("campaigns.submit_report", report),
    }


def rows_shown(figures: Sequence[Figure], rows: list[FigureRow] | None) -> list[FigureRow]:
    """The rows of the form, each with its figures in words and the evidence of its figure."""
    found = rows or [row_of(figure) for figure in figures]
    current = {figure.pk: figure for figure in figures}
    for row in found:
        row.figure = current[row.figure.pk]
        row.shown = figure_shown(row.figure)
        row.clash = words_of_theirs(row.figure) if row.theirs else ""
    return found


# -- versions --------------------------------------------------------------------


def versions_page(report: Report, account: Account, before: str, after: str) -> dict[str, Any]:
    """Two versions side by side: by default the last two."""
    versions = queries.versions_of(report)
    texts: dict[int, tuple[ReportVersion | None, list[comparison.Named]]] = {
        version.number: (version, named(version.content)) for version in versions
    }
    if report.state in queries.WRITABLE and queries.is_open_to(report, account):
        texts[UNDER_HAND] = None, named_now(report)
    order = sorted(texts, key=lambda number: (number != UNDER_HAND, -number))
    first, second = chosen(order, before, after)
    context = around(report) | {"versions": versions, "has_text_under_hand": UNDER_HAND in texts}
    if first is None or second is None:
        return context
    rows = comparison.rows(texts[first][1], texts[second][1])
    return context | {
        "before": first,
        "after": second,
        "sides": [texts[first][0], texts[second][0]],
        "rows": rows,
        "is_changed": any(row.is_changed or row.is_moved for row in rows),
    }


def chosen(order: Sequence[int], before: str, after: str) -> tuple[int | None, int | None]:
    """The two that are wished, or the newest and the one before it; the only one by itself."""
    wished = [int(each) if each.isdecimal() else None for each in (before, after)]
    if all(each in order for each in wished):
        return wished[0], wished[1]
    if not order:
        return None, None
    return order[min(1, len(order) - 1)], order[0]


def named(content: Mapping[str, Any]) -> list[comparison.Named]:
    """The parts of a kept version by key, name and words."""
    sections = [
        (f"section-{row['heading']}", row["title"], row["text"]) for row in content["sections"]
    ]
    drawn = content.get("recorded", {})  # kept since outlines draw from the records
    recorded = [
        recorded_named(row["heading"], row["title"], lines)
        for row in content["sections"]
        if (lines := drawn.get(str(row["heading"])))
    ]
    return [*sections, *recorded, *(figure_named(row) for row in content["figures"])]


def named_now(report: Report) -> list[comparison.Named]:
    """The same of the text under hand."""
    rows = queries.sections_of(report)
    hang_recorded(rows, report)
    sections = [(f"section-{each.heading_id}", each.heading.title, each.text) for each in rows]
    recorded = [
        recorded_named(each.heading_id, each.heading.title, each.recorded)
        for each in rows
        if each.recorded
    ]
    figures = [
        figure_named(
            {
                "indicator": each.indicator_id,
                "name": each.indicator.name,
                "unit": each.indicator.unit,
                "decimals": each.indicator.decimals,
                "plan": each.plan,
                "actual": each.actual,
                "last_year": each.last_year,
                "note": each.note,
            }
        )
        for each in queries.figures_of(report)
    ]
    return [*sections, *recorded, *figures]


def recorded_named(heading: int, title: str, lines: Iterable[str]) -> comparison.Named:
    """What a section draws in, as a part of its own."""
    return (
        f"recorded-{heading}",
        _("%(title)s: from the records") % {"title": title},
        "\n".join(lines),
    )


def figure_named(row: Mapping[str, Any]) -> comparison.Named:
    """A row of the table as a line of words."""
    said = {
        name: figure_words(None if row[name] is None else Decimal(row[name]), row["decimals"])
        or NOTHING
        for name in ("plan", "actual", "last_year")
    }
    words = _("Plan: %(plan)s; reached: %(actual)s; last year: %(last_year)s") % said
    note = f"\n{row['note']}" if row["note"] else ""
    return f"figure-{row['indicator']}", f"{row['name']} ({row['unit']})", words + note
