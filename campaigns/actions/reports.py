"""Reports are asked for, begun, handed in and decided upon."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from campaigns import outlines
from campaigns.letters import reports as letters
from campaigns.models import (
    BoardRequest,
    Campaign,
    Figure,
    Heading,
    Report,
    ReportRequest,
    ReportState,
    ReportVersion,
    Section,
)
from campaigns.outlines import Line
from campaigns.queries import evidence as evidence_queries
from campaigns.queries import reports as queries
from campaigns.queries.recorded import recorded_now
from campaigns.regulations import reports as regulations
from foundation import clock
from foundation.audit.log import record
from foundation.shortcuts import lock
from members.models import Account


@transaction.atomic
def request_report(  # noqa: PLR0913 -- what is asked, of whom, by when
    campaign: Campaign,
    *,
    kind: str,
    title: str,
    note: str = "",
    due_on: dt.date | None = None,
    by: Account,
) -> ReportRequest:
    """Ask the boards for a report, with the supplied outline (yêu cầu báo cáo).

    Raises ReportAskedAlready, DueByCalendar, DueDayMissing and ReportDueDayPast.
    """
    lock(campaign)
    regulations.check_request_report(campaign, kind, due_on)
    request = ReportRequest.objects.create(
        campaign=campaign, kind=kind, title=title, note=note, due_on=due_on, asked_by=by
    )
    write_outline(request, outlines.supplied(kind, campaign.year))
    record("campaigns.request_report", campaign, by=by, title=title)
    letters.tell_requested(request)
    return request


@transaction.atomic
def outline_report(request: ReportRequest, lines: list[Line], *, seen: str, by: Account) -> None:
    """Write the outline anew; reports in hand get what is new (sửa đề cương báo cáo).

    ``seen`` is the fingerprint of the outline that the writer had before them. Raises
    OutlineChanged, OutlineEmpty, TooManyHeadings, OneTableOnly, HeadingGone and
    HeadingsInUse.
    """
    lock(request)
    regulations.check_outline_report(request, lines, seen)
    former = outlines.lines_of(request.headings.all())
    if lines == former:
        return
    write_outline(request, lines)
    writing = list(request.reports.filter(state__in=queries.WRITABLE).select_related("board"))
    for report in writing:
        complete(report)
    letters.tell_outlined(request, writing, outlines.changes(former, lines), by)
    record("campaigns.outline_report", request.campaign, by=by, title=request.title)


def write_outline(request: ReportRequest, lines: list[Line]) -> None:
    """Save the headings in their order; those that are gone from the list are deleted."""
    request.headings.exclude(pk__in=[line.pk for line in lines if line.pk]).delete()
    for position, line in enumerate(lines, 1):
        facts = {
            "position": position,
            "title": line.title,
            "hint": line.hint,
            "is_required": line.is_required,
            "most_letters": line.most_letters,
            "holds_figures": line.holds_figures,
            "draws": line.draws,
        }
        if line.pk:
            Heading.objects.filter(pk=line.pk).update(**facts)
        else:
            Heading.objects.create(request=request, **facts)


@transaction.atomic
def begin_report(subject: BoardRequest, *, is_invented: bool = False, by: Account) -> Report:
    """Begin a board's report by the outline; twice is once (bắt đầu viết báo cáo).

    Raises NoMemberThatYear and OutlineEmpty.
    """
    request = subject.request
    lock(request)
    if begun := request.reports.filter(board=subject.board).first():
        return begun
    regulations.check_begin_report(subject)
    report = Report.objects.create(
        request=request, board=subject.board, begun_by=by, is_invented=is_invented
    )
    complete(report)
    record("campaigns.begin_report", report, by=by, title=request.title)
    return report


def complete(report: Report) -> None:
    """A section for every heading, and the rows of the table where the outline has one."""
    known = set(report.sections.values_list("heading_id", flat=True))
    headings = report.request.headings.exclude(pk__in=known)
    Section.objects.bulk_create(Section(report=report, heading=each) for each in headings)
    if queries.holds_figures(report.request) and not report.figures.exists():
        add_figures(report, queries.plans_for(report.campaign, report.board))


def add_figures(report: Report, plans: queries.Plans) -> None:
    """A row for each indicator, with last year's figure where that was accepted."""
    before = queries.reached_last_year(report.request, report.board)
    Figure.objects.bulk_create(
        Figure(report=report, indicator=indicator, plan=plan, last_year=before.get(indicator.pk))
        for indicator, plan in plans.items()
    )


@transaction.atomic
def submit_report(report: Report, *, paper_number: str = "", by: Account) -> ReportVersion:
    """Hand the report to the bloc's chief; it is kept as a version (nộp báo cáo).

    ``paper_number``: number and symbol that the board's own registry has given the paper.
    Raises PhaseNotBegun, SectionsEmpty, TargetsChanged, FiguresMissing, and IllegalMove
    when it was handed in already.
    """
    lock(report)
    report.move(ReportState.SUBMITTED)
    sections, figures = queries.sections_of(report), queries.figures_of(report)
    regulations.check_submit_report(report, sections, figures)
    report.submitted_at, report.submitted_by = clock.now(), by
    report.first_submitted_at = report.first_submitted_at or report.submitted_at
    report.decided_at = report.decided_by = None
    report.recorded, report.paper_number = recorded_now(report), paper_number.strip()
    report.save(
        update_fields=[
            "state", "submitted_at", "submitted_by", "first_submitted_at", "decided_at",
            "decided_by", "recorded", "paper_number",
        ]
    )  # fmt: skip
    version = ReportVersion.objects.create(
        report=report,
        number=report.versions.count() + 1,
        content=content_of(report, sections, figures),
        made_at=report.submitted_at,
        made_by=by,
    )
    record("campaigns.submit_report", report, by=by, version=version.number)
    letters.tell_submitted(report)
    return version


def content_of(report: Report, sections: list[Section], figures: list[Figure]) -> dict[str, Any]:
    """What the report says, as a version keeps it."""
    return {
        "sections": [
            {"heading": each.heading_id, "title": each.heading.title, "text": each.text}
            for each in sections
        ],
        "figures": [
            {
                "indicator": each.indicator_id,
                "name": each.indicator.name,
                "unit": each.indicator.unit,
                "decimals": each.indicator.decimals,
                "better": each.indicator.better,
                **{
                    name: None if (value := getattr(each, name)) is None else str(value)
                    for name in ("plan", "actual", "last_year")
                },
                "note": each.note,
            }
            for each in figures
        ],
        "evidence": evidence_queries.as_json(report),
        "recorded": {
            str(each.heading_id): lines
            for each in sections
            if (lines := report.recorded.get(each.heading.draws))
        },
    }


@transaction.atomic
def return_report(
    report: Report, *, reason: str, parts: Mapping[str, str] | None = None, by: Account
) -> None:
    """Give it back to the board, with reasons on the very parts (trả lại báo cáo).

    ``parts``: "section-12" or "figure-7" → what is to be mended there. Raises
    ReasonForReturnMissing, ReasonTooLong, PartGone, and IllegalMove unless it is submitted.
    """
    lock(report)
    reasons = {part: said.strip() for part, said in (parts or {}).items() if said.strip()}
    known = evidence_queries.provable(report)
    regulations.check_return_report(reason, reasons, known)
    report.move(ReportState.RETURNED)
    report.return_reason = reason.strip()
    report.decided_at, report.decided_by = clock.now(), by
    report.save(update_fields=["state", "return_reason", "decided_at", "decided_by"])
    for part, thing in known.items():
        if thing.return_reason != (said := reasons.get(part, "")):
            thing.return_reason = said
            thing.save(update_fields=["return_reason"])
    complete(report)
    record("campaigns.return_report", report, by=by, reason=report.return_reason)
    letters.tell_returned(report)


@transaction.atomic
def accept_report(report: Report, *, by: Account) -> None:
    """Take it as the board's report of the year (chấp nhận báo cáo).

    Raises IllegalMove unless it is submitted.
    """
    lock(report)
    report.move(ReportState.ACCEPTED)
    report.decided_at, report.decided_by = clock.now(), by
    report.return_reason = ""
    report.save(update_fields=["state", "return_reason", "decided_at", "decided_by"])
    for parts in (report.sections, report.figures):
        parts.exclude(return_reason="").update(return_reason="")
    record("campaigns.accept_report", report, by=by)
    letters.tell_accepted(report)
