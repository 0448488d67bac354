"""What pages show of the bloc's summary report."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from bloc.models import BlocYear
from campaigns import compiling
from campaigns.models import Summary, SummarySection, SummaryState
from campaigns.next_steps import summaries as next_steps
from campaigns.papers.summary import Part, part_of
from campaigns.queries import summaries as queries
from campaigns.queries.sources import sources_in
from campaigns.sources import Sources
from campaigns.summary_parts import BELOW, PLACES, TASKS, Change, changes, from_json
from foundation import comparison
from foundation.audit.log import story
from foundation.audit.models import Event
from members.models import Account

# section → how boards head what they say of the same (campaigns.outlines, and as they rename it)
MATERIAL = {
    "limits": re.compile("hạn chế|tồn tại|khó khăn", re.IGNORECASE),
    "direction": re.compile("phương hướng|nhiệm vụ năm", re.IGNORECASE),
    "proposals": re.compile("đề xuất|kiến nghị", re.IGNORECASE),
}
LONGEST_QUOTE = 1500  # letters


@dataclass(frozen=True)
class ChangeShown:
    """A change with its words marked: what is gone, what is new."""

    where: str
    pieces: list[comparison.Piece]


@dataclass(frozen=True)
class Clash:
    """A part that two people have changed: both versions, with what differs marked."""

    said: Any
    theirs: list[comparison.Piece]
    ours: list[comparison.Piece]


@dataclass
class SectionShown:
    """A part while it is written: its facts, what has changed of them, its words."""

    section: SummarySection
    part: Part
    changes: list[ChangeShown]
    material: list[tuple[str, str]]
    text: str
    refusal: Any = None
    clash: Clash | None = None

    @property
    def is_written(self) -> bool:
        """Words belong there."""
        return PLACES[self.section.code].is_written


def around(summary: Summary) -> dict[str, Any]:
    """What every page of a summary shows around its question."""
    return {
        "summary": summary,
        "campaign": summary.campaign,
        "current_bloc": summary.bloc,
        "invented": summary.is_invented,
    }


def year_page(campaign: Any, account: Account) -> dict[str, Any]:
    """The summary of a year as it is read; the campaign comes by ``years_with_summary``.

    What is in hand only those read who oversee the bloc; others what was issued last.
    """
    summary = getattr(campaign, "summary", None)
    context = {"campaign": campaign, "current_bloc": campaign.bloc, "summary": summary}
    if summary is None:
        return context | {"may_compile": account.has_perm("campaigns.compile_summary", campaign)}
    context |= {
        "invented": summary.is_invented,
        "issues": queries.issues_in(campaign),
        "events": story(Event.objects.about(summary)),
    }
    oversees = account.has_perm("campaigns.view_progress", campaign)
    if summary.state == SummaryState.DRAFT and not oversees:
        former = queries.newest_version(summary)
        return context | {"cards": cards(former.content["sections"] if former else [])}
    sections = queries.parts_in(campaign)
    found = changes_of(sections, campaign) if oversees else []
    return context | {
        "cards": cards([as_kept(each) for each in sections]),
        "changed": len(found),
        "steps": next_steps.of_summary(summary, account, sections, found),
        "is_shown": True,
        **tasks_ahead(campaign, sections, account),
    }


def tasks_ahead(
    campaign: Any, sections: Iterable[SummarySection], account: Account
) -> dict[str, Any]:
    """Whether the key tasks can go into the next year's pledge, or that year must be opened."""
    after: Any = BlocYear(campaign.bloc, campaign.year + 1)
    has_tasks = any(each.code == TASKS and each.text.strip() for each in sections)
    if not has_tasks or not account.has_perm("campaigns.open_campaign", after):
        return {}
    return {"has_tasks": True, "next_year": campaign.next_year, "year_after": after.year}


def as_kept(section: SummarySection) -> dict[str, Any]:
    """A part as a version would keep it."""
    return {name: getattr(section, name) for name in ("code", "title", "facts", "text")}


def cards(kept: Iterable[dict[str, Any]]) -> list[list[Part]]:
    """The parts that say something, each with those below it."""
    found: list[list[Part]] = []
    for each in kept:
        if shown := part_of(each):
            part, level = shown
            if level == BELOW and found:
                found[-1].append(part)
            else:
                found.append([part])
    return found


def changes_of(sections: Sequence[SummarySection], campaign: Any) -> list[Change]:
    """All that is recorded otherwise now than the report says."""
    drawn = compiling.drawn(sources_in(campaign))
    return [
        change for each in sections for change in changes(from_json(each.facts), drawn[each.code])
    ]


def writing_page(
    summary: Summary,
    campaign: Any,
    *,
    typed: tuple[int, str, Any] | None = None,
    is_stale: bool = False,
) -> dict[str, Any]:
    """The page on which it is written; the campaign comes by ``years_with_sources``.

    ``typed``: a part's key, the words that could not be saved, and why not.
    """
    summary.campaign = campaign
    sources = sources_in(campaign)
    drawn = compiling.drawn(sources)
    shown = []
    for section in queries.sections_of(summary):
        found = changes(from_json(section.facts), drawn[section.code])
        part = Part(section.title, PLACES[section.code].level == BELOW, facts_of(section))
        row = SectionShown(section, part, marked(found), material(section, sources), section.text)
        if typed and section.pk == typed[0]:
            row.text, row.refusal = typed[1], typed[2]
            row.clash = clash_of(section, typed[1], typed[2]) if is_stale else None
        shown.append(row)
    return around(summary) | {"rows": shown, "changed": sum(len(row.changes) for row in shown)}


def facts_of(section: SummarySection) -> list[Any]:
    """What was drawn there, without the words."""
    found = part_of(as_kept(section) | {"text": ""})
    return found[0].blocks if found else []


def marked(found: Iterable[Change]) -> list[ChangeShown]:
    return [ChangeShown(each.where, comparison.merged(each.before, each.after)) for each in found]


def material(section: SummarySection, sources: Sources) -> list[tuple[str, str]]:
    """Board → what it wrote of the same in its own report, to quote from."""
    wanted = MATERIAL.get(section.code)
    if wanted is None:
        return []
    return [
        (member.name, text[:LONGEST_QUOTE])
        for member in sources.accepted
        for title, text in member.words
        if wanted.search(title)
    ]


def clash_of(section: SummarySection, mine: str, said: Any) -> Clash:
    """The part must have been read anew: it holds what somebody else has saved."""
    theirs, ours = comparison.compare(section.text, mine)
    return Clash(said, theirs, ours)
