"""The pages on which a board signs: the right person, the wrong one, the refused one."""

import base64

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from foundation import clock
from foundation.documents import pades
from foundation.signing import agents, rounds, tickets, turns
from foundation.signing.models import PartyState
from pledges import actions
from tests import factories as make
from tests import signing
from tests.budget import queries_of

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


@pytest.fixture
def places(today, world, cast):
    signing.trust_the_tests()
    return signing.open_for_signature(world.pledge, [world.chief, world.deputy, world.board])


@pytest.fixture
def place(places):
    """The plain board's place: `leader` and `clerk` are its people."""
    return places[2]


@pytest.fixture
def as_(client, cast):
    """Sign in as one of the cast, having shown the password just now."""

    def sign_in(name):
        account = cast[name]
        account.set_password("mật khẩu 123")
        account.save(update_fields=["password"])
        client.force_login(account)
        client.post(reverse("account_reauthenticate"), {"password": "mật khẩu 123"})
        return client

    return sign_in


def url(name, place):
    return reverse(f"pledges:{name}", args=[place.pk])


PAGES = ["prepare_signature", "sign_with_key_file", "upload_signed", "upload_scan"]


@pytest.mark.parametrize("name", [*PAGES, "decline_pledge"])
def test_the_boards_leader_sees_each_page(as_, place, settings, name):
    settings.KEY_FILE_SIGNING = True

    response = as_("leader").get(url(name, place))

    assertContains(response, place.party.name)


@pytest.mark.parametrize("name", [*PAGES, "decline_pledge"])
def test_another_boards_leader_may_not_sign_for_it(as_, place, name):
    assert as_("deputy").get(url(name, place)).status_code == 403


@pytest.mark.parametrize("name", [*PAGES, "decline_pledge", "confirm_scan", "scan"])
def test_a_stranger_learns_nothing(as_, place, name):
    assert as_("outsider").get(url(name, place)).status_code == 404


def test_who_signed_in_long_ago_is_asked_again(client, cast, place):
    client.force_login(cast["leader"])

    response = client.get(url("prepare_signature", place))

    asked = reverse("account_reauthenticate") + "?next=" + url("prepare_signature", place)
    assertRedirects(response, asked, fetch_redirect_response=False)


def test_the_clerk_sees_why_not_before_the_release(as_, place):
    response = as_("clerk").get(url("prepare_signature", place))

    assertContains(response, "has not released the pledge to the registry yet")
    assertNotContains(response, "--ticket")


def test_the_page_gives_a_ticket_that_signs(as_, place, client):
    shown = as_("leader").get(url("prepare_signature", place)).context["ticket"]

    identity = signing.identity_of(place.board)
    ticket = {"Authorization": f"Ticket {shown}"}
    prepared = ask(client, "prepare_by_ticket", ticket, **public_half(identity)).json()
    signature = pades.signature_over(base64.b64decode(prepared["attributes"]), identity.key)
    done = ask(
        client,
        "finish_by_ticket",
        ticket,
        preparation=prepared["preparation"],
        signature=base64.b64encode(signature).decode(),
    )

    assert done.json() | {"signed_at": ""} == {
        "revision": 1, "signed": 1, "of": 3, "level": "B-B", "signed_at": "",
    }  # fmt: skip


def test_the_page_goes_on_by_itself_when_the_signature_has_arrived(as_, place, cast):
    client = as_("leader")
    assertContains(client.get(url("signing_status", place)), "Waiting for the signature")
    sign(place, cast["leader"])

    response = client.get(url("signing_status", place))

    assert response["HX-Redirect"] == place.pledge.get_absolute_url()


def test_the_agents_address_is_allowed_on_the_signing_page_only(as_, place, settings):
    settings.AGENT_URL = "http://127.0.0.1:9795"

    page = as_("leader").get(url("prepare_signature", place))
    other = as_("leader").get(url("upload_signed", place))

    assert "connect-src 'self' http://127.0.0.1:9795" in page["Content-Security-Policy"]
    assert "connect-src" not in other["Content-Security-Policy"]
    assertContains(page, 'data-agent="http://127.0.0.1:9795"')


# the interface for agents -----------------------------------------------------------------------


def public_half(identity):
    own, *above = [base64.b64encode(each).decode() for each in [identity.der, *identity.chain]]
    return {"certificate": own, "chain": above}


def ask(client, name, headers, **said):
    return client.post(
        reverse(f"signing:{name}"), said, content_type="application/json", headers=headers
    )


@pytest.fixture
def ticket(place, cast):
    return {"Authorization": f"Ticket {tickets.issue(place, cast['leader'])}"}


def test_an_agent_is_told_what_will_be_signed(client, place, ticket):
    response = ask(client, "show_ticket", ticket)

    assert response.json() == {
        "title": "Emulation pledge of 2026", "board": place.party.name, "code": "AB12-CD34",
        "state": "waiting", "sha256": place.party.round.newest.blob_id, "signer": "leader",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["show_ticket", "prepare_by_ticket", "finish_by_ticket"])
@pytest.mark.parametrize("headers", [{}, {"Authorization": "Ticket x"}, {"Authorization": "y"}])
def test_without_a_ticket_nothing_is_said(client, name, headers, place):
    response = ask(client, name, headers)

    assert (response.status_code, response.json()["refused"]) == (401, "TicketRefused")


def test_a_ticket_dies_with_the_password(client, cast, ticket):
    cast["leader"].set_password("mới")
    cast["leader"].save()

    assert ask(client, "show_ticket", ticket).status_code == 401


def test_a_ticket_of_somebody_whose_post_has_ended_signs_nothing(client, cast, ticket):
    cast["leader"].posts.all().delete()

    response = ask(client, "show_ticket", ticket)

    assert (response.status_code, response.json()["refused"]) == (403, "NotPermitted")


def test_a_ticket_signs_for_no_other_board(client, places, cast):
    ticket = {"Authorization": f"Ticket {tickets.issue(places[1], cast['leader'])}"}

    assert ask(client, "show_ticket", ticket).status_code == 403


def test_an_agent_that_comes_while_another_signs_is_told_when_to_come_back(
    client, places, cast, ticket
):
    identity = signing.identity_of(places[0].board)
    actions.prepare_signature(
        places[0], certificate=identity.der, chain=identity.chain, by=cast["chief"]
    )

    response = ask(
        client, "prepare_by_ticket", ticket, **public_half(signing.identity_of(places[2].board))
    )

    assert (response.status_code, response["Retry-After"]) == (409, "2")
    assert response.json()["refused"] == "AnotherSigns"


def test_a_preparation_that_has_expired_is_to_be_made_anew(client, place, ticket, today):
    identity = signing.identity_of(place.board)
    prepared = ask(client, "prepare_by_ticket", ticket, **public_half(identity)).json()
    signature = pades.signature_over(base64.b64decode(prepared["attributes"]), identity.key)

    with clock.at(clock.now() + turns.LEASE):
        response = ask(
            client,
            "finish_by_ticket",
            ticket,
            preparation=prepared["preparation"],
            signature=base64.b64encode(signature).decode(),
        )

    assert (response.status_code, response["Retry-After"]) == (409, "0")
    assert response.json()["refused"] == "TurnLost"


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"certificate": "%%%"},
        {"certificate": 5},
        {"certificate": "aGVsbG8=", "chain": "x"},
        {"certificate": "aGVsbG8=", "chain": [7]},
    ],
)
def test_what_is_not_understood_is_refused_as_such(client, ticket, said):
    response = ask(client, "prepare_by_ticket", ticket, **said)

    assert (response.status_code, response.json()["refused"]) == (400, "NotUnderstood")


@pytest.mark.parametrize("body", ["{", "[]", "null", '"x"', "\ud800"])
def test_what_is_no_json_object_is_refused_as_such(client, ticket, body):
    response = client.post(
        reverse("signing:show_ticket"),
        body.encode("utf-8", "surrogatepass"),
        content_type="application/json",
        headers=ticket,
    )

    assert (response.status_code, response.json()["refused"]) == (400, "NotUnderstood")


def test_the_preparation_of_another_board_is_not_to_be_finished(client, places, cast, ticket):
    identity = signing.identity_of(places[0].board)
    other = actions.prepare_signature(
        places[0], certificate=identity.der, chain=identity.chain, by=cast["chief"]
    )

    for preparation in (str(other.pk), "nonsense", None, 5):
        response = ask(
            client, "finish_by_ticket", ticket, preparation=preparation, signature="aGVsbG8="
        )
        assert (response.status_code, response.json()["refused"]) == (400, "NotUnderstood")


def test_a_certificate_that_cannot_be_read_is_refused(client, ticket):
    response = ask(client, "prepare_by_ticket", ticket, certificate="aGVsbG8=")

    assert (response.status_code, response.json()["refused"]) == (422, "CertificateUnreadable")


def test_an_agent_gives_its_turn_back(client, place, ticket):
    ask(client, "prepare_by_ticket", ticket, **public_half(signing.identity_of(place.board)))

    assert ask(client, "give_up_by_ticket", ticket).status_code == 200
    assert turns.live_turn(place.party.round) is None


def test_too_many_requests_are_refused(client, ticket, monkeypatch):
    monkeypatch.setattr(agents, "MOST", 2)

    answers = [ask(client, "show_ticket", ticket) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[2]["Retry-After"] == "60"


# the other ways ----------------------------------------------------------------------------------


def file(content, name="tep.p12"):
    return SimpleUploadedFile(name, content)


def sign(place, by):
    identity = signing.identity_of(place.board)
    preparation = actions.prepare_signature(
        place, certificate=identity.der, chain=identity.chain, by=by
    )
    signature = pades.signature_over(turns.attributes_of(preparation), identity.key)
    return actions.finish_signature(place, preparation, signature, by=by)


def test_a_key_file_signs_in_the_browser(as_, place, settings):
    settings.KEY_FILE_SIGNING = True
    key = signing.identity_of(place.board).pkcs12("mật khẩu".encode())

    response = as_("leader").post(
        url("sign_with_key_file", place), {"key_file": file(key), "passphrase": "mật khẩu"}
    )

    assertRedirects(response, place.pledge.get_absolute_url(), fetch_redirect_response=False)
    place.party.refresh_from_db()
    assert place.party.state == PartyState.SIGNED


def test_a_wrong_passphrase_is_said_and_never_shown_again(as_, place, settings):
    settings.KEY_FILE_SIGNING = True
    key = signing.identity_of(place.board).pkcs12("mật khẩu".encode())

    response = as_("leader").post(
        url("sign_with_key_file", place), {"key_file": file(key), "passphrase": "sai hết rồi"}
    )

    assertContains(response, "The passphrase does not open this key file.")
    assertNotContains(response, "sai hết rồi")


@pytest.mark.parametrize("content", [b"", b"x" * 70_000, b"x" * 3_000_000, b"no key"])
def test_what_is_no_key_file_is_refused(as_, place, settings, content):
    settings.KEY_FILE_SIGNING = True

    response = as_("leader").post(
        url("sign_with_key_file", place), {"key_file": file(content), "passphrase": "x"}
    )

    assert response.status_code == 200
    assert response.context["form"].errors


def test_a_key_file_is_not_taken_from_another_site(place, cast, settings):
    settings.KEY_FILE_SIGNING = True
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cast["leader"])

    response = strict.post(url("sign_with_key_file", place), {"passphrase": "x"})

    assert response.status_code == 403


def test_a_key_file_is_not_kept_in_the_session_while_the_password_is_asked(
    client, cast, place, settings
):
    settings.KEY_FILE_SIGNING = True
    client.force_login(cast["leader"])

    response = client.post(
        url("sign_with_key_file", place), {"key_file": file(b"key"), "passphrase": "secret"}
    )

    assertRedirects(response, url("sign_with_key_file", place), fetch_redirect_response=False)
    assert "secret" not in str(dict(client.session))


def test_a_file_signed_elsewhere_is_taken(as_, place):
    response = as_("leader").post(
        url("upload_signed", place), {"content": file(signed_elsewhere(place), "ky.pdf")}
    )

    assertRedirects(response, place.pledge.get_absolute_url(), fetch_redirect_response=False)


def signed_elsewhere(place):
    identity = signing.identity_of(place.board)
    prepared = pades.prepare(
        rounds.newest_revision(place.party.round).document.read(),
        field=place.party.field,
        certificate=identity.der,
        chain=identity.chain,
        signed_at=clock.now(),
        token_room=0,
    )
    return pades.finish(prepared, pades.signature_over(prepared.attributes, identity.key))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "The file is empty."),
        (b"hello", "This is no PDF file."),
        (b"%PDF-1.7\nhello", "The file is damaged and cannot be read."),
    ],
)
def test_a_file_that_is_not_the_signed_pledge_is_refused(as_, place, content, says):
    response = as_("leader").post(url("upload_signed", place), {"content": file(content, "ky.pdf")})

    assertContains(response, says)


def test_a_file_that_is_too_large_is_refused(as_, place, settings):
    settings.UPLOAD_LIMIT = 10

    response = as_("leader").post(
        url("upload_signed", place), {"content": file(b"x" * 11, "ky.pdf")}
    )

    assertContains(response, "The file is larger than")


def test_a_scan_is_shown_to_the_secretary_and_confirmed(as_, place):
    as_("leader").post(url("upload_scan", place), {"content": file(PIXEL, "quet.png")})
    place.party.refresh_from_db()

    client = as_("secretary")
    assertContains(client.get(url("confirm_scan", place)), url("scan", place))
    shown = client.get(url("scan", place))
    confirmed = client.post(
        url("confirm_scan", place),
        {"scan_id": place.party.scan_id, "signer_name": "Lê Văn C", "signer_title": "TRƯỞNG BAN"},
    )

    assert shown["Content-Type"] == "image/png"
    assert b"".join(shown.streaming_content) == PIXEL
    assert "frame-ancestors 'self'" in shown["Content-Security-Policy"]
    assert confirmed.status_code == 302
    place.party.refresh_from_db()
    assert place.party.state == PartyState.ON_PAPER


def test_a_scan_is_sent_back_with_a_reason(as_, place):
    as_("leader").post(url("upload_scan", place), {"content": file(PIXEL, "quet.png")})
    place.party.refresh_from_db()

    as_("secretary").post(
        url("reject_scan", place), {"scan_id": place.party.scan_id, "reason": "Mờ"}
    )

    place.party.refresh_from_db()
    assert place.party.state == PartyState.WAITING


def test_the_scan_of_another_board_is_nobodys_business(as_, place):
    as_("leader").post(url("upload_scan", place), {"content": file(PIXEL, "quet.png")})

    assert as_("deputy").get(url("scan", place)).status_code == 404
    assert as_("deputy").get(url("confirm_scan", place)).status_code == 403


def test_a_refusal_is_given_with_a_reason_and_taken_back(as_, place):
    client = as_("leader")
    client.post(url("decline_pledge", place), {"reason": "Chưa có ý kiến của tỉnh"})
    assertContains(client.get(reverse("pledges:signatures", args=[place.pledge.pk])), "Chưa có ý")

    client.post(url("take_back_refusal", place))

    place.party.refresh_from_db()
    assert place.party.state == PartyState.WAITING


def test_a_button_that_comes_too_late_says_why(as_, place, cast):
    sign(place, cast["leader"])

    response = as_("leader").post(url("release_pledge", place), follow=True)

    assert "cannot sign now: signed" in str(next(iter(get_messages(response.wsgi_request))))


# what shows itself -------------------------------------------------------------------------------


def test_the_list_says_each_state_in_words(as_, places, cast):
    identity = signing.identity_of(places[2].board)
    sign(places[0], cast["chief"])
    actions.prepare_signature(
        places[2], certificate=identity.der, chain=identity.chain, by=cast["leader"]
    )

    found = as_("deputy").get(reverse("pledges:signatures", args=[places[0].pledge.pk]))

    lines = found.context["signatures"].lines
    assert [line.state for line in lines] == ["signed", "waiting", "signing"]
    assert [str(line.part) for line in lines] == ["chief", "deputy", ""]
    assert [line.mine for line in lines] == [False, True, False]


@pytest.mark.parametrize("name", ["signatures", "wall_seats"])
def test_a_fragment_that_has_not_changed_is_not_sent_again(as_, places, cast, name):
    client, address = as_("leader"), reverse(f"pledges:{name}", args=[places[0].pledge.pk])
    tag = client.get(address)["ETag"]

    assert client.get(address, headers={"If-None-Match": tag}).status_code == 304
    sign(places[0], cast["chief"])
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 200


def test_the_wall_names_boards_and_no_persons(as_, places, cast):
    sign(places[0], cast["chief"])

    page = as_("deputy").get(reverse("pledges:wall", args=[places[0].pledge.pk]))

    assertContains(page, places[0].board.short_name)
    assertContains(page, 'wall-count">1<span>/3</span>')
    assertNotContains(page, "Trưởng ban")
    assertNotContains(page, "TRƯỞNG BAN")
    assertNotContains(page, "<button")
    assertNotContains(page, "<a ")


def test_the_wall_waits_before_the_signing(as_, world):
    page = as_("leader").get(reverse("pledges:wall", args=[world.pledge.pk]))

    assertContains(page, "The signing has not begun yet.")


@pytest.mark.parametrize("name", ["signatures", "wall", "revisions", "newest"])
def test_another_bloc_sees_nothing_of_it(as_, places, name):
    address = reverse(f"pledges:{name}", args=[places[0].pledge.pk])

    assert as_("outsider").get(address).status_code == 404


def test_every_revision_stays_to_be_downloaded(as_, places, cast):
    sign(places[0], cast["chief"])
    client, pledge = as_("leader"), places[0].pledge
    drawn, first = places[0].party.round.revisions.all()

    assertContains(client.get(reverse("pledges:revisions", args=[pledge.pk])), "Revision 1: signed")
    for revision in (drawn, first):
        answer = client.get(reverse("pledges:revision", args=[revision.pk]))
        assert b"".join(answer.streaming_content) == revision.document.read()
    newest = client.get(reverse("pledges:newest", args=[pledge.pk]))
    assert b"".join(newest.streaming_content) == first.document.read()
    assert as_("outsider").get(reverse("pledges:revision", args=[first.pk])).status_code == 404


@pytest.mark.parametrize("name", ["signatures", "wall", "revisions"])
def test_a_page_costs_the_same_for_many_boards(as_, world, name):
    def cost(boards):
        pledge = make.PledgeFactory(
            campaign=make.CampaignFactory(bloc=world.bloc, year=make.YEAR + boards)
        )
        more = [make.SeatFactory(bloc=world.bloc).board for _ in range(boards)]
        for place in signing.open_for_signature(pledge, more, code=f"CODE-{boards}")[:3]:
            account = make.AccountFactory()
            make.PostFactory(account=account, board=place.board, role="leader", title="Trưởng ban")
            sign(place, account)
        return queries_of(client, reverse(f"pledges:{name}", args=[pledge.pk]))

    signing.trust_the_tests()
    client = as_("leader")

    costs = [cost(boards) for boards in (1, 3, 16)]

    assert costs == [costs[0]] * 3
    assert costs[0] <= 12
