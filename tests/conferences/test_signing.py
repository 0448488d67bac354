"""The papers of a conference are signed: by whom, with what, in ink, and what is refused."""

import io

import docx
import pytest
from django.urls import reverse

from conferences import actions, tasks
from conferences.models import PaperKind, Part, SignedPaper
from conferences.papers import notice as notices
from conferences.papers import signing as papers
from conferences.queries import signing as queries
from conferences.regulations import signing as regulations
from foundation import clock
from foundation.documents import pades, uploads
from foundation.jobs import queue
from foundation.signing import rounds, trust, turns
from foundation.signing.models import Method, PartyState, RoundState
from foundation.signing.uploads import UploadRefused
from members import regulations as members
from tests import authorities, signing
from tests.budget import queries_of
from tests.conferences import balloting
from tests.conferences.called import events, item_on, last

PASSPHRASE = "mật khẩu 123"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


@pytest.fixture
def agreed(meeting, cast):
    """The minutes, agreed but not drawn yet."""
    signing.trust_the_tests()
    actions.open_conference(meeting, by=cast["secretary"])
    item_on(meeting, cast)
    actions.write_conclusion(meeting, conclusion="Nhất trí.", by=cast["secretary"])
    actions.close_conference(meeting, by=cast["chief"])
    actions.agree_minutes(meeting, by=cast["chief"])
    return SignedPaper.objects.get()


@pytest.fixture
def signed(agreed, cast):
    """Laid before secretary, tellers and chairs."""
    tasks.draw_paper(agreed.pk)
    return queries.signed_papers_visible_to(cast["secretary"]).get()


@pytest.fixture
def place_of(signed, cast):
    def find(part):
        return queries.with_papers().get(signed_paper=signed, account=cast[part])

    return find


@pytest.fixture
def key_files(settings):
    settings.KEY_FILE_SIGNING = True


def own(place):
    """A certificate in the person's name."""
    return authorities.person(str(place.account))


def with_device(place, identity=None):
    identity = identity or signing.identity_of(place.board)
    preparation = actions.prepare_paper_signature(
        place, certificate=identity.der, chain=identity.chain, by=place.account
    )
    signature = pades.signature_over(turns.attributes_of(preparation), identity.key)
    return actions.finish_paper_signature(place, preparation, signature, by=place.account)


def with_key_file(place, identity=None):
    identity = identity or signing.identity_of(place.board)
    content = identity.pkcs12(PASSPHRASE.encode())
    return actions.sign_paper_with_key_file(
        place, key_file=content, passphrase=PASSPHRASE, by=place.account
    )


def signed_elsewhere(place, identity=None, **facts):
    """The newest revision as the person's own program signs it."""
    identity = identity or signing.identity_of(place.board)
    prepared = pades.prepare(
        rounds.newest_revision(place.party.round).document.read(),
        field=facts.pop("field", place.party.field),
        certificate=identity.der,
        chain=identity.chain,
        signed_at=clock.now(),
        token_room=0,
    )
    return pades.finish(prepared, pades.signature_over(prepared.attributes, identity.key))


def scan(signed, cast, content=PIXEL):
    actions.scan_signed_paper(signed, content=content, media_type=uploads.PNG, by=cast["secretary"])


def sha256_of(signed):
    return regulations.scanned(signed)[0].scan.blob_id


# who signs what --------------------------------------------------------------------------------


def test_agreed_minutes_wait_for_secretary_tellers_and_chairs(signed):
    places = queries.places_of(signed)

    assert [(str(each.account), each.part) for each in places] == [
        ("secretary", Part.SECRETARY),
        ("leader", Part.TELLER),
        ("chief", Part.CHAIR),
        ("deputy", Part.CHAIR),  # who counts too, and signs once
    ]
    assert signed.paper.marked == "01/BB-KTĐ"
    assert last("open_paper") == "laid 01/BB-KTĐ before those who sign it"


def test_the_paper_is_drawn_and_opened_once(signed):
    before = signed.round_id

    tasks.draw_paper(signed.pk)
    actions.open_paper(signed, papers.draw(signed))

    signed.refresh_from_db()
    assert signed.round_id == before
    assert events("open_paper") == 1


def test_those_who_sign_are_told(agreed, django_capture_on_commit_callbacks, mailoutbox):
    with queue.inline(), django_capture_on_commit_callbacks(execute=True):
        tasks.draw_paper(agreed.pk)

    told = {address.partition("@")[0] for letter in mailoutbox for address in letter.to}
    assert told == {"secretary", "leader", "chief", "deputy"}


def test_the_file_bears_number_code_and_a_field_for_everybody(signed):
    paper = papers.of_paper(signed)

    assert (paper["number"], paper["code"]) == ("Số: 01/BB-KTĐ", signed.code)
    assert {party.field for party in signed.round.parties.all()} == {
        f"sig-N-{each.account_id}" for each in queries.places_of(signed)
    }


def test_a_declared_ballot_has_minutes_of_its_count_to_be_signed(meeting, world, cast):
    ballot = balloting.opened(meeting, cast)
    balloting.votes(ballot, world, cast, chief={"1": "for"})
    balloting.declared(ballot, cast)

    found = SignedPaper.objects.get()

    assert (found.kind, found.ballot, found.paper.marked) == (PaperKind.COUNT, ballot, "01/BB-KTĐ")
    assert papers.of_paper(found)["number"] == "Số: 01/BB-KTĐ"


# with a certificate ----------------------------------------------------------------------------


def test_finish_paper_signature_signs_and_writes_it_down(place_of):
    place = place_of("secretary")

    given = with_device(place)

    place.party.refresh_from_db()
    assert place.party.state == PartyState.SIGNED
    assert (given.method, given.signer_name) == (Method.AGENT, "secretary")
    assert last("finish_paper_signature") == "secretary signed 01/BB-KTĐ"
    assert last("prepare_paper_signature") == "secretary prepared to sign 01/BB-KTĐ"


def test_finish_paper_signature_twice_is_once(place_of):
    place, identity = place_of("leader"), signing.identity_of(place_of("leader").board)
    preparation = actions.prepare_paper_signature(
        place, certificate=identity.der, chain=identity.chain, by=place.account
    )
    signature = pades.signature_over(turns.attributes_of(preparation), identity.key)

    first = actions.finish_paper_signature(place, preparation, signature, by=place.account)
    again = actions.finish_paper_signature(place, preparation, signature, by=place.account)

    assert first == again
    assert events("finish_paper_signature") == 1


def test_a_certificate_in_the_persons_own_name_signs(place_of):
    place = place_of("leader")

    with_device(place, own(place))

    place.party.refresh_from_db()
    assert place.party.state == PartyState.SIGNED


def test_the_certificate_of_another_does_not(place_of):
    place, other = place_of("leader"), signing.identity_of(place_of("chief").board)

    with pytest.raises(regulations.CertificateOfAnother, match="leader"):
        with_device(place, other)


def test_somebody_without_a_board_signs_in_the_own_name_alone(place_of):
    place = place_of("leader")
    identity = signing.identity_of(place.board)
    place.board = None

    with pytest.raises(regulations.CertificateOfAnother):
        with_device(place, identity)
    with_device(place, own(place))


def test_what_is_no_certificate_is_refused(place_of):
    place = place_of("leader")

    with pytest.raises(members.NoCertificate):
        regulations.check_certificate(place, b"hello")


def test_nobody_signs_twice(place_of):
    with_device(place_of("leader"))

    with pytest.raises(turns.NotWaiting):
        with_device(place_of("leader"))


def test_a_second_person_waits_for_the_turn(place_of):
    place, identity = place_of("leader"), signing.identity_of(place_of("leader").board)
    actions.prepare_paper_signature(
        place, certificate=identity.der, chain=identity.chain, by=place.account
    )

    with pytest.raises(turns.AnotherSigns):
        with_device(place_of("secretary"))

    actions.give_up_paper_signature(place, by=place.account)
    actions.give_up_paper_signature(place, by=place.account)
    assert events("give_up_paper_signature") == 1
    with_device(place_of("secretary"))


def test_sign_paper_with_key_file(key_files, place_of):
    given = with_key_file(place_of("chief"))

    assert given.method == Method.KEY_FILE
    assert last("sign_paper_with_key_file") == "chief signed 01/BB-KTĐ with a key file"


def test_key_files_are_switched_off_elsewhere(place_of):
    with pytest.raises(regulations.KeyFilesOff):
        with_key_file(place_of("chief"))


def test_upload_signed_paper(place_of):
    place = place_of("chief")
    content = signed_elsewhere(place)

    given = actions.upload_signed_paper(place, content=content, by=place.account)
    again = actions.upload_signed_paper(place_of("chief"), content=content, by=place.account)

    assert given == again
    assert (given.method, given.signer_title) == (Method.UPLOAD, "chair of the conference")
    assert last("upload_signed_paper") == "chief uploaded 01/BB-KTĐ, signed elsewhere"
    assert events("upload_signed_paper") == 1


def test_upload_of_another_field_or_certificate_is_refused(place_of):
    place, other = place_of("chief"), place_of("leader")

    with pytest.raises(UploadRefused):
        actions.upload_signed_paper(
            place, content=signed_elsewhere(place, field=other.party.field), by=place.account
        )
    content = signed_elsewhere(place, signing.identity_of(other.board))
    with pytest.raises(regulations.CertificateOfAnother):
        actions.upload_signed_paper(place, content=content, by=place.account)


def test_the_last_signature_seals_and_all_verify(place_of, signed):
    for part in ("secretary", "leader", "chief", "deputy"):
        with_device(place_of(part))

    signed.round.refresh_from_db()
    assert signed.round.state == RoundState.SEALED
    newest = rounds.newest_revision(signed.round).document.read()
    assert pades.verify(newest, trust.roots(), clock.now()).valid
    assert last("seal_paper") == "sealed 01/BB-KTĐ: everybody has signed"
    with pytest.raises(rounds.RoundOver):
        regulations.check_may_sign(place_of("leader"))


# in ink ----------------------------------------------------------------------------------------


def test_one_scan_counts_for_all_who_have_not_signed(signed, place_of, cast):
    with_device(place_of("leader"))

    scan(signed, cast)
    scan(signed, cast)
    actions.confirm_signed_scan(signed, sha256=sha256_of(signed), by=cast["chief"])

    signed.round.refresh_from_db()
    states = {party.key: party.state for party in signed.round.parties.all()}
    assert states.pop(f"N-{cast['leader'].pk}") == PartyState.SIGNED
    assert set(states.values()) == {PartyState.ON_PAPER}
    assert signed.round.state == RoundState.SEALED
    assert (events("scan_signed_paper"), events("confirm_signed_scan")) == (1, 1)
    assert last("scan_signed_paper") == "uploaded the scan of 01/BB-KTĐ, signed in ink"
    assert last("confirm_signed_scan") == "confirmed the scan of 01/BB-KTĐ, signed in ink"


def test_nobody_confirms_the_own_scan(signed, cast):
    actions.scan_signed_paper(signed, content=PIXEL, media_type=uploads.PNG, by=cast["chief"])

    with pytest.raises(regulations.OwnScan):
        actions.confirm_signed_scan(signed, sha256=sha256_of(signed), by=cast["chief"])


def test_another_scan_than_was_looked_at_is_not_confirmed(signed, cast):
    scan(signed, cast)

    with pytest.raises(rounds.AnotherScanWaits):
        actions.confirm_signed_scan(signed, sha256="0" * 64, by=cast["chief"])
    with pytest.raises(rounds.AnotherScanWaits):
        actions.reject_signed_scan(signed, sha256="0" * 64, reason="Mờ", by=cast["chief"])


def test_a_scan_is_sent_back_with_a_reason(signed, place_of, cast):
    scan(signed, cast)
    mark = sha256_of(signed)

    with pytest.raises(regulations.ScanReasonMissing):
        actions.reject_signed_scan(signed, sha256=mark, reason=" ", by=cast["chief"])
    actions.reject_signed_scan(signed, sha256=mark, reason="Thiếu trang 2", by=cast["chief"])

    assert last("reject_signed_scan") == "sent the scan of 01/BB-KTĐ back: Thiếu trang 2"
    with pytest.raises(regulations.NoScanWaits):
        actions.confirm_signed_scan(signed, sha256=mark, by=cast["chief"])
    with_device(place_of("leader"))


def test_where_all_have_signed_no_scan_is_taken(signed, place_of, cast):
    for part in ("secretary", "leader", "chief", "deputy"):
        with_device(place_of(part))

    with pytest.raises(rounds.RoundOver):
        scan(signed, cast)


def test_a_paper_that_is_being_drawn_takes_no_scan(signed, cast):
    signed.round = None

    with pytest.raises(regulations.PaperNotDrawn):
        regulations.check_scan(signed)
    with pytest.raises(regulations.PaperNotDrawn):
        regulations.scanned(signed)


def test_all_have_signed_is_said_where_the_round_is_still_open(signed):
    signed.round.parties.update(state=PartyState.SIGNED)

    with pytest.raises(regulations.AllHaveSigned):
        regulations.check_scan(signed)


# pages -----------------------------------------------------------------------------------------


@pytest.fixture
def visit(client, cast):
    def open_page(part, name, pk, **said):  # who has just shown the password
        account = cast[part]
        account.set_password(PASSPHRASE)
        account.save()
        client.force_login(account)
        client.post(reverse("account_reauthenticate"), {"password": PASSPHRASE})
        url = reverse(f"conferences:{name}", args=[pk])
        return client.post(url, said) if said else client.get(url)

    return open_page


def test_only_the_person_signs_at_the_own_place(visit, place_of):
    place = place_of("leader")

    for name in ("upload_signed_paper", "prepare_paper_signature"):
        assert visit("secretary", name, place.pk).status_code == 403
        assert visit("outsider", name, place.pk).status_code == 404


def test_the_page_of_a_paper_says_what_to_do(visit, signed):
    shown = visit("leader", "signed_paper", signed.pk).content.decode()
    assert "It is your turn to sign" in shown
    assert "0 of 4 have signed" in shown
    assert (
        "It is your turn to sign" not in visit("writer", "signed_paper", signed.pk).content.decode()
    )


def test_a_scan_goes_its_way_by_the_pages(visit, signed, cast, tmp_path):
    picture = tmp_path / "ban-quet.png"
    picture.write_bytes(PIXEL)
    with picture.open("rb") as content:
        sent = visit("secretary", "scan_signed_paper", signed.pk, content=content)
    assert sent.status_code == 302
    assert visit("secretary", "confirm_signed_scan", signed.pk).status_code == 403

    shown = visit("chief", "confirm_signed_scan", signed.pk)
    mark = shown.context["form"].fields["sha256"].initial
    picture = visit("chief", "signed_paper_scan", signed.pk)
    assert b"".join(picture.streaming_content) == PIXEL
    assert visit("chief", "confirm_signed_scan", signed.pk, sha256=mark).status_code == 302

    assert b"4 of 4 have signed" in visit("chief", "signed_paper", signed.pk).content
    again = visit("chief", "confirm_signed_scan", signed.pk).content.decode()
    assert "The signing is over" in again
    assert visit("chief", "signed_paper_scan", signed.pk).status_code == 404


def test_the_newest_revision_is_there_for_the_bloc(visit, signed):
    response = visit("writer", "signed_paper_file", signed.pk)

    newest = rounds.newest_revision(signed.round).document.read()
    assert b"".join(response.streaming_content) == newest
    assert visit("outsider", "signed_paper_file", signed.pk).status_code == 404


def test_waiting_papers_stand_on_the_home_page(client, cast, signed):
    client.force_login(cast["leader"])

    assert str(signed) in client.get(reverse("home")).content.decode()


def test_anybody_verifies_by_the_code(client, signed):
    response = client.get(reverse("verify_code", args=[signed.code]))

    assert response.status_code == 200
    assert str(signed) in response.content.decode()


def test_a_paper_costs_few_queries(client, cast, signed):
    client.force_login(cast["leader"])

    assert queries_of(client, signed.get_absolute_url()) <= 12


# the notice ------------------------------------------------------------------------------------


@pytest.fixture
def notice(agreed, cast):
    found = actions.issue_notice(agreed.conference, by=cast["chief"])
    tasks.draw_paper(found.pk)
    return queries.signed_papers_visible_to(cast["chief"]).get(pk=found.pk)


def test_issue_notice_repeats_the_minutes_and_is_signed_by_the_chief(notice, cast):
    words = papers.of_paper(notice)

    assert [str(each.account) for each in queries.places_of(notice)] == ["chief"]
    assert words["number"] == "Số: 02/TB-KTĐ"
    assert words["conclusion"] == ["Nhất trí."]
    assert "biên bản số 01/BB-KTĐ" in words["opening"][1]
    assert last("issue_notice") == "issued the notice 02/TB-KTĐ of the conclusion"
    with_device(queries.with_papers().get(signed_paper=notice))
    notice.round.refresh_from_db()
    assert notice.round.state == RoundState.SEALED


def test_issue_notice_once(notice, cast):
    with pytest.raises(regulations.NoticeIssued):
        actions.issue_notice(notice.conference, by=cast["chief"])


def test_issue_notice_waits_for_the_minutes(meeting, cast):
    with pytest.raises(regulations.MinutesNotAgreed):
        actions.issue_notice(meeting, by=cast["chief"])


def test_a_notice_names_what_was_voted_for(meeting, world, cast):
    ballot = balloting.opened(meeting, cast)
    balloting.votes(ballot, world, cast, **{key: {"1": "for"} for key in balloting.VOTERS})
    balloting.declared(ballot, cast)

    assert notices.results_of(meeting) == ["Cờ thi đua của Bộ: đủ phiếu để đề nghị khen thưởng: A."]


def test_the_notice_by_the_pages(visit, agreed, cast):
    conference = agreed.conference.pk
    assert visit("secretary", "issue_notice", conference, sent="1").status_code == 403
    assert visit("chief", "notice_word", conference).status_code == 404

    assert visit("chief", "issue_notice", conference, sent="1").status_code == 302

    word = docx.Document(io.BytesIO(visit("writer", "notice_word", conference).content))
    assert "Nhất trí." in "\n".join(each.text for each in word.paragraphs)
