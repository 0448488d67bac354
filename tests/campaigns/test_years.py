"""A bloc's year: opened once, under the law of its first day."""

import datetime as dt
from http import HTTPStatus

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from bloc.models import BlocYear, Office, Regime
from campaigns import actions, merging, queries
from campaigns.models import Campaign, Extension, PhaseKind, Report, ReportKind, Taken
from campaigns.queries.calendar import days_of
from campaigns.regulations import years as regulations
from campaigns.regulations.calendar import BeforeTheYear
from foundation.audit.log import sentence
from foundation.audit.models import Event
from members.models import Delegation
from tests import factories as make
from tests.budget import assert_same_queries
from tests.conftest import TODAY

pytestmark = pytest.mark.usefixtures("today")

NEXT = make.YEAR + 1


def open_year(world, by, year=NEXT, **changed):
    days = {"opens_on": dt.date(year, 1, 1), "closes_on": dt.date(year, 12, 31)}
    return actions.open_campaign(BlocYear(world.bloc, year), **{**days, **changed}, by=by)


# -- open_campaign -----------------------------------------------------------------------
def test_open_campaign_takes_the_law_of_its_first_day(world, cast):
    campaign = open_year(world, cast["secretary"])

    assert (campaign.year, campaign.regime.code) == (NEXT, "R2025")
    assert (campaign.opens_on, campaign.closes_on) == (dt.date(NEXT, 1, 1), dt.date(NEXT, 12, 31))
    flags = (campaign.regime_is_given, campaign.regime_is_assumed, campaign.is_invented)
    assert flags == (False, False, False)
    event = Event.objects.about(campaign).get()
    assert (event.verb, event.actor_name) == ("campaigns.open_campaign", "secretary")
    assert sentence(event) == (
        f"opened the emulation year {NEXT} of {world.bloc}, under the regime R2025"
    )


def test_open_campaign_lets_a_given_law_win(world, cast):
    campaign = open_year(world, cast["chief"], regime="R2017")

    assert (campaign.regime.code, campaign.regime_is_given) == ("R2017", True)


@pytest.mark.parametrize(("year", "code"), [(2016, "R2017"), (2040, "R2025")])
def test_open_campaign_assumes_the_nearest_law_where_none_is_known(world, cast, year, code):
    world.bloc.seats.update(since=dt.date(2000, 1, 1))

    campaign = open_year(world, cast["chief"], year=year)

    assert (campaign.regime.code, campaign.regime_is_assumed) == (code, True)


def test_open_campaign_does_not_know_a_law_of_that_code(world, cast):
    with pytest.raises(Regime.DoesNotExist):
        open_year(world, cast["chief"], regime="R1999")


def test_open_campaign_twice_is_refused(world, cast):
    open_year(world, cast["chief"])

    with pytest.raises(regulations.YearOpenAlready):
        open_year(world, cast["secretary"])

    assert world.bloc.campaigns.filter(year=NEXT).count() == 1


def test_open_campaign_refuses_days_in_reverse(world, cast):
    with pytest.raises(regulations.YearReversed):
        open_year(world, cast["chief"], closes_on=dt.date(make.YEAR, 12, 31))


def test_open_campaign_wants_members(world, cast):
    world.bloc.seats.update(until=dt.date(make.YEAR, 12, 31))

    with pytest.raises(regulations.NobodySits):
        open_year(world, cast["chief"])


def test_open_campaign_wants_members_who_have_come_by_then(world, cast):
    world.bloc.seats.update(since=dt.date(NEXT + 1, 1, 1))

    with pytest.raises(regulations.NobodySits):
        open_year(world, cast["chief"])


def test_the_law_stays_as_it_was_when_the_law_changes(world, cast):
    campaign = open_year(world, cast["chief"])
    Regime.objects.create(
        code="R2026",
        law="Luật mới",
        decree="Nghị định mới",
        valid_from=dt.date(make.YEAR, 10, 1),
        source="–",
        mark=Regime.Mark.UNSURE,
    )

    campaign.refresh_from_db()
    assert campaign.regime.code == "R2025"
    assert queries.computed_regime(campaign).code == "R2026"


# -- what comes along from an earlier year -------------------------------------------------------
@pytest.fixture
def former(world, cast):
    """This year with days, texts, reports asked for, and a registration that stays behind."""
    campaign = world.campaign
    actions.describe_campaign(
        campaign, slogan="Đoàn kết, sáng tạo", key_tasks="Thu hút đầu tư", by=cast["secretary"]
    )
    days = {
        PhaseKind.REGISTRATION: (dt.date(make.YEAR, 1, 15), dt.date(make.YEAR, 3, 31)),
        PhaseKind.CONFERENCE: (dt.date(NEXT, 1, 10), dt.date(NEXT, 1, 15)),
    }
    actions.plan_calendar(campaign, days, by=cast["secretary"])
    make.ExtensionFactory(phase=campaign.phases.get(kind=PhaseKind.REGISTRATION), board=world.board)
    annual = make.ReportRequestFactory(
        campaign=campaign, title=f"Báo cáo tổng kết năm {make.YEAR}", note="Theo đề cương"
    )
    make.HeadingFactory(request=annual, position=1, title="Tình hình", most_letters=3000)
    make.HeadingFactory(
        request=annual, position=2, title=f"Phương hướng năm {NEXT}", holds_figures=True
    )
    make.ReportRequestFactory(
        campaign=campaign, kind=ReportKind.AD_HOC, due_on=dt.date(make.YEAR, 5, 1)
    )
    make.ReportFactory(request=annual, board=world.board)
    make.RegistrationFactory(campaign=campaign, board=world.board)
    return campaign


def test_open_campaign_takes_everything_along(former, world, cast):
    campaign = open_year(world, cast["secretary"], start_from=former, take=Taken.values)

    assert days_of(campaign) == {
        PhaseKind.REGISTRATION: (dt.date(NEXT, 1, 15), dt.date(NEXT, 3, 31)),
        PhaseKind.CONFERENCE: (dt.date(NEXT + 1, 1, 10), dt.date(NEXT + 1, 1, 15)),
    }
    assert (campaign.slogan, campaign.key_tasks) == ("Đoàn kết, sáng tạo", "Thu hút đầu tư")
    request = campaign.report_requests.get()
    assert (request.kind, request.title, request.note, request.asked_by) == (
        ReportKind.ANNUAL,
        f"Báo cáo tổng kết năm {NEXT}",
        "Theo đề cương",
        cast["secretary"],
    )
    kept = "position", "title", "most_letters", "holds_figures"
    assert list(request.headings.values_list(*kept)) == [
        (1, "Tình hình", 3000, False),
        (2, f"Phương hướng năm {NEXT + 1}", 0, True),
    ]
    event = Event.objects.about(campaign).get()
    assert sentence(event).endswith(
        f"took along from {make.YEAR}: the calendar, shifted to the new year, "
        "slogan and key tasks, outlines of the mid-year and the annual report"
    )


def test_open_campaign_leaves_the_old_year_as_it_was_and_people_behind(former, world, cast):
    campaign = open_year(world, cast["secretary"], start_from=former, take=Taken.values)

    assert not campaign.registrations.exists()
    assert not Extension.objects.filter(phase__campaign=campaign).exists()
    assert not Report.objects.filter(request__campaign=campaign).exists()
    assert former.report_requests.count() == 2
    assert former.report_requests.get(kind=ReportKind.ANNUAL).headings.count() == 2
    assert former.phases.count() == 2


@pytest.mark.parametrize("take", Taken.values)
def test_open_campaign_takes_only_what_was_chosen(former, world, cast, take):
    campaign = open_year(world, cast["secretary"], start_from=former, take=[take])

    assert (bool(days_of(campaign)), bool(campaign.slogan), campaign.report_requests.exists()) == (
        take == Taken.CALENDAR,
        take == Taken.TEXTS,
        take == Taken.OUTLINES,
    )


def test_open_campaign_says_nothing_of_what_was_not_there(world, cast):
    campaign = open_year(world, cast["chief"], start_from=world.campaign, take=Taken.values)

    assert "took along" not in sentence(Event.objects.about(campaign).get())


def test_open_campaign_takes_nothing_from_another_bloc(world, cast):
    with pytest.raises(regulations.SourceOfAnotherBloc):
        open_year(world, cast["chief"], start_from=make.CampaignFactory())

    assert not world.bloc.campaigns.filter(year=NEXT).exists()


def test_open_campaign_refuses_days_that_do_not_fit(former, world, cast):
    short = {"opens_on": dt.date(NEXT, 2, 1)}

    with pytest.raises(BeforeTheYear):
        open_year(world, cast["chief"], start_from=former, take=[Taken.CALENDAR], **short)

    assert not world.bloc.campaigns.filter(year=NEXT).exists()


# -- describe_campaign -----------------------------------------------------------------------------
def describe(campaign, by, slogan="Đoàn kết", key_tasks="Một\nHai", **facts):
    actions.describe_campaign(campaign, slogan=slogan, key_tasks=key_tasks, **facts, by=by)


def test_describe_campaign_keeps_the_texts(world, cast):
    describe(world.campaign, cast["secretary"])

    world.campaign.refresh_from_db()
    assert (world.campaign.slogan, world.campaign.key_tasks) == ("Đoàn kết", "Một\nHai")
    event = Event.objects.about(world.campaign).get()
    assert sentence(event) == f"changed the slogan and key tasks of {make.YEAR}"


def test_describe_campaign_twice_is_once(world, cast):
    describe(world.campaign, cast["secretary"])
    describe(world.campaign, cast["chief"])

    assert Event.objects.filter(verb="campaigns.describe_campaign").count() == 1


def test_describe_campaign_takes_no_stale_form(world, cast):
    seen = merging.marks(queries.description_of(world.campaign))
    describe(world.campaign, cast["chief"], seen=seen)

    with pytest.raises(regulations.DescriptionStale):
        describe(world.campaign, cast["secretary"], slogan="Khác", seen=seen)

    world.campaign.refresh_from_db()
    assert world.campaign.slogan == "Đoàn kết"


@pytest.mark.parametrize(("field", "length"), [("slogan", 301), ("key_tasks", 4001)])
def test_describe_campaign_refuses_what_is_too_long(world, cast, field, length):
    with pytest.raises(regulations.TextTooLong) as refused:
        describe(world.campaign, cast["chief"], **{field: "x" * length})

    assert refused.value.field == field


# -- what can never be -----------------------------------------------------------------------
@pytest.mark.parametrize(
    "facts",
    [
        {"year": make.YEAR},
        {"year": NEXT, "closes_on": dt.date(2019, 1, 1)},
        {"year": NEXT, "regime_is_given": True, "regime_is_assumed": True},
    ],
)
def test_what_a_campaign_can_never_be(world, facts):
    with pytest.raises(IntegrityError), transaction.atomic():
        make.CampaignFactory(bloc=world.bloc, **facts)


# -- who sees it ---------------------------------------------------------------------------------
def test_visible_campaigns_are_those_that_may_be_viewed(world, cast):
    make.CampaignFactory()
    make.CampaignFactory(bloc=make.BlocFactory(organiser=world.ministry))
    for year in (make.YEAR - 1, NEXT):
        make.CampaignFactory(bloc=world.bloc, year=year)
    gone = make.SeatFactory(bloc=world.bloc, position=9, until=dt.date(make.YEAR - 1, 3, 1)).board
    cast["of a board that left"] = make.PostFactory(board=gone).account

    for person in cast.values():
        seen = set(queries.campaigns_visible_to(person))
        every = Campaign.objects.select_related("bloc")
        assert seen == {c for c in every if person.has_perm("campaigns.view_campaign", c)}, person


def waiting(account):
    account.forget_posts()
    years = queries.campaigns_visible_to(account)
    return [str(thing.title) for thing in queries.waiting_for(account, years)]


def test_a_year_without_days_waits_for_its_calendar(world, cast):
    make.CampaignFactory(bloc=world.bloc, year=make.YEAR - 1)
    asked = {name for name, person in cast.items() if waiting(person)}

    assert asked == {"chief", "secretary"}
    assert waiting(cast["secretary"]) == [f"Set the calendar of the emulation year {make.YEAR}"]

    make.PhaseFactory(campaign=world.campaign)
    assert waiting(cast["secretary"]) == waiting(cast["chief"]) == []


def test_a_year_whose_officers_have_begun_waits_to_be_opened(world, cast):
    make.PhaseFactory(campaign=world.campaign)
    make.TermFactory(bloc=world.bloc, board=world.board, year=NEXT, since=TODAY)
    assert waiting(cast["leader"]) == [f"Open the emulation year {NEXT}"]
    assert waiting(cast["writer"]) == waiting(cast["chief"]) == waiting(cast["keeper"]) == []

    open_year(world, cast["leader"])

    assert waiting(cast["leader"]) == [f"Set the calendar of the emulation year {NEXT}"]


def test_chief_and_secretary_and_who_holds_the_powers_are_asked(world, cast):
    world.pledge.delete()
    Campaign.objects.all().delete()
    Delegation.objects.create(
        board=world.chief,
        giver=cast["chief"],
        receiver=make.PostFactory(board=world.chief, account=cast["administrator"]).account,
        reason="Đi công tác",
        since=TODAY,
        until=TODAY,
    )

    asked = {name for name, person in cast.items() if waiting(person)}

    assert asked == {"chief", "secretary", "administrator"}


# -- pages -----------------------------------------------------------------------------------------
def see(client, person, name, *args):
    client.force_login(person)
    return client.get(reverse(f"campaigns:{name}", args=args))


def send(client, person, name, *args, **typed):
    client.force_login(person)
    return client.post(reverse(f"campaigns:{name}", args=args), typed)


@pytest.mark.parametrize("name", ["campaigns", "campaign"])
def test_whoever_belongs_to_the_bloc_sees_its_years(client, world, cast, name):
    pk = world.bloc.pk if name == "campaigns" else world.campaign.pk

    seen = {
        part
        for part, person in cast.items()
        if see(client, person, name, pk).status_code == HTTPStatus.OK
    }

    assert seen == set(cast) - {"outsider", "administrator"}
    assert see(client, cast["outsider"], name, pk).status_code == HTTPStatus.NOT_FOUND


def test_years_offer_the_next_one_to_those_who_open_it(client, world, cast):
    url = reverse("campaigns:open_campaign", args=[world.bloc.pk, NEXT])

    assertContains(see(client, cast["chief"], "campaigns", world.bloc.pk), url)
    assertNotContains(see(client, cast["deputy"], "campaigns", world.bloc.pk), url)


def test_years_of_a_new_bloc_say_who_opens_them(client, world, cast):
    bloc = make.BlocFactory(organiser=world.ministry)

    assertContains(see(client, cast["keeper"], "campaigns", bloc.pk), "No year is open yet")
    assert queries.year_to_open(bloc) == make.YEAR


def test_campaign_says_why_its_law_applies(client, world, cast):
    response = see(client, cast["writer"], "campaign", world.campaign.pk)

    assertContains(response, "Nghị định số 152/2025/NĐ-CP")
    assertContains(response, "the first day of the year")
    assertContains(response, str(world.chief))


def test_campaign_says_that_its_law_was_given_and_which_would_apply(client, world, cast):
    campaign = open_year(world, cast["chief"], regime="R2017")

    response = see(client, cast["writer"], "campaign", campaign.pk)

    assertContains(response, "wins over the computed one")
    assertContains(response, "By the day, Nghị định số 152/2025/NĐ-CP would apply.")
    assertContains(response, "not elected yet")


def test_campaign_says_that_its_law_is_assumed(client, world, cast):
    campaign = open_year(world, cast["chief"], year=2040, is_invented=True)

    response = see(client, cast["writer"], "campaign", campaign.pk)

    assertContains(response, "to be verified")
    assertContains(response, "made up for the demo")


def test_open_campaign_asks_for_its_days(client, world, cast):
    response = see(client, cast["secretary"], "open_campaign", world.bloc.pk, NEXT)

    assertContains(response, f"01/01/{NEXT}")
    assertContains(response, "btn-primary", count=1)


def test_open_campaign_opens_it(client, world, cast):
    typed = {"opens_on": f"01/01/{NEXT}", "closes_on": f"31/12/{NEXT}"}
    where = [world.bloc.pk, NEXT]

    response = send(client, cast["secretary"], "open_campaign", *where, **typed)
    again = send(client, cast["secretary"], "open_campaign", *where, **typed)

    campaign = world.bloc.campaigns.get(year=NEXT)
    assertRedirects(response, reverse("campaigns:calendar", args=[campaign.pk]))
    assertContains(again, f"The year {NEXT} of this bloc is open already.")
    assertContains(again, f"31/12/{NEXT}")


def test_open_campaign_offers_the_newest_earlier_year_with_everything_ticked(
    client, world, cast, former
):
    response = see(client, cast["secretary"], "open_campaign", world.bloc.pk, NEXT)

    assertContains(
        response, f'<option value="{former.pk}" selected>{make.YEAR}</option>', html=True
    )
    assert response.content.decode().count("checked") == len(Taken.values)


def test_open_campaign_of_a_bloc_without_years_asks_for_its_days_only(client, world, cast):
    world.pledge.delete()
    Campaign.objects.all().delete()

    response = see(client, cast["secretary"], "open_campaign", world.bloc.pk, NEXT)

    assertNotContains(response, "What comes along")
    typed = {"opens_on": f"01/01/{NEXT}", "closes_on": f"31/12/{NEXT}"}
    send(client, cast["secretary"], "open_campaign", world.bloc.pk, NEXT, **typed)
    assert world.bloc.campaigns.get().year == NEXT


def test_open_campaign_takes_along_from_the_page(client, world, cast, former):
    typed = {
        "opens_on": f"01/01/{NEXT}",
        "closes_on": f"31/12/{NEXT}",
        "start_from": former.pk,
        "take": ["calendar", "texts"],
    }

    send(client, cast["secretary"], "open_campaign", world.bloc.pk, NEXT, **typed)

    campaign = world.bloc.campaigns.get(year=NEXT)
    assert campaign.slogan == former.slogan
    assert campaign.phases.count() == 2
    assert not campaign.report_requests.exists()


def test_open_campaign_offers_no_year_of_another_bloc(client, world, cast):
    typed = {
        "opens_on": f"01/01/{NEXT}",
        "closes_on": f"31/12/{NEXT}",
        "start_from": make.CampaignFactory().pk,
    }

    response = send(client, cast["secretary"], "open_campaign", world.bloc.pk, NEXT, **typed)

    assertContains(response, "is-invalid")
    assert not world.bloc.campaigns.filter(year=NEXT).exists()


def test_describe_campaign_page_saves(client, world, cast):
    page = see(client, cast["secretary"], "describe_campaign", world.campaign.pk)
    seen = page.context["form"]["seen"].value()
    typed = {"slogan": "Đoàn kết", "key_tasks": " Một \r\n\r\nHai", "seen": seen}

    response = send(client, cast["secretary"], "describe_campaign", world.campaign.pk, **typed)

    assertRedirects(response, reverse("campaigns:calendar", args=[world.campaign.pk]))
    world.campaign.refresh_from_db()
    assert world.campaign.key_tasks == "Một\nHai"


def test_describe_campaign_page_shows_both_versions_and_joins_them(client, world, cast):
    page = see(client, cast["secretary"], "describe_campaign", world.campaign.pk)
    typed = {"seen": page.context["form"]["seen"].value(), "slogan": "", "key_tasks": "Của tôi"}
    describe(world.campaign, cast["chief"], slogan="Của trưởng", key_tasks="Của trưởng")

    stale = send(client, cast["secretary"], "describe_campaign", world.campaign.pk, **typed)

    assertContains(stale, "Two people have been writing")
    assertContains(stale, "changed by both", count=1)
    form = stale.context["form"]
    assert (form["slogan"].value(), form["key_tasks"].value()) == ("Của trưởng", "Của tôi")
    again = {name: form[name].value() for name in ("slogan", "key_tasks")}
    seen = form["seen"].value()
    send(client, cast["secretary"], "describe_campaign", world.campaign.pk, **again, seen=seen)
    world.campaign.refresh_from_db()
    assert (world.campaign.slogan, world.campaign.key_tasks) == ("Của trưởng", "Của tôi")


@pytest.mark.parametrize(
    ("part", "status"), [("deputy", 403), ("leader", 403), ("keeper", 403), ("outsider", 404)]
)
def test_describe_campaign_is_the_chiefs_and_the_secretarys(client, world, cast, part, status):
    response = see(client, cast[part], "describe_campaign", world.campaign.pk)

    assert response.status_code == status


@pytest.mark.parametrize(
    ("part", "status"),
    [("deputy", 403), ("leader", 403), ("keeper", 403), ("outsider", 404)],
)
def test_open_campaign_is_the_chiefs_and_the_secretarys(client, world, cast, part, status):
    response = see(client, cast[part], "open_campaign", world.bloc.pk, NEXT)

    assert response.status_code == status


def test_open_campaign_passes_to_the_next_years_chief(client, world, cast):
    make.TermFactory(bloc=world.bloc, board=world.board, year=NEXT, since=TODAY)
    where = ["open_campaign", world.bloc.pk, NEXT]

    assert see(client, cast["leader"], *where).status_code == HTTPStatus.OK
    assert see(client, cast["chief"], *where).status_code == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize("name", ["campaigns", "campaign"])
def test_a_page_costs_the_same_for_1_3_and_16(client, world, cast, name):
    client.force_login(cast["chief"])
    pk = world.bloc.pk if name == "campaigns" else world.campaign.pk

    def one_more():
        year = 2000 + Campaign.objects.count()
        make.CampaignFactory(bloc=world.bloc, year=year)
        make.SecretaryFactory(bloc=world.bloc, year=year)
        board = make.SeatFactory(bloc=world.bloc).board
        make.TermFactory(bloc=world.bloc, board=board, year=year, office=Office.DEPUTY)

    assert_same_queries(client, reverse(f"campaigns:{name}", args=[pk]), one_more)
