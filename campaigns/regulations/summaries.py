"""Whether the bloc's summary may be compiled, written, issued or revised now."""

from collections.abc import Collection, Sequence

from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign, Report, ReportKind, ReportState
from campaigns.models.summary import Summary, SummarySection, SummaryState
from campaigns.summary_parts import PLACES, REQUIRED, Change
from foundation.refusals import Refusal

LONGEST_SECTION = 30_000  # letters
LONGEST_REASON = 1000


class NothingToCompile(Refusal):
    text = _("No annual report has been accepted yet: there is nothing to compile.")


class SummaryIssued(Refusal):
    text = _("The summary report has been issued. It can only be changed if the chief revises it.")


class SummarySectionUnknown(Refusal):
    text = _("This part of the summary report is not there. Load the page again.")


class SummarySectionStale(Refusal):
    """Somebody else has saved the part since the page was opened."""

    text = _("%(who)s has changed this part meanwhile. Both versions are shown.")


class SummarySectionTooLong(Refusal):
    text = _("“%(title)s” has %(letters)s letters; at most %(most)s are allowed.")


class FactsUnchanged(Refusal):
    text = _("The figures are as they are recorded now.")


class SummaryPartsEmpty(Refusal):
    text = _("These parts are still empty: %(titles)s.")


class FactsChanged(Refusal):
    text = _(
        "What was recorded has changed since in %(count)s places. Take the new figures, or say "
        "that the report goes out as it is."
    )
    field = "despite"


class RevisionReasonMissing(Refusal):
    text = _("Say why the summary report is revised.")
    field = "reason"


class RevisionReasonTooLong(Refusal):
    text = _("A reason is at most %(most)s letters.")
    field = "reason"


def check_compile_summary(campaign: Campaign) -> None:
    """Once there is something to sum up: an annual report that was accepted."""
    accepted = Report.objects.filter(
        request__campaign=campaign, request__kind=ReportKind.ANNUAL, state=ReportState.ACCEPTED
    )
    if not accepted.exists():
        raise NothingToCompile


def check_in_hand(summary: Summary) -> None:
    """It is being written. Raises SummaryIssued."""
    if summary.state != SummaryState.DRAFT:
        raise SummaryIssued


def check_edit_summary(section: SummarySection, text: str, seen_edition: int) -> None:
    """In hand, upon the words that the writer has seen, where words belong.

    Raises SummaryIssued, SummarySectionUnknown, SummarySectionStale, SummarySectionTooLong.
    """
    check_in_hand(section.summary)
    if not PLACES[section.code].is_written:
        raise SummarySectionUnknown
    if seen_edition != section.edition:
        raise SummarySectionStale(who=section.changed_by)
    if len(text) > LONGEST_SECTION:
        raise SummarySectionTooLong(title=section.title, letters=len(text), most=LONGEST_SECTION)


def check_refresh_summary(
    summary: Summary, codes: Collection[str], changed: Collection[str]
) -> None:
    """In hand, parts that are there, where something has changed."""
    check_in_hand(summary)
    if not set(codes) <= PLACES.keys():
        raise SummarySectionUnknown
    if not changed:
        raise FactsUnchanged


def check_issue_summary(
    sections: Sequence[SummarySection], changed: Sequence[Change], *, despite: bool
) -> None:
    """With the words that no record can give, and upon figures that still hold.

    Raises SummaryPartsEmpty, and FactsChanged unless ``despite``.
    """
    empty = [each for each in sections if each.code in REQUIRED and not each.text.strip()]
    if empty:
        raise SummaryPartsEmpty(titles=", ".join(f"“{each.title}”" for each in empty))
    if changed and not despite:
        raise FactsChanged(count=len(changed))


def check_revise_summary(reason: str) -> None:
    """With a reason that everybody reads."""
    if not reason.strip():
        raise RevisionReasonMissing
    if len(reason) > LONGEST_REASON:
        raise RevisionReasonTooLong(most=LONGEST_REASON)
