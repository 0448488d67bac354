"""What a summary report is compiled from, as plain values; ``queries.summaries`` reads them."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from campaigns import rates

NOT_ADDED = ("%", "/")  # shares and averages: "triệu đồng/người/tháng"


@dataclass(frozen=True)
class Measured:
    """An indicator of the bloc's catalogue."""

    key: int
    name: str
    unit: str
    decimals: int
    better: str

    @property
    def adds_up(self) -> bool:
        """Whether the figures of several boards may be added: no shares and no averages."""
        return not any(mark in self.unit for mark in NOT_ADDED)


@dataclass(frozen=True)
class Reached:
    """What a board planned of an indicator, and what it reached."""

    indicator: int
    plan: Decimal | None
    actual: Decimal | None

    @property
    def is_counted(self) -> bool:
        return self.plan is not None and self.actual is not None


@dataclass(frozen=True)
class Aimed:
    """A title that a board has registered for, for whom, and how many."""

    title: str
    holder: str
    count: int


@dataclass(frozen=True)
class Member:
    """A board in the year; days late count from the last day to the first handing in.

    ``figures`` and ``words`` are those of its accepted annual report; ``words``: heading →
    what it wrote there.
    """

    name: str
    office: str = ""
    has_registered: bool = False
    registered_late: int = 0
    has_reported: bool = False
    is_accepted: bool = False
    reported_late: int = 0
    aims: tuple[Aimed, ...] = ()
    figures: tuple[Reached, ...] = ()
    words: tuple[tuple[str, str], ...] = ()

    def reached(self, indicator: Measured) -> bool | None:
        """Whether the plan was reached; None where a figure is missing."""
        found = self.figure_of(indicator)
        return rates.is_reached(found.actual, found.plan, indicator.better) if found else None

    def figure_of(self, indicator: Measured) -> Reached | None:
        return next((each for each in self.figures if each.indicator == indicator.key), None)


@dataclass(frozen=True)
class Moved:
    """A movement in the year: boards that took part, that told of it, and its reviews."""

    name: str
    launcher: str
    launched_by: str
    taking_part: int
    told: int
    reviews: tuple[tuple[str, dt.date, str], ...] = ()  # stage, day, what came of it


@dataclass(frozen=True)
class Shown:
    """An example that stands; ``adopted``: by how many boards."""

    name: str
    kind: str
    board: str
    adopted: int


@dataclass(frozen=True)
class Held:
    """An activity that has begun; ``cost``: what the boards share, in đồng."""

    name: str
    kind: str
    since: dt.date
    until: dt.date
    place: str
    host: str
    outcome: str
    boards: int
    people: int
    cost: int


@dataclass(frozen=True)
class Extended:
    """More time in a phase; ``board`` empty: for all."""

    phase: str
    until: dt.date
    board: str
    reason: str


@dataclass(frozen=True)
class Sent:
    """A paper of the bloc's register."""

    number: str
    dated_on: dt.date
    subject: str


@dataclass(frozen=True)
class Asked:
    """One question of the published evaluation; ``whose``: the board that it is about, or none."""

    part: str
    whose: str
    question: str
    answered: int
    mean: Decimal | None


@dataclass(frozen=True)
class Evaluated:
    """The published result; ``merged``: one mean of all marks, where too few have answered."""

    invited: int
    answers: int
    threshold: int
    merged: Decimal | None = None
    questions: tuple[Asked, ...] = ()
    comments: tuple[tuple[str, str], ...] = ()  # part, released text


@dataclass(frozen=True)
class PointsTable:
    """The table of points in force."""

    number: int
    maximum: Decimal
    approved_on: dt.date


@dataclass(frozen=True)
class Stood:
    """A board in the newest ranking; ``rank`` None: ``exclusions`` say why it has none.

    Each is kept as its kind and facts (campaigns.reckoning), with the group by its name.
    """

    name: str
    rank: int | None
    is_shared: bool
    total: Decimal
    groups: tuple[Decimal | None, ...]
    exclusions: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True)
class Ranked:
    """The newest ranking, with the names of the groups of its table."""

    number: int
    taken_on: dt.date
    table: int
    groups: tuple[str, ...]
    standings: tuple[Stood, ...]


@dataclass(frozen=True)
class Sources:
    """All that was recorded of a bloc's year."""

    bloc: str
    year: int
    slogan: str = ""
    key_tasks: tuple[str, ...] = ()
    members: tuple[Member, ...] = ()
    indicators: tuple[Measured, ...] = ()
    movements: tuple[Moved, ...] = ()
    activities: tuple[Held, ...] = ()
    examples: tuple[Shown, ...] = ()
    extensions: tuple[Extended, ...] = ()
    papers_out: tuple[Sent, ...] = ()
    papers_in: int = 0
    table: PointsTable | None = None
    ranking: Ranked | None = None
    evaluation: Evaluated | None = None
    accepted: tuple[Member, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Those whose figures count."""
        found = tuple(each for each in self.members if each.is_accepted)
        object.__setattr__(self, "accepted", found)
