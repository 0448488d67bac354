"""What a person's calendar shows."""

from dataclasses import dataclass

from bloc.models import Bloc, Seat
from bloc.queries import ministries_served
from campaigns.deadlines import Window
from campaigns.models import Activity, CalendarFeed, Campaign, Phase
from campaigns.queries.calendar import window
from foundation import clock
from members.models import Account, Board

YEARS_BACK = 1


@dataclass(frozen=True)
class Deadline:
    """A phase as a person meets it: for one of their boards, or without one for the bloc."""

    phase: Phase
    campaign: Campaign
    window: Window
    board: Board | None


def address_in_use(account: Account) -> CalendarFeed | None:
    """The person's calendar address, if there is one."""
    return account.calendar_feeds.filter(withdrawn_at=None).first()


def deadlines_of(account: Account) -> list[Deadline]:
    """The phases of the person's blocs from last year on, with each board's own extension.

    People of the ministry see them as they hold for all.
    """
    boards = seated_boards(account)
    since = clock.today().year - YEARS_BACK
    phases = Phase.objects.filter(campaign__bloc__in=boards, campaign__year__gte=since)
    phases = phases.select_related("campaign__bloc").prefetch_related("extensions")
    return [
        Deadline(phase, phase.campaign, own, board)
        for phase in phases
        for board in boards[phase.campaign.bloc_id]
        for own in [window(phase, phase.extensions.all(), board.pk if board else None)]
    ]


def activities_of(account: Account) -> list[Activity]:
    """The activities of the person's blocs from last year on, those called off among them."""
    since = clock.today().year - YEARS_BACK
    rows = Activity.objects.filter(
        campaign__bloc__in=seated_boards(account), campaign__year__gte=since
    )
    return list(rows.select_related("campaign__bloc").order_by("since", "pk"))


def seated_boards(account: Account) -> dict[int, list[Board | None]]:
    """Bloc → the person's boards that sit in it today; for the ministry's people no board."""
    found: dict[int, list[Board | None]] = {}
    seats = Seat.objects.held_on(clock.today()).filter(board__in=account.boards_today)
    rows = seats.order_by("bloc", "position")
    for seat in rows.select_related("board").prefetch_related("board__names"):
        found.setdefault(seat.bloc_id, []).append(seat.board)
    for bloc in Bloc.objects.filter(organiser__in=ministries_served(account)):
        found.setdefault(bloc.pk, [None])
    return found
