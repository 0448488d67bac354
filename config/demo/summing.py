"""The bloc's summary as the demo plays it: compiled, finished and issued before the conference.

Its figures come from what was played; the words that no record gives are invented and say
so, but for the key tasks, which are those of the case's own pledge where it is of the next year.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import campaigns.actions
from campaigns.models import ReportKind, ReportState, Summary, SummaryState
from config.demo import prose
from config.demo.play import on
from members.models import Account

DAY = dt.timedelta(days=1)


def sum_up(emulation: Any) -> None:
    """On the eve of the conference, if that day has come and there is something to sum up."""
    eve = emulation.held_on - DAY
    accepted = emulation.campaign.report_requests.filter(
        kind=ReportKind.ANNUAL, reports__state=ReportState.ACCEPTED
    )
    if not emulation.happens(eve) or not accepted.exists():
        return
    with on(eve):
        secretary = emulation.year.secretary(emulation.number)
        summary = campaigns.actions.compile_summary(
            emulation.campaign, is_invented=True, by=secretary
        )
        if summary.state == SummaryState.DRAFT:
            finish(summary, emulation.next_tasks, secretary)
            campaigns.actions.issue_summary(
                summary, despite=True, by=emulation.year.chief(emulation.number)
            )


def finish(summary: Summary, tasks: Sequence[str], by: Account) -> None:
    """The words that no record can give."""
    words = {
        "limits": prose.LIMITS,
        "direction": prose.direction(summary.year + 1),
        "tasks": "\n".join(tasks) or prose.KEY_TASKS,
        "proposals": prose.PROPOSALS,
    }
    for section in summary.sections.filter(code__in=words).order_by("position"):
        section.summary = summary
        campaigns.actions.edit_summary(
            section, text=words[section.code], seen_edition=section.edition, by=by
        )
