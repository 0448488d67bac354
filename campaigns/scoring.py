"""Points of a board, from what it planned and reached (tính điểm). Pure, exact, no floats.

The kinds of criteria and the leader-relative formula are those of scoring tables in use
(domain reference, §2.3.1 and §2.4). What is missing has no points (None), which is not nought.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

QUANTITATIVE, MET, COUNTED, ADJUSTMENT = "quantitative", "met", "counted", "adjustment"
LINEAR, RATE_BANDS, VALUE_BANDS, LEADER = "linear", "rate_bands", "value_bands", "leader"
LESS = "less"
NOUGHT, HALF = Decimal(0), Fraction(1, 2)
WHOLE = 100  # percent


@dataclass(frozen=True)
class Band:
    """From this figure on the criterion gives so many points (mức điểm).

    ``bound`` is percent of the plan, or a figure in the indicator's unit; where less is
    better a figure up to the bound.
    """

    bound: Decimal
    points: Decimal


@dataclass(frozen=True)
class Rule:
    """How a criterion gives points (cách tính điểm của tiêu chí).

    ``each``: points for one, of what is counted. ``minimum`` is nought or, for penalties,
    below. ``better``: "more" or "less", of the figure.
    """

    kind: str
    maximum: Decimal
    minimum: Decimal = NOUGHT
    formula: str = ""
    each: Decimal | None = None
    bands: tuple[Band, ...] = ()
    better: str = "more"


@dataclass(frozen=True)
class Pair:
    """What a board planned and what it reached, in the indicator's unit."""

    plan: Decimal | None = None
    actual: Decimal | None = None


@dataclass(frozen=True)
class Facts:
    """What is known of a board for one criterion; what its kind does not ask for stays empty.

    ``others``: the pairs of the other boards, for what is measured by the leader.
    """

    own: Pair = Pair()
    others: tuple[Pair, ...] = ()
    count: int | None = None
    is_met: bool | None = None


def points_of(rule: Rule, facts: Facts, step: Decimal) -> Decimal | None:
    """The points of a criterion, rounded to the step and within its bounds.

    None while what it needs is missing. Raises ValueError for a count or a figure below
    nought and for a kind or a formula that is not known.
    """
    exact = exact_points(rule, facts)
    return None if exact is None else settled(rule, exact, step)


def settled(rule: Rule, points: Fraction | Decimal, step: Decimal) -> Decimal:
    """Points within the criterion's bounds, rounded to the step: also for those typed by hand."""
    return bounded(rounded(Fraction(points), step), rule.minimum, rule.maximum)


def rounded(points: Fraction, step: Decimal) -> Decimal:
    """The nearest multiple of the step; halves away from nought, as people round."""
    steps = points / Fraction(step)
    whole = int(abs(steps) + HALF)
    return step * (whole if steps >= 0 else -whole)


def bounded(points: Decimal, least: Decimal, most: Decimal) -> Decimal:
    return max(least, min(points, most))


def exact_points(rule: Rule, facts: Facts) -> Fraction | None:
    """Before rounding and bounds."""
    if rule.kind == QUANTITATIVE:
        return quantity_points(rule, facts)
    if rule.kind == MET:
        reached = {True: Fraction(rule.maximum), False: Fraction(0), None: None}
        return reached[facts.is_met]
    if rule.kind in {COUNTED, ADJUSTMENT}:
        return count_points(rule, facts.count)
    raise ValueError(f"no kind of criterion: {rule.kind}")


def count_points(rule: Rule, count: int | None) -> Fraction | None:
    """So many times the points for one."""
    if count is None or rule.each is None:
        return None
    if count < 0:
        raise ValueError("nothing is counted below nought")
    return count * Fraction(rule.each)


def quantity_points(rule: Rule, facts: Facts) -> Fraction | None:
    """By the formula, from plan and actual."""
    check_figures(facts)
    own, better = facts.own, rule.better
    if rule.formula == VALUE_BANDS:
        return value_points(rule, own.actual)
    if rule.formula not in {LINEAR, RATE_BANDS, LEADER}:
        raise ValueError(f"no formula: {rule.formula}")
    if own.plan is None or own.actual is None:
        return None
    if rule.formula == RATE_BANDS:
        return highest(band for band in rule.bands if reaches(own, band.bound, better))
    if rule.formula == LINEAR:
        return Fraction(rule.maximum) * part_of(own, better)
    return leader_points(rule, facts)


def check_figures(facts: Facts) -> None:
    """Plans and results are never below nought."""
    pairs = (facts.own, *facts.others)
    if any(figure is not None and figure < 0 for pair in pairs for figure in each(pair)):
        raise ValueError("a figure below nought")


def each(pair: Pair) -> tuple[Decimal | None, Decimal | None]:
    return pair.plan, pair.actual


def part_of(pair: Pair, better: str) -> Fraction:
    """What part of the plan was reached, 1 at most; both figures are known.

    Where less is better the plan stands above the line. A plan of nought is reached by
    whatever is not worse than nought.
    """
    assert pair.plan is not None, "asked only of what is known"
    assert pair.actual is not None, "asked only of what is known"
    above, below = (pair.plan, pair.actual) if better == LESS else (pair.actual, pair.plan)
    return Fraction(1) if above >= below else Fraction(above) / Fraction(below)


def excess_of(pair: Pair, better: str) -> Fraction:
    """By what part of the plan it was exceeded; nought where it was not, or is not known.

    A plan of nought cannot be exceeded: nobody gains by planning nothing.
    """
    if not pair.plan or pair.actual is None:
        return Fraction(0)
    more = pair.plan - pair.actual if better == LESS else pair.actual - pair.plan
    return max(Fraction(more) / Fraction(pair.plan), Fraction(0))


def reaches(pair: Pair, percent: Decimal, better: str) -> bool:
    """Whether so many percent of the plan were reached, as the reports compute the rate.

    A plan of nought is reached by 100 percent, not more.
    """
    assert pair.plan is not None, "asked only of what is known"
    assert pair.actual is not None, "asked only of what is known"
    if not pair.plan:
        return percent <= WHOLE * part_of(pair, better)
    above, below = (pair.plan, pair.actual) if better == LESS else (pair.actual, pair.plan)
    return above * WHOLE >= percent * below


def value_points(rule: Rule, actual: Decimal | None) -> Fraction | None:
    """By the figure itself, whatever was planned."""
    if actual is None:
        return None
    if rule.better == LESS:
        return highest(band for band in rule.bands if actual <= band.bound)
    return highest(band for band in rule.bands if actual >= band.bound)


def highest(reached: Iterable[Band]) -> Fraction:
    """The most points among the bands that are reached; nought below all."""
    return max((Fraction(band.points) for band in reached), default=Fraction(0))


def leader_points(rule: Rule, facts: Facts) -> Fraction:
    """Measured by the board that exceeded its plan most (domain reference, §2.3.1).

    Below the plan: half of the maximum times the part. At the plan: half. The leader: all.
    Between plan and leader in proportion, by rates, since boards differ in size. Where
    nobody exceeds its plan there is no leader.
    """
    half, better = Fraction(rule.maximum) / 2, rule.better
    excess = excess_of(facts.own, better)
    if not excess:
        return half * part_of(facts.own, better)
    leader = max([excess, *(excess_of(pair, better) for pair in facts.others)])
    return half + half * excess / leader


# -- groups and total ----------------------------------------------------------------------------
@dataclass(frozen=True)
class GroupRule:
    """A group of criteria with the most that it gives (nhóm tiêu chí); points of bonus apart."""

    key: Any
    maximum: Decimal
    is_bonus: bool = False


@dataclass(frozen=True)
class Scale:
    """What the total is made of (thang điểm).

    ``maximum``: the nominal total. Bonus inside: the total ends there. Bonus outside: it
    comes on top, up to ``cap`` (None: without an end), so 97 + 10 may be 107.
    """

    groups: tuple[GroupRule, ...]
    maximum: Decimal
    step: Decimal = Decimal("0.25")
    bonus_inside: bool = True
    cap: Decimal | None = None

    @property
    def most(self) -> Decimal | None:
        """The highest total there can be; None without an end."""
        return self.maximum if self.bonus_inside else self.cap


@dataclass(frozen=True)
class Score:
    """Points by groups, their bonus part and their total (điểm theo nhóm và tổng điểm)."""

    groups: Mapping[Any, Decimal]
    bonus: Decimal
    total: Decimal


def group_points(points: Iterable[Decimal | None], maximum: Decimal) -> Decimal:
    """The sum, up to the group's maximum; what is missing adds nothing, penalties take away."""
    return min(sum((each for each in points if each is not None), NOUGHT), maximum)


def score_of(scale: Scale, points: Mapping[Any, Iterable[Decimal | None]]) -> Score:
    """Groups, bonus and total from the points of each group's criteria, by the group's key."""
    groups = {
        rule.key: group_points(points.get(rule.key, ()), rule.maximum) for rule in scale.groups
    }
    return total_of(scale, groups)


def total_of(scale: Scale, groups: Mapping[Any, Decimal]) -> Score:
    """Bonus and total from the points of the groups. The total is never below nought."""
    bonus = sum((groups[rule.key] for rule in scale.groups if rule.is_bonus), NOUGHT)
    total = sum((groups[rule.key] for rule in scale.groups), NOUGHT)
    if scale.most is not None:
        total = min(total, scale.most)
    return Score(groups, bonus, max(total, NOUGHT))


@dataclass(frozen=True)
class Least:
    """So many points at least, in a group or, without one, in all (điều kiện điểm tối thiểu)."""

    points: Decimal
    group: Any = None


def missed(conditions: Iterable[Least], score: Score) -> list[Least]:
    """The conditions that the score does not meet, in their order."""
    return [
        each
        for each in conditions
        if (score.total if each.group is None else score.groups[each.group]) < each.points
    ]
