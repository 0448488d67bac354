"""Who is told by mail what happens to the points of a year."""

from django.urls import reverse
from django.utils.translation import gettext

from campaigns.letters.readers import deciders_about, people_of
from campaigns.models import CheckDuty, Explanation, Scoring, Sheet, SheetKind
from campaigns.queries.registrations import boards_of_year
from campaigns.sheets import Moved
from foundation import emails
from members.models import Board, Role

NAMED = 5  # lines told by name


def tell_begun(scoring: Scoring) -> None:
    """All boards score themselves now, and learn whom they check."""
    checked: dict[int, list[str]] = {}
    for duty in scoring.duties.select_related("board").prefetch_related("board__names"):
        checked.setdefault(duty.checker_id, []).append(duty.board.short_name)
    for board in boards_of_year(scoring.campaign):
        names = checked.get(board.pk, [])
        url = scoring.get_absolute_url()
        emails.send("scoring_begun", people_of([board]), scoring=scoring, checked=names, url=url)


def tell_checker_changed(duty: CheckDuty, former: Board, reason: str) -> None:
    """Whoever was to check, and whoever is to check now."""
    facts = {"duty": duty, "former": former, "reason": reason}
    to = people_of([former, duty.checker])
    emails.send("checker_changed", to, url=duty.scoring.get_absolute_url(), **facts)


def tell_submitted(sheet: Sheet, late: int) -> None:
    """Whoever decides about the board; of official points nobody before the lock."""
    if sheet.kind == SheetKind.OFFICIAL:
        return
    to = deciders_about(sheet.bloc, sheet.year, sheet.board_id)
    url = sheet.get_absolute_url()
    emails.send("sheet_submitted", to, sheet=sheet, late=late, url=url)


def tell_returned(sheet: Sheet) -> None:
    """Whoever scored mends it."""
    url = sheet.get_absolute_url()
    emails.send("sheet_returned", people_of([sheet.scorer_id]), sheet=sheet, url=url)


def reason_of(moved: Moved) -> str:
    """Why a sheet comes back when the table has changed."""
    words = gettext("The table of points has a new version.")
    if moved.lost:
        lost = gettext("Points that were taken away: %(lines)s.")
        words += " " + lost % {"lines": some(moved.lost)}
    if moved.new:
        words += " " + gettext("New lines: %(lines)s.") % {"lines": some(moved.new)}
    return words[:1000]


def some(names: tuple[str, ...]) -> str:
    """The first of them."""
    more = f" (+{len(names) - NAMED})" if len(names) > NAMED else ""
    return "; ".join(names[:NAMED]) + more


def tell_explained(explanation: Explanation) -> None:
    """Whoever decides about the board answers it."""
    sheet = explanation.sheet
    to = deciders_about(sheet.bloc, sheet.year, sheet.board_id)
    url = reverse("campaigns:answer_explanation", args=[explanation.pk])
    emails.send("score_explained", to, explanation=explanation, sheet=sheet, url=url)


def tell_answered(explanation: Explanation) -> None:
    """The board that explained."""
    sheet = explanation.sheet
    to, url = people_of([sheet.board_id]), sheet.get_absolute_url()
    emails.send("score_answered", to, explanation=explanation, sheet=sheet, url=url)


def tell_locked(scoring: Scoring) -> None:
    """The leaders of all boards."""
    to = people_of(boards_of_year(scoring.campaign), Role.LEADER)
    emails.send("scores_locked", to, scoring=scoring, url=scoring.get_absolute_url())


def tell_reopened(scoring: Scoring) -> None:
    """Everybody who was told of the lock, and the officers."""
    to = people_of(boards_of_year(scoring.campaign))
    emails.send("scores_reopened", to, scoring=scoring, url=scoring.get_absolute_url())
