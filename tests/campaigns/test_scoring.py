"""Points: the formulas of the tables in use, bounds, steps, groups and totals."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.scoring import (
    ADJUSTMENT,
    COUNTED,
    LEADER,
    LESS,
    LINEAR,
    MET,
    QUANTITATIVE,
    RATE_BANDS,
    VALUE_BANDS,
    Band,
    Facts,
    GroupRule,
    Least,
    Pair,
    Rule,
    Scale,
    missed,
    points_of,
    rounded,
    score_of,
    settled,
    total_of,
)

QUARTER = Decimal("0.25")
STEPS = [Decimal(step) for step in ("0.1", "0.25", "0.5", "1")]
BANDS = (Band(Decimal(100), Decimal(20)), Band(Decimal(90), Decimal(15)))


def pair(plan, actual):
    return Pair(*(None if each is None else Decimal(each) for each in (plan, actual)))


def rule(kind=QUANTITATIVE, maximum="20", formula=LINEAR, **more):
    facts = {name: Decimal(value) for name, value in more.items() if name in {"minimum", "each"}}
    others = {name: value for name, value in more.items() if name not in facts}
    chosen = formula if kind == QUANTITATIVE else ""
    return Rule(kind, Decimal(maximum), formula=chosen, **facts, **others)


def points(rule, own=None, others=(), step=QUARTER, **facts):
    return points_of(rule, Facts(own or Pair(), tuple(others), **facts), step)


# -- linear --------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("plan", "actual", "better", "expected"),
    [
        ("5200", "5460", "more", "120"),  # 105 percent: capped
        ("5200", "5200", "more", "120"),
        ("5200", "2600", "more", "60"),
        ("5200", "0", "more", "0"),
        ("3", "1", "more", "40"),
        ("0", "0", "more", "120"),  # nothing planned, nothing missing
        ("0", "7", "more", "120"),
        ("10", "5", LESS, "120"),
        ("10", "10", LESS, "120"),
        ("10", "20", LESS, "60"),
        ("10", "0", LESS, "120"),
        ("0", "0", LESS, "120"),
        ("0", "1", LESS, "0"),
        (None, "1", "more", None),
        ("1", None, "more", None),
    ],
)
def test_linear_points_are_capped_at_the_plan(plan, actual, better, expected):
    found = points(rule(maximum="120", better=better), pair(plan, actual))

    assert found == (None if expected is None else Decimal(expected))


# -- leader-relative -----------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("own", "others", "expected"),
    [
        (("100", "80"), [("100", "150")], "40"),  # A < T: 0.5 · max · A/T
        (("100", "100"), [("100", "150")], "50"),  # A = T: 0.5 · max
        (("100", "150"), [("100", "120")], "100"),  # the leader: max
        (("100", "120"), [("100", "150")], "70"),  # 50 + 50 · 20/50
        (("100", "120"), [("1000", "1500")], "70"),  # rates, since boards differ in size
        (("100", "120"), [(None, "900"), ("10", None)], "100"),  # the unknown lead nobody
        (("100", "120"), [("0", "900")], "100"),  # nobody leads by planning nothing
        (("0", "5"), [("100", "150")], "50"),
        (("100", "100"), [], "50"),  # nobody exceeds: there is no leader
        ((None, "5"), [("100", "150")], None),
    ],
)
def test_leader_points_follow_the_formula_of_the_source(own, others, expected):
    found = points(
        rule(maximum="100", formula=LEADER), pair(*own), [pair(*each) for each in others]
    )

    assert found == (None if expected is None else Decimal(expected))


@pytest.mark.parametrize(
    ("actual", "expected"), [("20", "25"), ("10", "50"), ("8", "75"), ("6", "100")]
)
def test_leader_points_where_less_is_better(actual, expected):
    leader = rule(maximum="100", formula=LEADER, better=LESS)

    assert points(leader, pair("10", actual), [pair("10", "6")]) == Decimal(expected)


# -- bands ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("own", "better", "expected"),
    [
        (("200", "200"), "more", "20"),
        (("200", "199"), "more", "15"),
        (("200", "180"), "more", "15"),
        (("200", "179.9"), "more", "0"),
        (("10", "10"), LESS, "20"),
        (("10", "11"), LESS, "15"),  # 90.9 percent
        (("10", "0"), LESS, "20"),
        (("0", "0"), "more", "20"),
        (("0", "3"), LESS, "0"),
        (("10", None), "more", None),
    ],
)
def test_rate_bands_go_by_percent_of_the_plan(own, better, expected):
    found = points(rule(formula=RATE_BANDS, bands=BANDS, better=better), pair(*own))

    assert found == (None if expected is None else Decimal(expected))


def test_a_plan_of_nought_reaches_no_band_above_the_whole():
    bands = (Band(Decimal(120), Decimal(20)), Band(Decimal(100), Decimal(10)))

    assert points(rule(formula=RATE_BANDS, bands=bands), pair("0", "9")) == Decimal(10)


@pytest.mark.parametrize(
    ("actual", "better", "expected"),
    [
        ("98", "more", "80"), ("97.9", "more", "75"), ("50", "more", "0"),
        ("0", LESS, "80"), ("97", LESS, "80"), ("98", LESS, "80"), ("99", LESS, "0"),
    ],
)  # fmt: skip
def test_value_bands_go_by_the_figure(actual, better, expected):
    bands = (Band(Decimal(98), Decimal(80)), Band(Decimal(97), Decimal(75)))

    found = points(
        rule(maximum="80", formula=VALUE_BANDS, bands=bands, better=better), pair(None, actual)
    )

    assert found == Decimal(expected)


# -- the other kinds -----------------------------------------------------------------------------
@pytest.mark.parametrize(("is_met", "expected"), [(True, 20), (False, 0), (None, None)])
def test_met_or_not(is_met, expected):
    assert points(rule(MET), is_met=is_met) == expected


@pytest.mark.parametrize(("count", "expected"), [(0, 0), (1, 8), (2, 16), (3, 20), (None, None)])
def test_what_is_counted_has_a_cap(count, expected):
    assert points(rule(COUNTED, each="8"), count=count) == expected


@pytest.mark.parametrize(("count", "expected"), [(0, 0), (1, -5), (2, -10), (9, -10)])
def test_penalties_end_at_the_minimum(count, expected):
    late = rule(ADJUSTMENT, "0", minimum="-10", each="-5")

    assert points(late, count=count) == expected


@pytest.mark.parametrize(
    ("wrong", "facts"),
    [
        (rule(COUNTED, each="8"), {"count": -1}),
        (rule(), {"own": pair("-1", "1")}),
        (rule(formula=LEADER), {"own": pair("1", "1"), "others": [pair("1", "-1")]}),
        (rule(formula="guess"), {"own": pair("1", "1")}),
        (rule("guess"), {}),
    ],
)
def test_what_cannot_be_is_an_error(wrong, facts):
    with pytest.raises(ValueError):  # noqa: PT011 -- each says something else
        points(wrong, **facts)


# -- rounding ------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("exact", "step", "expected"),
    [
        ("1/8", "0.25", "0.25"), ("3/8", "0.25", "0.5"), ("1/3", "0.25", "0.25"),
        ("-1/8", "0.25", "-0.25"), ("1/2", "1", "1"), ("5/2", "1", "3"), ("1/20", "0.1", "0.1"),
        ("2/3", "0.5", "0.5"), ("49/1000", "0.1", "0"),
    ],
)  # fmt: skip
def test_halves_are_rounded_up(exact, step, expected):
    assert rounded(Fraction(exact), Decimal(step)) == Decimal(expected)


# -- groups and total ----------------------------------------------------------------------------
def scale(**more):
    groups = (
        GroupRule("I", Decimal(60)),
        GroupRule("II", Decimal(40)),
        GroupRule("IV", Decimal(10), is_bonus=True),
    )
    facts = {"maximum": Decimal(100), "bonus_inside": False}
    return Scale(groups, **{**facts, **more})


def test_totals_may_exceed_the_nominal_maximum_where_bonus_stands_outside():
    """97 + 10 = 107: Ho Chi Minh City, 2008 (domain reference, §2.3.3)."""
    found = score_of(scale(), {"I": [Decimal(57)], "II": [Decimal(40)], "IV": [Decimal(10)]})

    assert (found.total, found.bonus) == (107, 10)


def test_a_cap_ends_the_total():
    """Capped at 100 for the class (domain reference, §2.3.2)."""
    capped = scale(cap=Decimal(100))

    assert total_of(capped, {"I": Decimal(57), "II": Decimal(40), "IV": Decimal(10)}).total == 100


def test_bonus_inside_never_exceeds_the_maximum():
    inside = scale(bonus_inside=True)

    assert total_of(inside, {"I": Decimal(60), "II": Decimal(40), "IV": Decimal(10)}).total == 100


def test_a_group_gives_no_more_than_its_maximum_and_the_missing_add_nothing():
    found = score_of(scale(), {"I": [Decimal(50), Decimal(20), None], "II": [], "IV": [None]})

    assert (dict(found.groups), found.total) == ({"I": 60, "II": 0, "IV": 0}, 60)


def test_penalties_take_from_the_total_but_never_below_nought():
    group_of_penalties = Scale((GroupRule("P", Decimal(0)), GroupRule("I", Decimal(5))), Decimal(5))

    found = score_of(group_of_penalties, {"P": [Decimal(-3)], "I": [Decimal(5)]})
    assert (found.groups["P"], found.total) == (-3, 2)
    assert score_of(group_of_penalties, {"P": [Decimal(-9)], "I": [Decimal(5)]}).total == 0


def test_conditions_that_are_missed_are_named():
    score = total_of(scale(), {"I": Decimal(30), "II": Decimal(40), "IV": Decimal(0)})
    in_one, in_all, met = Least(Decimal(31), "I"), Least(Decimal(71)), Least(Decimal(70))

    assert missed([in_one, in_all, met], score) == [in_one, in_all]


# -- properties ----------------------------------------------------------------------------------
steps = st.sampled_from(STEPS)
figures = st.decimals(0, 100_000, places=2)
optional = st.none() | figures
pairs = st.builds(Pair, optional, optional)
directions = st.sampled_from(["more", LESS])


@st.composite
def rules(draw, step, formulas=(LINEAR, RATE_BANDS, VALUE_BANDS, LEADER)):
    """Rules whose bounds are multiples of the step, as an approved table has them."""
    most = step * draw(st.integers(0, 400))
    kind = draw(st.sampled_from([QUANTITATIVE, MET, COUNTED, ADJUSTMENT]))
    least = step * draw(st.integers(-200, 0)) if kind == ADJUSTMENT else Decimal(0)
    bands = st.builds(Band, figures, st.decimals(0, most, places=2))
    return Rule(
        kind, most, least,
        formula=draw(st.sampled_from(formulas)) if kind == QUANTITATIVE else "",
        each=draw(st.decimals(-50 if kind == ADJUSTMENT else 0, 50, places=2)),
        bands=tuple(draw(st.lists(bands, max_size=4))),
        better=draw(directions),
    )  # fmt: skip


@st.composite
def cases(draw):
    step = draw(steps)
    facts = st.builds(
        Facts, pairs, st.lists(pairs, max_size=5).map(tuple),
        st.none() | st.integers(0, 50), st.none() | st.booleans(),
    )  # fmt: skip
    return draw(rules(step)), draw(facts), step


@given(cases())
def test_points_keep_within_bounds_and_on_the_step(case):
    rule, facts, step = case

    found = points_of(rule, facts, step)

    if found is not None:
        assert rule.minimum <= found <= rule.maximum
        assert found % step == 0


@given(cases())
def test_the_order_of_the_others_and_of_the_bands_does_not_matter(case):
    rule, facts, step = case
    turned = Rule(**{**vars(rule), "bands": rule.bands[::-1]})
    mixed = Facts(**{**vars(facts), "others": facts.others[::-1]})

    assert points_of(turned, mixed, step) == points_of(rule, facts, step)


@st.composite
def measured(draw):
    """A rule by formula whose harder bands give more, and a board that does worse and better."""
    step, better = draw(steps), draw(directions)
    most = step * draw(st.integers(1, 400))
    bounds = draw(st.lists(figures, max_size=4, unique=True))
    given_for = sorted(draw(st.lists(st.decimals(0, most, places=2), min_size=4, max_size=4)))
    formula = draw(st.sampled_from([LINEAR, RATE_BANDS, VALUE_BANDS, LEADER]))
    downward = better == LESS and formula == VALUE_BANDS
    bands = zip(sorted(bounds, reverse=downward), given_for, strict=False)
    worse, fair = sorted([draw(figures), draw(figures)], reverse=better == LESS)
    rule = Rule(
        QUANTITATIVE, most, formula=formula, bands=tuple(Band(*each) for each in bands),
        better=better,
    )  # fmt: skip
    return rule, draw(figures), worse, fair, draw(st.lists(pairs, max_size=4)), step


@given(measured())
def test_a_better_figure_never_gives_fewer_points(case):
    rule, plan, worse, fair, others, step = case

    low, high = (
        points_of(rule, Facts(Pair(plan, actual), tuple(others)), step) for actual in (worse, fair)
    )

    assert low <= high


@given(st.integers(0, 40), st.integers(0, 40), steps, st.decimals(0, 20, places=2))
def test_a_higher_count_never_gives_fewer_points(first, second, step, each):
    counted = Rule(COUNTED, step * 100, each=each)
    few, many = sorted([first, second])

    low, high = (points_of(counted, Facts(count=count), step) for count in (few, many))

    assert low <= high


@given(st.fractions(-1000, 1000), steps)
def test_rounding_goes_to_the_nearest_step(exact, step):
    found = rounded(exact, step)

    assert found % step == 0
    assert abs(Fraction(found) - exact) <= Fraction(step) / 2


@given(st.decimals(-1000, 1000, places=3), steps)
def test_what_is_typed_by_hand_is_held_to_the_same_bounds(typed, step):
    found = settled(Rule(MET, step * 40), typed, step)

    assert 0 <= found <= step * 40
    assert found % step == 0


@st.composite
def sheets(draw):
    """A scale, and the points of every criterion of every group."""
    step = draw(steps)
    most = st.integers(0, 100).map(lambda count: step * count)
    rules = tuple(
        GroupRule(number, draw(most), draw(st.booleans()))
        for number in range(draw(st.integers(1, 5)))
    )
    plain = sum(rule.maximum for rule in rules if not rule.is_bonus)
    inside = draw(st.booleans())
    maximum = plain + (sum(rule.maximum for rule in rules if rule.is_bonus) if inside else 0)
    cap = None if inside else draw(st.none() | most.map(lambda more: maximum + more))
    of_one = st.none() | st.integers(-20, 100).map(lambda count: step * count)
    points = {rule.key: draw(st.lists(of_one, max_size=6)) for rule in rules}
    return Scale(rules, maximum, step, inside, cap), points


@given(sheets())
def test_groups_and_totals_keep_within_their_caps(sheet):
    scale, points = sheet

    found = score_of(scale, points)

    assert all(found.groups[rule.key] <= rule.maximum for rule in scale.groups)
    assert found.total >= 0
    assert scale.most is None or found.total <= scale.most
    assert found.total % scale.step == 0


@given(sheets(), st.randoms(use_true_random=False))
def test_the_order_of_criteria_and_groups_does_not_matter(sheet, chance):
    scale, points = sheet
    groups = list(scale.groups)
    chance.shuffle(groups)
    turned = Scale(tuple(groups), scale.maximum, scale.step, scale.bonus_inside, scale.cap)

    again = score_of(turned, {key: each[::-1] for key, each in points.items()})

    assert again == score_of(scale, points)


@given(sheets(), st.integers(0, 30), st.integers(0, 4))
def test_more_points_in_a_group_never_lower_the_total(sheet, more, number):
    scale, points = sheet
    key = scale.groups[number % len(scale.groups)].key
    raised = {**points, key: [*points[key], scale.step * more]}

    assert score_of(scale, raised).total >= score_of(scale, points).total
