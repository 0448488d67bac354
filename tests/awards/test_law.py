"""The law as data: what the migrations enter, and that it says where it comes from."""

import datetime as dt
from fractions import Fraction

import pytest

from awards.eligibility import Check
from awards.models import (
    AwardCriterion,
    AwardKind,
    AwardMoney,
    BaseWage,
    Cap,
    Council,
    DossierItem,
    FilingTerm,
    Incompatibility,
    Proposer,
    Recipient,
    Step,
    Threshold,
)
from awards.money import money_for, wage_on
from bloc.models import Regime

pytestmark = pytest.mark.django_db
REGIMES = ["R2017", "R2023", "R2025"]
SOURCED = [
    AwardKind, AwardCriterion, Cap, Threshold, Incompatibility, DossierItem, FilingTerm,
    AwardMoney, BaseWage,
]  # fmt: skip


def kind(regime, code):
    return AwardKind.objects.get(regime__code=regime, code=code)


@pytest.mark.parametrize("model", SOURCED)
def test_everything_names_its_source(model):
    assert model.objects.exists()
    assert not model.objects.filter(source="").exists()


@pytest.mark.parametrize("regime", REGIMES)
def test_what_a_bloc_proposes_has_criteria_and_a_vote(regime):
    kinds = AwardKind.objects.filter(regime__code=regime, proposer=Proposer.BLOC)

    assert {each.code for each in kinds} == {"gov_flag", "flag", "merit"}
    assert all(each.criteria.exists() for each in kinds)
    assert {
        each.thresholds.get(council=Council.BLOC).share for each in kinds
    } == {Fraction(4, 5)}  # fmt: skip


@pytest.mark.parametrize(
    ("regime", "code", "day", "money"),
    [
        ("R2017", "flag", dt.date(2021, 4, 20), 11_920_000),
        ("R2017", "merit", dt.date(2021, 4, 20), 2_980_000),
        ("R2025", "flag", dt.date(2026, 4, 20), 18_720_000),
        ("R2025", "merit", dt.date(2026, 4, 20), 7_020_000),
        ("R2025", "praise_person", dt.date(2026, 4, 20), 710_000),
    ],
)
def test_money_by_the_regime_and_the_day_of_the_decision(regime, code, day, money):
    what = kind(regime, code)
    factor = what.money.collective_factor if what.recipient == Recipient.COLLECTIVE else 1
    wage = wage_on(BaseWage.objects.all(), day)

    assert money_for(wage.amount, what.money.coefficient, factor) == money


@pytest.mark.parametrize(("regime", "form"), [("R2017", "Mẫu số 01"), ("R2023", "Mẫu số 02")])
def test_the_numbers_of_forms_depend_on_the_regime(regime, form):
    report = kind(regime, "flag").dossier_items.get(title="Báo cáo thành tích")

    assert (report.form, report.mark) == (form, Regime.Mark.FOUND)


def test_discipline_and_shares_are_by_regime():
    asked = {
        regime: set(kind(regime, "advanced").criteria.values_list("criterion__code", flat=True))
        for regime in REGIMES
    }

    assert asked["R2017"] == {"advanced_50", "nobody_warned"}
    assert asked["R2023"] == {"advanced_70", "nobody_warned"}
    assert asked["R2025"] == asked["R2023"] | {"discipline"}


def test_the_fifth_of_the_leading_units():
    cap = kind("R2025", "gov_flag").cap

    assert [cap.allotment.limit(of) for of in (4, 5, 9, 10)] == [0, 1, 1, 2]
    assert not cap.is_unverified


@pytest.mark.parametrize("regime", REGIMES)
def test_flag_and_merit_exclude_each_other_but_that_is_to_be_verified(regime):
    row = kind(regime, "flag").excludes.get()

    assert (row.other, row.is_unverified) == (kind(regime, "merit"), True)


def test_the_terms_of_boards_and_blocs():
    terms = {row.step: (row.day, row.month) for row in kind("R2025", "flag").terms.all()}

    assert terms == {Step.BOARD: (31, 1), Step.BLOC: (15, 2)}
    appraisal = kind("R2025", "gov_flag").terms.get(step=Step.APPRAISAL)
    assert (appraisal.days, appraisal.are_working_days) == (30, True)


def test_of_the_merits_achievements_one_is_enough():
    rows = kind("R2025", "merit").criteria.select_related("criterion")
    rules = [row.criterion.as_rule(row.one_of) for row in rows]

    assert {rule.check for rule in rules if rule.one_of} == {Check.ATTESTED, Check.AWARDED_BEFORE}
    assert len([rule for rule in rules if rule.one_of]) == 3
