"""May a board with this standing and this past be proposed for this kind? Pure.

Every criterion is judged by itself: met or failed where we have the data, to be attested where we
have not. What fails stays failed; the chief's exception is laid beside it and never hides it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any


class Check(StrEnum):
    """How a criterion is judged."""

    ATTESTED = "attested"
    RANKED = "ranked"
    RANK_WITHIN = "rank_within"
    SCORE_AT_LEAST = "score_at_least"
    REPORTED = "reported"
    SEATED_ALL_YEAR = "seated_all_year"
    AWARDED_BEFORE = "awarded_before"


class Verdict(StrEnum):
    """What came of a criterion, and of all of a kind's together."""

    MET = "met"
    FAILED = "failed"
    OPEN = "open"


@dataclass(frozen=True)
class Rule:
    """One criterion of a kind, as the regime words it.

    ``number``: the rank, the per cent of the highest score, the years, as the check asks for it.
    ``other``: the kind that must have been awarded before. ``one_of``: rules that bear the same
    word are alternatives, one of them is enough.
    """

    key: Any
    check: Check
    number: Decimal | None = None
    other: str = ""
    one_of: str = ""


@dataclass(frozen=True)
class Facts:
    """What is known of a board in a year; None: not known, somebody must attest it.

    ``exclusions``: why it is not ranked. ``share``: its score, as a share of the highest that the
    table allows. ``past``: by kind, the years in which it was awarded. ``attested``: by
    criterion, what a person has vouched for.
    """

    rank: int | None = None
    exclusions: tuple[Any, ...] = ()
    share: Decimal | None = None
    is_reported: bool | None = None
    is_seated_all_year: bool | None = None
    year: int = 0
    past: Mapping[str, frozenset[int]] | None = None
    attested: Mapping[Any, bool] = field(default_factory=dict)


@dataclass(frozen=True)
class Finding:
    """What came of one rule, and the fact that it was judged by."""

    rule: Rule
    verdict: Verdict
    fact: Any = None


@dataclass(frozen=True)
class Judgement:
    """Whether a board may be proposed for a kind, and every reason."""

    findings: tuple[Finding, ...]
    verdict: Verdict

    @property
    def failed(self) -> list[Finding]:
        return [each for each in self.findings if each.verdict == Verdict.FAILED]

    @property
    def open(self) -> list[Finding]:
        return [each for each in self.findings if each.verdict == Verdict.OPEN]


def judged(rules: Iterable[Rule], facts: Facts) -> Judgement:
    """Every rule by itself, and all of them together."""
    findings = tuple(finding_of(rule, facts) for rule in rules)
    return Judgement(findings, together(findings))


def together(findings: Iterable[Finding]) -> Verdict:
    """The worst verdict; of alternatives the best one counts."""
    verdicts, choices = [], dict[str, list[Verdict]]()
    for finding in findings:
        if finding.rule.one_of:
            choices.setdefault(finding.rule.one_of, []).append(finding.verdict)
        else:
            verdicts.append(finding.verdict)
    verdicts += [max(choice, key=BETTER.index) for choice in choices.values()]
    return min(verdicts, key=BETTER.index, default=Verdict.MET)


BETTER = [Verdict.FAILED, Verdict.OPEN, Verdict.MET]


def finding_of(rule: Rule, facts: Facts) -> Finding:
    """One rule; what a person has vouched for decides only where we know nothing ourselves."""
    known, fact = COMPUTED[rule.check](rule, facts)
    if known is None:
        known = facts.attested.get(rule.key)
    if known is None:
        return Finding(rule, Verdict.OPEN)
    return Finding(rule, Verdict.MET if known else Verdict.FAILED, fact)


# -- the checks: yes, no or unknown, and the fact ------------------------------------------------
Known = tuple[bool | None, Any]


def nothing_known(_rule: Rule, _facts: Facts) -> Known:
    return None, None


def is_ranked(_rule: Rule, facts: Facts) -> Known:
    return facts.rank is not None, facts.rank if facts.rank is not None else facts.exclusions


def is_rank_within(rule: Rule, facts: Facts) -> Known:
    if facts.rank is None:
        return False, None
    return facts.rank <= wanted(rule), facts.rank


def is_score_enough(rule: Rule, facts: Facts) -> Known:
    if facts.share is None:
        return None, None
    return facts.share * 100 >= wanted(rule), facts.share * 100


def is_reported(_rule: Rule, facts: Facts) -> Known:
    return facts.is_reported, facts.is_reported


def is_seated_all_year(_rule: Rule, facts: Facts) -> Known:
    return facts.is_seated_all_year, facts.is_seated_all_year


def was_awarded_before(rule: Rule, facts: Facts) -> Known:
    """So many years in a row, up to the year before or the year itself, by our record."""
    if facts.past is None:
        return None, None
    years = facts.past.get(rule.other, frozenset())
    count = int(wanted(rule))
    rows = [range(last - count + 1, last + 1) for last in (facts.year - 1, facts.year)]
    return any(years.issuperset(row) for row in rows), tuple(sorted(years))


def wanted(rule: Rule) -> Decimal:
    """The number that the rule compares with."""
    assert rule.number is not None, f"{rule.check} compares with a number"
    return rule.number


COMPUTED: dict[Check, Callable[[Rule, Facts], Known]] = {
    Check.ATTESTED: nothing_known,
    Check.RANKED: is_ranked,
    Check.RANK_WITHIN: is_rank_within,
    Check.SCORE_AT_LEAST: is_score_enough,
    Check.REPORTED: is_reported,
    Check.SEATED_ALL_YEAR: is_seated_all_year,
    Check.AWARDED_BEFORE: was_awarded_before,
}
