"""What a ballot asks, how many votes that takes, and what came out. Pure: knows no database.

Every share is an exact fraction of votes, never a float: of 11 boards 80 % are 9, and more
than half of 10 are 6 (domain §1.5). What a ballot goes by is written on it when it is frozen,
with its source; nothing here decides for a bloc.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor
from typing import Any

OPTION, MARK, WHOLE, CODE = "option", "mark", "paper", "code"  # the words inside a paper


class Kind(StrEnum):
    """What is asked."""

    AGREE = "agree"  # of each option: agree or disagree
    CHOOSE = "choose"  # up to so many of them
    ELECT = "elect"  # one of them, to an office


class Base(StrEnum):
    """Of what a share is a share."""

    ALL = "all"  # all members, there or not
    PRESENT = "present"
    VALID = "valid"  # the valid papers


class Mark(StrEnum):
    """What may stand beside an option."""

    FOR = "for"
    AGAINST = "against"


class Paper(StrEnum):
    """What a paper is as a whole."""

    VALID = "valid"
    BLANK = "blank"
    SPOILT = "spoilt"


@dataclass(frozen=True)
class Rules:
    """What a ballot goes by. ``most``: how many options one paper may choose.

    ``places``: how many options win, 0 where all that reach the share do. ``is_strict``: more
    than the share, not at least. ``quorum``: of all members, for the ballot to be valid.
    """

    kind: Kind
    share: Fraction = Fraction(1, 2)
    is_strict: bool = True
    base: Base = Base.ALL
    quorum: Fraction = Fraction(0)
    most: int = 1
    places: int = 0

    def needed(self, of: int) -> int:
        """The smallest number of votes that is enough, of so many."""
        exact = self.share * of
        return floor(exact) + 1 if self.is_strict else ceil(exact)

    def marks(self) -> tuple[Mark, ...]:
        """What may stand beside an option: a list is agreed to or not, of others one chooses."""
        return (Mark.FOR, Mark.AGAINST) if self.kind == Kind.AGREE else (Mark.FOR,)

    def fits(self, marks: Mapping[str, str], options: Collection[str]) -> bool:
        """Whether a paper with these marks (option → mark) is a valid one, or a blank one."""
        if set(marks) - set(options) or set(marks.values()) - set(self.marks()):
            return False
        return self.kind == Kind.AGREE or len(marks) <= self.most

    def written(self) -> dict[str, Any]:
        """As it stands in the file of the ballot."""
        return {
            "kind": str(self.kind), "share": str(self.share), "is_strict": self.is_strict,
            "base": str(self.base), "quorum": str(self.quorum), "most": self.most,
            "places": self.places,
        }  # fmt: skip

    @classmethod
    def read(cls, written: Mapping[str, Any]) -> "Rules":
        """The rules that were written so. Raises KeyError and ValueError."""
        return cls(
            kind=Kind(written["kind"]),
            share=Fraction(written["share"]),
            is_strict=bool(written["is_strict"]),
            base=Base(written["base"]),
            quorum=Fraction(written["quorum"]),
            most=int(written["most"]),
            places=int(written["places"]),
        )


@dataclass(frozen=True)
class Turnout:
    """How many there are: all members, those present, those on the roll, papers in the box."""

    members: int
    present: int
    issued: int


@dataclass(frozen=True)
class Line:
    """An option, and what was said of it."""

    option: str
    agree: int
    disagree: int
    has_passed: bool


@dataclass(frozen=True)
class Outcome:
    """What came out. ``tied``: options between which the votes do not decide for a place.

    ``lines`` stand by their votes. ``run_off``: the best two of an election that nobody has
    won; empty where one round is enough.
    """

    turnout: Turnout
    valid: int
    blank: int
    spoilt: int
    base: int
    needed: int
    is_quorate: bool
    lines: tuple[Line, ...]
    tied: tuple[str, ...] = ()
    run_off: tuple[str, ...] = ()

    @property
    def collected(self) -> int:
        return self.valid + self.blank + self.spoilt

    @property
    def passed(self) -> tuple[str, ...]:
        return tuple(line.option for line in self.lines if line.has_passed)

    def share_of(self, line: Line) -> Fraction:
        """The share of all members, whatever the base is (the minutes print it)."""
        return Fraction(line.agree, self.turnout.members) if self.turnout.members else Fraction(0)

    def written(self) -> dict[str, Any]:
        """As it stands in the file of the ballot and on the screen."""
        return {
            "members": self.turnout.members, "present": self.turnout.present,
            "issued": self.turnout.issued, "collected": self.collected, "valid": self.valid,
            "blank": self.blank, "spoilt": self.spoilt, "base": self.base,
            "needed": self.needed, "is_quorate": self.is_quorate,
            "lines": [
                {
                    "option": line.option, "agree": line.agree, "disagree": line.disagree,
                    "share": str(self.share_of(line)), "has_passed": line.has_passed,
                }
                for line in self.lines
            ],
            "tied": list(self.tied), "run_off": list(self.run_off),
        }  # fmt: skip


def taken_apart(papers: Iterable[Mapping[str, Any]], *, whole: bool = False) -> list[dict]:
    """Papers as they came out of the box → rows that no longer say what stood on one paper.

    A paper in the box is ``{"marks": {option: mark}}``, or ``{"paper": "spoilt"}``; with a
    tracking code (``whole``) it stays in one piece under its code.
    """
    rows: list[dict] = []
    for paper in papers:
        marks = paper.get("marks", {})
        said = paper.get(WHOLE) or (Paper.VALID if marks else Paper.BLANK)
        if whole and CODE in paper:
            rows.append({CODE: paper[CODE], WHOLE: str(said), "marks": dict(marks)})
            continue
        rows.append({WHOLE: str(said)})
        rows.extend({OPTION: option, MARK: mark} for option, mark in marks.items())
    return rows


def by_hand(
    votes: Mapping[str, Mapping[str, int]], *, valid: int, blank: int, spoilt: int
) -> list[dict]:
    """The same rows from papers that tellers have counted by hand: option → mark → how many."""
    whole = {Paper.VALID: valid, Paper.BLANK: blank, Paper.SPOILT: spoilt}
    rows: list[dict] = [{WHOLE: str(said)} for said, many in whole.items() for _ in range(many)]
    for option, marks in votes.items():
        for mark, many in marks.items():
            rows.extend({OPTION: option, MARK: str(mark)} for _ in range(many))
    return rows


def counted(
    rules: Rules, options: Sequence[str], rows: Iterable[Mapping[str, Any]], turnout: Turnout
) -> Outcome:
    """What came out of these rows, in any order. Raises ValueError where one says nothing known."""
    papers, marks = sorted_out(rules, options, rows)
    base = {
        Base.ALL: turnout.members, Base.PRESENT: turnout.present, Base.VALID: papers[Paper.VALID],
    }[rules.base]  # fmt: skip
    needed = rules.needed(base)
    voted = sum(papers.values())
    is_quorate = voted > 0 and voted >= ceil(rules.quorum * turnout.members)
    votes = {option: marks[option, Mark.FOR] for option in options}
    enough = [option for option in options if is_quorate and votes[option] >= max(needed, 1)]
    won, tied = placed(enough, votes, rules)
    lines = [
        Line(option, votes[option], marks[option, Mark.AGAINST], option in won)
        for option in options
    ]
    return Outcome(
        turnout=turnout,
        valid=papers[Paper.VALID],
        blank=papers[Paper.BLANK],
        spoilt=papers[Paper.SPOILT],
        base=base,
        needed=needed,
        is_quorate=is_quorate,
        lines=tuple(sorted(lines, key=lambda line: -line.agree)),
        tied=tied,
        run_off=best_two(votes, rules) if is_quorate and not won and not tied else (),
    )


def sorted_out(
    rules: Rules, options: Collection[str], rows: Iterable[Mapping[str, Any]]
) -> tuple[Counter, Counter]:
    """How many papers of each sort, and how many marks of each sort beside each option."""
    papers: Counter = Counter()
    marks: Counter = Counter()
    for row in rows:
        found = row.get("marks", {})
        if OPTION in row:
            found = {row[OPTION]: row[MARK]}
        else:
            papers[Paper(row[WHOLE])] += 1
        if not rules.fits(found, options):
            raise ValueError(f"no such mark in this ballot: {found}")
        marks.update((option, Mark(mark)) for option, mark in found.items())
    return papers, marks


def placed(
    enough: Sequence[str], votes: Mapping[str, int], rules: Rules
) -> tuple[set[str], tuple[str, ...]]:
    """Who wins a place, and between whom the last places stand equal."""
    places = 1 if rules.kind == Kind.ELECT else rules.places
    if not places or len(enough) <= places:
        return set(enough), ()
    last = sorted((votes[option] for option in enough), reverse=True)[places - 1]
    above = {option for option in enough if votes[option] > last}
    equal = tuple(option for option in enough if votes[option] == last)
    if len(above) + len(equal) == places:
        return above | set(equal), ()
    return above, equal


def best_two(votes: Mapping[str, int], rules: Rules) -> tuple[str, ...]:
    """Between whom an election goes on: the best two, and whoever has as many as the second."""
    standing = [option for option in votes if votes[option]]
    if rules.kind != Kind.ELECT or len(votes) < 3 or len(standing) < 2:  # noqa: PLR2004 -- of two there is no choice of two
        return ()
    second = sorted((votes[option] for option in standing), reverse=True)[1]
    return tuple(option for option in standing if votes[option] >= second)


def reveals(outcome: Outcome) -> bool:
    """Whether the result itself says how people voted: on some line all were of one mind.

    All but one as well: whoever voted otherwise then knows how everybody else did.
    """
    most = max((max(line.agree, line.disagree) for line in outcome.lines), default=0)
    return most > 0 and most >= outcome.valid - 1


def fingerprint(asks: Mapping[str, Any], seats: Iterable[str], public_key: bytes) -> str:
    """What is asked, of whom, and with which key, in 64 letters (SHA-256, hexadecimal).

    Frozen with the ballot; every delegate sees it and the minutes print it.
    """
    told = {"asks": asks, "seats": sorted(seats), "key": public_key.hex()}
    written = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()
