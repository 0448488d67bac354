"""What a bloc measures its boards by: its catalogue is filled, ordered and kept."""

from collections.abc import Collection

from django.db import transaction
from django.db.models import Max

from bloc.models import Bloc
from campaigns.catalogue import SOURCE
from campaigns.models import Better, Indicator
from campaigns.queries import indicators as queries
from campaigns.regulations import indicators as regulations
from foundation import clock
from foundation.audit.log import record
from foundation.shortcuts import lock
from members.models import Account


@transaction.atomic
def add_indicator(  # noqa: PLR0913 -- an indicator is described by so much
    bloc: Bloc,
    *,
    name: str,
    unit: str,
    better: str = Better.MORE,
    decimals: int = 0,
    source: str = "",
    by: Account,
) -> Indicator:
    """Add an indicator at the end of the catalogue (thêm chỉ tiêu vào danh mục).

    Raises IndicatorNamedAlready and CatalogueFull.
    """
    lock(bloc)
    regulations.check_add_indicator(bloc, name)
    facts = {"unit": unit, "better": better, "decimals": decimals, "source": source}
    indicator = enter(bloc, name=name, **facts)
    record("campaigns.add_indicator", bloc, by=by, name=name, unit=unit)
    return indicator


def enter(bloc: Bloc, **facts: object) -> Indicator:
    """A new last row of the catalogue."""
    last = bloc.indicators.aggregate(last=Max("position"))["last"] or 0
    return bloc.indicators.create(position=last + 1, since=clock.today(), **facts)


@transaction.atomic
def change_indicator(indicator: Indicator, *, by: Account, **facts: object) -> None:
    """Describe an indicator otherwise: name, unit, better, decimals, source (sửa chỉ tiêu).

    Raises IndicatorRetired, IndicatorUsed and IndicatorNamedAlready.
    """
    lock(indicator.bloc)
    lock(indicator)
    regulations.check_change_indicator(indicator, facts)
    former = indicator.name
    for field, fact in facts.items():
        setattr(indicator, field, fact)
    indicator.save(update_fields=list(facts))
    record("campaigns.change_indicator", indicator.bloc, by=by, name=former, now=indicator.name)


@transaction.atomic
def retire_indicator(indicator: Indicator, *, by: Account) -> None:
    """Offer an indicator to the boards no more; what stands stays (ngừng dùng chỉ tiêu).

    Raises IndicatorRetired.
    """
    lock(indicator)
    regulations.check_in_force(indicator)
    indicator.until = max(clock.today(), indicator.since)
    indicator.save(update_fields=["until"])
    record("campaigns.retire_indicator", indicator.bloc, by=by, name=indicator.name)


@transaction.atomic
def move_indicator(indicator: Indicator, *, up: bool, by: Account) -> None:
    """Change places with the one before, or after (đổi thứ tự chỉ tiêu).

    Raises IndicatorRetired and CannotMove.
    """
    lock(indicator.bloc)
    lock(indicator)
    neighbour = queries.neighbour_of(indicator, up=up)
    regulations.check_move_indicator(indicator, neighbour)
    assert neighbour, "checked"
    rows = list(queries.live_indicators(indicator.bloc))
    here, there = rows.index(indicator), rows.index(neighbour)
    rows[here], rows[there] = rows[there], rows[here]
    for position, row in enumerate(rows, 1):
        if row.position != position:
            row.position = position
            row.save(update_fields=["position"])
    record("campaigns.move_indicator", indicator.bloc, by=by, name=indicator.name)


@transaction.atomic
def take_typical_indicators(bloc: Bloc, *, chosen: Collection[str], by: Account) -> list[Indicator]:
    """Take supplied examples into the catalogue, by their codes (lấy chỉ tiêu gợi ý).

    What the catalogue has by name is not taken again. Raises NothingToTake and CatalogueFull.
    """
    lock(bloc)
    wanted = [each for each in queries.typical_missing(bloc) if each.code in chosen]
    regulations.check_take_typical_indicators(bloc, wanted)
    taken = [
        enter(bloc, name=t.name, unit=t.unit, better=t.better, decimals=t.decimals, source=SOURCE)
        for t in wanted
    ]
    record("campaigns.take_typical_indicators", bloc, by=by, count=len(taken))
    return taken
