"""What the page of a year's points shows: one's own sheets, and boards × three figures."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from django.urls import reverse

from campaigns.models import Campaign, SheetKind, SheetState
from campaigns.next_steps import scores as next_steps
from campaigns.openness import Reader, Year, opens
from campaigns.points import point_words
from campaigns.queries import sheets as queries
from campaigns.queries.calendar import window_of
from campaigns.queries.group_sums import measure_in_force, sums_of_sheets
from campaigns.queries.registrations import boards_of_year
from campaigns.scoring import Score, score_of
from campaigns.sheets import SheetPlan
from foundation import clock
from members.models import Account, Board

MISSING = "missing"


@dataclass
class Task:
    """How one sheet stands: begun or not, its total as far as the reader may know it."""

    kind: str
    board: Board
    scorer: Board | None
    state: str = MISSING
    label: Any = ""
    url: str = ""
    begins: str = ""  # where it is begun, for who may
    total: str = ""
    late: int = 0
    difference: str = ""

    @property
    def is_given(self) -> bool:
        return self.state == SheetState.GIVEN


@dataclass
class BoardRow:
    """One board: its own score, its checks, the official one."""

    board: Board
    own: Task
    checks: list[Task]
    official: Task
    is_mine: bool
    explanations: list[dict[str, Any]] = field(default_factory=list)

    @property
    def waiting(self) -> list[dict[str, Any]]:
        """What it has explained and nobody has answered."""
        return [row for row in self.explanations if not row["answered"]]


@dataclass
class Overview:
    """The year's scoring for one reader."""

    campaign: Campaign
    scoring: Any
    account: Account
    boards: dict[int, Board]
    totals: Mapping[int, Score]  # by sheet
    sheets: list[Any]
    duties: list[tuple[int, int]]


def overview_of(campaign: Campaign, scoring: Any, account: Account) -> Overview:
    """The year with its days at hand, and ``queries.scoring_shown``; four queries."""
    boards = {board.pk: board for board in boards_of_year(campaign)}
    duties = [(row["checker"], row["board"]) for row in scoring.duty_rows]
    sheets = [SimpleNamespace(**row) for row in scoring.year_rows]
    seen = readable(sheets, scoring, duties, account)
    return Overview(campaign, scoring, account, boards, totals_of(campaign, seen), sheets, duties)


def readable(
    sheets: list[Any], scoring: Any, duties: list[tuple[int, int]], account: Account
) -> list[int]:
    """The sheets whose points the reader may know; the board decides who that is."""
    asked: dict[int, tuple[Reader, Year]] = {}
    for board_id in {each.board_id for each in sheets}:
        subject = SimpleNamespace(bloc=scoring.bloc, year=scoring.year, board_id=board_id)
        year = queries.year_of(scoring, sheets, frozenset(duties), board_id)
        asked[board_id] = queries.reader_of(account, subject), year
    return [each.pk for each in sheets if opens(each, *asked[each.board_id])]


def totals_of(campaign: Campaign, sheets: Iterable[int]) -> dict[int, Score]:
    """Sheet's key → groups and total, by the table in force; two queries."""
    measure = measure_in_force(campaign)
    if measure is None:
        return {}
    sums = sums_of_sheets(measure, sheets)
    return {sheet: score_of(measure.scale, by_group) for sheet, by_group in sums.items()}


# -- tasks ---------------------------------------------------------------------------------------
def task_of(overview: Overview, kind: str, board: Board, scorer: Board | None) -> Task:
    """One sheet as it stands; ``scorer`` is None where the official points have nobody yet."""
    found = next((each for each in overview.sheets if is_it(each, kind, board, scorer)), None)
    task = Task(kind, board, scorer)
    if found is None:
        task.label, task.begins = SheetState.DRAFT.label, begins_at(overview, task)
        task.late = days_late(overview, kind, task, None)
        return task
    task.state, task.label = found.state, SheetState(found.state).label
    task.url = reverse("campaigns:sheet", args=[found.pk])
    task.late = days_late(overview, kind, task, found.first_given_at)
    if score := overview.totals.get(found.pk):
        task.total = point_words(score.total)
    return task


def is_it(sheet: Any, kind: str, board: Board, scorer: Board | None) -> bool:
    same = sheet.kind == kind and sheet.board_id == board.pk
    is_official = kind == SheetKind.OFFICIAL
    return same and (is_official or (scorer is not None and sheet.scorer_id == scorer.pk))


def begins_at(overview: Overview, task: Task) -> str:
    """The address at which the person may begin it, if so; the day is the action's business."""
    if task.scorer is None:
        return ""
    plan: Any = SheetPlan(overview.scoring, task.board, task.scorer, task.kind)
    if overview.scoring.state == "locked":
        return ""
    if not overview.account.has_perm("campaigns.begin_sheet", plan):
        return ""
    where = [overview.campaign.pk, task.board.pk, task.kind]
    return reverse("campaigns:begin_sheet", args=where)


def days_late(overview: Overview, kind: str, task: Task, given: str | None) -> int:
    """Days after the last one: when it was first handed in, or by now."""
    scorer = task.scorer.pk if task.scorer else None
    window = window_of(overview.campaign, queries.PHASE_OF[SheetKind(kind)], scorer)
    day = clock.day_of(dt.datetime.fromisoformat(given)) if given else clock.today()
    return window.days_late(day) if window else 0


def row_of(overview: Overview, board: Board, decider: Board | None) -> BoardRow:
    """One line of the matrix."""
    checkers = [
        overview.boards[checker]
        for checker, checked in overview.duties
        if checked == board.pk and checker in overview.boards
    ]
    said = [row for row in overview.scoring.said_rows if row["board"] == board.pk]
    return BoardRow(
        board,
        task_of(overview, SheetKind.SELF, board, board),
        [task_of(overview, SheetKind.CROSS, board, checker) for checker in checkers],
        task_of(overview, SheetKind.OFFICIAL, board, decider),
        board.pk in overview.account.boards_today,
        said,
    )


def own_tasks(overview: Overview) -> list[Task]:
    """What the person's boards have to score: themselves, and whom they check."""
    mine = [each for pk, each in overview.boards.items() if pk in overview.account.boards_today]
    found = [task_of(overview, SheetKind.SELF, board, board) for board in mine]
    for checker, checked in overview.duties:
        if checker in {board.pk for board in mine} and checked in overview.boards:
            boards = overview.boards[checked], overview.boards[checker]
            found.append(task_of(overview, SheetKind.CROSS, *boards))
    return found


def scores_page(campaign: Campaign, account: Account) -> dict[str, Any]:
    """The whole page; the year has its days at hand."""
    scoring = queries.scoring_shown(campaign)
    context: dict[str, Any] = {
        "scoring": scoring,
        "campaign": campaign,
        "current_bloc": campaign.bloc,
    }
    if scoring is None:
        return context | {"steps": next_steps.of_campaign(campaign, account)}
    context["oversees"] = account.has_perm("campaigns.view_checkers", campaign)
    overview = overview_of(campaign, scoring, account)
    oversees = account.has_perm("campaigns.view_progress", campaign)
    rows = matrix_of(overview) if oversees else []
    return context | {
        "tasks": own_tasks(overview),
        "rows": rows,
        "invented": any(each.is_invented for each in overview.sheets),
        "is_locked": scoring.state == "locked",
        "steps": next_steps.of_scoring(scoring, rows, account),
    }


def matrix_of(overview: Overview) -> list[BoardRow]:
    """All boards; who gives the official points of each is asked of the offices at hand."""
    deciders = queries.deciders_of(overview.account, overview.campaign)
    return [
        row_of(overview, board, overview.boards.get(deciders(board.pk) or 0))
        for board in overview.boards.values()
    ]
