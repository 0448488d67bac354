"""What a person types."""

import os
import shutil
import subprocess
import sys
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


BARE = "bash basename cat chmod cksum dirname env find flock mkdir mv printenv rm sed touch"


@pytest.fixture
def copy(tmp_path):
    """The script alone in a project's folder, on a machine that has next to nothing."""
    tools, root = tmp_path / "bin", tmp_path / "project"
    for folder in (tools, root / "script"):
        folder.mkdir(parents=True)
    shutil.copy(ROOT / "script" / "setup", root / "script")
    for tool in BARE.split():
        (tools / tool).symlink_to(shutil.which(tool))
    (tools / "python3.11").symlink_to(sys.executable)
    for name, does in {
        "id": "echo 1000",
        "apt-get": "touch apt-was-called",
        "sudo": "false",
    }.items():
        (tools / name).write_text(f"#!/bin/sh\n{does}\n")
        (tools / name).chmod(0o755)
    return root, {"PATH": str(tools), "HOME": str(tmp_path)}


def test_setup_where_apt_may_not_be_used_lists_all_that_is_missing_at_once(copy):
    root, env = copy
    done = subprocess.run(
        ["script/setup"], cwd=root, env=env, check=False, capture_output=True, text=True
    )

    assert (done.returncode, done.stderr) == (1, "")
    [debian] = [line for line in done.stdout.splitlines() if line.startswith("  Debian:")]
    assert debian.startswith("  Debian:     apt-get install ")
    debians = {"redis-server", "fonts-liberation2", "gettext", "chromium", "poppler-utils"}
    assert debians | {"softhsm2", "libreoffice-calc-nogui"} <= set(debian.split())
    for name in ["redis", "gettext", "poppler", "softhsm", "--cask font-liberation"]:
        assert f"brew install {name}\n" in done.stdout
    assert not (root / "apt-was-called").exists()
    assert not (root / ".venv").exists()


def test_setup_for_production_asks_for_nothing_that_only_tests_need(copy):
    root, env = copy
    done = subprocess.run(
        ["script/setup", "--production"],
        cwd=root,
        env=env,
        check=False,
        capture_output=True,
        text=True,
    )

    assert done.returncode == 1
    assert "gettext" in done.stdout
    assert "chromium" not in done.stdout


@pytest.mark.real
def test_setup_replaces_links_that_lead_nowhere(copy):
    root, env = copy
    for name in [
        "requirements-dev.txt",
        "package.json",
        "package-lock.json",
        ".npmrc",
        "manage.py",
    ]:
        (root / name).touch()
    for folder in ["static", "config", "var/static"]:
        (root / folder).mkdir(parents=True)
    (root / "config" / "settings.py").touch()
    for folder in [".venv", "node_modules"]:
        (root / folder).symlink_to(root / "moved-away")
    npm = "case $1 in --version) echo 10 ;; ci) mkdir node_modules ;; esac"
    (root.parent / "bin" / "npm").write_text(f"#!/bin/sh\n{npm}\n")
    (root.parent / "bin" / "npm").chmod(0o755)

    done = subprocess.run(
        ["script/setup"],
        cwd=root,
        env=env | {"PATH": f"{env['PATH']}:{os.environ['PATH']}"},
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr

    for folder in [".venv", "node_modules"]:
        assert (root / folder).is_dir()
        assert not (root / folder).is_symlink()


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
