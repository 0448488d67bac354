"""What we know of the sheets of points: their lines, who gives them, what may hang on them."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from bloc import queries as bloc_queries
from bloc.models import Office
from campaigns.models import (
    Campaign,
    Criterion,
    Evidence,
    Explanation,
    Mark,
    PhaseKind,
    Scoring,
    ScoringState,
    ScoringTable,
    Sheet,
    SheetKind,
    SheetState,
)
from campaigns.openness import Paper, Reader, Year
from campaigns.queries.calendar import window_of
from campaigns.queries.days import hand_days, with_days
from campaigns.queries.departures import closed_in, duties_standing
from campaigns.queries.oversight import own_or_overseen
from campaigns.queries.scores import criteria_of
from foundation import clock
from members.models import Account, Board

PHASE_OF = {
    SheetKind.SELF: PhaseKind.SELF_SCORING,
    SheetKind.CROSS: PhaseKind.CROSS_CHECKING,
    SheetKind.OFFICIAL: PhaseKind.SETTLING,
}


def sheets_visible_to(account: Account) -> QuerySet[Sheet]:
    """Of the person's boards, by them, and of the years that the person oversees.

    That a sheet is there; what stands on it ``campaigns.openness`` says.
    """
    seen = own_or_overseen(account, "scoring__campaign") | Q(scorer__in=account.boards_today)
    rows = Sheet.objects.filter(seen)
    return rows.select_related("scoring__campaign__bloc", "board", "scorer", "given_by")


def shown_to(account: Account) -> QuerySet[Sheet]:
    """The visible ones with what ``openness`` asks of their year, and with its days."""
    siblings = Sheet.objects.filter(scoring=OuterRef("scoring")).order_by("pk")
    names = ("pk", "kind", "state", "board_id", "scorer_id")
    duties = duties_standing().filter(scoring=OuterRef("scoring")).order_by()
    rows = with_days(sheets_visible_to(account), "scoring__campaign")
    return rows.annotate(
        year_rows=ArraySubquery(
            siblings.values(
                row=JSONObject(scorer_code="scorer__code", **{name: name for name in names})
            )
        ),
        duty_rows=ArraySubquery(
            duties.values(row=JSONObject(checker="checker_id", board="board_id"))
        ),
    )


def year_around(sheet: Any) -> Year:
    """How far the scoring of the sheet's year is; the sheet came by ``shown_to``."""
    hand_days(sheet, sheet.campaign)
    papers = [SimpleNamespace(**row) for row in sheet.year_rows]
    duties = frozenset((row["checker"], row["board"]) for row in sheet.duty_rows)
    return year_of(sheet.scoring, papers, duties, sheet.board_id)


def reader_of(account: Account, subject: Any) -> Reader:
    """Who the person is to the points of a year, or to a sheet."""
    ministry = subject.bloc.organiser_id
    settled: Any = SimpleNamespace(
        bloc=subject.bloc, year=subject.year, board_id=subject.board_id, kind=SheetKind.OFFICIAL
    )
    return Reader(
        frozenset(account.boards_before),
        oversees=account.has_perm("campaigns.view_progress", subject),
        settles=account.has_perm("campaigns.edit_sheet", settled),
        is_ministry=bloc_queries.serves_ministry(account, ministry),
    )


def marks_with_links(sheets: Iterable[int]) -> QuerySet[Mark]:
    """The lines of these sheets, each with the keys of its evidence as ``linked``."""
    through = Mark.evidence.through.objects.filter(mark=OuterRef("pk")).order_by("evidence")
    rows = Mark.objects.filter(sheet__in=list(sheets)).order_by("pk")
    return rows.annotate(linked=ArraySubquery(through.values("evidence")))


def explanations_visible_to(account: Account) -> QuerySet[Explanation]:
    """What was said on the sheets that the person may know of."""
    rows = Explanation.objects.filter(sheet__in=sheets_visible_to(account).values("pk"))
    return rows.select_related("sheet__scoring__campaign__bloc", "sheet__board", "criterion")


def duties_of(scoring: Scoring) -> frozenset[tuple[int, int]]:
    """Who checks whom, by keys."""
    return frozenset(scoring.duties.values_list("checker", "board"))


def marks_of(sheet: Sheet, table: ScoringTable) -> list[Mark]:
    """The lines of the sheet in the order of the table, each knows its criterion.

    ``table`` has its lines at hand. What is no line of it is left out.
    """
    found = {mark.criterion_id: mark for mark in sheet.marks.select_related("changed_by")}
    rows = [(line, found[line.pk]) for line in criteria_of(table) if line.pk in found]
    for line, mark in rows:
        mark.sheet, mark.criterion = sheet, line
    return [mark for _line, mark in rows]


def own_points_of(sheet: Sheet) -> dict[UUID, Decimal | None]:
    """Criterion's key → what the board gives itself, once that was handed in."""
    rows = Mark.objects.filter(
        sheet__scoring=sheet.scoring_id, sheet__board=sheet.board_id, sheet__kind=SheetKind.SELF
    ).exclude(sheet__first_given_at=None)
    return dict(rows.values_list("criterion__key", "points"))


def checks_of(sheet: Sheet) -> dict[UUID, list[tuple[Decimal | None, str]]]:
    """Criterion's key → points and reason of each check of the board that was handed in."""
    rows = Mark.objects.filter(
        sheet__scoring=sheet.scoring_id,
        sheet__board=sheet.board_id,
        sheet__kind=SheetKind.CROSS,
        sheet__state=SheetState.GIVEN,
    )
    found: dict[UUID, list[tuple[Decimal | None, str]]] = {}
    for key, points, reason in rows.values_list("criterion__key", "points", "reason"):
        found.setdefault(key, []).append((points, reason))
    return found


def evidence_for(sheet: Sheet) -> QuerySet[Evidence]:
    """What the board has brought with its reports of the year, and not withdrawn."""
    return Evidence.objects.filter(
        report__request__campaign=sheet.scoring.campaign_id,
        report__board=sheet.board_id,
        withdrawn_at=None,
    )


def links_of(marks: Iterable[Mark]) -> dict[int, set[int]]:
    """Mark's key → the evidence that hangs on it."""
    through = Mark.evidence.through.objects.filter(mark__in=[mark.pk for mark in marks])
    found: dict[int, set[int]] = {}
    for mark, piece in through.values_list("mark", "evidence"):
        found.setdefault(mark, set()).add(piece)
    return found


def differing_line(sheet: Sheet, key: UUID) -> Criterion | None:
    """The criterion of the board's own sheet, where a check or the official points differ.

    The official points count here only once they are given.
    """
    rows = Mark.objects.filter(
        sheet__scoring=sheet.scoring_id, sheet__board=sheet.board_id, criterion__key=key
    )
    own = rows.filter(sheet=sheet).select_related("criterion").first()
    if own is None or own.points is None:
        return None
    others = rows.filter(sheet__state=SheetState.GIVEN).exclude(sheet=sheet).exclude(points=None)
    return own.criterion if others.exclude(points=own.points).exists() else None


def year_of(scoring: Scoring, sheets: Iterable[Paper], duties: frozenset, board_id: int) -> Year:
    """How far the scoring is, as ``openness`` asks; the days are those of that board."""
    window = window_of(scoring.campaign, PhaseKind.EXPLANATION, board_id)
    explains = window is not None and window.has_begun(clock.today())
    return Year(tuple(sheets), duties, explains, scoring.state == ScoringState.LOCKED)


def days_late(sheet: Sheet) -> int:
    """How many days after the last one it was first handed in, or is missing by now."""
    window = window_of(sheet.campaign, PHASE_OF[SheetKind(sheet.kind)], sheet.scorer_id)
    if window is None:
        return 0
    given = sheet.first_given_at
    return window.days_late(clock.day_of(given) if given else clock.today())


def without_official(scoring: Scoring, boards: Iterable[Board]) -> list[Board]:
    """The boards of the year whose official points are not given."""
    rows = scoring.sheets.filter(kind=SheetKind.OFFICIAL, state=SheetState.GIVEN)
    given = set(rows.values_list("board", flat=True))
    return [board for board in boards if board.pk not in given]


def waiting_for_answer(scoring: Scoring, boards: Iterable[Board]) -> list[Board]:
    """The boards with an explanation that nobody has answered."""
    rows = Explanation.objects.filter(sheet__scoring=scoring, answered_at=None)
    asking = set(rows.values_list("sheet__board", flat=True))
    return [board for board in boards if board.pk in asking]


def sheet_of(scoring: Scoring, board_id: int, kind: str, scorer_id: int) -> Sheet | None:
    """The sheet of that kind by that board, if it has been begun."""
    rows = scoring.sheets.filter(board=board_id, kind=kind)
    return rows.filter(Q(kind=SheetKind.OFFICIAL) | Q(scorer=scorer_id)).first()


def with_sheets(rows: QuerySet[Scoring]) -> QuerySet[Scoring]:
    """With sheets, duties and explanations: ``year_rows``, ``duty_rows`` and ``said_rows``.

    A board closed early is answered no more.
    """
    mine = {"scoring": OuterRef("pk")}
    names = ("pk", "kind", "state", "board_id", "scorer_id", "first_given_at", "is_invented")
    sheets = Sheet.objects.filter(**mine).order_by("pk")
    duties = duties_standing().filter(**mine).order_by("checker", "board")
    closed = closed_in(OuterRef("sheet__scoring__campaign")).filter(board=OuterRef("sheet__board"))
    said = Explanation.objects.filter(~Exists(closed), sheet__scoring=OuterRef("pk"))
    said = said.order_by("pk")
    about = {"board": "sheet__board_id", "line": "criterion__name", "answered": "answered_at"}
    pair = JSONObject(checker="checker_id", board="board_id")
    return rows.annotate(
        year_rows=ArraySubquery(sheets.values(row=JSONObject(**{name: name for name in names}))),
        duty_rows=ArraySubquery(duties.values(row=pair)),
        said_rows=ArraySubquery(said.values(row=JSONObject(pk="pk", **about))),
    )


def scoring_shown(campaign: Campaign) -> Any:
    """The scoring of the year, as ``with_sheets`` reads it; None before it is begun."""
    rows = Scoring.objects.filter(campaign=campaign).select_related("locked_by")
    found = with_sheets(rows).first()
    if found:
        found.campaign = campaign
    return found


def deciders_of(account: Account, campaign: Campaign) -> Callable[[int], int | None]:
    """Which board gives the official points of a board; by the offices of this request."""
    year = bloc_queries.deciding_year(account, campaign.bloc_id, campaign.year)
    held = bloc_queries.offices(account, campaign.bloc_id, year)
    order = [held.get(office) for office in (Office.CHIEF, Office.DEPUTY, Office.STAND_IN)]
    return lambda board: next((each for each in order if each and each != board), None)
