"""A year is opened."""

import datetime as dt

from django.db import transaction

from bloc import regimes
from bloc.models import BlocYear, Regime
from campaigns.models import Campaign
from campaigns.regulations import years as regulations
from foundation.audit.log import record
from foundation.shortcuts import lock
from members.models import Account


@transaction.atomic
def open_campaign(  # noqa: PLR0913 -- a year, its days, its law
    bloc_year: BlocYear,
    *,
    opens_on: dt.date,
    closes_on: dt.date,
    regime: str = "",
    is_invented: bool = False,
    by: Account,
) -> Campaign:
    """Open the bloc's emulation year, under the law of its first day (mở năm thi đua).

    A ``regime`` that is given, by its code, wins over the computed one; where no law
    that we know holds on that day, the nearest is assumed. Raises YearOpenAlready,
    YearReversed, NobodySits.
    """
    lock(bloc_year.bloc)
    regulations.check_open_campaign(bloc_year, opens_on, closes_on)
    laws = list(Regime.objects.all())
    given = Regime.objects.get(code=regime) if regime else None
    computed = regimes.regime_on(laws, opens_on)
    campaign = Campaign.objects.create(
        bloc=bloc_year.bloc,
        year=bloc_year.year,
        opens_on=opens_on,
        closes_on=closes_on,
        regime=given or computed or regimes.nearest(laws, opens_on),
        regime_is_given=given is not None,
        regime_is_assumed=not (given or computed),
        is_invented=is_invented,
    )
    facts = {"year": campaign.year, "bloc": str(campaign.bloc), "regime": campaign.regime.code}
    record("campaigns.open_campaign", campaign, by=by, **facts)
    return campaign
