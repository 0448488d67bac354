"""Who checks whom in a year, and who else could."""

from django.db.models import Exists, OuterRef, QuerySet

from campaigns.models import Campaign, CheckDuty, Sheet, SheetKind, SheetState
from campaigns.queries.departures import duties_standing, heirs_of
from campaigns.queries.registrations import boards_of_year, day_of_year
from campaigns.queries.years import campaigns_visible_to
from members.models import Account, Board


def duties_visible_to(account: Account) -> QuerySet[CheckDuty]:
    """Those of the years of which the person may know, with ``is_given``."""
    given = Sheet.objects.filter(
        scoring=OuterRef("scoring"), board=OuterRef("board"), scorer=OuterRef("checker"),
        kind=SheetKind.CROSS, state=SheetState.GIVEN,
    )  # fmt: skip
    years = campaigns_visible_to(account).order_by().values("pk")
    rows = duties_standing().filter(scoring__campaign__in=years).annotate(is_given=Exists(given))
    around = ("board", "checker", "scoring__campaign__bloc")
    return rows.select_related(*around).prefetch_related("board__names", "checker__names")


def has_checked(duty: CheckDuty) -> bool:
    """Whether the check is handed in."""
    sheets = duty.scoring.sheets.filter(kind=SheetKind.CROSS, state=SheetState.GIVEN)
    return sheets.filter(board=duty.board_id, scorer=duty.checker_id).exists()


def fit_to_check(duty: CheckDuty) -> list[Board]:
    """The boards that could: members of the year, not the board itself, not its heir."""
    campaign: Campaign = duty.scoring.campaign
    seats = campaign.bloc.seats.held_on(day_of_year(campaign))
    seated = set(seats.values_list("board", flat=True))
    heirs = {} if duty.board_id in seated else heirs_of([duty.board_id], campaign)
    unfit = {duty.board_id, *(heir.pk for heir in heirs.values())}
    return [board for board in boards_of_year(campaign) if board.pk in seated - unfit]
