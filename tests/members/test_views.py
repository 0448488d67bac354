"""The pages of boards: who sees them, what they say, what they refuse."""

import datetime as dt
import importlib

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from foundation.audit.models import Event
from members import invitations
from members.models import (
    Account,
    Board,
    Contact,
    Delegation,
    FactorReset,
    Invitation,
    Merger,
    Post,
    Role,
)
from tests import authorities
from tests import factories as make
from tests.budget import assert_same_queries
from tests.conftest import TODAY

pytestmark = pytest.mark.usefixtures("today")

PASSWORD = "giao uoc thu nghiem 2026"
INSIDE = ["writer", "leader", "clerk"]
OUTSIDE = ["outsider", "chief", "deputy", "secretary", "reviewer", "keeper", "administrator"]


def see(client, person, name, *args):
    client.force_login(person)
    return client.get(reverse(f"members:{name}", args=args))


def send(client, person, verb, *args, **typed):
    client.force_login(person)
    return client.post(reverse(f"members:{verb}", args=args), typed)


def told(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def fresh(client, person):
    """Signed in as that person a moment ago, by password."""
    person.set_password(PASSWORD)
    person.save(update_fields=["password"])
    client.force_login(person)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


def file(content, name="tep.cer"):
    return SimpleUploadedFile(name, content)


# -- boards ---------------------------------------------------------------------------------
@pytest.mark.parametrize("query", ["dak lak", "Đắk Lắk", "DAK", "cu chung DL", ""])
def test_boards_are_found_without_accents(client, cast, query):
    board = make.BoardFactory(code="DL", province="Đắk Lắk", bears=None)
    board.names.create(name="Ban Quản lý Khu công nghiệp Cư Chung", since=dt.date(2019, 1, 1))
    client.force_login(cast["writer"])

    response = client.get(reverse("members:boards"), {"q": query})

    assertContains(response, board.get_absolute_url())
    assertContains(response, "economic zone")


def test_boards_says_when_none_answers(client, cast):
    client.force_login(cast["writer"])

    response = client.get(reverse("members:boards"), {"q": "không có"})

    assertContains(response, "No board answers to this")
    assertContains(response, 'value="không có"')


def test_boards_are_shown_fifty_at_a_time(client, cast):
    make.BoardFactory.create_batch(60)

    response = see(client, cast["writer"], "boards")

    assert len(response.context["page"].object_list) == 50
    assertContains(response, "page=2")


def test_boards_without_any_say_so(client, db):
    assertContains(see(client, make.AccountFactory(), "boards"), "No board yet")


# -- board ----------------------------------------------------------------------------------
@pytest.mark.parametrize("part", [*INSIDE, *OUTSIDE])
def test_anybody_with_an_account_sees_a_board(client, world, cast, part):
    response = see(client, cast[part], "board", world.board.pk)

    assertContains(response, world.board.name_on(TODAY))
    assertContains(response, "No certificate is registered")


def test_a_stranger_has_to_sign_in_to_see_a_board(client, world):
    url = reverse("members:board", args=[world.board.pk])

    assertRedirects(client.get(url), f"{reverse('account_login')}?next={url}")


def test_board_shows_its_names_newest_first(client, world, cast):
    world.board.names.update(until=dt.date(2024, 12, 31))
    world.board.names.create(name="Ban Quản lý mới", since=dt.date(2025, 1, 1), basis="QĐ 7")

    response = see(client, cast["outsider"], "board", world.board.pk)

    text = response.content.decode()
    assert text.index("Ban Quản lý mới") < text.index("Ban Quản lý Khu kinh tế số")
    assertContains(response, "QĐ 7")
    assertContains(response, "31 Dec 2024")


def test_mergers_link_both_ways_and_the_year_stands_alone(client, world, cast):
    Merger.objects.create(predecessor=world.board, successor=world.chief, year=2025)

    gone = see(client, cast["outsider"], "board", world.board.pk)
    heir = see(client, cast["outsider"], "board", world.chief.pk)

    assertContains(gone, "Merged in 2025 into")
    assertContains(gone, world.chief.get_absolute_url())
    assertContains(gone, f"</a> [{world.chief.code}].")  # the heir may bear the same name
    assertContains(heir, f"</a> [{world.board.code}], in 2025")
    assertContains(heir, "Boards that went into this one")
    assertContains(heir, world.board.get_absolute_url())
    assertContains(heir, "in 2025")


def test_a_merger_with_a_day_says_the_day(client, world, cast):
    day = dt.date(2025, 7, 1)
    Merger.objects.create(
        predecessor=world.board, successor=world.chief, year=2025, happened_on=day, basis="NQ 60"
    )

    assertContains(see(client, cast["outsider"], "board", world.board.pk), "Merged on 1 Jul 2025")


@pytest.mark.parametrize("part", INSIDE)
def test_those_of_the_board_see_its_people(client, world, cast, part):
    response = see(client, cast[part], "board", world.board.pk)

    assert [post.account.full_name for post in response.context["posts"]] == [
        "leader",
        "writer",
        "clerk",
    ]


@pytest.mark.parametrize("part", OUTSIDE)
def test_others_do_not_see_its_people(client, world, cast, part):
    response = see(client, cast[part], "board", world.board.pk)

    assertNotContains(response, cast["writer"].email)
    assertNotContains(response, reverse("members:people", args=[world.board.pk]))
    assertNotContains(response, "What you can do")


@pytest.mark.parametrize("demo", [True, False])
def test_a_merged_board_says_in_the_demo_why_it_goes_on(client, world, cast, settings, demo):
    settings.DEMO = demo
    make.MergerFactory(predecessor=world.board, successor=make.BoardFactory())

    page = see(client, cast["leader"], "board", world.board.pk).content.decode()

    assert ("written down but not played on" in page) == demo


@pytest.mark.parametrize("part", [*INSIDE, *OUTSIDE])
def test_everybody_sees_whom_to_call_and_who_acts_for_the_leader(client, world, cast, part):
    contact = make.ContactFactory(board=world.board, name="Chị Hoa", phone="0236 1")
    lend(world, cast)

    response = see(client, cast[part], "board", world.board.pk)

    assertContains(response, "Chị Hoa")
    assertContains(response, "leader to clerk, 15 Jun 2026 – 20 Jun 2026")
    removes = reverse("members:end_contact", args=[contact.pk])
    assert (removes in response.content.decode()) == (part in INSIDE)


def test_the_leader_is_offered_what_a_leader_may_do(client, world, cast):
    response = see(client, cast["leader"], "board", world.board.pk)

    names = ["invite_person", "delegate_powers", "register_certificate", "enter_seal"]
    for name in [*names, "add_contact"]:
        assertContains(response, reverse(f"members:{name}", args=[world.board.pk]))


def test_the_writer_may_only_add_a_contact(client, world, cast):
    response = see(client, cast["writer"], "board", world.board.pk)

    assert [str(step.label) for step in response.context["steps"]] == ["Add a contact"]


# -- people ---------------------------------------------------------------------------------
@pytest.mark.parametrize("part", INSIDE)
def test_people_shows_posts_now_and_before(client, world, cast, part):
    former = make.AccountFactory(full_name="Cụ Tư")
    make.PostFactory(account=former, board=world.board, until=dt.date(2020, 1, 1))

    response = see(client, cast[part], "people", world.board.pk)

    assertContains(response, "Former posts")
    assertContains(response, "Cụ Tư")
    assertContains(response, "No powers are lent")
    changes = reverse("members:change_post", args=[cast["writer"].posts.get().pk])
    assert (changes in response.content.decode()) == (part == "leader")


@pytest.mark.parametrize("part", OUTSIDE)
@pytest.mark.parametrize("name", ["people", "history", "seal"])
def test_people_history_and_seal_are_not_for_others(client, world, cast, part, name):
    assert see(client, cast[part], name, world.board.pk).status_code == 403


def test_history_tells_who_did_what(client, world, cast):
    person = {"full_name": "Trần Thị Mới", "email": "moi@khoithidua.example", "role": "writer"}
    send(client, cast["leader"], "invite_person", world.board.pk, **person)

    response = see(client, cast["writer"], "history", world.board.pk)

    assertContains(response, "leader invited Trần Thị Mới as officer.")


def test_an_empty_history_says_so(client, world, cast):
    response = see(client, cast["writer"], "history", world.board.pk)

    assertContains(response, "Nothing has happened yet")


# -- invitations ----------------------------------------------------------------------------
NEW = {"full_name": "Trần Thị Mới", "email": "Moi@khoithidua.example", "role": "writer"}


def invite(client, world, cast, **changed):
    return send(client, cast["leader"], "invite_person", world.board.pk, **{**NEW, **changed})


def test_invite_person(client, world, cast, mailoutbox):
    response = invite(client, world, cast, title="Chuyên viên")

    assertRedirects(response, reverse("members:people", args=[world.board.pk]))
    post = Post.objects.get(account__email="moi@khoithidua.example")
    assert (post.board, post.role, post.title, post.since) == (
        world.board,
        Role.WRITER,
        "Chuyên viên",
        TODAY,
    )
    assertContains(client.get(response.url), "Invited, not here yet")
    assert told(response) == ["The post has been entered, and the person is told."]


def test_invite_person_wants_the_title_of_a_leader(client, world, cast):
    untitled = invite(client, world, cast, role="leader")
    titled = invite(client, world, cast, role="leader", title="Phó Trưởng ban")

    assert list(untitled.context["form"].errors) == ["title"]
    assertRedirects(titled, reverse("members:people", args=[world.board.pk]))


def test_people_marks_who_has_not_accepted_the_invitation(client, world, cast):
    before = see(client, cast["leader"], "people", world.board.pk)
    invite(client, world, cast)
    after = see(client, cast["leader"], "people", world.board.pk)

    assertNotContains(before, "has not accepted the invitation")
    assertContains(after, "has not accepted the invitation", count=1)


def test_invite_person_says_whose_account_got_the_post(client, world, cast):
    make.AccountFactory(full_name="Chủ Cũ", email="chu@khoithidua.example")

    response = invite(client, world, cast, email="chu@khoithidua.example")

    assert told(response) == [
        "chu@khoithidua.example has an account already, of Chủ Cũ; the post went to that account."
    ]


def test_boards_of_the_same_name_differ_by_their_code(client, world, cast):
    assertContains(see(client, cast["leader"], "boards"), f">{world.board.code}<")


def test_invite_person_twice_is_refused_and_nothing_typed_is_lost(client, world, cast):
    invite(client, world, cast)

    response = invite(client, world, cast)

    assertContains(response, "Trần Thị Mới holds this role on the board already.")
    assertContains(response, 'value="Moi@khoithidua.example"')
    assert Post.objects.filter(account__email="moi@khoithidua.example").count() == 1


def test_change_post_leaves_no_leader_without_a_title(client, world, cast):
    post = cast["leader"].posts.get()

    response = send(client, cast["leader"], "change_post", post.pk, title=" ", capacity="")

    assert response.context["form"].errors == {
        "title": ["A leader signs: enter the title as it is printed."]
    }
    post.refresh_from_db()
    assert post.title == "Trưởng ban"


@pytest.mark.parametrize("part", ["writer", "clerk", "outsider", "chief", "keeper"])
@pytest.mark.parametrize("name", ["invite_person", "delegate_powers"])
def test_only_the_leader_invites_and_lends(client, world, cast, part, name):
    fresh(client, cast[part])

    assert client.post(reverse(f"members:{name}", args=[world.board.pk])).status_code == 403


def letter_to_new(client, world, cast):
    invite(client, world, cast)
    return Invitation.objects.get(account__email="moi@khoithidua.example")


def test_resend_and_withdraw_an_invitation(client, world, cast):
    letter = letter_to_new(client, world, cast)

    again = send(client, cast["leader"], "resend_invitation", world.board.pk, letter.pk)
    gone = send(client, cast["leader"], "withdraw_invitation", world.board.pk, letter.pk)
    twice = send(client, cast["leader"], "withdraw_invitation", world.board.pk, letter.pk)

    people = reverse("members:people", args=[world.board.pk])
    for response in (again, gone, twice):
        assertRedirects(response, people, fetch_redirect_response=False)
    assert any("older link is void" in text for text in told(again))
    assert "The invitation has been withdrawn." in told(gone)
    assert any("was withdrawn" in text for text in told(twice))
    letter.refresh_from_db()
    assert letter.withdrawn_by == cast["leader"]


@pytest.mark.parametrize(("part", "status"), [("writer", 403), ("chief", 403)])
def test_others_touch_no_invitation(client, world, cast, part, status):
    letter = letter_to_new(client, world, cast)

    for name in ("resend_invitation", "withdraw_invitation"):
        response = send(client, cast[part], name, world.board.pk, letter.pk)
        assert response.status_code == status


def test_an_invitation_of_another_board_is_not_there(client, world, cast):
    letter = letter_to_new(client, world, cast)

    response = send(client, cast["chief"], "withdraw_invitation", world.chief.pk, letter.pk)

    assert response.status_code == 404


def test_a_letter_is_not_sent_by_looking(client, world, cast):
    letter = letter_to_new(client, world, cast)

    response = see(client, cast["leader"], "resend_invitation", world.board.pk, letter.pk)

    assert response.status_code == 405


# -- accept_invitation ----------------------------------------------------------------------
def follow(client, letter, **typed):
    client.logout()
    return client.post(invitations.path(letter), typed)


def test_accept_invitation_signs_in(client, world, cast):
    letter = letter_to_new(client, world, cast)
    client.logout()

    page = client.get(invitations.path(letter))
    response = follow(client, letter, password=PASSWORD, again=PASSWORD)

    assertContains(page, "leader has invited you.")
    assert response.status_code == 302
    person = Account.objects.get(email="moi@khoithidua.example")
    assert client.session["_auth_user_id"] == str(person.pk)
    assert person.check_password(PASSWORD)
    assert Event.objects.filter(verb="members.accept_invitation", actor=person.email).exists()
    assert see(client, person, "people", world.board.pk).status_code == 200


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (("12345678", "12345678"), "too common"),
        (("ngan", "ngan"), "too short"),
        ((PASSWORD, PASSWORD + "!"), "The two passwords differ."),
        ((PASSWORD, ""), "This field is required."),
    ],
)
def test_a_poor_password_is_refused(client, world, cast, typed, words):
    letter = letter_to_new(client, world, cast)

    response = follow(client, letter, password=typed[0], again=typed[1])

    assertContains(response, words)
    letter.refresh_from_db()
    assert letter.accepted_at is None


def test_a_link_works_once(client, world, cast):
    letter = letter_to_new(client, world, cast)
    follow(client, letter, password=PASSWORD, again=PASSWORD)

    response = follow(client, letter, password=PASSWORD + "2", again=PASSWORD + "2")

    assertContains(response, "has been used already")
    assert Account.objects.get(email="moi@khoithidua.example").check_password(PASSWORD)


def test_a_withdrawn_an_outdated_and_a_replaced_link_say_what_to_do(client, world, cast):
    letter = letter_to_new(client, world, cast)
    withdrawn = letter_to_new_at(world, withdrawn_at=TODAY_NOON, withdrawn_by=cast["leader"])
    old = letter_to_new_at(world, sent_at=TODAY_NOON - dt.timedelta(days=15))
    replaced = invitations.path(letter)
    letter.sent_at += dt.timedelta(seconds=1)
    letter.save()
    client.logout()

    assertContains(client.get(invitations.path(withdrawn)), "was withdrawn")
    assertContains(client.get(invitations.path(old)), "has expired")
    assertContains(client.get(replaced), "a newer letter has taken its place")


TODAY_NOON = dt.datetime(2026, 6, 15, 12, tzinfo=dt.UTC)


def letter_to_new_at(world, **facts):
    account = Account.objects.create_user(f"x{Account.objects.count()}@khoithidua.example")
    make.PostFactory(account=account, board=world.board)
    return Invitation.objects.create(account=account, **facts)


@pytest.mark.parametrize("ticket", ["x", "WzEsMF0:1abc:forged", "%00", "☃"])
@pytest.mark.django_db
def test_a_forged_link_says_what_to_do(client, ticket):
    response = client.get(reverse("members:accept_invitation", args=[ticket]))

    assertContains(response, "This link leads nowhere")


# -- posts ----------------------------------------------------------------------------------
def test_change_post(client, world, cast):
    post = cast["writer"].posts.get()

    page = see(client, cast["leader"], "change_post", post.pk)
    response = send(client, cast["leader"], "change_post", post.pk, title="Trưởng phòng")

    assertContains(page, 'value="Chuyên viên"')
    assertRedirects(response, reverse("members:people", args=[world.board.pk]))
    assert cast["writer"].posts.held_on(TODAY).get().title == "Trưởng phòng"


def test_end_post(client, world, cast):
    post = cast["writer"].posts.get()

    response = send(client, cast["leader"], "end_post", post.pk, until="20/06/2026")

    assertRedirects(response, reverse("members:people", args=[world.board.pk]))
    post.refresh_from_db()
    assert post.until == dt.date(2026, 6, 20)


def test_the_last_leader_stays_and_the_day_is_not_lost(client, cast):
    post = cast["leader"].posts.get()

    response = send(client, cast["leader"], "end_post", post.pk, until="20/06/2026")

    assertContains(response, "leader is the last leader of the board.")
    assertContains(response, 'value="20/06/2026"')


@pytest.mark.parametrize("name", ["change_post", "end_post"])
@pytest.mark.parametrize(("part", "status"), [("clerk", 403), ("chief", 404), ("keeper", 404)])
def test_others_change_and_end_no_post(client, cast, part, status, name):
    post = cast["writer"].posts.get()

    assert send(client, cast[part], name, post.pk).status_code == status


# -- delegations ----------------------------------------------------------------------------
def lend(world, cast, **changed):
    facts = {
        "board": world.board,
        "giver": cast["leader"],
        "receiver": cast["clerk"],
        "since": TODAY,
        "until": dt.date(2026, 6, 20),
        "reason": "Đi công tác",
    }
    return Delegation.objects.create(**{**facts, **changed})


def test_delegate_powers(client, world, cast):
    fresh(client, cast["leader"])
    url = reverse("members:delegate_powers", args=[world.board.pk])
    typed = {"since": "15/06/2026", "until": "20/06/2026", "reason": "Đi công tác"}

    page = client.get(url)
    response = client.post(url, {**typed, "receiver": cast["clerk"].pk})

    assertNotContains(page, f'<option value="{cast["leader"].pk}"')
    assertRedirects(response, reverse("members:people", args=[world.board.pk]))
    lent = Delegation.objects.get()
    assert (lent.giver, lent.receiver, lent.until) == (
        cast["leader"],
        cast["clerk"],
        dt.date(2026, 6, 20),
    )


def test_delegate_powers_asks_first_who_it_is(client, world, cast):
    url = reverse("members:delegate_powers", args=[world.board.pk])
    cast["leader"].set_password(PASSWORD)
    cast["leader"].save(update_fields=["password"])
    client.force_login(cast["leader"])

    response = client.get(url)

    assert response.url.startswith(reverse("account_reauthenticate"))


def test_delegate_powers_for_the_past_is_refused_with_what_was_typed(client, world, cast):
    fresh(client, cast["leader"])
    url = reverse("members:delegate_powers", args=[world.board.pk])
    typed = {"since": "01/06/2026", "until": "20/06/2026", "reason": "Đi công tác"}

    response = client.post(url, {**typed, "receiver": cast["clerk"].pk})

    assertContains(response, "The period begins in the past.")
    assertContains(response, "Đi công tác")


def test_delegate_powers_alone_on_the_board_says_to_invite(client, cast):
    outsider = cast["outsider"]
    fresh(client, outsider)

    board = outsider.posts.get().board
    response = client.get(reverse("members:delegate_powers", args=[board.pk]))

    assertContains(response, "Nobody on the board can be lent powers")


def test_delegate_powers_offers_nobody_who_leads_already(client, world, cast):
    second = make.PostFactory(board=world.board, role=Role.LEADER).account
    fresh(client, cast["leader"])
    url = reverse("members:delegate_powers", args=[world.board.pk])
    typed = {"since": "15/06/2026", "until": "20/06/2026", "reason": "Đi công tác"}

    page = client.get(url)
    response = client.post(url, {**typed, "receiver": second.pk})

    assertContains(page, f'<option value="{cast["clerk"].pk}"')
    assertNotContains(page, f'<option value="{second.pk}"')
    assertContains(response, "Choose somebody of the board who does not lead it already.")
    assert not Delegation.objects.exists()


def test_end_delegation(client, world, cast):
    lent = lend(world, cast)

    response = send(client, cast["leader"], "end_delegation", lent.pk)
    twice = send(client, cast["leader"], "end_delegation", lent.pk)

    assert "The powers have been taken back." in told(response)
    assert any("already" in text for text in told(twice))
    lent.refresh_from_db()
    assert lent.ended_by == cast["leader"]


@pytest.mark.parametrize(("part", "status"), [("clerk", 403), ("chief", 404)])
def test_others_end_no_delegation(client, world, cast, part, status):
    assert send(client, cast[part], "end_delegation", lend(world, cast).pk).status_code == status


# -- contacts -------------------------------------------------------------------------------
def test_add_and_end_a_contact(client, world, cast):
    added = send(
        client, cast["writer"], "add_contact", world.board.pk, name="Chị Hoa", phone="0236 381 1234"
    )
    contact = Contact.objects.get()
    ended = send(client, cast["clerk"], "end_contact", contact.pk)

    assertRedirects(added, world.board.get_absolute_url(), fetch_redirect_response=False)
    assert "The contact has been removed." in told(ended)
    contact.refresh_from_db()
    assert (contact.name, contact.until) == ("Chị Hoa", TODAY)
    assertContains(client.get(world.board.get_absolute_url()), "No contact yet")


def test_a_contact_can_be_reached(client, world, cast):
    response = send(client, cast["writer"], "add_contact", world.board.pk, name="Chị Hoa")

    assertContains(response, "Give a telephone number or an e-mail address.")
    assertContains(response, 'value="Chị Hoa"')


@pytest.mark.parametrize(
    "phone", ["024 3943 1234", "+84 912.345.678", "(0236) 381-1234", "84912345678"]
)
def test_add_contact_takes_a_number_as_people_write_it(client, world, cast, phone):
    send(client, cast["writer"], "add_contact", world.board.pk, name="Chị Hoa", phone=phone)

    assert Contact.objects.get().phone == phone


@pytest.mark.parametrize(
    "phone", ["chưa có", "0236 1", "0912345678 máy lẻ 12", "1" * 16, "+-.12345678"]
)
def test_add_contact_refuses_what_cannot_be_called(client, world, cast, phone):
    response = send(
        client, cast["writer"], "add_contact", world.board.pk, name="Chị Hoa", phone=phone
    )

    assertContains(response, "Enter a telephone number of 8 to 15 digits")
    assertContains(response, f'value="{phone}"')
    assert not Contact.objects.exists()


def test_others_add_and_end_no_contact(client, world, cast):
    contact = Contact.objects.create(board=world.board, name="Hoa", phone="1", since=TODAY)

    assert send(client, cast["chief"], "add_contact", world.board.pk).status_code == 403
    assert send(client, cast["chief"], "end_contact", contact.pk).status_code == 404


# -- certificates ---------------------------------------------------------------------------
def register(client, world, person, content, **typed):
    return send(client, person, "register_certificate", world.board.pk, der=file(content), **typed)


def own_certificate(world, **facts):
    return authorities.board(world.board.code, world.board.name_on(TODAY), **facts)


@pytest.mark.parametrize(("part", "offered"), [("leader", True), ("clerk", False)])
def test_only_the_leader_is_asked_to_vouch(client, world, cast, part, offered):
    response = see(client, cast[part], "register_certificate", world.board.pk)

    assert ("vouched" in response.context["form"].fields) is offered


@pytest.mark.parametrize("part", ["leader", "clerk"])
def test_register_certificate(client, world, cast, part):
    response = register(client, world, cast[part], own_certificate(world).der)

    assertRedirects(response, world.board.get_absolute_url())
    assert world.board.certificates.get().registered_by == cast[part]
    assertContains(client.get(response.url), "Stop using")


def test_a_certificate_is_registered_once(client, world, cast):
    register(client, world, cast["clerk"], own_certificate(world).der)

    response = register(client, world, cast["clerk"], own_certificate(world).der)

    assertContains(response, "registered already")


def test_a_key_file_is_refused_loudly(client, world, cast):
    identity = own_certificate(world)

    response = register(client, world, cast["clerk"], identity.pkcs12(b"mat khau"))

    assertContains(response, "This file holds a private key.")
    assert not world.board.certificates.exists()


@pytest.mark.parametrize("content", [b"khong phai", b"%PDF-1.7\n", b"\x30\x03\x02\x01\x05"])
def test_what_is_no_certificate_is_refused(client, world, cast, content):
    assertContains(register(client, world, cast["clerk"], content), "This is no certificate")


def test_a_file_too_large_for_a_certificate_is_refused(client, world, cast):
    response = register(client, world, cast["clerk"], b"0" * 70_000)

    assertContains(response, "larger than 64 KB")


def test_an_empty_file_is_refused(client, world, cast):
    assertContains(register(client, world, cast["clerk"], b""), "The file is empty.")


def test_withdraw_certificate(client, world, cast):
    register(client, world, cast["clerk"], own_certificate(world).der)
    certificate = world.board.certificates.get()

    response = send(client, cast["leader"], "withdraw_certificate", certificate.pk)
    twice = send(client, cast["leader"], "withdraw_certificate", certificate.pk)

    assert "The board signs with it no longer." in told(response)
    assert "This was withdrawn already." in told(twice)


@pytest.mark.parametrize(("part", "status"), [("writer", 403), ("chief", 404)])
def test_others_withdraw_no_certificate(client, world, cast, part, status):
    register(client, world, cast["clerk"], own_certificate(world).der)
    certificate = world.board.certificates.get()

    response = send(client, cast[part], "withdraw_certificate", certificate.pk)

    assert response.status_code == status


@pytest.mark.parametrize("part", ["writer", "chief", "keeper"])
@pytest.mark.parametrize("name", ["register_certificate", "enter_seal"])
def test_others_enter_no_certificate_and_no_seal(client, world, cast, part, name):
    assert see(client, cast[part], name, world.board.pk).status_code == 403


@pytest.mark.parametrize(("days", "words"), [(29, "ends soon"), (31, ""), (-1, "no longer valid")])
def test_a_certificate_near_its_end_is_marked(client, world, cast, days, words):
    register(client, world, cast["clerk"], own_certificate(world).der)
    end = TODAY_NOON + dt.timedelta(days=days)
    world.board.certificates.update(valid_to=end)

    text = see(client, cast["leader"], "board", world.board.pk).content.decode()

    assert ("A certificate ends soon" in text) == (days == 29)
    assert words in text


# -- seal -----------------------------------------------------------------------------------
def picture(kind="JPEG", size=(40, 30), **written):
    import io

    from PIL import Image

    made = io.BytesIO()
    Image.new("RGB", size, "red").save(made, kind, **written)
    return made.getvalue()


def cut(kind):
    """Half a picture with the mark of a picture's end in it, as a thumbnail brings one."""
    import io

    from PIL import Image

    made = io.BytesIO()
    Image.effect_noise((300, 300), 80).convert("RGB").save(made, kind)
    whole = made.getvalue()
    if kind == "PNG":
        return whole[: len(whole) // 2] + whole[-12:]
    thumbnail = b"\xff\xfe\x00\x06\xff\xd8\xff\xd9"  # a comment: begin and end of a picture
    return whole[:2] + thumbnail + whole[2 : len(whole) // 2]


def test_enter_seal_draws_the_picture_anew(client, world, cast):
    dirty = picture(comment=b"bi mat cua may quet")
    assert b"bi mat" in dirty

    response = send(
        client, cast["clerk"], "enter_seal", world.board.pk, picture=file(dirty, "dau.jpg")
    )

    assertRedirects(response, world.board.get_absolute_url())
    shown = see(client, cast["writer"], "seal", world.board.pk)
    kept = b"".join(shown.streaming_content)
    assert kept.startswith(b"\x89PNG")
    assert b"bi mat" not in kept
    assert shown["Content-Type"] == "image/png"
    assert shown["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"khong phai anh", "none of these: PNG, JPEG"),
        (b"%PDF-1.7", "none of these: PNG, JPEG"),
        (picture("GIF"), "none of these: PNG, JPEG"),
        (picture("PNG")[:60], "damaged"),
        (cut("PNG"), "damaged"),
        (cut("JPEG"), "damaged"),
        (b"0" * (2 * 1024 * 1024 + 1), "larger than 2 MB"),
    ],
)
def test_what_is_no_picture_is_refused(client, world, cast, content, words):
    importlib.import_module("foundation.documents.press")  # WeasyPrint would make Pillow tolerant

    response = send(
        client, cast["clerk"], "enter_seal", world.board.pk, picture=file(content, "dau.png")
    )

    assertContains(response, words)
    assert Board.objects.get(pk=world.board.pk).seal is None


def test_a_board_without_a_seal_has_no_picture(client, world, cast):
    assert see(client, cast["writer"], "seal", world.board.pk).status_code == 404


# -- a lost second factor -------------------------------------------------------------------
def lose_factor(account):
    account.set_password(PASSWORD)
    account.save(update_fields=["password"])
    Authenticator.objects.create(user=account, type=Authenticator.Type.TOTP, data={})


def ask(client, account, **changed):
    typed = {"email": account.email, "password": PASSWORD, "reason": "Mất điện thoại"}
    return client.post(reverse("members:ask_factor_reset"), {**typed, **changed})


def test_ask_factor_reset_without_signing_in(client, cast):
    lose_factor(cast["writer"])

    response = ask(client, cast["writer"])

    assertContains(response, "Your request has been sent")
    reset = FactorReset.objects.get()
    assert (reset.account, reset.asked_by, reset.reason) == (
        cast["writer"],
        cast["writer"],
        "Mất điện thoại",
    )
    assert "_auth_user_id" not in client.session


def test_asking_twice_is_refused(client, cast):
    lose_factor(cast["writer"])
    ask(client, cast["writer"])

    assertContains(ask(client, cast["writer"]), "has been asked for already")


@pytest.mark.parametrize(
    "wrong", [{"password": "khong dung"}, {"email": "ai-do@khoithidua.example"}]
)
def test_a_wrong_password_and_an_unknown_address_look_alike(client, cast, wrong):
    lose_factor(cast["writer"])

    response = ask(client, cast["writer"], **wrong)

    assertContains(response, "Address and password do not belong together.")
    assertContains(response, "Mất điện thoại")
    assertNotContains(response, wrong.get("password", PASSWORD))
    assert not FactorReset.objects.exists()


def test_who_has_no_second_factor_is_told_so(client, cast):
    lose_factor(cast["writer"])
    Authenticator.objects.all().delete()

    assertContains(ask(client, cast["writer"]), "has no second step of signing in")


def test_passwords_are_not_guessed_there(client, cast):
    lose_factor(cast["writer"])

    tries = [ask(client, cast["writer"], password=f"sai {n}").status_code for n in range(7)]

    assert tries[:3] == [200, 200, 200]
    assert tries[-1] == 429
    last = ask(client, cast["writer"], password="sai")
    assertContains(last, "try again in 60 minutes.", status_code=429)


def test_the_second_step_page_leads_there(client, cast):
    lose_factor(cast["writer"])
    signing_in = {"login": cast["writer"].email, "password": PASSWORD}

    response = client.post(reverse("account_login"), signing_in, follow=True)

    assertContains(response, reverse("members:ask_factor_reset"))


def asked(account, **facts):
    return FactorReset.objects.create(
        account=account, reason="Mất điện thoại", asked_by=account, **facts
    )


def test_reset_factor(client, cast):
    lose_factor(cast["writer"])
    reset = asked(cast["writer"], confirmed_at=TODAY_NOON, confirmed_by=cast["leader"])
    fresh(client, cast["administrator"])

    page = client.get(reverse("members:reset_factor", args=[reset.pk]))
    response = client.post(reverse("members:reset_factor", args=[reset.pk]), {"sure": "on"})

    assertContains(page, "Mất điện thoại")
    assertRedirects(response, reverse("home"))
    assert not Authenticator.objects.filter(user=cast["writer"]).exists()
    reset.refresh_from_db()
    assert reset.done_by == cast["administrator"]


def test_nothing_is_reset_before_somebody_vouches(client, cast):
    lose_factor(cast["writer"])
    reset = asked(cast["writer"])
    fresh(client, cast["administrator"])

    response = client.post(reverse("members:reset_factor", args=[reset.pk]), {"sure": "on"})

    assertContains(response, "has to confirm first who this is")
    assert Authenticator.objects.filter(user=cast["writer"]).exists()


@pytest.mark.parametrize("part", ["leader", "keeper", "chief"])
def test_only_the_administrator_resets(client, cast, part):
    reset = asked(cast["writer"], confirmed_at=TODAY_NOON, confirmed_by=cast["leader"])
    fresh(client, cast[part])

    assert client.get(reverse("members:reset_factor", args=[reset.pk])).status_code == 403


# -- my account -----------------------------------------------------------------------------
def test_account_shows_posts_powers_and_security(client, world, cast):
    lend(world, cast)

    response = see(client, cast["clerk"], "account")

    assertContains(response, "leader to clerk, 15 Jun 2026 – 20 Jun 2026")
    assertContains(response, world.board.name_on(TODAY))
    assertContains(response, "Your account has one step only")
    for name in ["mfa_activate_totp", "mfa_add_webauthn"]:
        assertContains(response, f'<a class="btn btn-sm" href="{reverse(name)}">')
    for name in ["mfa_index", "mfa_list_webauthn", "usersessions_list", "account_change_password"]:
        assertContains(response, reverse(name))


def test_account_of_a_leader_who_lent_nothing_says_so(client, cast):
    assertContains(see(client, cast["leader"], "account"), "Neither by you nor to you.")


@pytest.mark.parametrize(
    ("part", "words"),
    [("administrator", "You run the server"), ("keeper", "finds their part on its page")],
)
def test_account_of_somebody_without_a_board_speaks_of_none(client, cast, part, words):
    response = see(client, cast[part], "account")

    assertContains(response, words)
    assertNotContains(response, "post on a board")
    assertNotContains(response, "Powers lent")


# -- budgets --------------------------------------------------------------------------------
def test_boards_costs_the_same_for_many(client, cast):
    client.force_login(cast["writer"])

    assert_same_queries(client, reverse("members:boards"), make.BoardFactory)


def test_board_costs_the_same_for_many(client, world, cast):
    client.force_login(cast["leader"])
    numbers = iter(range(100))

    def grow():
        n = next(numbers)
        other = make.BoardFactory()
        Merger.objects.create(predecessor=other, successor=world.board, year=2020)
        account = make.AccountFactory()
        make.PostFactory(account=account, board=world.board)
        Contact.objects.create(board=world.board, name=f"Số {n}", phone="1", since=TODAY)
        lend(world, cast, receiver=account)

    assert_same_queries(client, world.board.get_absolute_url(), grow)


def test_people_costs_the_same_for_many(client, world, cast):
    client.force_login(cast["leader"])

    def grow():
        account = make.AccountFactory()
        make.PostFactory(account=account, board=world.board)
        make.PostFactory(board=world.board, until=dt.date(2020, 1, 1))
        Invitation.objects.create(account=account, invited_by=cast["leader"])
        lend(world, cast, receiver=account)

    assert_same_queries(client, reverse("members:people", args=[world.board.pk]), grow)
