"""What we know of the bloc's summary report."""

import datetime as dt
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from campaigns.models import (
    Campaign,
    RegisteredPaper,
    Summary,
    SummarySection,
    SummaryVersion,
)
from campaigns.queries.days import with_days
from campaigns.queries.rows import listed
from campaigns.queries.sources import row_of
from campaigns.queries.years import campaigns_visible_to
from campaigns.summary_parts import TASKS
from members.models import Account

PART = ("id", "position", "code", "title", "facts", "text")


def summaries_visible_to(account: Account) -> QuerySet[Summary]:
    """The summaries of the years of which the person may know."""
    rows = Summary.objects.filter(campaign__in=campaigns_visible_to(account))
    return rows.select_related(
        "campaign__bloc__organiser", "campaign__regime", "compiled_by", "issued_by"
    )


def years_with_sources(account: Account) -> QuerySet[Campaign]:
    """The visible years, each with all that its summary is compiled from (``sources_in``)."""
    return row_of(with_days(campaigns_visible_to(account), "pk"))


def years_with_summary(account: Account) -> QuerySet[Campaign]:
    """The same, each with its summary, the parts and issues of it, and the next year's key."""
    here = {"summary__campaign": OuterRef("pk")}
    parts = SummarySection.objects.filter(**here).order_by("position")
    versions = SummaryVersion.objects.filter(**here).order_by("-number")
    after = Campaign.objects.filter(bloc=OuterRef("bloc"), year=OuterRef("year") + 1)
    paper = {name: f"paper__{name}" for name in ("direction", "number", "symbol", "dated_on")}
    return (
        years_with_sources(account)
        .select_related("summary")
        .annotate(
            part_rows=listed(parts, **{name: name for name in PART}),
            version_rows=listed(versions, version="number", **paper),
            next_year=Subquery(after.values("pk")[:1]),
        )
    )


def parts_in(campaign: Any) -> list[SummarySection]:
    """The parts of a year that came by ``years_with_summary``."""
    return [SummarySection(summary=campaign.summary, **row) for row in campaign.part_rows]


def issues_in(campaign: Any) -> list[tuple[int, RegisteredPaper]]:
    """Version and paper of each issue, the newest first, of a year that came that way."""
    return [
        (
            row["version"],
            RegisteredPaper(
                direction=row["direction"],
                number=row["number"],
                symbol=row["symbol"],
                dated_on=dt.date.fromisoformat(row["dated_on"]),
            ),
        )
        for row in campaign.version_rows
    ]


def sections_of(summary: Summary) -> list[SummarySection]:
    """Its parts, in the order of the outline."""
    found = list(summary.sections.select_related("changed_by").order_by("position"))
    for section in found:
        section.summary = summary
    return found


def newest_version(summary: Summary) -> SummaryVersion | None:
    """As it was issued last."""
    return summary.versions.select_related("paper").order_by("number").last()


def summary_of(campaign: Campaign) -> Summary | None:
    """The year's summary, if it was compiled."""
    found = Summary.objects.filter(campaign=campaign)
    return found.select_related("compiled_by", "issued_by").first()


def summary_before(campaign: Campaign) -> Summary | None:
    """That of the bloc's year before, once it has set key tasks for this one."""
    found = Summary.objects.filter(campaign__bloc=campaign.bloc_id)
    found = found.filter(campaign__year=campaign.year - 1)
    found = found.filter(sections__code=TASKS).exclude(sections__code=TASKS, sections__text="")
    return found.select_related("campaign__bloc").first()


def key_tasks_of(summary: Summary) -> str:
    """What the summary wants of the next year, one task a line."""
    return summary.sections.filter(code=TASKS).values_list("text", flat=True).first() or ""
