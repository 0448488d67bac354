"""A year is opened, and described."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from django.db import transaction

from bloc import regimes
from bloc.models import BlocYear, Regime
from campaigns import outlines
from campaigns.actions.calendar import set_days
from campaigns.actions.reports import write_outline
from campaigns.deadlines import shifted, years_shifted
from campaigns.models import Campaign, ReportKind, ReportRequest, Taken
from campaigns.queries.calendar import days_of
from campaigns.queries.years import description_of
from campaigns.regulations import calendar as calendar_regulations
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
    start_from: Campaign | None = None,
    take: Collection[str] = (),
    by: Account,
) -> Campaign:
    """Open the bloc's emulation year, under the law of its first day (mở năm thi đua).

    A ``regime`` that is given, by its code, wins over the computed one; where no law
    that we know holds on that day, the nearest is assumed. ``take``: what comes along from
    ``start_from`` (values of Taken). Raises YearOpenAlready, YearReversed, NobodySits,
    SourceOfAnotherBloc, and what ``plan_calendar`` does where the days do not fit.
    """
    lock(bloc_year.bloc)
    regulations.check_open_campaign(bloc_year, opens_on, closes_on, start_from)
    campaign = Campaign.objects.create(
        bloc=bloc_year.bloc,
        year=bloc_year.year,
        opens_on=opens_on,
        closes_on=closes_on,
        is_invented=is_invented,
        **law_of(opens_on, regime),
    )
    facts = {"year": campaign.year, "bloc": str(campaign.bloc), "regime": campaign.regime.code}
    if taken := take_along(campaign, start_from, take, by) if start_from else []:
        facts |= {"source": start_from.year, "taken": taken}
    record("campaigns.open_campaign", campaign, by=by, **facts)
    return campaign


def law_of(day: dt.date, given: str) -> dict[str, Any]:
    """The law given by its code, or that of the day, or the nearest; and which it is."""
    laws = list(Regime.objects.all())
    chosen = Regime.objects.get(code=given) if given else None
    computed = regimes.regime_on(laws, day)
    return {
        "regime": chosen or computed or regimes.nearest(laws, day),
        "regime_is_given": chosen is not None,
        "regime_is_assumed": not (chosen or computed),
    }


def take_along(
    campaign: Campaign, source: Campaign, take: Collection[str], by: Account
) -> list[str]:
    """Copy what was chosen; what there was of it."""
    later = campaign.year - source.year
    taken = []
    if Taken.CALENDAR in take and (days := days_of(source)):
        days = {kind: (shifted(o, later), shifted(c, later)) for kind, (o, c) in days.items()}
        calendar_regulations.check_plan_calendar(campaign, days)
        set_days(campaign, days)
        taken.append(Taken.CALENDAR)
    if Taken.TEXTS in take and any(description_of(source).values()):
        campaign.slogan, campaign.key_tasks = source.slogan, source.key_tasks
        campaign.save(update_fields=["slogan", "key_tasks"])
        taken.append(Taken.TEXTS)
    if Taken.OUTLINES in take and take_outlines(campaign, source, by):
        taken.append(Taken.OUTLINES)
    return [str(each) for each in taken]


def take_outlines(campaign: Campaign, source: Campaign, by: Account) -> int:
    """Ask for the same mid-year and annual reports, with their headings; how many those are.

    Words that name the old year, or one beside it, name the new one. Nobody is told by mail:
    the reports are due by the calendar, and the year's page shows them.
    """
    asked = source.report_requests.exclude(kind=ReportKind.AD_HOC).prefetch_related("headings")
    for former in asked:
        request = ReportRequest.objects.create(
            campaign=campaign,
            kind=former.kind,
            title=renamed(former.title, source, campaign),
            note=renamed(former.note, source, campaign),
            asked_by=by,
        )
        write_outline(
            request,
            [
                replace(
                    line,
                    pk=None,
                    title=renamed(line.title, source, campaign),
                    hint=renamed(line.hint, source, campaign),
                )
                for line in outlines.lines_of(former.headings.all())
            ],
        )
    return len(asked)


def renamed(text: str, source: Campaign, campaign: Campaign) -> str:
    """The words, with the years around the old one moved to the new one."""
    return years_shifted(text, source.year, campaign.year - source.year)


@transaction.atomic
def describe_campaign(
    campaign: Campaign,
    *,
    slogan: str,
    key_tasks: str,
    seen: Mapping[str, str] | None = None,
    by: Account,
) -> None:
    """Write the year's slogan and key tasks (khẩu hiệu, nhiệm vụ trọng tâm), one task a line.

    ``seen``: the marks (``merging.marks``) of the texts that the writer had before them;
    the same texts again change nothing. Raises DescriptionStale and TextTooLong.
    """
    lock(campaign)
    regulations.check_describe_campaign(campaign, slogan, key_tasks, seen)
    if (slogan, key_tasks) == (campaign.slogan, campaign.key_tasks):
        return
    campaign.slogan, campaign.key_tasks = slogan, key_tasks
    campaign.save(update_fields=["slogan", "key_tasks"])
    record("campaigns.describe_campaign", campaign, by=by, year=campaign.year)
