"""The simulator: every board and every kind, and one board with all its criteria."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from awards.eligibility import Verdict
from awards.pages.words import PLACES, VERDICTS, fact_words
from awards.queries.law import KindOfYear
from awards.queries.situation import Situation
from awards.selection import Place
from campaigns.models import BoardYear, Campaign, Standing
from campaigns.pages.rankings import titles_of
from campaigns.queries.rankings import headings_of
from members.models import Account


@dataclass(frozen=True)
class Cell:
    """Where a board stands towards a kind: the code, its words, what is in the way."""

    kind: str
    place: str
    words: Any
    failed: list[str]
    waiver: str


@dataclass(frozen=True)
class Row:
    """One board in the simulator's table."""

    board_id: int
    name: str
    rank: int | None
    is_shared: bool
    cells: list[Cell]


@dataclass(frozen=True)
class Line:
    """One criterion of a kind, judged for a board."""

    text: str
    source: str
    is_unverified: bool
    is_choice: bool
    verdict: str
    words: Any
    fact: str


@dataclass(frozen=True)
class Part:
    """One kind on the page of a board."""

    kind: Any
    place: str
    words: Any
    lines: list[Line]
    waiver: dict[str, Any] | None
    may_waive: bool


def of_year(situation: Situation) -> dict[str, Any]:
    """The table, and the quotas above it."""
    return {
        "rows": [row_of(situation, each) for each in situation.standings],
        "kinds": [heading(situation, kind) for kind in situation.kinds],
        "has_unverified": any(
            row.criterion.is_unverified for kind in situation.kinds for row in kind.criteria
        ),
        "regime": situation.kinds[0].kind.regime if situation.kinds else None,
    }


def heading(situation: Situation, kind: KindOfYear) -> dict[str, Any]:
    """A kind with its quota, and whether somebody still has to enter it."""
    return {"kind": kind.kind, "quota": situation.quotas.get(kind.kind.pk)}


def row_of(situation: Situation, standing: Standing) -> Row:
    """A board in all kinds."""
    cells = [cell_of(situation, standing.board_id, kind) for kind in situation.kinds]
    name = standing.board.short_name
    return Row(standing.board_id, name, standing.rank, standing.is_shared, cells)


def cell_of(situation: Situation, board: int, kind: KindOfYear) -> Cell:
    """A board in one kind; of alternatives none is named, as one of them is enough."""
    pair = (board, kind.kind.pk)
    found, place = situation.judgements[pair], situation.places[pair]
    texts = {row.criterion_id: row.criterion.text for row in kind.criteria}
    failed = [texts[each.rule.key] for each in found.failed if not each.rule.one_of]
    waiver = situation.waivers.get(pair, {}).get("reason", "")
    return Cell(kind.kind.name, place, words_of(situation, place, kind), failed, waiver)


def words_of(situation: Situation, place: Place, kind: KindOfYear) -> Any:
    """The place in words; beyond a quota that nobody has entered yet is said as that."""
    if place == Place.BEYOND and kind.kind.pk not in situation.limits:
        return _("no quota entered yet")
    return PLACES[place]


def of_board(situation: Situation, part: Any, account: Account) -> dict[str, Any] | None:
    """Everything on the page of a board; None where it does not stand in the ranking."""
    rows = {each.board_id: each for each in situation.standings}
    standing = rows.get(part.board_id)
    if standing is None:
        return None
    titles = titles_of(headings_of(standing.ranking))
    may_waive = account.has_perm("awards.grant_waiver", part)
    return {
        "board": part.board,
        "standing": standing,
        "may_attest": account.has_perm("awards.attest_criteria", part),
        "may_waive": may_waive,
        "parts": [
            part_of(situation, standing, kind, titles, may_waive=may_waive)
            for kind in situation.kinds
        ],
    }


def part_of(
    situation: Situation, standing: Any, kind: KindOfYear, titles: Any, *, may_waive: bool
) -> Part:
    """One kind with every criterion."""
    pair = (standing.board_id, kind.kind.pk)
    found, place = situation.judgements[pair], situation.places[pair]
    lines = []
    for row, finding in zip(kind.criteria, found.findings, strict=True):
        attested = situation.attested.get((standing.board_id, row.criterion_id))
        lines.append(
            Line(
                row.criterion.text,
                row.criterion.source,
                row.criterion.is_unverified,
                bool(row.one_of),
                finding.verdict,
                VERDICTS[finding.verdict],
                fact_words(finding, standing, attested, titles),
            )
        )
    waiver = situation.waivers.get(pair)
    is_needed = may_waive and waiver is None and found.verdict != Verdict.MET
    return Part(kind.kind, place, words_of(situation, place, kind), lines, waiver, is_needed)


def to_attest(situation: Situation, board: int) -> tuple[list[Any], dict[int, bool]]:
    """The criteria that somebody has to vouch for, each once, and what was answered before."""
    given = {
        criterion: row["is_met"]
        for (pk, criterion), row in situation.attested.items()
        if pk == board
    }
    wanted: dict[int, Any] = {}
    for kind in situation.kinds:
        findings = situation.judgements[board, kind.kind.pk].findings
        for row, finding in zip(kind.criteria, findings, strict=True):
            if finding.verdict == Verdict.OPEN or row.criterion_id in given:
                wanted.setdefault(row.criterion_id, row.criterion)
    return list(wanted.values()), given


def boards_of(situation: Situation) -> dict[int, str]:
    """The boards in the ranking, by their short names."""
    return {each.board_id: each.board.short_name for each in situation.standings}


def year_of_board(campaign: Campaign, situation: Situation, board_pk: int) -> BoardYear | None:
    """A board of the ranking as permissions and actions speak of it."""
    rows = {each.board_id: each.board for each in situation.standings}
    return BoardYear(campaign, rows[board_pk]) if board_pk in rows else None
