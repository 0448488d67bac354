"""What the pages say to whom: the card, what waits, and who is told."""

import datetime as dt

import pytest

from bloc.models import Office, Term
from foundation.documents.uploads import PNG
from foundation.signing import rounds
from members.models import Post
from pledges import actions, letters
from pledges.pages import signing as signing_pages
from tests import factories as make
from tests import signing
from tests.pledges.test_signing_actions import PIXEL, with_device


@pytest.fixture
def places(today, world, cast):
    signing.trust_the_tests()
    return signing.open_for_signature(world.pledge, [world.chief, world.deputy, world.board])


@pytest.fixture
def place(places):
    return places[2]


def card(place, person):
    person.forget_posts()
    return signing_pages.signing_of(place.pledge, person)


def names(ways):
    return [str(way.label) for way in ways]


def waiting(person):
    person.forget_posts()
    return [str(each.title) for each in signing_pages.waiting_to_sign(person)]


def test_a_leader_sees_every_way_the_device_first(place, cast, settings):
    settings.KEY_FILE_SIGNING = True
    settings.REMOTE_SIGNING_URL = "https://csc.example"

    shown = card(place, cast["leader"])

    assert shown.title == "It is your board's turn"
    assert names(shown.ways) == [
        "Sign with the office's device", "Sign with a key file", "Sign by phone",
        "Upload the signed file", "Sign on paper",
    ]  # fmt: skip
    assert names(shown.links) == ["We cannot sign: say why"]
    assert names(shown.posts) == ["Let the registry sign"]


def test_ways_that_are_switched_off_are_not_offered(place, cast, settings):
    settings.KEY_FILE_SIGNING, settings.REMOTE_SIGNING_URL = False, ""

    assert len(card(place, cast["leader"]).ways) == 3


def test_the_registry_is_offered_only_where_there_is_one(place, cast):
    Post.objects.filter(account=cast["clerk"]).delete()

    assert card(place, cast["leader"]).posts == []


def test_the_clerk_sees_why_not_until_the_release(place, cast):
    before = card(place, cast["clerk"])
    actions.release_pledge(place, by=cast["leader"])
    after = card(place, cast["clerk"])

    assert all("has not released" in way.refusal for way in before.ways)
    assert all(way.refusal == "" for way in after.ways)
    assert (before.links, before.posts) == ([], [])
    assert card(place, cast["leader"]).posts == []


@pytest.mark.parametrize("person", ["writer", "secretary", "reviewer", "outsider"])
def test_who_does_not_sign_sees_no_card(place, cast, person):
    assert card(place, cast[person]) is None


def test_who_has_signed_sees_no_card(place, cast):
    with_device(place, cast["leader"])

    assert card(place, cast["leader"]) is None


def test_a_board_that_has_declined_may_take_it_back(place, cast):
    actions.decline_pledge(place, reason="Chưa rõ", by=cast["leader"])

    shown = card(place, cast["leader"])

    assert "Chưa rõ" in str(shown.text)
    assert names(shown.posts) == ["Take back the refusal"]
    assert card(place, cast["clerk"]) is None


def test_a_scan_waits_for_the_secretary_and_may_be_replaced(place, cast):
    actions.upload_scan(place, content=PIXEL, media_type=PNG, by=cast["leader"])

    assert names(card(place, cast["leader"]).links) == ["Upload another scan"]
    assert names(card(place, cast["secretary"]).ways) == [place.board.short_name]


def test_nothing_is_offered_when_the_round_is_over(place, cast):
    rounds.close(place.party.round, "Hết hạn", by=cast["chief"])
    place.pledge.round.refresh_from_db()

    assert card(place, cast["leader"]) is None


def test_a_void_round_shows_every_signature_as_void(place, cast):
    with_device(place, cast["leader"])
    rounds.void(place.party.round, "Sai số", by=cast["chief"])
    place.pledge.round.refresh_from_db()

    lines = signing_pages.lines_of(place.pledge, cast["leader"])

    assert {line.state for line in lines.lines} == {"void"}
    assert (lines.signed, lines.is_open) == (0, False)


def test_what_waits_for_whom_disappears_when_it_is_done(place, cast):
    sign = ["Sign: Emulation pledge of 2026"]
    assert waiting(cast["leader"]) == waiting(cast["chief"]) == sign
    assert waiting(cast["clerk"]) == waiting(cast["secretary"]) == waiting(cast["writer"]) == []

    actions.release_pledge(place, by=cast["leader"])
    assert waiting(cast["clerk"]) == ["Apply the agency's signature: Emulation pledge of 2026"]

    actions.upload_scan(place, content=PIXEL, media_type=PNG, by=cast["leader"])
    scan = f"Confirm the scan of {place.board.short_name}: Emulation pledge of 2026"
    assert waiting(cast["secretary"]) == [scan]
    assert waiting(cast["leader"]) == waiting(cast["clerk"]) == []

    actions.reject_scan(place, scan_id=place.party.scan_id, reason="Mờ", by=cast["secretary"])
    actions.decline_pledge(place, reason="Chưa rõ", by=cast["leader"])
    assert waiting(cast["secretary"]) == waiting(cast["leader"]) == []
    declined = f"{place.board.short_name} has declined to sign: Emulation pledge of 2026"
    assert waiting(cast["chief"]) == [*sign, declined]

    actions.take_back_refusal(place, by=cast["leader"])
    with_device(place, cast["leader"])
    assert waiting(cast["leader"]) == []
    assert waiting(cast["chief"]) == sign


def test_what_waits_says_by_when_and_in_which_bloc(place, cast):
    (found,) = signing_pages.waiting_to_sign(cast["leader"])

    assert (found.due_on, found.bloc) == (place.pledge.signed_on, str(place.bloc))
    assert found.url.endswith(f"/ky/{place.pk}/")


def test_what_waits_costs_the_same_for_many_boards(
    today, world, cast, django_assert_max_num_queries
):
    boards = [world.board, *(make.SeatFactory(bloc=world.bloc).board for _ in range(15))]
    signing.open_for_signature(world.pledge, boards)
    cast["secretary"].forget_posts()

    with django_assert_max_num_queries(9):
        signing_pages.waiting_to_sign(cast["secretary"])


def test_the_officers_of_the_year_before_are_told_until_the_new_ones_are_elected(
    today, world, cast
):
    Term.objects.filter(bloc=world.bloc).delete()
    make.TermFactory(bloc=world.bloc, board=world.board, year=make.YEAR - 1, office=Office.CHIEF)

    assert letters.leaders_in(world.pledge, Office.CHIEF) == ["leader@khoithidua.example"]
    assert letters.leaders_in(world.pledge, Office.DEPUTY) == []


def test_a_chief_who_ended_early_does_not_hand_the_letters_back(today, world, cast):
    make.TermFactory(bloc=world.bloc, board=world.board, year=make.YEAR - 1, office=Office.CHIEF)
    Term.objects.filter(bloc=world.bloc, year=make.YEAR, office=Office.CHIEF).update(
        until=today - dt.timedelta(days=1)
    )

    assert letters.leaders_in(world.pledge, Office.CHIEF) == []
    assert letters.leaders_in(world.pledge, Office.DEPUTY) == [cast["deputy"].email]
