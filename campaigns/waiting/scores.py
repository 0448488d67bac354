"""What of a year's points waits for whom."""

from collections.abc import Iterable, Iterator
from types import SimpleNamespace
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaigns.models import Campaign, PhaseKind, Scoring, ScoringState, SheetKind, SheetState
from campaigns.queries.calendar import window_of
from campaigns.queries.days import hand_days
from campaigns.queries.sheets import with_sheets
from foundation import clock
from foundation.waiting import Waiting
from members.models import Account

GIVEN = SheetState.GIVEN


def with_scores(years: QuerySet[Campaign]) -> QuerySet[Campaign]:
    """With the scoring that is open, and its sheets, duties and explanations."""
    rows = Scoring.objects.filter(campaign=OuterRef("pk"), state=ScoringState.OPEN)
    parts = JSONObject(sheets="year_rows", duties="duty_rows", said="said_rows")
    return years.annotate(scoring_row=Subquery(with_sheets(rows).values(row=parts)[:1]))


def waiting_for(account: Account, years: Iterable[Any]) -> list[Waiting]:
    """To score oneself, to check, to answer explanations, to settle.

    The years must come by ``with_scores`` and ``with_days``.
    """
    if not account.posts_today:
        return []
    found: list[Waiting] = []
    for scoring in (scoring_of(year) for year in years if year.scoring_row):
        found += [*to_score(scoring, account), *to_check(scoring, account)]
        found += [*to_answer(scoring, account), *to_settle(scoring, account)]
    return found


def scoring_of(year: Any) -> SimpleNamespace:
    """The scoring of a year as far as its row tells."""
    hand_days(year, year)
    row = year.scoring_row
    return SimpleNamespace(
        campaign=year,
        bloc=year.bloc,
        year=year.year,
        url=reverse("campaigns:scores", args=[year.pk]),
        year_rows=row["sheets"],
        duty_rows=row["duties"],
        said_rows=row["said"],
    )


def given(scoring: Any, kind: str) -> set[tuple[int, int]]:
    """Which boards have been scored in that way, and by whom."""
    rows = [row for row in scoring.year_rows if row["kind"] == kind and row["state"] == GIVEN]
    return {(row["board_id"], row["scorer_id"]) for row in rows}


def has_begun(scoring: Any, kind: str, board: int) -> bool:
    window = window_of(scoring.campaign, kind, board)
    return window is None or window.has_begun(clock.today())


def one(scoring: Any, title: str, button: str, kind: str, board: int | None) -> Waiting:
    """What waits on the page of the year's points, until the last day of its phase."""
    window = window_of(scoring.campaign, kind, board)
    url, bloc = scoring.url, str(scoring.bloc)
    return Waiting(title, url, button, due_on=window.closes_on if window else None, bloc=bloc)


def to_score(scoring: Any, account: Account) -> Iterator[Waiting]:
    """The own points of each of the person's boards that checks or is checked."""
    done = {board for board, _scorer in given(scoring, SheetKind.SELF)}
    member = {pk for row in scoring.duty_rows for pk in (row["checker"], row["board"])}
    for board in sorted((account.boards_today & member) - done):
        if has_begun(scoring, PhaseKind.SELF_SCORING, board):
            title = _("Score your own board: %(year)s") % {"year": scoring.year}
            yield one(scoring, title, _("Fill in"), PhaseKind.SELF_SCORING, board)


def to_check(scoring: Any, account: Account) -> Iterator[Waiting]:
    """The boards that have handed in and wait for a check."""
    handed_in = {board for board, _scorer in given(scoring, SheetKind.SELF)}
    done = given(scoring, SheetKind.CROSS)
    open_duties = [
        row
        for row in scoring.duty_rows
        if row["checker"] in account.boards_today
        and row["board"] in handed_in
        and (row["board"], row["checker"]) not in done
        and has_begun(scoring, PhaseKind.CROSS_CHECKING, row["checker"])
    ]
    if open_duties:
        count = len(open_duties)
        said = ngettext("Check %(n)s board: %(year)s", "Check %(n)s boards: %(year)s", count)
        title = said % {"n": count, "year": scoring.year}
        checker = open_duties[0]["checker"]
        yield one(scoring, title, _("Check"), PhaseKind.CROSS_CHECKING, checker)


def to_answer(scoring: Any, account: Account) -> Iterator[Waiting]:
    """Explanations about which the person decides."""
    rows = [
        row
        for row in scoring.said_rows
        if not row["answered"] and may(account, "answer_explanation", scoring, row["board"])
    ]
    if rows:
        said = ngettext("Answer %(n)s explanation", "Answer %(n)s explanations", len(rows))
        first = reverse("campaigns:answer_explanation", args=[rows[0]["pk"]])
        url = first if len(rows) == 1 else scoring.url
        yield Waiting(said % {"n": len(rows)}, url, _("Answer"), bloc=str(scoring.bloc))


def to_settle(scoring: Any, account: Account) -> Iterator[Waiting]:
    """Official points that the person has yet to give, in their days."""
    if not has_begun(scoring, PhaseKind.SETTLING, 0):
        return
    done = {board for board, _scorer in given(scoring, SheetKind.OFFICIAL)}
    boards = {row["board"] for row in scoring.duty_rows} - done
    count = sum(may(account, "return_sheet", scoring, board) for board in boards)
    if count:
        said = ngettext(
            "Settle the points of %(n)s board: %(year)s",
            "Settle the points of %(n)s boards: %(year)s",
            count,
        )
        title = said % {"n": count, "year": scoring.year}
        yield one(scoring, title, _("Settle"), PhaseKind.SETTLING, None)


def may(account: Account, verb: str, scoring: Any, board: int) -> bool:
    """Whether the person does that about the board."""
    subject: Any = SimpleNamespace(bloc=scoring.bloc, year=scoring.year, board_id=board)
    return account.has_perm(f"campaigns.{verb}", subject)
