"""The catalogue of indicators: what a bloc measures its boards by, and how it stays what it was."""

import datetime as dt
from decimal import Decimal
from http import HTTPStatus

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from campaigns import actions
from campaigns.catalogue import SOURCE, TYPICAL
from campaigns.forms.indicators import IndicatorForm
from campaigns.models import Better, Indicator, ReportState
from campaigns.queries import indicators as queries
from campaigns.regulations import indicators as regulations
from foundation.audit.log import sentence
from foundation.audit.models import Event
from tests import factories as make
from tests.budget import assert_same_queries
from tests.conftest import TODAY

pytestmark = pytest.mark.usefixtures("today")


def added(world, cast, name="Số dự án FDI", **facts):
    return actions.add_indicator(
        world.bloc, **{"name": name, "unit": "dự án", **facts}, by=cast["secretary"]
    )


def facts_of(indicator, **changed):
    return {**IndicatorForm.facts_of(indicator), **changed}


def names(world):
    return [each.name for each in queries.live_indicators(world.bloc)]


def told():
    return sentence(Event.objects.latest("pk"))


# -- add_indicator -------------------------------------------------------------------------------
def test_add_indicator_puts_it_at_the_end_and_writes_it_down(world, cast):
    added(world, cast, "A")
    indicator = added(world, cast, "B", decimals=2, better=Better.LESS, source="Cục Thuế")

    assert names(world) == ["A", "B"]
    assert (indicator.since, indicator.until, indicator.better) == (TODAY, None, "less")
    assert told() == "added the indicator “B” (dự án)"


def test_add_indicator_refuses_a_name_twice_whatever_its_capitals(world, cast):
    added(world, cast, "Số dự án")

    with pytest.raises(regulations.IndicatorNamedAlready):
        added(world, cast, "SỐ DỰ ÁN")


def test_add_indicator_refuses_more_than_a_table_holds(world, cast):
    for _ in range(regulations.MOST_INDICATORS):
        make.IndicatorFactory(bloc=world.bloc)

    with pytest.raises(regulations.CatalogueFull):
        added(world, cast)


def test_the_database_keeps_names_apart(world):
    make.IndicatorFactory(bloc=world.bloc, name="A")

    with pytest.raises(IntegrityError), transaction.atomic():
        make.IndicatorFactory(bloc=world.bloc, name="A")


# -- change_indicator ----------------------------------------------------------------------------
def test_change_indicator_describes_it_otherwise(world, cast):
    indicator = added(world, cast)
    changed = {"name": "Số dự án trong nước", "unit": "DA", "better": "less", "decimals": 1}

    actions.change_indicator(indicator, **facts_of(indicator, **changed), by=cast["chief"])

    indicator.refresh_from_db()
    assert facts_of(indicator) == {**changed, "source": ""}
    assert told() == "changed the indicator “Số dự án FDI”, now “Số dự án trong nước”"


def accepted(world, indicator):
    registration = make.RegistrationFactory(campaign=world.campaign, board=world.board)
    make.TargetFactory(registration=registration, indicator=indicator, agreed=Decimal(5))


def reported(world, indicator):
    request = make.ReportRequestFactory(campaign=world.campaign)
    report = make.ReportFactory(
        request=request, board=world.board, state=ReportState.SUBMITTED,
        submitted_at=dt.datetime(make.YEAR, 6, 1, tzinfo=dt.UTC),
        submitted_by=make.AccountFactory(),
    )  # fmt: skip
    make.FigureFactory(report=report, indicator=indicator)


@pytest.mark.parametrize("use", [accepted, reported])
@pytest.mark.parametrize(
    "changed", [{"name": "x"}, {"unit": "x"}, {"better": Better.LESS}, {"decimals": 1}]
)
def test_change_indicator_refuses_what_would_change_past_figures(world, cast, use, changed):
    indicator = added(world, cast)
    use(world, indicator)

    with pytest.raises(regulations.IndicatorUsed):
        actions.change_indicator(indicator, **facts_of(indicator, **changed), by=cast["chief"])

    indicator.refresh_from_db()
    assert indicator.name == "Số dự án FDI"


@pytest.mark.parametrize("use", [accepted, reported])
def test_change_indicator_lets_the_source_of_a_used_one_change(world, cast, use):
    indicator = added(world, cast)
    use(world, indicator)

    actions.change_indicator(
        indicator, **facts_of(indicator, source="Chi cục Thuế"), by=cast["chief"]
    )

    indicator.refresh_from_db()
    assert indicator.source == "Chi cục Thuế"
    assert told() == "changed the indicator “Số dự án FDI”"


def test_a_mere_plan_does_not_freeze_an_indicator(world, cast):
    indicator = added(world, cast)
    registration = make.RegistrationFactory(campaign=world.campaign, board=world.board)
    make.TargetFactory(registration=registration, indicator=indicator)

    actions.change_indicator(indicator, **facts_of(indicator, unit="DA"), by=cast["chief"])

    indicator.refresh_from_db()
    assert indicator.unit == "DA"


def test_change_indicator_refuses_the_name_of_another_and_what_is_retired(world, cast):
    first, second = added(world, cast, "A"), added(world, cast, "B")

    with pytest.raises(regulations.IndicatorNamedAlready):
        actions.change_indicator(second, **facts_of(second, name="a"), by=cast["chief"])
    actions.retire_indicator(first, by=cast["chief"])
    with pytest.raises(regulations.IndicatorRetired):
        actions.change_indicator(first, **facts_of(first), by=cast["chief"])


# -- retire_indicator ----------------------------------------------------------------------------
def test_retire_indicator_keeps_it_and_frees_its_name(world, cast):
    indicator = added(world, cast)

    actions.retire_indicator(indicator, by=cast["secretary"])

    assert (names(world), Indicator.objects.get().until) == ([], TODAY)
    assert told() == "retired the indicator “Số dự án FDI”"
    added(world, cast)
    assert names(world) == ["Số dự án FDI"]


def test_retire_indicator_refuses_twice(world, cast):
    indicator = added(world, cast)
    actions.retire_indicator(indicator, by=cast["secretary"])

    with pytest.raises(regulations.IndicatorRetired):
        actions.retire_indicator(indicator, by=cast["secretary"])


# -- move_indicator ------------------------------------------------------------------------------
def test_move_indicator_changes_places_with_its_neighbour_past_retired_ones(world, cast):
    _a, b, c = (added(world, cast, name) for name in "ABC")
    actions.retire_indicator(b, by=cast["secretary"])

    actions.move_indicator(c, up=True, by=cast["secretary"])

    assert names(world) == ["C", "A"]
    assert told() == "moved the indicator “C” in the list"
    actions.move_indicator(c, up=False, by=cast["secretary"])
    assert names(world) == ["A", "C"]


def test_move_indicator_refuses_past_the_ends_and_when_retired(world, cast):
    indicator = added(world, cast)

    for up in (True, False):
        with pytest.raises(regulations.CannotMove):
            actions.move_indicator(indicator, up=up, by=cast["secretary"])
    actions.retire_indicator(indicator, by=cast["secretary"])
    with pytest.raises(regulations.IndicatorRetired):
        actions.move_indicator(indicator, up=True, by=cast["secretary"])


# -- take_typical_indicators ---------------------------------------------------------------------
def test_take_typical_indicators_marks_them_as_examples_to_verify(world, cast):
    added(world, cast, TYPICAL[0].name)
    every = [each.code for each in TYPICAL]

    taken = actions.take_typical_indicators(world.bloc, chosen=every, by=cast["secretary"])

    assert [each.name for each in taken] == [each.name for each in TYPICAL[1:]]
    assert {each.source for each in taken} == {SOURCE}
    assert names(world) == [each.name for each in TYPICAL]
    assert told() == f"took {len(TYPICAL) - 1} typical indicators"


def test_take_typical_indicators_refuses_nothing_and_twice(world, cast):
    for chosen in ([], ["no-such-code"]):
        with pytest.raises(regulations.NothingToTake):
            actions.take_typical_indicators(world.bloc, chosen=chosen, by=cast["secretary"])
    actions.take_typical_indicators(world.bloc, chosen=["jobs"], by=cast["secretary"])

    with pytest.raises(regulations.NothingToTake):
        actions.take_typical_indicators(world.bloc, chosen=["jobs"], by=cast["secretary"])


def test_take_typical_indicators_refuses_what_does_not_fit(world, cast):
    for _ in range(regulations.MOST_INDICATORS):
        make.IndicatorFactory(bloc=world.bloc)

    with pytest.raises(regulations.CatalogueFull):
        actions.take_typical_indicators(world.bloc, chosen=["jobs"], by=cast["secretary"])


def test_typical_indicators_are_fit_for_the_catalogue():
    """Names and codes once, lengths as the columns hold them, some where less is better."""
    assert (
        len({each.code for each in TYPICAL}) == len({each.name for each in TYPICAL}) == len(TYPICAL)
    )
    assert max(len(each.name) for each in TYPICAL) <= 200
    assert max(len(each.unit) for each in TYPICAL) <= 40
    assert {each.better for each in TYPICAL} == set(Better.values)


# -- pages ---------------------------------------------------------------------------------------
VERBS = ("add_indicator", "take_typical_indicators")


@pytest.mark.parametrize("part", ["writer", "leader", "deputy", "reviewer"])
def test_the_catalogue_is_read_by_the_bloc_and_kept_by_few(client, world, cast, part):
    indicator = added(world, cast)
    client.force_login(cast[part])

    page = client.get(reverse("campaigns:indicators", args=[world.bloc.pk]))

    assertContains(page, indicator.name)
    assertNotContains(page, "Add an indicator")
    for verb in VERBS:
        url = reverse(f"campaigns:{verb}", args=[world.bloc.pk])
        assert client.get(url).status_code == HTTPStatus.FORBIDDEN
    for verb in ("change_indicator", "retire_indicator", "move_indicator"):
        url = reverse(f"campaigns:{verb}", args=[indicator.pk])
        assert client.post(url).status_code == HTTPStatus.FORBIDDEN


def test_another_bloc_finds_nothing(client, world, cast):
    indicator = added(world, cast)
    client.force_login(cast["outsider"])

    for name, pk in (("indicators", world.bloc.pk), ("change_indicator", indicator.pk)):
        url = reverse(f"campaigns:{name}", args=[pk])
        assert client.get(url).status_code == HTTPStatus.NOT_FOUND


def test_the_secretary_fills_and_orders_the_catalogue(client, world, cast):
    client.force_login(cast["secretary"])
    here = reverse("campaigns:indicators", args=[world.bloc.pk])

    typical = reverse("campaigns:take_typical_indicators", args=[world.bloc.pk])
    assertRedirects(client.post(typical, {"chosen": ["jobs", "export"]}), here)
    add = reverse("campaigns:add_indicator", args=[world.bloc.pk])
    facts = {"name": "Số sáng kiến", "unit": "sáng kiến", "better": "more", "decimals": "0"}
    assertRedirects(client.post(add, {**facts, "source": ""}), here)
    last = Indicator.objects.get(name="Số sáng kiến")
    move = reverse("campaigns:move_indicator", args=[last.pk])
    assertRedirects(client.post(move, {"where": "up"}), here)

    jobs, export = (
        each.name for code in ("export", "jobs") for each in TYPICAL if each.code == code
    )
    assert names(world) == [jobs, "Số sáng kiến", export]
    assertRedirects(client.post(reverse("campaigns:retire_indicator", args=[last.pk])), here)
    assertContains(client.get(here), "Retired indicators")


def test_a_refusal_stands_beside_its_field(client, world, cast):
    added(world, cast, "A")
    client.force_login(cast["chief"])
    facts = {"name": "A", "unit": "dự án", "better": "more", "decimals": "0", "source": ""}

    page = client.post(reverse("campaigns:add_indicator", args=[world.bloc.pk]), facts)

    assert page.context["form"].errors["name"] == ["The catalogue has “A” already."]


def test_a_used_indicator_says_so_before_anything_is_typed(client, world, cast):
    indicator = added(world, cast)
    accepted(world, indicator)
    client.force_login(cast["chief"])
    url = reverse("campaigns:change_indicator", args=[indicator.pk])

    assertContains(client.get(url), "only its source can be changed")
    page = client.post(url, facts_of(indicator, unit="x"))

    assertContains(page, "Retire it and add it anew.")


def test_the_catalogue_asks_as_much_for_many_indicators(client, world, cast):
    client.force_login(cast["secretary"])

    def one_more():
        make.IndicatorFactory(bloc=world.bloc)
        make.IndicatorFactory(bloc=world.bloc, until=TODAY)

    assert_same_queries(client, reverse("campaigns:indicators", args=[world.bloc.pk]), one_more)
