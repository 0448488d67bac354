"""Eligibility: every criterion by itself, and all of a kind's together."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awards.eligibility import Check, Facts, Rule, Verdict, judged, together

MET, FAILED, OPEN = Verdict.MET, Verdict.FAILED, Verdict.OPEN
KNOWN = Facts(
    rank=2,
    share=Decimal("0.9"),
    is_reported=True,
    is_seated_all_year=True,
    year=2025,
    past={"excellent": frozenset({2023, 2024})},
)


def verdict(rule, facts):
    return judged([rule], facts).verdict


@pytest.mark.parametrize(
    ("rule", "facts", "expected", "fact"),
    [
        (Rule(1, Check.ATTESTED), KNOWN, OPEN, None),
        (Rule(1, Check.ATTESTED), replace(KNOWN, attested={1: True}), MET, None),
        (Rule(1, Check.ATTESTED), replace(KNOWN, attested={1: False}), FAILED, None),
        (Rule(1, Check.ATTESTED), replace(KNOWN, attested={2: True}), OPEN, None),
        (Rule(1, Check.RANKED), KNOWN, MET, 2),
        (Rule(1, Check.RANKED), Facts(exclusions=("late",)), FAILED, ("late",)),
        (Rule(1, Check.RANK_WITHIN, Decimal(2)), KNOWN, MET, 2),
        (Rule(1, Check.RANK_WITHIN, Decimal(1)), KNOWN, FAILED, 2),
        (Rule(1, Check.RANK_WITHIN, Decimal(1)), Facts(), FAILED, None),
        (Rule(1, Check.SCORE_AT_LEAST, Decimal(90)), KNOWN, MET, 90),
        (Rule(1, Check.SCORE_AT_LEAST, Decimal("90.1")), KNOWN, FAILED, 90),
        (Rule(1, Check.SCORE_AT_LEAST, Decimal(90)), Facts(), OPEN, None),
        (Rule(1, Check.REPORTED), KNOWN, MET, True),
        (Rule(1, Check.REPORTED), replace(KNOWN, is_reported=False), FAILED, False),
        (Rule(1, Check.REPORTED), Facts(), OPEN, None),
        (Rule(1, Check.SEATED_ALL_YEAR), KNOWN, MET, True),
        (Rule(1, Check.SEATED_ALL_YEAR), replace(KNOWN, is_seated_all_year=False), FAILED, False),
    ],
)
def test_a_rule_is_judged_by_what_is_known(rule, facts, expected, fact):
    found = judged([rule], facts)

    assert (found.verdict, found.findings[0].fact) == (expected, fact)


@pytest.mark.parametrize(
    ("years", "expected"),
    [
        ({2023, 2024}, MET),
        ({2024, 2025}, MET),  # the year itself and the one before
        ({2022, 2023}, FAILED),
        ({2023, 2025}, FAILED),
        (set(), FAILED),
    ],
)
def test_two_years_in_a_row(years, expected):
    rule = Rule(1, Check.AWARDED_BEFORE, Decimal(2), other="excellent")

    assert verdict(rule, replace(KNOWN, past={"excellent": frozenset(years)})) == expected


def test_without_a_record_the_past_is_attested():
    rule = Rule(1, Check.AWARDED_BEFORE, Decimal(2), other="excellent")

    assert verdict(rule, replace(KNOWN, past=None)) == OPEN
    attested = replace(KNOWN, past=None, attested={1: True})
    assert judged([rule], attested).findings[0].fact is None  # what was attested is the fact
    assert verdict(rule, replace(KNOWN, past=None, attested={1: True})) == MET


def test_what_we_know_is_not_attested_away():
    rule = Rule(1, Check.RANK_WITHIN, Decimal(1))

    assert verdict(rule, replace(KNOWN, attested={1: True})) == FAILED


def test_of_alternatives_one_is_enough():
    rules = [
        Rule(1, Check.RANK_WITHIN, Decimal(1), one_of="achievement"),
        Rule(2, Check.ATTESTED, one_of="achievement"),
        Rule(3, Check.RANKED),
    ]

    assert judged(rules, KNOWN).verdict == OPEN
    assert judged(rules, replace(KNOWN, attested={2: True})).verdict == MET
    assert judged(rules, replace(KNOWN, attested={2: False})).verdict == FAILED
    assert judged(rules, Facts(attested={2: True})).verdict == FAILED  # not ranked


def test_a_failure_outweighs_what_is_open():
    found = judged([Rule(1, Check.ATTESTED), Rule(2, Check.RANKED)], Facts())

    assert found.verdict == FAILED
    assert ([each.rule.key for each in found.failed], [each.rule.key for each in found.open]) == (
        [2],
        [1],
    )


def test_a_kind_without_rules_is_open_to_all():
    assert judged([], Facts()).verdict == MET


rules = st.builds(
    Rule,
    st.integers(1, 6),
    st.sampled_from(Check),
    number=st.integers(1, 5).map(Decimal),
    other=st.sampled_from(["excellent", "merit"]),
    one_of=st.sampled_from(["", "", "achievement", "other"]),
)
maybe = st.sampled_from([None, True, False])
facts = st.builds(
    Facts,
    rank=st.none() | st.integers(1, 6),
    share=st.none() | st.decimals(0, 1, places=3),
    is_reported=maybe,
    is_seated_all_year=maybe,
    year=st.just(2025),
    past=st.none() | st.just({"excellent": frozenset({2023, 2024})}),
    attested=st.dictionaries(st.integers(1, 6), st.booleans()),
)


@given(st.lists(rules, max_size=8), facts, st.randoms())
def test_the_order_of_the_rules_never_matters(given_rules, known, chance):
    shuffled = list(given_rules)
    chance.shuffle(shuffled)

    assert judged(shuffled, known).verdict == judged(given_rules, known).verdict


@given(st.lists(rules, max_size=8), facts)
def test_who_is_eligible_fails_no_rule_that_stands_alone(given_rules, known):
    found = judged(given_rules, known)

    if found.verdict == MET:
        assert {each.verdict for each in found.findings if not each.rule.one_of} <= {MET}
    assert together(found.findings) == found.verdict
