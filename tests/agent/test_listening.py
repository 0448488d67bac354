"""The agent that waits on the signer's machine answers its own server's pages and nobody else."""

import base64
import http.client
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding

from tests import authorities

AGENT = Path(__file__).parents[2] / "script" / "agent"
SERVER = "https://khoithidua.example"


def listening(folder, *more):
    path = folder / "key.p12"
    path.write_bytes(authorities.board().pkcs12(b"4711"))
    agent = subprocess.Popen(
        [
            sys.executable,
            AGENT,
            "--listen",
            "--port=0",
            f"--server={SERVER}/",
            "--p12",
            path,
            *more,
        ],
        env=os.environ | {"AGENT_PIN": "4711"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    agent.port = int(agent.stdout.readline().rpartition(":")[2])
    return agent


@pytest.fixture
def agent(tmp_path):
    """An agent that signs without asking."""
    running = listening(tmp_path, "--yes")
    yield running
    stop(running)


def stop(running):
    running.send_signal(signal.SIGINT)
    running.communicate(timeout=10)


def ask(agent, method, path, said=None, **headers):
    line = http.client.HTTPConnection("127.0.0.1", agent.port, timeout=10)
    body = json.dumps(said) if said is not None else None
    line.request(method, path, body, {"Origin": SERVER} | headers)
    answer = line.getresponse()
    content = answer.read()
    line.close()
    return answer.status, answer.headers, content


PAPER = {
    "title": "Giao ước", "board": "Ban Quản lý", "code": "AB12-CD34", "sha256": "0" * 64,
    "attributes": base64.b64encode(b"attributes").decode(),
}  # fmt: skip


def test_it_gives_certificate_and_signature_to_its_server(agent):
    _, headers, content = ask(agent, "GET", "/certificate")
    known = json.loads(content)
    _, _, content = ask(agent, "POST", "/sign", PAPER)

    assert headers["Access-Control-Allow-Origin"] == SERVER
    assert base64.b64decode(known["certificate"]) == authorities.board().der
    signature = base64.b64decode(json.loads(content)["signature"])
    authorities.board().certificate.public_key().verify(
        signature, b"attributes", padding.PKCS1v15(), hashes.SHA256()
    )


def test_a_browser_may_ask_beforehand(agent):
    status, headers, _ = ask(agent, "OPTIONS", "/sign")

    assert status == 204
    assert headers["Access-Control-Allow-Headers"] == "Content-Type"
    assert headers["Access-Control-Allow-Private-Network"] == "true"


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": ""},
        {"Host": "evil.example:80"},
    ],
)
@pytest.mark.parametrize(("method", "path"), [("GET", "/certificate"), ("POST", "/sign")])
def test_other_pages_get_nothing(agent, headers, method, path):
    status, answered, content = ask(agent, method, path, PAPER, **headers)

    assert status == 403
    assert "Access-Control-Allow-Origin" not in answered
    assert b"signature" not in content


def test_the_signer_is_shown_what_it_is_and_may_say_no(tmp_path):
    agent = listening(tmp_path)
    agent.stdin.write("k\n")
    agent.stdin.flush()

    status, _, content = ask(agent, "POST", "/sign", PAPER)

    assert (status, json.loads(content)) == (403, {"text": "Người ký không đồng ý."})
    agent.send_signal(signal.SIGINT)
    said, _ = agent.communicate(timeout=10)
    assert "Giao ước (mã AB12-CD34)" in said


@pytest.mark.parametrize("said", [{}, {"attributes": "%"}, [], None])
def test_nonsense_is_refused_and_the_agent_goes_on(agent, said):
    assert ask(agent, "POST", "/sign", said)[0] == 400
    assert ask(agent, "GET", "/certificate")[0] == 200


@pytest.mark.parametrize(
    "arguments",
    [
        ["--p12", "x"],
        ["--ticket", "x"],
        ["--ticket", "x", "--p12", "x", "--pkcs11", "y"],
        ["--ticket", "x", "--listen", "--p12", "x"],
    ],
)
def test_it_wants_one_key_and_one_way(arguments):
    done = subprocess.run(
        [sys.executable, AGENT, "--server", SERVER, *arguments],
        capture_output=True, text=True, check=False, timeout=30,
    )  # fmt: skip

    assert (done.returncode, "cần một trong hai" in done.stderr) == (2, True)
