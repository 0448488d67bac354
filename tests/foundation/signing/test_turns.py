"""One party after the other signs: prepare, sign elsewhere, finish."""

import datetime as dt

import pytest

from foundation import clock
from foundation.documents import library, pades
from foundation.signing import rounds, trust, turns
from foundation.signing.models import Method, PartyState, Preparation, RoundState, Signature
from tests import authorities


def prepare(party, by, identity=None):
    identity = identity or authorities.board(party.key)
    now = clock.now()
    stamp = library.stamp(
        width=226.8, height=119.1, capacity=["TRƯỞNG BAN"], agency=party.name,
        signer="Nguyễn Văn A", signed_at=now,
    )  # fmt: skip
    return turns.prepare(
        party,
        certificate=identity.der,
        chain=identity.chain,
        method=Method.AGENT,
        signer_name="Nguyễn Văn A",
        signer_title="TRƯỞNG BAN",
        stamp=stamp,
        signed_at=now,
        by=by,
    )


def signature_of(preparation, identity):
    return pades.signature_over(turns.attributes_of(preparation), identity.key)


def sign(party, by):
    preparation = prepare(party, by)
    signature = signature_of(preparation, authorities.board(party.key))
    given, _ = turns.finish(preparation, turns.complete(preparation, signature), by=by)
    return given


def test_each_signature_makes_a_revision_that_verifies(signing):
    for party in signing.parties:
        sign(party, signing.by)

    report = pades.verify(
        rounds.newest_revision(signing.round).document.read(), trust.roots(), clock.now()
    )
    assert report.valid
    assert [each.field for each in report.signers] == ["sig-AAA", "sig-BBB", "sig-CCC"]
    assert [each.certifies for each in report.signers] == [True, False, False]
    assert list(signing.round.revisions.values_list("number", flat=True)) == [0, 1, 2, 3]
    assert {party.state for party in signing.round.parties.all()} == {PartyState.SIGNED}
    assert rounds.is_complete(signing.round)


def test_a_signature_keeps_who_when_and_with_what(signing):
    given = sign(signing.parties[0], signing.by)

    certificate = authorities.board("AAA").certificate
    assert bytes(given.certificate) == authorities.board("AAA").der
    assert given.subject.startswith("AAA Ban Quản lý")
    assert given.serial == f"{certificate.serial_number:X}"
    assert given.valid_to == certificate.not_valid_after_utc
    assert given.signed_at == clock.now().replace(microsecond=0)
    assert (given.signer_name, given.level, given.method) == ("Nguyễn Văn A", "B-B", "agent")
    assert given.given_by == "leader@khoithidua.example"


def test_while_one_signs_another_is_told_to_wait(signing):
    first, second, _ = signing.parties
    prepare(first, signing.by)

    with pytest.raises(turns.AnotherSigns) as refused:
        prepare(second, signing.by)

    assert str(refused.value) == "Ban Quản lý AAA is signing just now. Try again in 90 seconds."


def test_a_party_that_prepares_again_replaces_its_own_turn(signing):
    first = prepare(signing.parties[0], signing.by)

    second = prepare(signing.parties[0], signing.by)

    first.refresh_from_db()
    assert first.ended_at is not None
    assert turns.live_turn(signing.round) == second


def test_a_turn_that_has_expired_holds_nobody_up(signing):
    stale = prepare(signing.parties[0], signing.by)
    late = clock.now() + turns.LEASE
    with clock.at(late):
        given = sign(signing.parties[1], signing.by)

        signature = signature_of(stale, authorities.board("AAA"))
        with pytest.raises(turns.TurnLost):
            turns.finish(stale, turns.complete(stale, signature), by=signing.by)

    assert given.revision.number == 1
    assert Signature.objects.count() == 1


def test_a_completed_document_comes_too_late_when_another_has_signed(signing):
    stale = prepare(signing.parties[0], signing.by)
    document = turns.complete(stale, signature_of(stale, authorities.board("AAA")))
    with clock.at(clock.now() + turns.LEASE):
        sign(signing.parties[1], signing.by)

        with pytest.raises(turns.TurnLost):
            turns.finish(stale, document, by=signing.by)


def test_finishing_twice_gives_the_same_signature(signing):
    preparation = prepare(signing.parties[0], signing.by)
    signature = signature_of(preparation, authorities.board("AAA"))
    document = turns.complete(preparation, signature)

    first, new = turns.finish(preparation, document, by=signing.by)
    again, newer = turns.finish(preparation, turns.complete(preparation, signature), by=signing.by)

    assert (first, new, newer) == (again, True, False)
    assert Signature.objects.count() == 1
    assert signing.round.revisions.count() == 2


def test_giving_up_lets_the_next_one_sign(signing):
    turns.give_up(prepare(signing.parties[0], signing.by))

    assert turns.live_turn(signing.round) is None
    assert sign(signing.parties[1], signing.by).revision.number == 1


def test_a_signature_by_another_key_is_refused_and_nothing_kept(signing):
    preparation = prepare(signing.parties[0], signing.by)
    wrong = signature_of(preparation, authorities.board("BBB"))

    with pytest.raises(turns.SignatureWrong):
        turns.complete(preparation, wrong)

    assert Signature.objects.count() == 0


def test_who_has_signed_does_not_sign_again(signing):
    sign(signing.parties[0], signing.by)

    with pytest.raises(turns.NotWaiting) as refused:
        prepare(signing.parties[0], signing.by)

    assert str(refused.value) == "Ban Quản lý AAA cannot sign now: signed."


@pytest.mark.parametrize(
    ("identity", "refusal"),
    [
        (authorities.expired, trust.CertificateExpired),
        (authorities.not_yet_valid, trust.CertificateNotYetValid),
        (authorities.foreign, trust.CertificateUntrusted),
        (authorities.weak, trust.CertificateWeak),
    ],
)
def test_a_bad_certificate_is_refused_for_its_own_reason(signing, identity, refusal):
    with pytest.raises(refusal):
        prepare(signing.parties[0], signing.by, identity("AAA"))

    assert Preparation.objects.count() == 0


@pytest.mark.parametrize("end", [rounds.close, rounds.void])
def test_nobody_signs_when_the_round_is_over(signing, end):
    preparation = prepare(signing.parties[0], signing.by)
    document = turns.complete(preparation, signature_of(preparation, authorities.board("AAA")))
    end(signing.round, "Có lý do", by=signing.by)

    with pytest.raises(rounds.RoundOver):
        turns.finish(preparation, document, by=signing.by)
    with pytest.raises(rounds.RoundOver):
        prepare(signing.parties[1], signing.by)


def test_the_seal_wants_every_signature_to_verify(signing, monkeypatch):
    for party in signing.parties:
        sign(party, signing.by)

    rounds.seal(signing.round)

    signing.round.refresh_from_db()
    assert signing.round.state == RoundState.SEALED
    assert signing.round.ended_at == clock.now()


def test_the_seal_is_refused_when_an_authority_is_no_longer_trusted(signing, anchor):
    for party in signing.parties:
        sign(party, signing.by)
    trust.end_anchor(anchor, by="administrator")

    with pytest.raises(rounds.SignaturesDoNotVerify):
        rounds.seal(signing.round)


def test_the_turn_lasts_a_minute_and_a_half():
    assert dt.timedelta(seconds=90) == turns.LEASE
