"""The bloc's summary report: compiled, written, brought up to date, issued, revised."""

from collections.abc import Collection

from django.db import transaction

from bloc.models import BlocYear
from campaigns import compiling
from campaigns.actions.register import register_paper
from campaigns.letters import summaries as letters
from campaigns.models import (
    Campaign,
    Direction,
    RegisteredPaper,
    Summary,
    SummarySection,
    SummaryState,
    SummaryVersion,
)
from campaigns.papers import summary as papers
from campaigns.queries import summaries as queries
from campaigns.queries.sources import sources_of
from campaigns.regulations import summaries as regulations
from campaigns.summary_parts import OUTLINE, Drawn, as_json, changes, from_json
from foundation import clock
from foundation.audit.log import record
from foundation.shortcuts import lock
from members.models import Account

SYMBOL = "BC-KTĐ"


@transaction.atomic
def compile_summary(campaign: Campaign, *, is_invented: bool = False, by: Account) -> Summary:
    """Draw up the year's summary from what was recorded; twice is once (lập báo cáo tổng kết).

    Raises NothingToCompile.
    """
    lock(campaign)
    if begun := queries.summary_of(campaign):
        return begun
    regulations.check_compile_summary(campaign)
    summary = Summary.objects.create(campaign=campaign, compiled_by=by, is_invented=is_invented)
    drawn = compiling.drawn(sources_of(campaign))
    SummarySection.objects.bulk_create(
        SummarySection(
            summary=summary,
            position=position,
            code=place.code,
            title=place.title.format(next_year=campaign.year + 1),
            facts=as_json(drawn[place.code]),
        )
        for position, place in enumerate(OUTLINE, 1)
    )
    record("campaigns.compile_summary", summary, by=by, year=campaign.year)
    return summary


@transaction.atomic
def edit_summary(section: SummarySection, *, text: str, seen_edition: int, by: Account) -> None:
    """Save the words of one part; the same words are no change (viết báo cáo tổng kết).

    Raises SummaryIssued, SummarySectionUnknown, SummarySectionStale, SummarySectionTooLong.
    """
    lock(section.summary)
    lock(section)
    if text == section.text:
        return
    regulations.check_edit_summary(section, text, seen_edition)
    section.text = text
    section.edition += 1
    section.changed_at, section.changed_by = clock.now(), by
    section.save(update_fields=["text", "edition", "changed_at", "changed_by"])
    record("campaigns.edit_summary", section.summary, by=by, title=section.title)


@transaction.atomic
def refresh_summary(
    summary: Summary, *, codes: Collection[str] | None = None, by: Account
) -> list[str]:
    """Draw anew what has changed, in these parts or in all (lấy số liệu mới).

    Returns the titles of the parts that have changed. Raises SummaryIssued,
    SummarySectionUnknown and FactsUnchanged.
    """
    lock(summary)
    wanted = compiling.DRAWN.keys() if codes is None else codes
    drawn = compiling.drawn(sources_of(summary.campaign))
    stale = [
        section
        for section in queries.sections_of(summary)
        if section.code in wanted and is_stale(section, drawn[section.code])
    ]
    regulations.check_refresh_summary(summary, wanted, [each.code for each in stale])
    for section in stale:
        section.facts, section.drawn_at = as_json(drawn[section.code]), clock.now()
        section.save(update_fields=["facts", "drawn_at"])
    titles = [section.title for section in stale]
    record("campaigns.refresh_summary", summary, by=by, titles="; ".join(titles))
    return titles


def is_stale(section: SummarySection, fresh: list[Drawn]) -> bool:
    """Whether the records say something else now."""
    return bool(changes(from_json(section.facts), fresh))


@transaction.atomic
def issue_summary(summary: Summary, *, despite: bool = False, by: Account) -> SummaryVersion:
    """Issue it under the next number of the bloc's register (ban hành báo cáo tổng kết).

    ``despite``: although records have changed since. It is frozen as a version. Raises
    SummaryPartsEmpty, FactsChanged, and IllegalMove when it was issued already.
    """
    lock(summary)
    summary.move(SummaryState.ISSUED)
    sections = queries.sections_of(summary)
    drawn = compiling.drawn(sources_of(summary.campaign))
    stale = [
        change
        for section in sections
        for change in changes(from_json(section.facts), drawn[section.code])
    ]
    regulations.check_issue_summary(sections, stale, despite=despite)
    summary.issued_at, summary.issued_by = clock.now(), by
    summary.save(update_fields=["state", "issued_at", "issued_by"])
    paper = numbered(summary, by)
    version = SummaryVersion.objects.create(
        summary=summary,
        number=summary.versions.count() + 1,
        paper=paper,
        content=papers.content_of(summary, sections, number=paper.marked),
        made_at=summary.issued_at,
        made_by=by,
    )
    facts = {"number": paper.marked, "version": version.number}
    record("campaigns.issue_summary", summary, by=by, **facts)
    letters.tell_issued(summary, paper)
    return version


def numbered(summary: Summary, by: Account) -> RegisteredPaper:
    """The line of the register that gives the paper its number."""
    today = clock.today()
    return register_paper(
        BlocYear(summary.bloc, today.year),
        direction=Direction.OUT,
        dated_on=today,
        subject=papers.subject_of(summary),
        symbol=SYMBOL,
        signer=str(by),
        correspondent=papers.correspondents_of(summary.bloc),
        by=by,
    )


@transaction.atomic
def revise_summary(summary: Summary, *, reason: str, by: Account) -> None:
    """Take it in hand again; what was issued stays as a version (sửa lại báo cáo tổng kết).

    Raises RevisionReasonMissing, RevisionReasonTooLong, and IllegalMove unless it is issued.
    """
    lock(summary)
    regulations.check_revise_summary(reason)
    summary.move(SummaryState.DRAFT)
    summary.revise_reason = reason.strip()
    summary.save(update_fields=["state", "revise_reason"])
    record("campaigns.revise_summary", summary, by=by, reason=summary.revise_reason)
