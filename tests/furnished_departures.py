"""Boards that came and went within the furnished bloc's year: apart, closed, not settled yet."""

import datetime as dt
from types import SimpleNamespace

import campaigns.actions
from campaigns.models import BoardYear, Campaign, Departure, Treatment
from members.models import Board
from tests import factories as make

CAME, WENT = dt.date(make.YEAR, 2, 1), dt.date(make.YEAR, 4, 30)


def departures(site: SimpleNamespace, campaign: Campaign) -> None:
    """One closed, one without a word, and as many apart as the bloc has boards."""
    closed, site.gone, *apart = [gone(site, number) for number in range(len(site.boards) + 2)]
    settled(site, campaign, closed, Treatment.CLOSED)
    for board in apart:
        site.departure = settled(site, campaign, board, Treatment.APART)


def gone(site: SimpleNamespace, number: int) -> Board:
    """A board that sat there for a quarter, and went into the deputy's."""
    board = make.BoardFactory(code=f"G{number}-{site.bloc.pk}")
    make.SeatFactory(bloc=site.bloc, board=board, position=100 + number, since=CAME, until=WENT)
    make.MergerFactory(predecessor=board, successor=site.deputy, year=make.YEAR, happened_on=WENT)
    return board


def settled(site: SimpleNamespace, campaign: Campaign, board: Board, how: str) -> Departure:
    return campaigns.actions.settle_departure(
        BoardYear(campaign, board),
        treatment=how,
        decision_number="45/QĐ-BTC",
        decision_on=WENT,
        reason="Hợp nhất theo Quyết định số 1499/QĐ-TTg",
        by=site.people["chief"],
    )
