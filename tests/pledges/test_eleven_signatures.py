"""Eleven boards sign the drawn pledge in every digital way, and Poppler looks on.

Not in the paper's order, as in life: whoever has the device at hand signs first.
"""

import subprocess
from itertools import cycle

import pytest

from foundation import clock
from foundation.documents import pades
from foundation.signing import rounds, trust
from members.models import Role
from pledges import actions, tasks
from pledges.models import PledgeState
from tests import factories as make
from tests import signing
from tests.pledges.test_signing_actions import signed_elsewhere, with_device, with_key_file

BOARDS = 11
ORDER = (6, 0, 10, 3, 1, 9, 4, 2, 8, 5, 7)


@pytest.fixture
def places(today, world, cast, settings):
    """The text is issued and drawn; each of the boards has a leader."""
    settings.KEY_FILE_SIGNING = True
    for position in range(4, BOARDS + 1):
        board = make.SeatFactory(bloc=world.bloc, position=position).board
        make.PostFactory(board=board, role=Role.LEADER)
    signing.trust_the_tests()
    actions.consult_boards(world.pledge, by=cast["secretary"])
    actions.issue_pledge(world.pledge, despite=True, by=cast["chief"])
    tasks.draw_pledge(world.pledge.pk)
    return list(world.pledge.signatories.select_related("board", "party__round", "pledge"))


def with_own_tool(place, by):
    """Downloaded, signed in the office, uploaded."""
    return actions.upload_signed(place, content=signed_elsewhere(place), by=by)


def pdfsig(pdf, folder):
    """What Poppler says of each signature, in its order: the verdict, and whether it covers all."""
    file = folder / "paper.pdf"
    file.write_bytes(pdf)
    said = subprocess.run(["pdfsig", "-nocert", file], capture_output=True, text=True, check=False)
    lines = [line.strip(" -") for line in said.stdout.splitlines()]
    verdicts = [line for line in lines if line.startswith("Signature Validation:")]
    return verdicts, [line for line in lines if line.endswith("ocument signed")]


def test_poppler_and_we_agree_after_each_of_the_eleven_signatures(places, tmp_path):
    ways = cycle((with_device, with_key_file, with_own_tool))

    for count, (number, way) in enumerate(zip(ORDER, ways, strict=False), 1):
        place = places[number]
        way(place, by=place.board.posts.get(role=Role.LEADER).account)

        newest = rounds.newest_revision(place.party.round)
        content = newest.document.read()
        report = pades.verify(content, trust.roots(), clock.now())
        signed = [places[each].party.field for each in ORDER[:count]]
        verdicts, covers = pdfsig(content, tmp_path)
        assert newest.number == count
        assert report.valid
        assert [each.field for each in report.signatures] == signed
        assert verdicts == ["Signature Validation: Signature is Valid."] * count
        assert covers.count("Total document signed") == 1

    pledge = places[0].pledge
    pledge.refresh_from_db()
    assert pledge.state == PledgeState.SEALED


def test_poppler_and_we_agree_that_one_bit_is_wrong(places, tmp_path):
    """Else the test above could not fail."""
    with_device(places[0], by=places[0].board.posts.get(role=Role.LEADER).account)
    content = bytearray(rounds.newest_revision(places[0].party.round).document.read())
    content[len(content) // 3] ^= 1

    verdicts, _ = pdfsig(bytes(content), tmp_path)

    assert not pades.verify(bytes(content), trust.roots(), clock.now()).valid
    assert "Signature Validation: Signature is Valid." not in verdicts
