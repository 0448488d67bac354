"""Pages of ballots: prepared, frozen, opened, voted on, counted, declared."""

import datetime as dt
import json
import re
from http import HTTPStatus

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from conferences import actions, addresses, tasks
from conferences.models import BallotStage, BoardAtConference, ConferenceBallot, VoteKind
from conferences.pages import ballots as pages
from conferences.queries import ballots as queries
from foundation import clock
from foundation.ballots.models import SealedPaper, Way
from tests import factories as make
from tests.budget import assert_same_queries, queries_of
from tests.conferences import balloting as b
from tests.conferences.called import item_on
from tests.conferences.test_attendance_pages import MOST_OF_SCREEN


def address(name, *args):
    return reverse(f"conferences:{name}", args=args)


def page_of(client, person, name, *args):
    client.force_login(person)
    return client.get(address(name, *args))


@pytest.fixture
def ballot(meeting, cast):
    return b.prepared(meeting, cast)


@pytest.fixture
def opened(meeting, cast):
    return b.opened(meeting, cast)


@pytest.fixture
def sure(client):
    """Signs somebody in who has just shown once more who they are."""

    def sign_in(person):
        person.set_password("mật khẩu 123")
        person.save(update_fields=["password"])
        client.force_login(person)
        client.post(reverse("account_reauthenticate"), {"password": "mật khẩu 123"})

    return sign_in


def fields(**changed):
    usual = {
        "purpose": "proposal", "title": "Cờ thi đua", "kind": "agree", "is_strict": "",
        "share": "80 %", "share_of": "all", "places": "2", "most": "1", "is_secret": "on",
        "votes_on_itself": "on", "others": "Ông A\n\nBà B", "source": "Quy chế, Điều 9",
    }  # fmt: skip
    return usual | changed


# -- preparing -------------------------------------------------------------------------------------
def test_the_secretary_prepares_a_ballot(client, meeting, world, cast):
    client.force_login(cast["secretary"])

    sent = client.post(address("prepare_ballot", meeting.pk), fields(boards=[world.board.pk]))

    assertRedirects(sent, address("ballots", meeting.pk))
    ballot = ConferenceBallot.objects.get()
    assert [str(each) for each in queries.options_of(ballot)] == [
        world.board.short_name, "Ông A", "Bà B",
    ]  # fmt: skip
    assert (ballot.rules.needed(11), ballot.places, ballot.is_strict) == (9, 2, False)


@pytest.mark.parametrize(
    ("purpose", "usual"), [("chief", ("elect", "50 %")), ("", ("agree", "80 %"))]
)
def test_the_form_proposes_what_is_usual(client, meeting, cast, purpose, usual):
    client.force_login(cast["secretary"])
    page = client.get(address("prepare_ballot", meeting.pk), {"muc-dich": purpose})

    form = page.context["form"]
    assert (form["kind"].value(), form["share"].value()) == usual


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"title": ""}, ("title", "required")),
        ({"share": "nhiều"}, ("share", "fraction")),
        ({"others": ""}, ("boards", "who or what")),
        ({"others": "A\nA"}, ("others", "twice")),
        ({"kind": "choose", "most": "3"}, ("most", "1 to 2")),
        ({"share": "120 %"}, ("share", "not more than all")),
    ],
)
def test_what_is_wrong_stands_beside_its_field(client, meeting, cast, wrong, said):
    beside, words = said
    client.force_login(cast["secretary"])
    page = client.post(address("prepare_ballot", meeting.pk), fields(**wrong))

    assert words in str(page.context["form"].errors[beside])
    assertContains(page, "Quy chế, Điều 9")
    assert not ConferenceBallot.objects.exists()


def test_it_is_changed_until_it_is_frozen(client, ballot, cast):
    client.force_login(cast["secretary"])
    shown = client.get(address("change_ballot", ballot.pk))
    assert shown.context["form"]["others"].value() == "A\nB"

    client.post(address("change_ballot", ballot.pk), fields(title="Bằng khen"))

    ballot.refresh_from_db()
    assert ballot.title == "Bằng khen"
    client.post(address("freeze_ballot", ballot.pk))
    again = client.post(address("change_ballot", ballot.pk), fields(title="Khác"))
    assertContains(again, "The ballot is frozen")


@pytest.mark.usefixtures("_quick", "today")
def test_what_still_blocks_stands_on_the_page(client, world, cast, today):
    conference = b.held_today(world, cast)
    ballot = b.prepared(conference, cast)

    page = page_of(client, cast["secretary"], "ballot", ballot.pk)
    assertContains(page, "Two people at least count the votes.")
    assertNotContains(page, address("freeze_ballot", ballot.pk))
    sent = client.post(address("freeze_ballot", ballot.pk), follow=True)
    assertContains(sent, "Two people at least count the votes.")


def test_a_frozen_ballot_shows_its_fingerprint_to_every_delegate(client, meeting, cast):
    ballot = b.frozen(meeting, cast)

    page = page_of(client, cast["writer"], "ballot", ballot.pk)

    assert re.fullmatch(r"([0-9a-f]{4} ){15}[0-9a-f]{4}", page.context["fingerprint"])
    assertContains(page, page.context["fingerprint"])
    assertNotContains(page, address("open_ballot", ballot.pk))


# -- opening and closing ---------------------------------------------------------------------------
def test_the_chair_shows_who_they_are_before_opening(client, meeting, cast, sure):
    ballot = b.frozen(meeting, cast)
    client.force_login(cast["chief"])
    asked = client.get(address("open_ballot", ballot.pk))
    assert asked.url.startswith(reverse("account_reauthenticate"))

    sure(cast["chief"])
    sent = client.post(address("open_ballot", ballot.pk), {"closes_at": ""})

    assertRedirects(sent, ballot.get_absolute_url())
    ballot.refresh_from_db()
    assert (ballot.state, ballot.closes_at) == (BallotStage.OPEN, None)


def test_it_closes_by_itself_at_its_hour(client, meeting, cast, sure):
    ballot = b.frozen(meeting, cast)
    sure(cast["chief"])
    hour = clock.now() + dt.timedelta(hours=1)
    client.post(
        address("open_ballot", ballot.pk), {"closes_at": f"{timezone.localtime(hour):%H:%M}"}
    )

    tasks.close_ballots()
    ballot.refresh_from_db()
    assert ballot.state == BallotStage.OPEN
    with time_machine.travel(hour, tick=False):
        tasks.close_ballots()
        tasks.close_ballots()
    ballot.refresh_from_db()
    assert ballot.state == BallotStage.CLOSED


def test_the_chair_closes_declares_and_voids(client, opened, cast):
    client.force_login(cast["deputy"])  # one of the chairs
    client.post(address("close_ballot", opened.pk))
    opened.refresh_from_db()
    assert opened.state == BallotStage.CLOSED
    for part, phrase in b.PHRASES.items():
        actions.give_part(b.teller(opened, cast, part), passphrase=phrase, by=cast[part])

    client.post(address("declare_ballot", opened.pk))

    opened.refresh_from_db()
    assert opened.state == BallotStage.DECLARED
    refused = client.post(address("void_ballot", opened.pk), {"reason": "đổi ý"})
    assertContains(refused, "cannot become")


def test_a_void_ballot_says_why_and_is_held_anew(client, opened, cast):
    client.force_login(cast["chief"])
    client.post(address("void_ballot", opened.pk), {"reason": "In nhầm tên"})

    page = client.get(address("ballot", opened.pk))
    assertContains(page, "In nhầm tên")
    client.post(address("repeat_ballot", opened.pk))
    assert ConferenceBallot.objects.get(after=opened).title == opened.title


# -- voting ----------------------------------------------------------------------------------------
@pytest.fixture
def vote(client, world, cast):
    """The leader sends this paper of a ballot for their board."""

    def send(ballot, typed):
        client.force_login(cast["leader"])
        return client.post(address("vote", ballot.pk, world.board.pk), typed)

    return send


CAST = {"cast": "1"}


def test_a_delegate_marks_sees_it_back_and_casts(client, opened, world, cast, vote):
    assertContains(page_of(client, cast["leader"], "ballots", opened.conference_id), "Vote now")
    assertContains(client.get(address("vote", opened.pk, world.board.pk)), "Disagree")

    back = vote(opened, {"1": "for", "2": "against"})
    assertContains(back, "Is this your paper?")
    assert back.context["typed"] == [("1", "for"), ("2", "against")]
    assert not SealedPaper.objects.exists()

    sent = vote(opened, {"1": "for", "2": "against", "cast": "1"})
    assertRedirects(sent, address("vote", opened.pk, world.board.pk))
    done = client.get(sent.url)
    assertContains(done, "Your paper is in the box.")
    assertNotContains(done, "Disagree")
    assert SealedPaper.objects.count() == 1
    assertNotContains(client.get(address("ballots", opened.conference_id)), "Vote now")


def test_a_lost_answer_loses_no_vote_and_counts_it_once(opened, cast, vote):
    for mark in ("for", "against"):
        sent = vote(opened, {"1": mark, "cast": "1"})
    assertContains(sent, "Your paper is in the box.")

    assert SealedPaper.objects.count() == 1


def test_going_back_keeps_what_was_marked(opened, vote):
    page = vote(opened, {"1": "for", "back": "1"})

    assert page.context["form"]["1"].value() == "for"
    assertContains(page, "Look at it once more")


@pytest.mark.parametrize(
    ("typed", "words"), [({}, "A blank paper"), ({"1": "for", "is_spoilt": "on"}, "A spoilt paper")]
)
def test_blank_and_spoilt_papers_are_possible(opened, cast, typed, words, vote):
    assertContains(vote(opened, typed), words)

    vote(opened, typed | CAST)

    b.counted(opened, cast)
    assert opened.outcome["valid"] == 0
    assert opened.outcome["collected"] == 1


@pytest.mark.parametrize("kind", [VoteKind.ELECT, VoteKind.CHOOSE])
def test_one_chooses_among_them(meeting, cast, kind, vote):
    ballot = b.opened(meeting, cast, "A", "B", "C", kind=kind, most=2)
    chosen = "2" if kind == VoteKind.ELECT else ["2", "3"]

    back = vote(ballot, {"chosen": chosen})
    assert back.context["typed"] == [("chosen", each) for each in chosen]
    vote(ballot, {"chosen": chosen} | CAST)

    b.counted(ballot, cast)
    assert {line["option"]: line["agree"] for line in ballot.outcome["lines"]}["2"] == 1


def test_too_many_are_refused_and_nothing_is_lost(meeting, cast, vote):
    ballot = b.opened(meeting, cast, "A", "B", "C", kind=VoteKind.CHOOSE, most=2)

    page = vote(ballot, {"chosen": ["1", "2", "3"]} | CAST)

    assertContains(page, "At most 2")
    assert page.context["form"]["chosen"].value() == ["1", "2", "3"]
    assert not SealedPaper.objects.exists()


@pytest.mark.parametrize("typed", [{"1": "perhaps"}, {"9": "for"}, {"chosen": "1"}])
def test_a_tampered_form_stores_no_such_mark(opened, cast, typed, vote):
    vote(opened, typed | CAST)

    b.counted(opened, cast)
    assert opened.outcome["valid"] == 0


def test_a_form_that_was_opened_before_the_close_is_refused(opened, cast, vote):
    b.closed(opened, cast)

    page = vote(opened, {"1": "for", "cast": "1"})

    assertContains(page, "The ballot is not open.")
    assert not SealedPaper.objects.exists()


@pytest.mark.parametrize("part", ["writer", "chief", "secretary", "reviewer", "outsider"])
def test_nobody_votes_for_a_board_but_its_delegate(client, opened, world, cast, part):
    client.force_login(cast[part])
    sent = client.post(address("vote", opened.pk, world.board.pk), {"1": "for", "cast": "1"})

    assert sent.status_code in (HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND)
    assert not SealedPaper.objects.exists()


def test_who_was_replaced_does_not_vote(meeting, world, cast, vote):
    who = BoardAtConference(meeting, world.board)
    actions.name_delegate(who, person=cast["writer"], by=cast["leader"])
    ballot = b.opened(meeting, cast)

    sent = vote(ballot, {"1": "for", "cast": "1"})

    assert sent.status_code == HTTPStatus.FORBIDDEN


def test_who_is_not_there_is_told_to_say_so_first(opened, world, cast, vote):
    actions.check_out(BoardAtConference(opened.conference, world.board), by=cast["secretary"])

    page = vote(opened, {"1": "for", "cast": "1"})

    assertContains(page, "Say first that you are here.")
    assert page.context["form"]["1"].value() == "for"


def test_one_delegate_votes_for_two_boards(client, meeting, world, cast):
    who = BoardAtConference(meeting, world.deputy)
    actions.name_delegate(who, person=cast["leader"], by=cast["deputy"])
    ballot = b.opened(meeting, cast)

    page = page_of(client, cast["leader"], "ballots", meeting.pk)

    assert [each.board for each in page.context["to_vote"]] == [world.board, world.deputy]
    for board in (world.board, world.deputy):
        client.post(address("vote", ballot.pk, board.pk), {"1": "for", "cast": "1"})
    assert SealedPaper.objects.count() == 2


def test_a_code_is_drawn_with_the_paper_shown_back(client, meeting, cast, vote):
    ballot = b.opened(meeting, cast, has_codes=True)

    code = vote(ballot, {"1": "for"}).context["code"]
    vote(ballot, {"1": "for", "code": code, "cast": "1"})
    b.declared(ballot, cast)

    assert len(code) == pages.CODE_LENGTH
    shown = client.get(address("ballot", ballot.pk))
    assert shown.context["codes"] == [{"code": code, "marks": [("A", "for")]}]
    assertContains(shown, code)


# -- paper -----------------------------------------------------------------------------------------
def test_the_secretary_hands_out_sheets_and_enters_letters(client, opened, world, cast):
    client.force_login(cast["secretary"])
    assertContains(client.get(address("sheets", opened.pk)), "Hand out a sheet")

    client.post(address("give_paper", opened.pk, world.board.pk), {"way": "paper"})
    sent = client.post(
        address("give_paper", opened.pk, world.deputy.pk), {"way": "written"}, follow=True
    )

    assertContains(sent, "in writing, by letter")
    assert set(opened.box.roll.values_list("way", flat=True)) == {"", Way.PAPER, Way.WRITTEN}
    done = page_of(client, cast["leader"], "vote", opened.pk, world.board.pk)
    assertContains(done, "Your paper is in the box.")


@pytest.mark.parametrize("part", ["leader", "reviewer"])
def test_sheets_are_the_secretarys_business(client, opened, world, cast, part):
    assert page_of(client, cast[part], "sheets", opened.pk).status_code == HTTPStatus.FORBIDDEN
    sent = client.post(address("give_paper", opened.pk, world.board.pk), {"way": "paper"})
    assert sent.status_code == HTTPStatus.FORBIDDEN


# -- counting --------------------------------------------------------------------------------------
def test_two_tellers_open_the_box_on_their_own_devices(client, opened, world, cast, sure):
    b.votes(opened, world, cast, chief={"1": "for"})
    b.closed(opened, cast)
    for part, words in (("leader", "One more teller"), ("deputy", "opened and counted")):
        sure(cast[part])
        sent = client.post(
            address("give_part", opened.pk), {"passphrase": b.PHRASES[part]}, follow=True
        )
        assertContains(sent, words)

    opened.refresh_from_db()
    assert opened.state == BallotStage.COUNTED


def test_a_wrong_pass_phrase_stands_beside_the_field(client, opened, cast, sure):
    b.closed(opened, cast)
    sure(cast["leader"])

    page = client.post(address("give_part", opened.pk), {"passphrase": "quên mất rồi"})

    assert "not your pass-phrase" in str(page.context["form"].errors["passphrase"])
    assertNotContains(page, "quên mất rồi")


def test_whoever_guesses_pass_phrases_is_stopped(client, meeting, cast):
    teller = queries.teller_at(meeting, cast["leader"])
    client.force_login(cast["leader"])
    for _try in range(11):
        page = client.post(address("try_pass_phrase", teller.pk), {"passphrase": "đoán mò đi"})

    assert page.status_code == HTTPStatus.TOO_MANY_REQUESTS


@pytest.mark.parametrize("part", ["chief", "secretary", "writer"])
def test_only_tellers_count(client, opened, cast, sure, part):
    b.closed(opened, cast)
    sure(cast[part])

    for name in ("give_part", "enter_figures"):
        assert client.get(address(name, opened.pk)).status_code == HTTPStatus.FORBIDDEN


def test_two_tellers_enter_the_papers_on_paper(client, opened, world, cast):
    actions.give_paper(b.before(opened, world, "leader"), by=cast["secretary"])
    b.closed(opened, cast)
    typed = {
        "valid": "1", "blank": "0", "spoilt": "0",
        "1-for": "1", "1-against": "0", "2-for": "0", "2-against": "1",
    }  # fmt: skip
    client.force_login(cast["leader"])
    wrong = client.post(address("enter_figures", opened.pk), typed | {"valid": "3"})
    assertContains(wrong, "at most 1 paper")

    for part in b.PHRASES:
        client.force_login(cast[part])
        client.post(address("enter_figures", opened.pk), typed)
    for part, phrase in b.PHRASES.items():
        actions.give_part(b.teller(opened, cast, part), passphrase=phrase, by=cast[part])

    assert opened.outcome["lines"][0] == {
        "option": "1", "agree": 1, "disagree": 0, "share": "1/3", "has_passed": False,
    }  # fmt: skip


def test_two_tellers_count_the_hands(client, meeting, cast):
    ballot = b.closed(b.opened(meeting, cast, "A", is_secret=False), cast)
    typed = {"valid": "3", "blank": "0", "spoilt": "0", "1-for": "3", "1-against": "0"}
    for part in b.PHRASES:
        client.force_login(cast[part])
        client.post(address("enter_figures", ballot.pk), typed)

    ballot.refresh_from_db()
    assert ballot.state == BallotStage.COUNTED
    page = page_of(client, cast["chief"], "ballot", ballot.pk)
    assertContains(page, "100,00")


# -- what came out ---------------------------------------------------------------------------------
@pytest.fixture
def counted(opened, world, cast):
    b.votes(opened, world, cast, chief={"1": "for"}, deputy={"1": "for"}, leader={"1": "against"})
    return b.counted(opened, cast)


@pytest.mark.parametrize(("part", "sees"), [("chief", True), ("leader", True), ("writer", False)])
def test_before_it_is_declared_chair_and_tellers_see_it(client, counted, cast, part, sees):
    page = page_of(client, cast[part], "ballot", counted.pk)

    assert bool(page.context["results"]) is sees


def test_the_declared_result_is_for_the_whole_bloc(client, counted, cast):
    actions.declare_ballot(counted, by=cast["chief"])

    page = page_of(client, cast["writer"], "ballot", counted.pk)

    first = page.context["results"][0]
    assert (first.agree, first.disagree, first.percent, first.has_passed) == (2, 1, "66,67", True)
    assertContains(page, "enough votes")
    assertContains(page, "all but one, were of one mind")


def test_anybody_counts_the_file_anew(client, counted, cast, tmp_path, capsys):
    assert page_of(client, cast["writer"], "bulletin", counted.pk).status_code == 404
    actions.declare_ballot(counted, by=cast["chief"])

    sent = client.get(address("bulletin", counted.pk))
    file = tmp_path / "phieu.json"
    file.write_bytes(sent.content)
    call_command("recount", str(file))

    assert "A: 2 of 3 for, 1 against" in capsys.readouterr().out
    told = json.loads(sent.content)
    assert set(told["seats"]) == {line.seat for line in counted.box.roll.all()}


def test_who_has_no_part_in_the_bloc_sees_nothing(client, counted, cast):
    for name in ("ballot", "bulletin"):
        assert page_of(client, cast["outsider"], name, counted.pk).status_code == 404


# -- tellers ---------------------------------------------------------------------------------------
def test_the_secretary_names_the_tellers(client, meeting, cast):
    client.force_login(cast["secretary"])
    shown = client.get(address("name_tellers", meeting.pk))
    assertContains(shown, "writer")
    one = client.post(address("name_tellers", meeting.pk), {"tellers": [cast["writer"].pk]})
    assert "Two people at least" in str(one.context["form"].errors["tellers"])

    people = [cast["writer"].pk, cast["leader"].pk]
    client.post(address("name_tellers", meeting.pk), {"tellers": people})

    assert {each.account_id for each in queries.tellers_of(meeting)} == set(people)


def test_a_teller_sets_and_tries_a_pass_phrase(client, meeting, cast):
    teller = make.TellerFactory(conference=meeting, account=cast["writer"], position=3)
    client.force_login(cast["writer"])
    page = client.get(address("ballots", meeting.pk))
    assertContains(page, address("set_pass_phrase", teller.pk))
    unlike = {"passphrase": "biển Mỹ Khê", "again": "biển Mỹ Khe"}
    wrong = client.post(address("set_pass_phrase", teller.pk), unlike)
    assert "not the same" in str(wrong.context["form"].errors["again"])

    alike = {"passphrase": "biển Mỹ Khê", "again": "biển Mỹ Khê"}
    sent = client.post(address("set_pass_phrase", teller.pk), alike)

    assertRedirects(sent, address("try_pass_phrase", teller.pk))
    tried = client.post(sent.url, {"passphrase": "biển Mỹ Khê"}, follow=True)
    assertContains(tried, "That is your pass-phrase.")


@pytest.mark.parametrize("name", ["set_pass_phrase", "try_pass_phrase"])
def test_nobody_sets_anothers_pass_phrase(client, meeting, cast, name):
    teller = queries.teller_at(meeting, cast["leader"])

    assert page_of(client, cast["chief"], name, teller.pk).status_code == 404


# -- the list --------------------------------------------------------------------------------------
def test_no_page_asks_more_because_there_are_more_ballots(client, meeting, cast):
    client.force_login(cast["writer"])
    assert_same_queries(
        client,
        address("ballots", meeting.pk),
        lambda: b.prepared(meeting, cast),
    )


def test_how_many_have_voted_asks_for_itself(client, opened, world, cast):
    b.votes(opened, world, cast, chief={"1": "for"})

    page = page_of(client, cast["writer"], "ballot_now", opened.pk)

    assertContains(page, "<b>1</b><span>/3</span>")
    assert (
        client.get(
            address("ballot_now", opened.pk), headers={"If-None-Match": page["ETag"]}
        ).status_code
        == 304
    )


# -- the screen of the room ------------------------------------------------------------------------
@pytest.fixture
def screen(client, meeting):
    """What the screen of the room says now."""

    def look():
        return client.get(address("screen_now", addresses.screen_token(meeting)))

    return look


def test_the_screen_counts_papers_and_tells_nothing_before_it_is_declared(
    opened, world, cast, screen
):
    b.votes(opened, world, cast, chief={"1": "for"}, deputy={"1": "for"})
    assertContains(screen(), "2 of 3 papers are in")

    b.counted(opened, cast)
    assertContains(screen(), "being counted")
    assertNotContains(screen(), "votes of 3")

    actions.declare_ballot(opened, by=cast["chief"])
    assertContains(screen(), "2 votes of 3 members")


def test_the_screen_goes_on_with_the_agenda(opened, cast, screen):
    item = item_on(opened.conference, cast, "Bế mạc")
    b.declared(opened, cast)
    assertContains(screen(), "Cờ thi đua của Bộ")

    with time_machine.travel(clock.now() + dt.timedelta(minutes=1), tick=False):
        actions.begin_agenda_item(item, by=cast["secretary"])

    assertNotContains(screen(), "Cờ thi đua của Bộ")


def test_the_screen_stays_cheap_with_many_ballots(client, meeting, world, cast):
    url = address("screen_now", addresses.screen_token(meeting))
    for _ballot in range(3):
        ballot = b.opened(meeting, cast, *[f"Ban {n}" for n in range(16)])
        b.votes(ballot, world, cast, chief={"1": "for"})
        b.declared(ballot, cast)

    assert queries_of(client, url) <= MOST_OF_SCREEN
