"""The buttons of the page of the bloc's summary report."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from campaigns.models import Summary, SummarySection, SummaryState
from campaigns.next_steps import Step, step
from campaigns.regulations import summaries as regulations
from campaigns.summary_parts import Change
from members.models import Account


def of_summary(
    summary: Summary,
    account: Account,
    sections: Sequence[SummarySection],
    changed: Sequence[Change],
) -> list[Step]:
    """What this person can do with it, the next thing first."""
    if summary.state == SummaryState.ISSUED:
        return step("revise_summary", summary, account, _("Revise the summary report"))
    write = step("edit_summary", summary, account, _("Write the summary report"))
    issue = step(
        "issue_summary",
        summary,
        account,
        _("Issue the summary report"),
        lambda: regulations.check_issue_summary(sections, changed, despite=True),
    )
    ready = [each for each in issue if not each.refusal]
    return [*ready, *write, *(each for each in issue if each.refusal)]
