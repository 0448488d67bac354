"""A board's sheet of points: what is typed into a line, and what follows from it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from bloc.models import Bloc
from campaigns.models import (
    Campaign,
    Criterion,
    CriterionKind,
    Filler,
    Mark,
    Scoring,
    Sheet,
    SheetKind,
)
from campaigns.scoring import Facts, Rule, points_of, rounded, settled
from members.models import Board

LONGEST_REASON = 1000
MOST_COUNT = 9999


@dataclass(frozen=True)
class SheetPlan:
    """A sheet that may be begun (phiếu chấm điểm): what permissions speak of before it is there.

    It tells ``board_id``, ``scorer_id``, ``kind``, ``bloc`` and ``year`` as a sheet does.
    """

    scoring: Scoring
    board: Board
    scorer: Board
    kind: str

    @property
    def board_id(self) -> int:
        return self.board.pk

    @property
    def scorer_id(self) -> int:
        return self.scorer.pk

    @property
    def campaign(self) -> Campaign:
        return self.scoring.campaign

    @property
    def bloc(self) -> Bloc:
        return self.scoring.bloc

    @property
    def year(self) -> int:
        return self.scoring.year


@dataclass(frozen=True)
class Entry:
    """What somebody writes into one line; ``key`` is the criterion's.

    Of ``points``, ``count`` and ``is_met`` the line asks for one (``asks_for``).
    ``evidence``: keys of pieces of the board's evidence; None leaves it as it is.
    """

    key: UUID
    points: Decimal | None = None
    count: int | None = None
    is_met: bool | None = None
    reason: str = ""
    evidence: frozenset[int] | None = None
    seen_edition: int = 0

    def says(self, mark: Mark, linked: Iterable[int] = ()) -> bool:
        """Whether the line says the same already; ``linked``: the evidence that hangs on it."""
        asked = asks_for(mark.sheet.kind, mark.criterion, is_computed=mark.is_computed)
        typed = (self.points, self.count, self.is_met)
        is_empty = all(value is None for value in typed)
        same = is_empty if asked is None else getattr(self, asked) == getattr(mark, asked)
        is_linked = self.evidence is None or self.evidence == frozenset(linked)
        return same and self.reason == mark.reason and is_linked


def asks_for(kind: str, criterion: Criterion, *, is_computed: bool) -> str | None:
    """What a line wants: "count", "is_met" or "points"; None where nothing is to be typed.

    A board enters facts and the table makes points of them; who checks enters points. What
    is computed from the report the board does not type; nor what others fill in.
    """
    if kind != SheetKind.SELF:
        return None if kind == SheetKind.CROSS and is_by_secretary(criterion) else "points"
    if criterion.filled_by != Filler.BOARD or is_computed:
        return None
    if criterion.kind == CriterionKind.MET:
        return "is_met"
    counted = criterion.kind in {CriterionKind.COUNTED, CriterionKind.ADJUSTMENT}
    return "count" if counted and criterion.points_each is not None else "points"


def is_by_secretary(criterion: Criterion) -> bool:
    return criterion.filled_by == Filler.SECRETARY


def is_wanted(kind: str, criterion: Criterion) -> bool:
    """Whether a sheet of that kind must have points here before it is handed in.

    Bonus and penalty may stay empty: not every board has any.
    """
    if criterion.kind == CriterionKind.ADJUSTMENT and kind != SheetKind.OFFICIAL:
        return False
    if kind == SheetKind.SELF:
        return criterion.filled_by == Filler.BOARD
    return kind == SheetKind.OFFICIAL or not is_by_secretary(criterion)


def points_from(entry: Entry, asked: str | None, rule: Rule, step: Decimal) -> Decimal | None:
    """The points that the entry makes."""
    if asked == "points":
        return entry.points
    return points_of(rule, Facts(count=entry.count, is_met=entry.is_met), step)


def fits(points: Decimal, criterion: Criterion, step: Decimal) -> bool:
    """Whether such points can be given there: within the bounds, in steps."""
    return criterion.minimum <= points <= criterion.maximum and not points % step


def proposal(
    own: Decimal | None, checks: Iterable[Decimal | None], rule: Rule, step: Decimal
) -> Decimal | None:
    """What the official sheet begins with: what all agree on, else the checkers' mean."""
    given = [points for points in checks if points is not None]
    if not given:
        return own
    return settled(rule, rounded(Fraction(sum(given, Decimal(0))) / len(given), step), step)


def differs(points: Decimal | None, own: Decimal | None) -> bool:
    """Whether somebody gives other points than the board itself; that wants a reason."""
    return points is not None and own is not None and points != own


@dataclass(frozen=True)
class Moved:
    """What became of one sheet when a later version of the table took the place of its own."""

    sheet: Sheet
    lost: tuple[str, ...]  # criteria whose points are gone: taken out, or not fitting any more
    new: tuple[str, ...]  # criteria that were not there

    def __bool__(self) -> bool:
        return bool(self.lost or self.new)


def own_points(marks: Iterable[Mark]) -> Mapping[UUID, Decimal | None]:
    """Criterion's key → points, of one sheet."""
    return {mark.criterion.key: mark.points for mark in marks}
