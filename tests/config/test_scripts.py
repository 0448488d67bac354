"""What a person types."""

import os
import subprocess
import time

import pytest

from tests.config.project import ROOT

SCRIPTS = [
    "script/setup",
    "script/demo",
    "script/server",
    "script/test",
    "script/lint",
    "script/messages",
    "script/lock",
    "script/bench",
    ".ci/run",
]
NOWHERE = dict.fromkeys(
    ["http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"], "http://127.0.0.1:9"
)


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_script_runs_and_says_what_it_is_for(script):
    path = ROOT / script
    first, second = path.read_text().splitlines()[:2]

    assert os.access(path, os.X_OK)
    assert first == "#!/usr/bin/env bash"
    assert second.startswith("# ")
    subprocess.run(["bash", "-n", path], check=True)


@pytest.mark.real
def test_a_second_setup_is_quick_and_needs_no_network():
    setup = [ROOT / "script" / "setup"]
    subprocess.run(setup, check=True, capture_output=True)
    begun = time.monotonic()

    again = subprocess.run(
        setup, check=True, capture_output=True, text=True, env=os.environ | NOWHERE
    )

    assert again.stdout == "→ OK\n"
    assert again.stderr == ""
    assert time.monotonic() - begun < 5


@pytest.mark.real
def test_an_unknown_option_explains_the_others():
    done = subprocess.run(
        [ROOT / "script" / "setup", "--fast"], check=False, capture_output=True, text=True
    )

    assert done.returncode == 1
    assert "script/setup --production" in done.stdout


@pytest.mark.parametrize(
    "lock",
    ["requirements.txt", "requirements-dev.txt", "requirements-node.txt", "package-lock.json"],
)
def test_a_lock_names_hashes_and_no_addresses(lock):
    text = (ROOT / lock).read_text()

    assert "sha256:" in text or "sha512-" in text
    assert "://" not in text


def test_the_secret_key_is_nobody_elses_and_never_committed():
    env = ROOT / "var" / "env"

    assert env.stat().st_mode & 0o077 == 0
    assert subprocess.run(["git", "check-ignore", "-q", env], cwd=ROOT, check=False).returncode == 0
