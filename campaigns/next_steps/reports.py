"""The buttons of a report's page, and of the page where it is asked for."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign, Figure, Report, ReportRequest, ReportState, Section
from campaigns.next_steps import Step, step
from campaigns.regulations import reports as regulations
from members.models import Account


def of_campaign(campaign: Campaign, account: Account) -> list[Step]:
    """Ask for one."""
    return step("request_report", campaign, account, _("Ask for a report"))


def of_request(request: ReportRequest, account: Account) -> list[Step]:
    """Change the outline; what boards have begun to write under stays."""
    return step("outline_report", request, account, _("Change the outline"))


def of_report(
    report: Report, account: Account, sections: Sequence[Section], figures: Sequence[Figure]
) -> list[Step]:
    """What this person can do with it, the next thing first."""
    if report.state == ReportState.ACCEPTED:
        return []
    if report.state == ReportState.SUBMITTED:
        return [
            *step("accept_report", report, account, _("Accept the report")),
            *step("return_report", report, account, _("Return to the board")),
        ]
    write = writing(report, account)
    submit = step(
        "submit_report",
        report,
        account,
        _("Submit the report"),
        lambda: regulations.check_submit_report(report, sections, figures),
    )
    ready = [each for each in submit if not each.refusal]
    return [*ready, *write, *(each for each in submit if each.refusal)]


def writing(report: Report, account: Account) -> list[Step]:
    """To the page on which all sections and figures are written."""
    if not account.has_perm("campaigns.edit_section", report):
        return []
    is_returned = report.state == ReportState.RETURNED
    label = _("Mend the report") if is_returned else _("Write the report")
    return [Step(label, report.get_writing_url())]
