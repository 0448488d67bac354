"""Whether the catalogue of indicators may be changed now."""

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from bloc.models import Bloc
from campaigns.catalogue import Typical
from campaigns.models import Indicator
from campaigns.queries import indicators as queries
from foundation.refusals import Refusal

MOST_INDICATORS = 100  # in force at a time: what a table and a paper can hold
FROZEN = ("name", "unit", "better", "decimals")


class IndicatorNamedAlready(Refusal):
    text = _("The catalogue has “%(name)s” already.")
    field = "name"


class CatalogueFull(Refusal):
    text = _("A catalogue holds at most %(most)s indicators. Retire what is not used.")


class IndicatorUsed(Refusal):
    text = _(
        "“%(name)s” stands in accepted registrations or in reports, so only its source may "
        "change. Retire it and add it anew."
    )


class IndicatorRetired(Refusal):
    text = _("“%(name)s” has been retired.")


class CannotMove(Refusal):
    text = _("“%(name)s” stands at the end of the list already.")


class NothingToTake(Refusal):
    text = _("Tick at least one indicator.")
    field = "chosen"


def check_add_indicator(bloc: Bloc, name: str) -> None:
    """A name once among those in force, and not too many of them."""
    live = queries.live_indicators(bloc)
    if live.filter(name__iexact=name).exists():
        raise IndicatorNamedAlready(name=name)
    if live.count() >= MOST_INDICATORS:
        raise CatalogueFull(most=MOST_INDICATORS)


def check_change_indicator(indicator: Indicator, facts: dict[str, object]) -> None:
    """What figures have been accepted or reported by stays what it measured then."""
    check_in_force(indicator)
    differs = [field for field in FROZEN if facts[field] != getattr(indicator, field)]
    if differs and queries.is_used(indicator):
        raise IndicatorUsed(name=indicator.name)
    others = queries.live_indicators(indicator.bloc).exclude(pk=indicator.pk)
    if others.filter(name__iexact=facts["name"]).exists():
        raise IndicatorNamedAlready(name=facts["name"])


def check_in_force(indicator: Indicator) -> None:
    """It is offered to the boards."""
    if indicator.until:
        raise IndicatorRetired(name=indicator.name)


def check_move_indicator(indicator: Indicator, neighbour: Indicator | None) -> None:
    """It is in the list, and there is room in that direction."""
    check_in_force(indicator)
    if neighbour is None:
        raise CannotMove(name=indicator.name)


def check_take_typical_indicators(bloc: Bloc, chosen: Collection[Typical]) -> None:
    """Some are chosen, and the catalogue has room for them."""
    if not chosen:
        raise NothingToTake
    if queries.live_indicators(bloc).count() + len(chosen) > MOST_INDICATORS:
        raise CatalogueFull(most=MOST_INDICATORS)
