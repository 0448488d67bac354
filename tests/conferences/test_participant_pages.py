"""Pages of boards, delegates and guests: what people see, type and may not."""

from http import HTTPStatus

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from conferences import actions, addresses
from conferences.models import BoardAtConference, Delegate, Invitation
from conferences.queries import delegates as queries
from conferences.views import invitations as views
from tests import factories as make
from tests.budget import assert_same_queries
from tests.conferences.called import called, item_on, past
from tests.conferences.test_delegates import SIGNED
from tests.conferences.test_invitations import GUEST, guest_of, invited, issued
from tests.furnished import picture

pytestmark = pytest.mark.usefixtures("today")


def address(name, *args):
    return reverse(f"conferences:{name}", args=args)


@pytest.fixture
def conference(world, cast):
    found = called(world, cast)
    item_on(found, cast, "Báo cáo sơ kết", 60)
    return found


@pytest.fixture
def guest(conference, cast):
    """Somebody to whom the invitation was sent."""
    found = guest_of(conference, cast)
    issued(conference, cast)
    found.refresh_from_db()
    return found


def page_of(client, person, conference):
    client.force_login(person)
    return client.get(conference.get_participants_url())


# -- the page ------------------------------------------------------------------------------------
def test_the_page_says_who_comes_and_who_votes(client, conference, world, cast, guest):
    actions.answer_invitation(
        invited(conference, world.deputy), reply="declines", reason="Đi công tác", by=cast["chief"]
    )
    who = BoardAtConference(conference, world.board)
    actions.name_delegate(who, person=cast["writer"], by=cast["leader"])

    page = page_of(client, cast["reviewer"], conference)

    assert [line.board for line in page.context["lines"]] == [
        world.chief, world.deputy, world.board,
    ]  # fmt: skip
    assertContains(page, "Đi công tác")
    assertContains(page, "by the leader&#x27;s authorisation")
    assertContains(page, "01/GM-KTĐ")
    assertContains(page, guest.name)
    assert [page.context[name] for name in ("coming", "named")] == [0, 1]
    assert not page.context["prepares"]
    assertNotContains(page, address("invite_guest", conference.pk))


def test_each_is_offered_what_is_theirs(client, conference, world, cast):
    urls = {
        "names": address("name_delegate", conference.pk, world.board.pk),
        "enters": address("authorise_by_paper", conference.pk, world.board.pk),
        "guests": address("invite_guest", conference.pk),
        "issues": address("issue_invitations", conference.pk),
    }

    def offered(part):
        page = page_of(client, cast[part], conference).content.decode()
        return {name for name, url in urls.items() if url in page}

    assert offered("leader") == {"names", "enters"}
    assert offered("writer") == {"enters"}
    assert offered("secretary") == {"enters", "guests"}
    assert offered("chief") == {"guests", "issues"}
    assert offered("keeper") == set()


def test_what_is_over_offers_nothing(client, world, cast):
    page = page_of(client, cast["leader"], past(world, cast))

    assertNotContains(page, "Name the delegate")
    assertContains(page, "No guests")


def test_the_page_costs_the_same_for_many_guests(client, conference, cast):
    client.force_login(cast["secretary"])

    assert_same_queries(
        client,
        conference.get_participants_url(),
        lambda: guest_of(conference, cast, email=f"k{Invitation.objects.count()}@mpi.example"),
    )


# -- guests and the invitation -------------------------------------------------------------------
def test_a_guest_is_put_on_the_list_and_taken_off(client, conference, cast):
    client.force_login(cast["secretary"])
    url = address("invite_guest", conference.pk)

    wrong = client.post(url, GUEST | {"email": "x"})
    assertRedirects(client.post(url, GUEST), conference.get_participants_url())
    twice = client.post(url, GUEST)
    guest = Invitation.objects.get()
    assertContains(client.get(conference.get_participants_url()), "not sent yet")
    client.post(address("withdraw_guest", guest.pk))

    assert "email" in wrong.context["form"].errors
    assert "email" in twice.context["form"].errors
    guest.refresh_from_db()
    assert guest.withdrawn_by == cast["secretary"]


def test_the_chief_sends_the_invitations(client, conference, world, cast):
    client.force_login(cast["chief"])
    url = address("issue_invitations", conference.pk)

    assertContains(client.get(url), "next number of the register")
    assertRedirects(client.post(url, {"submit": "1"}), conference.get_participants_url())
    assertContains(client.post(url, {"submit": "1"}), "Everybody has been invited already.")

    page = client.get(conference.get_participants_url())
    assertContains(page, "01/GM-KTĐ")
    assertNotContains(page, url)


@pytest.mark.parametrize(("kind", "begins"), [("pdf", b"%PDF"), ("docx", b"PK")])
def test_the_invitation_is_had_in_both_kinds(client, cast, guest, kind, begins):
    client.force_login(cast["leader"])
    conference = guest.conference
    own = conference.invitations.exclude(board=None).first()

    for url in (
        address("invitation_paper", conference.pk, kind),
        address("addressed_paper", own.pk, kind),
        address("addressed_paper", guest.pk, kind),
    ):
        answer = client.get(url)
        assert answer.content.startswith(begins)
        assert f'filename="giay-moi-2026-06-25.{kind}"' in answer["Content-Disposition"]


def test_there_is_no_third_kind(client, conference, cast):
    client.force_login(cast["leader"])

    url = address("invitation_paper", conference.pk, "pdf").replace(".pdf", ".xlsx")
    assert client.get(url).status_code == HTTPStatus.NOT_FOUND


# -- answers -------------------------------------------------------------------------------------
def test_a_board_answers_on_its_page(client, conference, world, cast, guest):
    client.force_login(cast["writer"])
    invitation = invited(conference, world.board)
    url = address("answer_invitation", invitation.pk)

    assertContains(client.get(conference.get_participants_url()), url)
    silent = client.post(url, {"reply": "declines", "reason": ""})
    sent = client.post(url, {"reply": "declines", "reason": "Đi công tác"})

    assert "reason" in silent.context["form"].errors
    assertRedirects(sent, conference.get_participants_url())
    form = client.get(url).context["form"]
    assert form.initial == {"reply": "declines", "reason": "Đi công tác"}


def test_a_guest_answers_by_the_address_in_the_letter(client, guest):
    url = addresses.path(guest)

    assertContains(client.get(url), "is invited")
    client.post(url, {"reply": "declines", "reason": ""})
    sent = client.post(url, {"reply": "comes", "reason": ""}, follow=True)

    assertContains(sent, "The answer has been saved.")
    guest.refresh_from_db()
    assert (guest.reply, guest.replied_by) == ("comes", None)
    token = url.rstrip("/").rpartition("/")[2]
    for kind, begins in (("pdf", b"%PDF"), ("docx", b"PK")):
        assert client.get(address("guest_paper", token, kind)).content.startswith(begins)


def test_a_guest_of_what_was_called_off_reads_why(client, conference, cast, guest):
    actions.call_off_conference(conference, reason="Bão số 4", by=cast["chief"])

    page = client.get(addresses.path(guest))

    assertContains(page, "Bão số 4")
    assertNotContains(page, "Your answer")


def test_a_forged_address_leads_nowhere(client, guest):
    forged = addresses.path(guest)[:-3] + "xx/"
    token = forged.rstrip("/").rpartition("/")[2]

    assert client.get(forged).status_code == HTTPStatus.NOT_FOUND
    assert client.get(address("guest_paper", token, "pdf")).status_code == HTTPStatus.NOT_FOUND


def test_whoever_answers_too_often_waits(client, guest, monkeypatch):
    monkeypatch.setattr(views, "MOST", 2)
    url = addresses.path(guest)

    answers = [client.post(url, {"reply": "comes"}).status_code for _ in range(4)]

    assert answers[-1] == HTTPStatus.TOO_MANY_REQUESTS


# -- delegates -----------------------------------------------------------------------------------
def test_the_leader_names_a_delegate_on_the_page(client, conference, world, cast):
    client.force_login(cast["leader"])
    url = address("name_delegate", conference.pk, world.board.pk)

    assertContains(client.get(conference.get_participants_url()), "has not said yet who votes")
    choices = dict(client.get(url).context["form"].fields["person"].choices)
    stranger = client.post(url, {"person": cast["outsider"].pk})
    sent = client.post(url, {"person": cast["writer"].pk})

    assert next(iter(choices)) == str(cast["leader"].pk)
    board = world.board.short_name
    assert choices[str(cast["writer"].pk)] == f"writer · Chuyên viên, {board}"
    assert "person" in stranger.context["form"].errors
    assertRedirects(sent, conference.get_participants_url())
    assert queries.delegate_of(conference, world.board).account == cast["writer"]
    page = client.get(conference.get_participants_url())
    assertContains(page, "Name somebody else")
    assert client.get(url).context["form"].initial == {"person": cast["writer"]}


def test_an_officer_enters_a_signed_paper(client, conference, world, cast):
    client.force_login(cast["writer"])
    url = address("authorise_by_paper", conference.pk, world.board.pk)
    upload = SimpleUploadedFile("uy-quyen.png", picture())

    nothing = client.post(url, {"name": "Lê Văn An"})
    nobody = client.post(url, {"name": "", "file": SimpleUploadedFile("a.png", picture())})
    sent = client.post(url, {"name": "Lê Văn An", "title": "Phó phòng", "file": upload})

    assert "file" in nothing.context["form"].errors
    assert "name" in nobody.context["form"].errors
    assertRedirects(sent, conference.get_participants_url())
    page = client.get(conference.get_participants_url())
    assertContains(page, "votes on paper")
    delegate = Delegate.objects.get()
    read = client.get(address("authorisation", delegate.pk))
    assert b"".join(read.streaming_content) == picture()


# -- who may not ---------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("part", "status"), [("keeper", HTTPStatus.FORBIDDEN), ("outsider", HTTPStatus.NOT_FOUND)]
)
def test_people_from_elsewhere_may_do_nothing(client, cast, guest, part, status):
    client.force_login(cast[part])
    conference = guest.conference
    own = conference.invitations.exclude(board=None).first()

    for url in (
        address("invite_guest", conference.pk),
        address("issue_invitations", conference.pk),
        address("answer_invitation", own.pk),
        address("name_delegate", conference.pk, own.board_id),
        address("authorise_by_paper", conference.pk, own.board_id),
    ):
        assert client.get(url).status_code == status, url
    assert client.post(address("withdraw_guest", guest.pk)).status_code == status
    seen = client.get(conference.get_participants_url()).status_code
    assert seen == (HTTPStatus.OK if part == "keeper" else status)


@pytest.mark.parametrize(
    ("part", "name"),
    [
        ("secretary", "issue_invitations"),
        ("leader", "invite_guest"),
        ("leader", "issue_invitations"),
    ],
)
def test_the_chief_alone_sends_them_and_boards_invite_nobody(client, conference, cast, part, name):
    client.force_login(cast[part])

    assert client.get(address(name, conference.pk)).status_code == HTTPStatus.FORBIDDEN


def test_nobody_acts_for_another_board(client, conference, world, cast, guest):
    client.force_login(cast["leader"])
    theirs = invited(conference, world.deputy)

    for url in (
        address("answer_invitation", theirs.pk),
        address("name_delegate", conference.pk, world.deputy.pk),
        address("authorise_by_paper", conference.pk, world.deputy.pk),
    ):
        assert client.get(url).status_code == HTTPStatus.FORBIDDEN
    client.force_login(cast["writer"])
    own = address("name_delegate", conference.pk, world.board.pk)
    assert client.get(own).status_code == HTTPStatus.FORBIDDEN


def test_a_board_that_does_not_vote_has_no_delegate(client, conference, cast):
    stranger = make.BoardFactory()
    client.force_login(cast["leader"])

    url = address("name_delegate", conference.pk, stranger.pk)
    assert client.get(url).status_code == HTTPStatus.NOT_FOUND


def test_another_bloc_reads_no_authorisation(client, conference, world, cast):
    who = BoardAtConference(conference, world.board)
    made = actions.authorise_by_paper(who, name="Lê Văn An", **SIGNED, by=cast["writer"])
    client.force_login(cast["outsider"])

    url = address("authorisation", made.pk)
    assert client.get(url).status_code == HTTPStatus.NOT_FOUND
