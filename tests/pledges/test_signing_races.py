"""Two at once: the same upload, the same button, and boards that meet at the same row."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from foundation.audit.models import Event
from foundation.documents.uploads import PNG
from foundation.refusals import Refusal
from foundation.signing import rounds, turns
from foundation.signing.models import PartyState, Signature
from pledges import actions
from pledges.models import PledgeState, Signatory
from tests import signing
from tests.pledges.test_signing_actions import PIXEL, signed_elsewhere, with_device, with_key_file
from tests.real import _regimes, committed  # noqa: F401 -- fixtures


@pytest.fixture
def places(committed, world, cast):
    signing.trust_the_tests()
    return signing.open_for_signature(world.pledge, [world.chief, world.deputy, world.board])


def at_once(*acts):
    """Do them in threads that start together; what each gave, or why it was refused."""
    together = Barrier(len(acts))

    def run(act):
        together.wait()
        try:
            return act()
        except Refusal as refusal:
            return type(refusal)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def fresh(place):
    """As another request reads it."""
    return Signatory.objects.select_related("board", "party__round", "pledge").get(pk=place.pk)


def test_the_same_upload_twice_at_once_is_one_signature(places, cast):
    place, content = places[2], signed_elsewhere(places[2])

    first, second = at_once(
        *[lambda: actions.upload_signed(fresh(place), content=content, by=cast["leader"])] * 2
    )

    assert first == second
    assert Signature.objects.count() == 1
    assert Event.objects.filter(verb="pledges.upload_signed").count() == 1


def test_two_boards_that_upload_the_same_revision_cannot_both_be_the_next(places, cast):
    one, other = places[1:]
    files = [signed_elsewhere(one), signed_elsewhere(other)]

    given = at_once(
        lambda: actions.upload_signed(fresh(one), content=files[0], by=cast["deputy"]),
        lambda: actions.upload_signed(fresh(other), content=files[1], by=cast["leader"]),
    )

    assert sum(isinstance(each, Signature) for each in given) == 1
    assert Signature.objects.count() == 1
    assert one.party.round.revisions.count() == 2


def test_a_click_twice_at_once_signs_once(places, cast, settings):
    settings.KEY_FILE_SIGNING = True

    given = at_once(*[lambda: with_key_file(fresh(places[2]), cast["leader"])] * 2)

    assert sorted(str(each) for each in given if not isinstance(each, Signature)) == [
        str(turns.NotWaiting)
    ]
    assert Signature.objects.count() == 1


def test_the_last_two_at_once_seal_once(places, cast, settings):
    settings.KEY_FILE_SIGNING = True
    with_device(places[0], cast["chief"])

    given = at_once(
        lambda: with_key_file(fresh(places[1]), cast["deputy"]),
        lambda: with_key_file(fresh(places[2]), cast["leader"]),
    )

    assert all(isinstance(each, Signature) for each in given), given
    places[0].pledge.refresh_from_db()
    assert places[0].pledge.state == PledgeState.SEALED
    assert Event.objects.filter(verb="pledges.seal_pledge").count() == 1


def test_a_scan_is_confirmed_or_sent_back_but_never_both(places, cast):
    place = places[2]
    actions.upload_scan(place, content=PIXEL, media_type=PNG, by=cast["leader"])
    scan = place.party.scan_id

    given = at_once(
        lambda: actions.confirm_scan(
            fresh(place), scan_id=scan, signer_name="A", signer_title="", by=cast["secretary"]
        ),
        lambda: actions.reject_scan(fresh(place), scan_id=scan, reason="Mờ", by=cast["secretary"]),
    )

    place.party.refresh_from_db()
    confirmed = isinstance(given[0], Signature)
    assert (place.party.state == PartyState.ON_PAPER) is confirmed
    assert Signature.objects.count() == int(confirmed)


def test_a_withdrawal_meets_a_signature_without_a_deadlock(places, cast, settings):
    settings.KEY_FILE_SIGNING = True
    pledge = places[0].pledge

    at_once(
        lambda: with_key_file(fresh(places[1]), cast["deputy"]),
        lambda: with_key_file(fresh(places[2]), cast["leader"]),
        lambda: actions.withdraw_pledge(fresh(places[0]).pledge, reason="Sai số", by=cast["chief"]),
    )

    pledge.refresh_from_db()
    assert pledge.state == PledgeState.DRAFT
    places[0].party.round.refresh_from_db()
    assert places[0].party.round.state == "void"
    with pytest.raises(rounds.RoundOver):
        with_device(fresh(places[0]), cast["chief"])
