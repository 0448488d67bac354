"""The command-line agent signs through the interface, with a key file and with a token."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import time_machine

from foundation import clock
from foundation.audit.models import Event
from foundation.documents import pades
from foundation.signing import rounds, tickets, trust, turns
from foundation.signing.models import PartyState, RoundState, Signature
from pledges.actions import signing as actions
from pledges.models import PledgeState
from tests import authorities, signing
from tests.agent import softtoken
from tests.real import _regimes, committed  # noqa: F401 -- fixtures

AGENT = Path(__file__).parents[2] / "script" / "agent"
PIN = "mật khẩu 123"


@pytest.fixture
def places(committed, world, cast):
    """The three boards' places under a pledge that is open, and who may sign there."""
    signing.trust_the_tests()
    return signing.open_for_signature(world.pledge, [world.chief, world.deputy, world.board])


@pytest.fixture
def place(places):
    """The plain board's place: `leader` and `clerk` are its people."""
    return places[2]


def agent(server, ticket, *key, pin=PIN, more=("--yes",), **environment):
    """Run the agent to its end."""
    return subprocess.run(
        [sys.executable, AGENT, "--server", server.url, "--ticket", ticket, *key, *more],
        env=os.environ | {"AGENT_PIN": pin} | environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def key_file(folder, board, **facts):
    path = folder / f"{board.code}.p12"
    path.write_bytes(signing.identity_of(board, **facts).pkcs12(PIN.encode()))
    return "--p12", str(path)


def newest(place):
    return pades.verify(
        rounds.newest_revision(place.party.round).document.read(), trust.roots(), clock.now()
    )


def test_a_leader_signs_with_a_key_file_on_the_own_machine(live_server, place, cast, tmp_path):
    done = agent(
        live_server, tickets.issue(place, cast["leader"]), *key_file(tmp_path, place.board)
    )

    assert done.stderr == ""
    assert done.returncode == 0
    assert done.stdout.endswith("Đã ký: bản ký số 1, 1/3 chữ ký.\n")
    place.party.refresh_from_db()
    assert place.party.state == PartyState.SIGNED
    assert newest(place).valid
    assert place.party.signature.given_by == "leader@khoithidua.example"
    assert place.party.signature.signer_title == "TRƯỞNG BAN"


@pytest.mark.parametrize("kind", ["rsa", "ec"])
def test_a_leader_signs_with_a_token(live_server, place, cast, tmp_path, kind):
    identity = signing.identity_of(place.board, kind=kind)
    hsm = softtoken.make(tmp_path, identity, pin="4711", environment=dict(os.environ))
    key = ("--pkcs11", softtoken.MODULE, "--token", "office")

    done = agent(live_server, tickets.issue(place, cast["leader"]), *key, pin="4711", **hsm)

    assert done.stderr == ""
    assert done.returncode == 0
    report = newest(place)
    assert report.valid
    assert report.signers[0].certificate.fingerprint == trust.describe(identity.der).fingerprint


def test_a_wrong_pin_opens_no_token(live_server, place, cast, tmp_path):
    identity = signing.identity_of(place.board)
    hsm = softtoken.make(tmp_path, identity, pin="4711", environment=dict(os.environ))
    key = ("--pkcs11", softtoken.MODULE, "--token", "office")

    done = agent(live_server, tickets.issue(place, cast["leader"]), *key, pin="0000", **hsm)

    assert (done.returncode, done.stderr) == (
        2,
        "Không mở được thiết bị ký: sai mã PIN (PinIncorrect).\n",
    )
    assert Signature.objects.count() == 0


def test_a_wrong_passphrase_opens_no_key_file(live_server, place, cast, tmp_path):
    key = key_file(tmp_path, place.board)

    done = agent(live_server, tickets.issue(place, cast["leader"]), *key, pin="sai")

    assert (done.returncode, done.stderr) == (
        2,
        f"Không mở được tệp khóa {key[1]}: sai mật khẩu, hoặc tệp không phải PKCS#12.\n",
    )


def say(*options, typed=""):
    """What the agent answers where no terminal is at hand and no PIN is set."""
    environment = {name: value for name, value in os.environ.items() if name != "AGENT_PIN"}
    done = subprocess.run(
        [sys.executable, AGENT, *options],
        env=environment,
        input=typed,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        start_new_session=True,  # without a terminal that could be asked
    )
    return done.returncode, done.stdout + done.stderr


NOBODY = ("--server", "http://127.0.0.1:9", "--ticket", "x", "--wait", "0")
NO_PIN = "Chưa có mật khẩu hay mã PIN: gõ trong cửa sổ lệnh, hoặc đặt biến môi trường AGENT_PIN.\n"


def test_a_passphrase_that_is_piped_in_is_taken_without_a_warning_in_english(tmp_path):
    path = tmp_path / "ban.p12"
    path.write_bytes(authorities.board("DNA").pkcs12(PIN.encode()))

    assert say(*NOBODY, "--p12", path, typed=PIN) == (
        1,
        "Mật khẩu tệp khóa: Không kết nối được với máy chủ http://127.0.0.1:9.\n",
    )
    assert say(*NOBODY, "--p12", path) == (2, f"Mật khẩu tệp khóa: \n{NO_PIN}")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ((), "còn thiếu: --server"),
        ((*NOBODY,), "cần một trong hai: --p12 hoặc --pkcs11"),
        ((*NOBODY, "--p12", "x", "--port", "y"), "--port: giá trị 'y' không đúng"),
        ((*NOBODY, "--p12"), "--p12: cần một giá trị"),
        ((*NOBODY, "--p12", "x", "--xin-chao"), "không có tùy chọn: --xin-chao"),
        (("--server", "khoi.example", "--ticket", "x", "--p12", "x"), "--server: viết đủ địa chỉ"),
    ],
)
def test_wrong_options_are_answered_in_vietnamese(options, words):
    code, said = say(*options)

    assert code == 2
    assert words in said
    assert said.startswith("cách dùng: ")
    assert "error" not in said


def test_what_is_no_key_and_no_module_is_said_in_vietnamese(tmp_path):
    module = tmp_path / "module.so"
    module.write_bytes(b"not a library")

    assert say(*NOBODY, "--p12", tmp_path / "none", typed="x")[1].endswith(
        f"Không đọc được tệp khóa {tmp_path / 'none'}.\n"
    )
    assert "không nạp được mô-đun PKCS#11" in say(*NOBODY, "--pkcs11", module, typed="x")[1]


def test_a_server_that_is_another_one_is_named(live_server, tmp_path):
    path = tmp_path / "ban.p12"
    path.write_bytes(authorities.board("DNA").pkcs12(PIN.encode()))
    wrong = f"{live_server.url}/xac-minh"

    code, said = say("--server", wrong, "--ticket", "x", "--p12", path, typed=PIN)

    assert code == 1
    assert said.endswith("Máy chủ không thực hiện được (mã 404).\n")


def test_all_boards_at_the_same_second_sign_one_after_the_other_and_seal(
    live_server, places, cast, tmp_path
):
    people = [cast["chief"], cast["deputy"], cast["leader"]]
    orders = [
        (tickets.issue(place, person), key_file(tmp_path, place.board))
        for place, person in zip(places, people, strict=True)
    ]

    with ThreadPoolExecutor(3) as pool:
        done = list(pool.map(lambda order: agent(live_server, order[0], *order[1]), orders))

    assert [each.returncode for each in done] == [0, 0, 0], [each.stderr for each in done]
    report = newest(places[0])
    assert report.valid
    assert len(report.signers) == 3
    places[0].pledge.refresh_from_db()
    assert places[0].pledge.state == PledgeState.SEALED
    assert places[0].pledge.round.state == RoundState.SEALED
    assert Event.objects.filter(verb="pledges.seal_pledge").count() == 1
    assert Event.objects.filter(verb="pledges.finish_signature").count() == 3


def test_the_same_ticket_twice_at_once_signs_once(live_server, place, cast, tmp_path):
    key = key_file(tmp_path, place.board)
    ticket = tickets.issue(place, cast["leader"])

    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(lambda _: agent(live_server, ticket, *key), range(2)))

    assert sorted(each.returncode for each in done) == [0, 1]
    assert Signature.objects.count() == 1
    assert newest(place).valid


def test_the_agent_waits_while_another_board_signs(live_server, places, cast, tmp_path):
    first, _, last = places
    identity = signing.identity_of(first.board)
    turn = actions.prepare_signature(
        first, certificate=identity.der, chain=identity.chain, by=cast["chief"]
    )

    with ThreadPoolExecutor(1) as pool:
        ticket = tickets.issue(last, cast["leader"])
        waiting = pool.submit(agent, live_server, ticket, *key_file(tmp_path, last.board))
        signature = pades.signature_over(turns.attributes_of(turn), identity.key)
        actions.finish_signature(first, turn, signature, by=cast["chief"])
        done = waiting.result()

    assert done.returncode == 0
    assert len(newest(last).signers) == 2


def test_an_agent_gives_up_when_the_other_takes_too_long(live_server, places, cast, tmp_path):
    first, _, last = places
    identity = signing.identity_of(first.board)
    actions.prepare_signature(
        first, certificate=identity.der, chain=identity.chain, by=cast["chief"]
    )

    done = agent(
        live_server,
        tickets.issue(last, cast["leader"]),
        *key_file(tmp_path, last.board),
        more=("--yes", "--wait", "1"),
    )

    assert done.returncode == 1
    assert done.stderr.startswith(f"{first.party.name} is signing just now.")


def test_without_a_yes_nothing_is_signed(live_server, place, cast, tmp_path):
    ticket = tickets.issue(place, cast["leader"])

    done = agent(live_server, ticket, *key_file(tmp_path, place.board), more=())

    assert (done.returncode, done.stderr) == (1, "Đã dừng, chưa ký.\n")
    assert "Emulation pledge of 2026 (mã AB12-CD34)" in done.stdout
    assert Signature.objects.count() == 0


def test_the_reason_of_a_refusal_is_shown(live_server, place, cast, tmp_path, world):
    stranger = key_file(tmp_path, world.deputy)

    done = agent(live_server, tickets.issue(place, cast["leader"]), *stranger)

    assert done.returncode == 1
    assert "bears another name" in done.stderr


def test_a_ticket_expires(live_server, place, cast, tmp_path):
    with time_machine.travel(clock.now().timestamp() - tickets.LASTS - 5):
        ticket = tickets.issue(place, cast["leader"])

    done = agent(live_server, ticket, *key_file(tmp_path, place.board))

    assert (done.returncode, done.stderr) == (
        1,
        "The ticket is unknown or has expired. Take a new one from the signing page.\n",
    )
