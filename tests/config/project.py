"""A copy of what starts the servers, in a folder of its own, used by a person of our choice."""

import json
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOLD = """
import json, os, sys
from config import services
services.hold()
print(json.dumps({name: os.environ[name] for name in sys.argv[1:]}), flush=True)
sys.stdin.read()
"""
ADDRESSES = ["DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL"]
MINE = "mine"
ORDINARY = "ordinary"
PEOPLE = [MINE, ORDINARY] if os.geteuid() == 0 else [MINE]  # only root can play somebody else


class Project:
    """One copy of the project, and commands run there."""

    def __init__(self, person: str, name: str = "a path with spaces, $HOME and 'quotes'"):
        self.person = pwd.getpwnam("nobody") if person == ORDINARY else pwd.getpwuid(os.geteuid())
        self.top = Path(tempfile.mkdtemp(prefix="emulation-test-"))
        self.root = self.top / name
        unwanted = shutil.ignore_patterns("__pycache__")
        shutil.copytree(
            ROOT / "config" / "services", self.root / "config/services", ignore=unwanted
        )
        shutil.copy(ROOT / "config" / "environment.py", self.root / "config")
        (self.root / "config" / "__init__.py").touch()
        self.give()
        self.python = self._python()
        self.started: list[subprocess.Popen] = []

    def give(self) -> None:
        """Make everything in it theirs."""
        for path in [self.top, *self.top.rglob("*")]:
            os.chown(path, self.person.pw_uid, self.person.pw_gid)

    def stop(self) -> None:
        """Stop what a failed test has left behind: its commands, then the servers."""
        for process in self.started:
            process.kill()
            for pipe in (process.stdin, process.stdout, process.stderr):
                pipe.close()
            process.wait()
        self.started.clear()
        if any(self.place("sockets").glob("*")):
            self.under_services("true")

    def remove(self) -> None:
        self.stop()
        for folder in (self.top, self.place("sockets"), self.place("store")):
            shutil.rmtree(folder, ignore_errors=True)

    def place(self, which: str) -> Path:
        """One of the folders that config.services.places names, as this person sees them."""
        code = "import sys; from config.services import PLACES; print(getattr(PLACES, sys.argv[1]))"
        return Path(self.run(self.python, "-c", code, which).stdout.strip())

    def start(self, *command: str, **variables: str) -> subprocess.Popen:
        process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            **self._circumstances(variables),
        )
        self.started.append(process)
        return process

    def run(self, *command: str, **variables: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            command,
            check=False,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=120,
            **self._circumstances(variables),
        )

    def under_services(self, *command: str, **variables: str) -> subprocess.CompletedProcess:
        """A command with database and broker up, as manage.py would run it."""
        return self.run(self.python, "-m", "config.services", "run", *command, **variables)

    def hold(self) -> "Holder":
        return Holder(self)

    def _circumstances(self, variables: dict[str, str]) -> dict:
        path = os.pathsep.join([os.environ["PATH"], "/usr/sbin"])
        plain = {"PATH": path, "HOME": str(self.top), "PYTHONDONTWRITEBYTECODE": "1"}
        person = {"user": self.person.pw_uid, "group": self.person.pw_gid, "extra_groups": []}
        if self.person.pw_uid == os.geteuid():
            person = {}
        return {"cwd": self.root, "env": plain | variables, **person}

    def _python(self) -> str:
        """One that this person can run: ours may lie in a home of somebody else's."""
        for candidate in (sys.executable, "/usr/bin/python3.11", "/usr/bin/python3"):
            try:
                found = self.run(
                    candidate, "-c", "import sys; sys.exit(sys.version_info < (3, 11))"
                )
            except OSError:
                continue
            if found.returncode == 0:
                return candidate
        raise AssertionError("There is no Python that an ordinary user can run.")


class Holder:
    """A process that keeps the servers up until it is let go."""

    def __init__(self, project: Project):
        self.project = project
        self.process = project.start(project.python, "-c", HOLD, *ADDRESSES)
        self._addresses: dict[str, str] = {}

    @property
    def addresses(self) -> dict[str, str]:
        """Known once everything is up."""
        if not self._addresses:
            line = self.process.stdout.readline()
            assert line, self.process.communicate()[1]
            self._addresses = json.loads(line)
        return self._addresses

    def ask(self, sql: str, role: str = "app") -> str:
        """The answer, or what PostgreSQL says against it."""
        address = self.addresses["DATABASE_OWNER_URL" if role == "owner" else "DATABASE_URL"]
        done = self.project.run("psql", "--no-psqlrc", "-qtA", address, "--command", sql)
        return (done.stdout + done.stderr).strip()

    def ask_redis(self, *command: str) -> str:
        socket = self.addresses["REDIS_URL"].removeprefix("unix://").partition("?")[0]
        return self.project.run("redis-cli", "-s", socket, *command).stdout.strip()

    def leave(self) -> int:
        self.process.communicate(timeout=60)
        return self.process.returncode

    def servers(self) -> list[int]:
        """The processes of PostgreSQL and of Redis."""
        data = self.project.place("store") / "postgresql" / "postmaster.pid"
        information = self.ask_redis("info", "server").splitlines()
        (redis,) = [line for line in information if line.startswith("process_id:")]
        return [int(data.read_text().split()[0]), int(redis.partition(":")[2])]
