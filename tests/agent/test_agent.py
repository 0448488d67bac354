"""The command-line agent signs through the interface, with a key file and with a token."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from foundation import clock
from foundation.documents import pades
from foundation.signing import rounds, trust
from foundation.signing.models import PartyState, RoundState
from pledges import tickets
from pledges.models import PledgeState
from tests import signing
from tests.real import _regimes, committed  # noqa: F401 -- fixtures

AGENT = Path(__file__).parents[2] / "script" / "agent"


@pytest.fixture
def places(committed, world, cast):
    """The three boards' places under a pledge that is open, and who may sign there."""
    signing.trust_the_tests()
    return signing.open_for_signature(world.pledge, [world.chief, world.deputy, world.board])


def agent(server, ticket, *key, pin="mật khẩu", more=("--yes",)):
    """Run the agent to its end."""
    return subprocess.run(
        [sys.executable, AGENT, "--server", server.url, "--ticket", ticket, *key, *more],
        env=os.environ | {"AGENT_PIN": pin},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def key_file(folder, identity, pin="mật khẩu"):
    path = folder / "key.p12"
    path.write_bytes(identity.pkcs12(pin.encode()))
    return "--p12", str(path)


def test_a_leader_signs_with_a_key_file_on_the_own_machine(live_server, places, cast, tmp_path):
    place = places[2]
    key = key_file(tmp_path, signing.identity_of(place.board))

    done = agent(live_server, tickets.issue(place, cast["leader"]), *key)

    assert done.stderr == ""
    assert done.returncode == 0
    assert done.stdout.endswith("Đã ký: bản ký số 1, 1/3 chữ ký.\n")
    place.party.refresh_from_db()
    assert place.party.state == PartyState.SIGNED
    newest = rounds.newest_revision(place.party.round).document.read()
    assert pades.verify(newest, trust.roots(), clock.now()).valid
