"""A board writes its report: section by section, figure by figure, several people at once."""

from collections.abc import Sequence

from django.db import transaction

from campaigns import writing
from campaigns.actions.reports import add_figures
from campaigns.models import Report, Section
from campaigns.queries import reports as queries
from campaigns.regulations import reports as regulations
from campaigns.writing import FigureLine
from foundation import clock
from foundation.audit.log import record
from foundation.shortcuts import lock
from members.models import Account


@transaction.atomic
def edit_section(section: Section, *, text: str, seen_edition: int, by: Account) -> Section:
    """Save the words of one section; the same words are no change (viết một phần báo cáo).

    Saved every few seconds while somebody types, so the log gets one line for each
    sitting. Raises ReportNotWritable, SectionStale and SectionTooLong.
    """
    lock(section.report)
    lock(section)
    if text == section.text:
        return section
    regulations.check_edit_section(section, text, seen_edition)
    now = clock.now()
    if writing.begins_sitting(
        section.changed_at, is_same_person=section.changed_by_id == by.pk, now=now
    ):
        section.sitting_at = now
        record("campaigns.edit_section", section.report, by=by, heading=section.heading.title)
    section.text = text
    section.edition += 1
    section.changed_at, section.changed_by = now, by
    section.save(update_fields=["text", "edition", "changed_at", "changed_by", "sitting_at"])
    return section


@transaction.atomic
def edit_figures(report: Report, lines: Sequence[FigureLine], *, by: Account) -> None:
    """Save rows of the table of targets; rows that say the same are left (ghi kết quả chỉ tiêu).

    Logged once for each sitting. Raises ReportNotWritable, FigureGone, NoteTooLong and
    FiguresStale.
    """
    lock(report)
    figures = {figure.pk: figure for figure in queries.figures_of(report)}
    changes = [line for line in lines if line.pk not in figures or not line.says(figures[line.pk])]
    if not changes:
        return
    regulations.check_edit_figures(report, changes, figures)
    now = clock.now()
    changed_at, changed_by = queries.last_change(figures.values())
    if writing.begins_sitting(changed_at, is_same_person=changed_by == by.pk, now=now):
        record("campaigns.edit_figures", report, by=by)
    for line in changes:
        figure = figures[line.pk]
        figure.actual, figure.last_year, figure.note = line.actual, line.last_year, line.note
        figure.edition += 1
        figure.changed_at, figure.changed_by = now, by
        figure.save(
            update_fields=["actual", "last_year", "note", "edition", "changed_at", "changed_by"]
        )


@transaction.atomic
def take_over_targets(report: Report, *, by: Account) -> None:
    """Measure the report by the targets as they are accepted now (cập nhật chỉ tiêu đã duyệt).

    Raises ReportNotWritable and TargetsUnchanged.
    """
    lock(report)
    plans = queries.plans_for(report.campaign, report.board)
    missing = writing.takeover(queries.figures_of(report), plans)
    regulations.check_take_over_targets(report, missing)
    for figure, plan in missing.changed:
        figure.plan = plan
        figure.save(update_fields=["plan"])
    report.figures.filter(pk__in=[figure.pk for figure in missing.gone]).delete()
    add_figures(report, missing.new)
    record("campaigns.take_over_targets", report, by=by)
