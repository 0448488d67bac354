"""Whether a report may be asked for, begun, written, submitted or decided upon now."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from campaigns import writing
from campaigns.models import (
    BoardRequest,
    Campaign,
    Figure,
    Report,
    ReportKind,
    ReportRequest,
    Section,
)
from campaigns.models.report import PHASE_OF
from campaigns.outlines import Line, fingerprint, lines_of
from campaigns.queries import reports as queries
from campaigns.regulations.calendar import check_begun
from campaigns.writing import FigureLine
from foundation import clock
from foundation.refusals import Refusal

MOST_HEADINGS = 40
LONGEST_TEXT = 60_000  # letters; where the outline sets no limit
LONGEST_NOTE = 500
LONGEST_REASON = 1000


class ReportAskedAlready(Refusal):
    text = _("This report of the year has been asked for already.")
    field = "kind"


class DueDayMissing(Refusal):
    text = _("A report by request needs the day by which it is wanted.")
    field = "due_on"


class ReportDueDayPast(Refusal):
    text = _("%(day)s has passed. Give the boards a day that is still to come.")
    field = "due_on"


class DueByCalendar(Refusal):
    text = _("This report is due by the calendar of the year: leave the day empty.")
    field = "due_on"


class OutlineEmpty(Refusal):
    text = _("An outline needs at least one heading.")


class TooManyHeadings(Refusal):
    text = _("An outline holds at most %(most)s headings.")


class OneTableOnly(Refusal):
    text = _("The table of targets stands below one heading only.")


class HeadingsInUse(Refusal):
    text = _("Boards have begun to write: %(headings)s can be renamed or moved, not removed.")


class OutlineChanged(Refusal):
    text = _("Somebody else has changed the outline meanwhile. It is shown as it stands now.")


class HeadingGone(Refusal):
    text = _("A heading that you changed is no longer there. Look at the outline again.")


class NoMemberThatYear(Refusal):
    text = _("%(board)s was no member of the bloc in %(year)s.")


class ReportNotWritable(Refusal):
    text = _("The report has been submitted. It can only be changed if it is returned.")


class SectionStale(Refusal):
    """Somebody else has saved the section since the page was opened."""

    text = _("%(who)s has changed this section meanwhile. Both versions are shown.")


class FiguresStale(Refusal):
    """Somebody else has saved these rows since the page was opened."""

    text = _("%(who)s has changed these figures meanwhile: %(names)s.")


class SectionTooLong(Refusal):
    text = _("“%(heading)s” has %(letters)s letters; at most %(most)s are allowed.")


class NoteTooLong(Refusal):
    text = _("The note on “%(name)s” is longer than %(most)s letters.")


class FigureGone(Refusal):
    text = _("A row of the table is no longer there. Load the page again.")


class SectionsEmpty(Refusal):
    text = _("These required sections are still empty: %(headings)s.")


class FiguresMissing(Refusal):
    text = _("These targets still lack what was reached: %(names)s.")


class TargetsChanged(Refusal):
    text = _("The accepted targets have changed since the report was begun. Take them over first.")


class TargetsUnchanged(Refusal):
    text = _("The report holds the accepted targets already.")


class ReasonForReturnMissing(Refusal):
    text = _("Say what is to be mended.")
    field = "reason"


class ReasonTooLong(Refusal):
    text = _("A reason is at most %(most)s letters.")
    field = "reason"


class PartGone(Refusal):
    text = _("A part that you gave a reason for is not in the report.")


def check_request_report(campaign: Campaign, kind: str, due_on: dt.date | None) -> None:
    """Mid-year and annual once, by the calendar; others by a day that is still to come."""
    if kind == ReportKind.AD_HOC:
        if due_on is None:
            raise DueDayMissing
        if due_on < clock.today():
            raise ReportDueDayPast(day=due_on)
        return
    if due_on is not None:
        raise DueByCalendar
    if campaign.report_requests.filter(kind=kind).exists():
        raise ReportAskedAlready


def check_outline_report(request: ReportRequest, lines: Sequence[Line], seen: str) -> None:
    """On the outline as it stands; what a board has begun to write under stays.

    Raises OutlineChanged, OutlineEmpty, TooManyHeadings, OneTableOnly, HeadingGone and
    HeadingsInUse.
    """
    headings = {heading.pk: heading for heading in request.headings.all()}
    if seen != fingerprint(lines_of(headings.values())):
        raise OutlineChanged
    if not lines:
        raise OutlineEmpty
    if len(lines) > MOST_HEADINGS:
        raise TooManyHeadings(most=MOST_HEADINGS)
    if sum(line.holds_figures for line in lines) > 1:
        raise OneTableOnly
    kept = {line.pk for line in lines if line.pk}
    if kept - headings.keys():
        raise HeadingGone
    gone = [heading for pk, heading in headings.items() if pk not in kept]
    if gone and queries.is_begun(request):
        raise HeadingsInUse(headings=quoted(gone))


def check_begin_report(subject: BoardRequest) -> None:
    """A board that sat in the bloc in that year, once there is an outline to write by."""
    campaign = subject.request.campaign
    if not queries.sat_in_year(subject.board, campaign):
        raise NoMemberThatYear(board=subject.board.short_name, year=str(campaign.year))
    if not subject.request.headings.exists():
        raise OutlineEmpty


def check_writable(report: Report) -> None:
    """The board has it in hand. Raises ReportNotWritable."""
    if report.state not in queries.WRITABLE:
        raise ReportNotWritable


def check_edit_section(section: Section, text: str, seen_edition: int) -> None:
    """In hand, upon the words that the writer has seen, within the outline's length.

    Raises ReportNotWritable, SectionStale and SectionTooLong.
    """
    check_writable(section.report)
    if seen_edition != section.edition:
        raise SectionStale(who=section.changed_by)
    most = section.heading.most_letters or LONGEST_TEXT
    if len(text) > most:
        raise SectionTooLong(heading=section.heading.title, letters=len(text), most=most)


def check_edit_figures(
    report: Report, lines: Iterable[FigureLine], figures: Mapping[int, Figure]
) -> None:
    """In hand, rows that are there, upon the figures that the writer has seen.

    Raises ReportNotWritable, FigureGone, NoteTooLong and FiguresStale.
    """
    check_writable(report)
    stale = []
    for line in lines:
        figure = figures.get(line.pk)
        if figure is None:
            raise FigureGone
        if len(line.note) > LONGEST_NOTE:
            raise NoteTooLong(name=figure.indicator.name, most=LONGEST_NOTE)
        if line.seen_edition != figure.edition:
            stale.append(figure)
    if stale:
        names = ", ".join(figure.indicator.name for figure in stale)
        raise FiguresStale(who=stale[0].changed_by, names=names)


def check_take_over_targets(report: Report, missing: writing.Takeover) -> None:
    """In hand, where there is something to take over."""
    check_writable(report)
    if not missing:
        raise TargetsUnchanged


def check_submit_report(
    report: Report, sections: Iterable[Section], figures: Sequence[Figure]
) -> None:
    """From the first day of its phase on, complete, and measured by the accepted targets.

    After the last day it is late, not refused (domain reference, §2.4). Raises
    PhaseNotBegun, SectionsEmpty, FiguresMissing and TargetsChanged.
    """
    if kind := PHASE_OF.get(report.request.kind):
        check_begun(report.campaign, kind, report.board_id)
    if empty := [each for each in sections if each.heading.is_required and not each.text.strip()]:
        raise SectionsEmpty(headings=quoted(empty))
    if figures and writing.takeover(figures, queries.plans_for(report.campaign, report.board)):
        raise TargetsChanged
    if missing := [each for each in figures if each.plan is not None and each.actual is None]:
        raise FiguresMissing(names=quoted(each.indicator for each in missing))


def check_return_report(reason: str, parts: Mapping[str, str], known: Collection[str]) -> None:
    """With a reason, and each further one on a part that is there."""
    if not reason.strip():
        raise ReasonForReturnMissing
    if any(len(each) > LONGEST_REASON for each in (reason, *parts.values())):
        raise ReasonTooLong(most=LONGEST_REASON)
    if any(part not in known for part in parts):
        raise PartGone


def quoted(things: Iterable[object]) -> str:
    """Their names in one line."""
    return ", ".join(f"“{thing}”" for thing in things)
