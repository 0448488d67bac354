"""A board gives its signature: each verb, each refusal, and twice."""

from contextlib import contextmanager

import pytest
from django.core import mail

from foundation import clock
from foundation.audit.log import sentence
from foundation.audit.models import Event
from foundation.documents import pades, uploads
from foundation.jobs import queue
from foundation.signing import keyfiles, rounds, trust, turns
from foundation.signing import uploads as signed_uploads
from foundation.signing.models import Method, PartyState, Preparation, RoundState, Signature
from foundation.states import IllegalMove
from members import regulations as members
from members.models import Capacity, Certificate, Delegation, Post
from pledges import actions, queries
from pledges.models import PledgeState
from pledges.regulations import signing as regulations
from tests import authorities, signing
from tests import factories as make

PASSPHRASE = "mật khẩu 123"
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
def sending(django_capture_on_commit_callbacks):
    """``with sending() as told: …``: afterwards ``told`` holds who has got a letter."""

    @contextmanager
    def watch():
        told = []
        with queue.inline(), django_capture_on_commit_callbacks(execute=True):
            yield told
        told.extend(sorted(letter.to[0] for letter in mail.outbox))

    return watch


def with_device(place, by, identity=None):
    """Sign as an agent does."""
    identity = identity or signing.identity_of(place.board)
    preparation = actions.prepare_signature(
        place, certificate=identity.der, chain=identity.chain, by=by
    )
    signature = pades.signature_over(turns.attributes_of(preparation), identity.key)
    return actions.finish_signature(place, preparation, signature, by=by)


def with_key_file(place, by, identity=None, passphrase=PASSPHRASE):
    identity = identity or signing.identity_of(place.board)
    content = identity.pkcs12(PASSPHRASE.encode())
    return actions.sign_with_key_file(place, key_file=content, passphrase=passphrase, by=by)


def signed_elsewhere(place, identity=None, base=None, **facts):
    """The newest revision as the office's own program signs it."""
    identity = identity or signing.identity_of(place.board)
    base = base or rounds.newest_revision(place.party.round).document.read()
    prepared = pades.prepare(
        base,
        field=facts.pop("field", place.party.field),
        certificate=identity.der,
        chain=identity.chain,
        signed_at=clock.now(),
        token_room=0,
    )
    return pades.finish(prepared, pades.signature_over(prepared.attributes, identity.key))


def verbs():
    return [event.verb for event in Event.objects.order_by("pk")]


# prepare, finish, give up ----------------------------------------------------------------------


def test_finish_signature_signs_and_writes_it_down(place, cast):
    given = with_device(place, cast["leader"])

    place.party.refresh_from_db()
    assert place.party.state == PartyState.SIGNED
    assert (given.method, given.revision.number) == (Method.AGENT, 1)
    assert verbs() == ["pledges.prepare_signature", "pledges.finish_signature"]
    assert Event.objects.first().facts["board"] == place.board.short_name


def test_finish_signature_twice_is_once(place, cast):
    identity = signing.identity_of(place.board)
    preparation = actions.prepare_signature(
        place, certificate=identity.der, chain=identity.chain, by=cast["leader"]
    )
    signature = pades.signature_over(turns.attributes_of(preparation), identity.key)

    first = actions.finish_signature(place, preparation, signature, by=cast["leader"])
    again = actions.finish_signature(place, preparation, signature, by=cast["leader"])

    assert first == again
    assert verbs().count("pledges.finish_signature") == 1


def test_finish_signature_of_the_last_board_seals_and_tells_everybody(places, cast, sending):
    with sending() as told:
        for place, person in zip(places, ("chief", "deputy", "leader"), strict=True):
            with_device(place, cast[person])

    pledge = places[0].pledge
    pledge.refresh_from_db()
    assert pledge.state == PledgeState.SEALED
    assert pledge.round.state == RoundState.SEALED
    newest = rounds.newest_revision(pledge.round).document.read()
    assert pades.verify(newest, trust.roots(), clock.now()).valid
    assert verbs()[-1] == "pledges.seal_pledge"
    names = ("chief", "deputy", "leader", "secretary")
    assert told == [f"{name}@khoithidua.example" for name in names]


def test_finish_signature_again_after_the_seal_is_still_the_same(places, cast):
    for place, person in zip(places[:2], ("chief", "deputy"), strict=True):
        with_device(place, cast[person])
    place, identity = places[2], signing.identity_of(places[2].board)
    preparation = actions.prepare_signature(
        place, certificate=identity.der, chain=identity.chain, by=cast["leader"]
    )
    signature = pades.signature_over(turns.attributes_of(preparation), identity.key)
    first = actions.finish_signature(place, preparation, signature, by=cast["leader"])

    again = actions.finish_signature(place, preparation, signature, by=cast["leader"])

    assert first == again
    assert verbs().count("pledges.seal_pledge") == 1


def test_give_up_signature_lets_the_next_one_sign(places, cast):
    first, second, _ = places
    identity = signing.identity_of(first.board)
    actions.prepare_signature(
        first, certificate=identity.der, chain=identity.chain, by=cast["chief"]
    )

    actions.give_up_signature(first, by=cast["chief"])
    actions.give_up_signature(first, by=cast["chief"])

    assert with_device(second, cast["deputy"]).revision.number == 1
    assert verbs().count("pledges.give_up_signature") == 1


# whose certificate -----------------------------------------------------------------------------


def test_prepare_signature_refuses_the_certificate_of_another_board(place, cast, world):
    foreign = signing.identity_of(world.deputy)

    with pytest.raises(members.CertificateNotRegistered) as refused:
        with_device(place, cast["leader"], foreign)

    assert place.party.name in str(refused.value)
    assert Preparation.objects.count() == 0


def test_prepare_signature_takes_another_name_that_is_registered(place, cast):
    identity = authorities.board("XX", "Văn phòng Ban Quản lý")
    said = trust.describe(identity.der)
    Certificate.objects.create(
        board=place.board, der=identity.der, sha256=said.fingerprint, subject="", issuer="",
        serial=said.serial, valid_from=said.valid_from, valid_to=said.valid_until,
        registered_by=cast["leader"],
    )  # fmt: skip

    assert with_device(place, cast["leader"], identity).revision.number == 1


def test_prepare_signature_refuses_what_was_registered_and_withdrawn(place, cast):
    identity = authorities.board("XX", "Văn phòng Ban Quản lý")
    said = trust.describe(identity.der)
    Certificate.objects.create(
        board=place.board, der=identity.der, sha256=said.fingerprint, subject="", issuer="",
        serial=said.serial, valid_from=said.valid_from, valid_to=said.valid_until,
        registered_by=cast["leader"], withdrawn_at=clock.now(), withdrawn_by=cast["leader"],
    )  # fmt: skip

    with pytest.raises(members.CertificateWithdrawn):
        with_device(place, cast["leader"], identity)


@pytest.mark.parametrize(
    ("facts", "refusal", "says"),
    [
        ({"until": "2020"}, members.CertificateNotValidNow, "not today"),
        ({"since": "2034"}, members.CertificateNotValidNow, "not today"),
        ({"issuer": "lạ"}, trust.CertificateUntrusted, "Nhà cung cấp lạ"),
    ],
)
def test_prepare_signature_says_what_is_wrong_with_the_certificate(
    place, cast, facts, refusal, says
):
    made = {
        name: authorities.root("Nhà cung cấp lạ")
        if name == "issuer"
        else clock.now().replace(year=int(value), month=1, day=1)
        for name, value in facts.items()
    }
    identity = signing.identity_of(place.board, **made)

    with pytest.raises(refusal) as refused:
        with_device(place, cast["leader"], identity)

    assert says in str(refused.value)


# who signs, and in whose place -----------------------------------------------------------------


def lines(place, by):
    return queries.signer_of(place, by)


def test_a_deputy_head_signs_in_the_heads_place(place, cast):
    deputy = make.AccountFactory(full_name="Trần Thị B")
    make.PostFactory(
        account=deputy, board=place.board, role="leader", title="Phó Trưởng ban",
        capacity=Capacity.KT,
    )  # fmt: skip

    signer = lines(place, deputy)

    assert (signer.name, signer.lines) == ("Trần Thị B", ["KT. TRƯỞNG BAN", "PHÓ TRƯỞNG BAN"])


def test_delegated_powers_are_signed_with_tuq(place, cast, today):
    Delegation.objects.create(
        board=place.board, giver=cast["leader"], receiver=cast["writer"], reason="Đi công tác",
        since=today, until=today,
    )  # fmt: skip

    signer = lines(place, cast["writer"])

    assert (signer.name, signer.lines) == ("writer", ["TUQ. TRƯỞNG BAN", "CHUYÊN VIÊN"])


def test_a_collective_is_signed_for_with_tm(place, cast):
    Post.objects.filter(account=cast["leader"]).update(capacity=Capacity.TM)

    assert lines(place, cast["leader"]).lines == ["TM. BAN QUẢN LÝ", "TRƯỞNG BAN"]


def test_the_clerk_signs_only_after_the_release_and_in_the_leaders_name(place, cast):
    with pytest.raises(regulations.NotReleased):
        with_device(place, cast["clerk"])

    actions.release_pledge(place, by=cast["leader"])
    given = with_device(place, cast["clerk"])

    assert (given.signer_name, given.given_by) == ("leader", "clerk@khoithidua.example")
    assert given.signer_title == "TRƯỞNG BAN"


def test_release_pledge_is_told_to_the_clerk_and_done_once(place, cast, sending):
    with sending() as told:
        actions.release_pledge(place, by=cast["leader"])

    with pytest.raises(regulations.AlreadyReleased):
        actions.release_pledge(place, by=cast["leader"])
    assert told == ["clerk@khoithidua.example"]
    assert verbs() == ["pledges.release_pledge"]


def test_release_pledge_is_refused_when_the_board_has_signed(place, cast):
    with_device(place, cast["leader"])

    with pytest.raises(turns.NotWaiting):
        actions.release_pledge(place, by=cast["leader"])


# key file --------------------------------------------------------------------------------------


def test_sign_with_key_file_signs_and_writes_it_down(place, cast, settings):
    settings.KEY_FILE_SIGNING = True

    given = with_key_file(place, cast["leader"])

    assert given.method == Method.KEY_FILE
    assert verbs() == ["pledges.sign_with_key_file"]


def test_sign_with_key_file_is_off_unless_switched_on(place, cast, settings):
    settings.KEY_FILE_SIGNING = False

    with pytest.raises(regulations.KeyFilesOff):
        with_key_file(place, cast["leader"])


def test_sign_with_key_file_refuses_a_wrong_passphrase(place, cast, settings):
    settings.KEY_FILE_SIGNING = True

    with pytest.raises(keyfiles.PassphraseWrong):
        with_key_file(place, cast["leader"], passphrase="sai")

    assert Signature.objects.count() == 0


@pytest.mark.parametrize("content", [b"", b"no key file", b"0\x82\x01\x00" + b"\0" * 256])
def test_sign_with_key_file_refuses_what_is_no_key_file(place, cast, settings, content):
    settings.KEY_FILE_SIGNING = True

    with pytest.raises(keyfiles.KeyFileUnreadable):
        actions.sign_with_key_file(place, key_file=content, passphrase="", by=cast["leader"])


# signed elsewhere ------------------------------------------------------------------------------


def test_upload_signed_takes_exactly_one_signature(place, cast):
    given = actions.upload_signed(place, content=signed_elsewhere(place), by=cast["leader"])

    assert (given.method, given.revision.number) == (Method.UPLOAD, 1)
    assert bytes(given.certificate) == signing.identity_of(place.board).der
    assert verbs() == ["pledges.upload_signed"]


def test_upload_signed_twice_is_once(place, cast):
    content = signed_elsewhere(place)

    first = actions.upload_signed(place, content=content, by=cast["leader"])
    again = actions.upload_signed(place, content=content, by=cast["leader"])

    assert first == again
    assert verbs() == ["pledges.upload_signed"]


def test_upload_signed_refuses_the_certificate_of_another_board(place, cast, world):
    content = signed_elsewhere(place, signing.identity_of(world.deputy))

    with pytest.raises(members.CertificateNotRegistered):
        actions.upload_signed(place, content=content, by=cast["leader"])


def refusal_of(place, content, by):
    with pytest.raises(signed_uploads.UploadRefused) as refused:
        actions.upload_signed(place, content=content, by=by)
    assert Signature.objects.filter(party=place.party).count() == 0
    return str(refused.value)


def test_upload_signed_says_what_differs_and_names_the_other_ways(places, cast):
    place, by = places[2], cast["leader"]
    drawn = rounds.newest_revision(place.party.round).document.read()
    late = signed_elsewhere(place)
    with_device(places[0], cast["chief"])

    assert "on an older revision" in refusal_of(place, late, by)
    assert "on paper" in refusal_of(place, late, by)
    newest = rounds.newest_revision(place.party.round).document.read()
    assert "nobody has signed it" in refusal_of(place, newest, by)
    assert "older revision" in refusal_of(place, drawn, by)
    assert "no PDF" in refusal_of(place, b"hello", by)
    assert "not in the field" in refusal_of(
        place, signed_elsewhere(place, field=places[1].party.field), by
    )
    assert "does not lead to an authority" in refusal_of(
        place, signed_elsewhere(place, authorities.foreign("AAA")), by
    )


# on paper --------------------------------------------------------------------------------------


def scan(place, by, content=PIXEL):
    actions.upload_scan(place, content=content, media_type=uploads.PNG, by=by)


def confirm(place, by):
    place.party.refresh_from_db()
    return actions.confirm_scan(
        place, scan_id=place.party.scan_id, signer_name="Lê Văn C", signer_title="TRƯỞNG BAN",
        by=by,
    )  # fmt: skip


def test_upload_scan_waits_for_the_secretary(place, cast, sending):
    with sending() as told:
        scan(place, cast["leader"])
        scan(place, cast["leader"])

    place.party.refresh_from_db()
    assert place.party.state == PartyState.SCANNED
    assert place.party.scan.read() == PIXEL
    assert told == ["secretary@khoithidua.example"]
    assert verbs() == ["pledges.upload_scan"]


def test_upload_scan_of_the_chiefs_own_board_waits_for_the_deputy(places, cast, sending):
    with sending() as told:
        scan(places[0], cast["chief"])

    assert told == ["deputy@khoithidua.example"]
    assert cast["deputy"].has_perm("pledges.confirm_scan", places[0])
    assert not cast["secretary"].has_perm("pledges.confirm_scan", places[0])


def test_another_scan_takes_the_place_of_one_that_nobody_has_confirmed(place, cast):
    scan(place, cast["leader"])
    first = place.party.scan_id
    scan(place, cast["leader"], PIXEL + b"\0")

    with pytest.raises(rounds.AnotherScanWaits):
        actions.confirm_scan(
            place, scan_id=first, signer_name="A", signer_title="", by=cast["secretary"]
        )


def test_confirm_scan_takes_the_ink_for_the_signature(place, cast):
    scan(place, cast["leader"])

    given = confirm(place, cast["secretary"])
    again = confirm(place, cast["secretary"])

    place.party.refresh_from_db()
    assert given == again
    assert place.party.state == PartyState.ON_PAPER
    assert (given.method, given.revision, given.signer_name) == (Method.PAPER, None, "Lê Văn C")
    assert given.confirmed_by == "secretary@khoithidua.example"
    assert verbs() == ["pledges.upload_scan", "pledges.confirm_scan"]


def test_confirm_scan_tells_whoever_brought_the_scan(place, cast, sending):
    scan(place, cast["leader"])
    queue.sweep()
    mail.outbox.clear()
    with sending() as told:
        confirm(place, cast["secretary"])

    assert told == [cast["leader"].email]
    assert mail.outbox[0].subject.startswith("Đã xác nhận")


def test_confirm_scan_of_the_last_board_seals(places, cast):
    with_device(places[0], cast["chief"])
    with_device(places[1], cast["deputy"])
    scan(places[2], cast["leader"])

    confirm(places[2], cast["secretary"])

    pledge = places[2].pledge
    pledge.refresh_from_db()
    assert pledge.state == PledgeState.SEALED


def test_confirm_scan_wants_a_scan(place, cast):
    with pytest.raises(regulations.NothingToConfirm):
        confirm(place, cast["secretary"])


def test_reject_scan_lets_the_board_sign_again(place, cast, sending):
    scan(place, cast["leader"])
    with sending() as told:
        actions.reject_scan(
            place, scan_id=place.party.scan_id, reason="Mờ quá", by=cast["secretary"]
        )

    place.party.refresh_from_db()
    assert place.party.state == PartyState.WAITING
    assert told == ["leader@khoithidua.example"]
    assert with_device(place, cast["leader"]).revision.number == 1


def test_reject_scan_wants_a_scan_and_a_reason(place, cast):
    with pytest.raises(regulations.NothingToConfirm):
        actions.reject_scan(place, scan_id=1, reason="Mờ", by=cast["secretary"])
    scan(place, cast["leader"])
    with pytest.raises(regulations.ReasonMissing):
        actions.reject_scan(place, scan_id=place.party.scan_id, reason=" ", by=cast["secretary"])


# decline ---------------------------------------------------------------------------------------


def test_decline_pledge_tells_the_chief_and_the_secretary(place, cast, sending):
    with sending() as told:
        actions.decline_pledge(place, reason="Chưa có ý kiến của tỉnh", by=cast["leader"])

    place.party.refresh_from_db()
    assert place.party.state == PartyState.DECLINED
    assert place.party.decline_reason == "Chưa có ý kiến của tỉnh"
    assert told == ["chief@khoithidua.example", "secretary@khoithidua.example"]


def test_take_back_refusal_tells_who_was_told_of_the_refusal(place, cast, sending):
    actions.decline_pledge(place, reason="Chờ ý kiến", by=cast["leader"])
    queue.sweep()
    refused = sorted(letter.to[0] for letter in mail.outbox)
    mail.outbox.clear()
    with sending() as told:
        actions.take_back_refusal(place, by=cast["leader"])

    assert told == refused == [cast["chief"].email, cast["secretary"].email]
    assert mail.outbox[0].subject.startswith(f"{place.board} rút lại")


def test_who_has_declined_signs_only_after_taking_it_back(place, cast):
    actions.decline_pledge(place, reason="Chưa", by=cast["leader"])
    with pytest.raises(turns.NotWaiting):
        with_device(place, cast["leader"])

    actions.take_back_refusal(place, by=cast["leader"])

    assert with_device(place, cast["leader"]).revision.number == 1
    with pytest.raises(IllegalMove):
        actions.take_back_refusal(place, by=cast["leader"])


def test_decline_pledge_wants_a_reason_and_a_board_that_has_yet_to_sign(place, cast):
    with pytest.raises(regulations.ReasonMissing):
        actions.decline_pledge(place, reason=" ", by=cast["leader"])
    with_device(place, cast["leader"])
    with pytest.raises(turns.NotWaiting):
        actions.decline_pledge(place, reason="Chưa", by=cast["leader"])


# all of them -----------------------------------------------------------------------------------


@pytest.mark.parametrize("end", [rounds.close, rounds.void])
def test_nothing_more_happens_when_the_round_is_over(place, cast, settings, end):
    settings.KEY_FILE_SIGNING = True
    by = cast["leader"]
    content = signed_elsewhere(place)
    end(place.party.round, "Có lý do", by=by)

    for act in (
        lambda: with_device(place, by),
        lambda: with_key_file(place, by),
        lambda: actions.upload_signed(place, content=content, by=by),
        lambda: scan(place, by),
        lambda: actions.release_pledge(place, by=by),
        lambda: actions.decline_pledge(place, reason="Chưa", by=by),
        lambda: actions.take_back_refusal(place, by=by),
        lambda: confirm(place, by),
        lambda: actions.reject_scan(place, scan_id=1, reason="Mờ", by=by),
    ):
        with pytest.raises(rounds.RoundOver):
            act()


def test_what_was_recorded_is_told_with_its_facts(place, cast):
    actions.decline_pledge(place, reason="Mờ", by=cast["leader"])
    actions.take_back_refusal(place, by=cast["leader"])

    board, events = place.board.short_name, Event.objects.filter(verb__startswith="pledges.")
    assert [sentence(event) for event in events.order_by("pk")] == [
        f"declined to sign for {board}: Mờ",
        f"took back the refusal of {board}",
    ]
