"""Who checks harshly, who leniently, and which two lift each other: for the chief."""

from collections.abc import Container, Iterable, Mapping
from decimal import Decimal
from typing import Any

from campaigns import fairness
from campaigns.models import SheetKind, SheetState
from campaigns.points import point_words
from campaigns.queries.departures import boards_counted
from campaigns.queries.registrations import day_of_year
from campaigns.queries.scores import Figures, Lines, criteria_of, figures_of
from campaigns.queries.tables import scale_of
from campaigns.scoring import Scale, score_of
from members.models import Account

TENTH = Decimal("0.1")


def of_checks(campaign: Any, account: Account) -> dict[str, Any]:
    """Everything on the page; empty before the first check is handed in.

    ``campaign`` came by ``with_ranking_facts``. Boards that the reader's own board
    has yet to check are left out (house, §5).
    """
    figures = figures_of(campaign)
    if figures is None:
        return {"leanings": [], "favours": []}
    counted = boards_counted(campaign, day_of_year(campaign))
    names = {board.pk: board.short_name for board, _settled in counted}
    withheld = unchecked_by(figures, campaign.duty_rows, account.boards_before)
    most = figures.table.maximum
    totals = {
        board: given for board, given in totals_by_scorer(figures).items() if board not in withheld
    }
    return {
        "withheld": [names.get(board, "") for board in withheld],
        "limit": point_words((most * fairness.LARGE).quantize(TENTH)),
        "leanings": [
            {"each": each, "name": names.get(each.checker, ""), "points": signed(each.points),
             "apart": signed(each.apart)}
            for each in fairness.leanings(totals, most)
        ],
        "favours": [
            {"first": names.get(each.first, ""), "second": names.get(each.second, ""),
             "given": signed(each.given), "returned": signed(each.returned)}
            for each in fairness.favours(totals, most)
        ],
    }  # fmt: skip


def unchecked_by(
    figures: Figures, duties: Iterable[Mapping[str, int]], checkers: Container[int]
) -> list[int]:
    """The boards that these boards are to check and have not."""
    given = {
        (sheet.scorer_id, sheet.board_id)
        for sheet in figures.sheets
        if sheet.kind == SheetKind.CROSS and sheet.state == SheetState.GIVEN
    }
    return [
        duty["board"]
        for duty in duties
        if duty["checker"] in checkers and (duty["checker"], duty["board"]) not in given
    ]


def totals_by_scorer(figures: Figures) -> dict[int, dict[int, Decimal]]:
    """Board → who scored it, itself among them → the total on that sheet."""
    scale = scale_of(figures.table)
    found: dict[int, dict[int, Decimal]] = {}
    for board, lines in figures.boards.items():
        checkers = {checker for line in lines.values() for checker in line.cross}
        found[board] = {checker: total_by(figures, scale, lines, checker) for checker in checkers}
        if any(line.own is not None for line in lines.values()):
            found[board][board] = total_by(figures, scale, lines, None)
    return found


def total_by(figures: Figures, scale: Scale, lines: Lines, checker: int | None) -> Decimal:
    """One sheet's total; without a checker the board's own."""
    points: dict[Any, list[Decimal | None]] = {}
    for criterion in criteria_of(figures.table):
        line = lines[criterion.key]
        given = line.points(SheetKind.SELF) if checker is None else line.cross.get(checker)
        points.setdefault(criterion.group.key, []).append(given)
    return score_of(scale, points).total


def signed(points: Decimal) -> str:
    """With its sign: "+3,5"."""
    words = point_words(points.quantize(TENTH))
    return f"+{words}" if points > 0 else words
