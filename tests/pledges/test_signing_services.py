"""Signing with real services: a time stamp authority, an OCSP responder, a remote signer."""

import pytest

from foundation import clock
from foundation.documents import pades
from foundation.jobs import queue
from foundation.signing import remote, rounds, trust, turns
from foundation.signing.models import Method, Signature
from members.models import Certificate
from pledges import actions
from pledges.regulations import signing as regulations
from tests import signing
from tests.foundation.pades.conftest import authority  # noqa: F401 -- a fixture

pytestmark = pytest.mark.django_db


@pytest.fixture
def places(authority, world, cast):
    trust.add_anchor(authority.certificate("root"), by="administrator")
    return signing.open_for_signature(world.pledge, [world.chief, world.deputy, world.board])


@pytest.fixture
def place(places):
    return places[2]


def register(board, identity, by):
    said = trust.describe(identity.der)
    Certificate.objects.create(
        board=board, der=identity.der, sha256=said.fingerprint, subject="", issuer="",
        serial=said.serial, valid_from=said.valid_from, valid_to=said.valid_until,
        registered_by=by,
    )  # fmt: skip


def sign(place, identity, by):
    register(place.board, identity, by)
    preparation = actions.prepare_signature(
        place, certificate=identity.der, chain=identity.chain, by=by
    )
    signature = pades.signature_over(turns.attributes_of(preparation), identity.key)
    return actions.finish_signature(place, preparation, signature, by=by)


def report(place):
    content = rounds.newest_revision(place.party.round).document.read()
    return pades.verify(content, trust.roots(), clock.now())


def test_a_signature_is_stamped_and_says_that_nothing_was_revoked(authority, place, cast, settings):
    settings.TSA_URL = authority.tsa.url

    given = sign(place, authority.identity("board"), cast["leader"])

    assert given.level == "B-LT"
    assert report(place).signers[0].timestamp.authority == "TSA thử nghiệm"


def test_a_signature_without_a_stamper_still_says_that_nothing_was_revoked(authority, place, cast):
    given = sign(place, authority.identity("board"), cast["leader"])

    assert given.level == "B-B"
    assert report(place).valid


def test_a_stamper_that_does_not_answer_holds_nobody_up(authority, place, cast, settings):
    settings.TSA_URL = "http://127.0.0.1:9/"

    given = sign(place, authority.identity("board"), cast["leader"])

    assert given.level == "B-B"
    assert report(place).valid


def test_a_revoked_certificate_signs_nothing(authority, place, cast):
    with pytest.raises(trust.CertificateRevoked):
        sign(place, authority.identity("gone"), cast["leader"])

    assert Signature.objects.count() == 0


def test_the_demo_asks_nobody_for_the_real_time(authority, place, cast, settings):
    settings.TSA_URL = authority.tsa.url
    place.party.round.is_demo = True
    place.party.round.save(update_fields=["is_demo"])

    given = sign(place, authority.identity("board"), cast["leader"])

    assert given.level == "B-B"


def test_the_sealed_pledge_is_stamped_as_a_whole(
    authority, places, cast, settings, django_capture_on_commit_callbacks
):
    settings.TSA_URL = authority.tsa.url
    with queue.inline(), django_capture_on_commit_callbacks(execute=True):
        for place, person in zip(places, ("chief", "deputy", "leader"), strict=True):
            sign(place, authority.identity("board"), cast[person])

    found = report(places[0])
    assert found.valid
    assert [each.kind for each in found.signatures] == ["signature"] * 3 + ["timestamp"]
    assert places[0].party.round.revisions.count() == 5


def test_sign_remotely_signs_and_writes_it_down(authority, place, cast, settings):
    settings.REMOTE_SIGNING_URL = f"{authority.signing_url}/csc/v1"
    register(place.board, authority.identity("board"), cast["leader"])

    given = actions.sign_remotely(
        place, credential="authority/board", pin="1234", by=cast["leader"]
    )

    assert given.method == Method.REMOTE
    assert report(place).valid


def test_sign_remotely_gives_the_turn_back_when_the_service_refuses(
    authority, place, cast, settings
):
    settings.REMOTE_SIGNING_URL = authority.signing_url
    with pytest.raises(remote.ServiceRefused):
        actions.sign_remotely(place, credential="authority/nobody", by=cast["leader"])

    assert turns.live_turn(place.party.round) is None


def test_sign_remotely_says_when_nobody_answers(place, cast, settings):
    settings.REMOTE_SIGNING_URL = "http://127.0.0.1:9"

    with pytest.raises(remote.ServiceAway):
        actions.sign_remotely(place, credential="authority/board", by=cast["leader"])


def test_sign_remotely_is_off_unless_a_service_is_named(place, cast, settings):
    settings.REMOTE_SIGNING_URL = ""

    with pytest.raises(regulations.RemoteSigningOff):
        actions.sign_remotely(place, credential="authority/board", by=cast["leader"])
