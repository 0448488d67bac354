"""The page of the boards that came, left or merged within a year."""

from dataclasses import dataclass
from typing import Any

from campaigns.models import BoardYear, Campaign, Departure
from campaigns.queries import departures as queries
from foundation import clock
from members.models import Account, Board


@dataclass(frozen=True)
class Gone:
    """A board that went: its last seat, how it is counted, what the reader may do about it."""

    seat: Any
    departure: Departure | None
    may_settle: bool
    may_withdraw: bool

    @property
    def board(self) -> Board:
        return queries.as_member(self.seat, clock.today())


def departures_page(campaign: Any, account: Account) -> dict[str, Any]:
    """Everything on the page; the year comes by ``with_departures``."""
    seats, settled = queries.seats_changed(campaign), queries.settled_in(campaign)
    last = {seat.board_id: seat for seat in seats if seat.left}
    rows = [gone(campaign, seat, settled.get(pk), account) for pk, seat in last.items()]
    return {
        "campaign": campaign,
        "current_bloc": campaign.bloc,
        "is_locked": campaign.is_locked,
        "came": [came(campaign, seat, account) for seat in seats if seat.joined],
        "gone": rows,
        "wanted": next((row for row in rows if row.may_settle), None),  # the red button
    }


def came(campaign: Campaign, seat: Any, account: Account) -> dict[str, Any]:
    """One that joined; who decides may keep a member of less than a year out of the ranking."""
    part: Any = BoardYear(campaign, seat.board)
    sits = seat.holds_on(clock.today())
    may_exclude = sits and account.has_perm("campaigns.declare_exclusion", part)
    return {"seat": seat, "board": seat.board, "may_exclude": may_exclude}


def gone(campaign: Campaign, seat: Any, settled: Departure | None, account: Account) -> Gone:
    """One of them; nothing is done about it any more once the points are locked."""
    part: Any = BoardYear(campaign, seat.board)
    may_settle = settled is None and account.has_perm("campaigns.settle_departure", part)
    may_withdraw = settled is not None and account.has_perm("campaigns.withdraw_departure", part)
    return Gone(seat, settled, may_settle, may_withdraw)
