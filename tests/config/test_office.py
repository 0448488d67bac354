"""Web, worker and timetable together: the real programs, with as little as they can serve."""

import os
import queue
import signal
import socket
import threading
import time
import urllib.request
from pathlib import Path

import pytest

from tests.config.project import MINE, Project

pytestmark = pytest.mark.real

WSGI = """
import os

def application(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [os.environ["BASE_URL"].encode()]
"""
CELERY = """
import os
from celery import Celery

app = Celery("small", broker=os.environ["REDIS_URL"].replace("unix://", "redis+socket://"))
app.conf.broker_connection_retry_on_startup = True
"""
MANAGE = """
import json, os, sys

print("manage", json.dumps([*sys.argv[1:], os.environ.get("BASE_URL"), os.environ.get("DEMO")]))
sys.exit(2 if "refused.json" in sys.argv else 0)
"""


@pytest.fixture(scope="module")
def project():
    made = Project(MINE)
    (made.root / "config" / "celery.py").write_text(CELERY)
    (made.root / "manage.py").write_text(MANAGE)
    yield made
    made.remove()


@pytest.fixture
def serve(project):
    """Start an office; whatever becomes of it, nothing of it is left when the test has ended."""
    started = []
    (project.root / "config" / "wsgi.py").write_text(WSGI)

    def start(*arguments):
        started.append(Served(project, *arguments))
        return started[-1]

    yield start
    for served in started:
        served.end(signal.SIGKILL)
        for process in served.programs():
            os.kill(process, signal.SIGKILL)
    project.stop()


class Served:
    """An office that runs, what it says, and its programs."""

    def __init__(self, project, *arguments):
        self.mark = f"{project.top.name}-{time.monotonic_ns()}"
        self.process = project.start(
            project.python, "-m", "config.services", *arguments, MARK=self.mark
        )
        self.lines = queue.Queue()
        self.said = []
        self.deaf = False  # closes the other end at the next line
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self):
        with self.process.stdout:
            for line in self.process.stdout:
                self.lines.put(line)
                if self.deaf:
                    return

    def wait_for(self, words, seconds=60):
        """The first line from now on that holds the words."""
        deadline = time.monotonic() + seconds
        while True:
            try:
                line = self.lines.get(timeout=max(deadline - time.monotonic(), 0.01))
            except queue.Empty:
                raise AssertionError(f"Nobody said {words!r}: {''.join(self.said)}") from None
            self.said.append(line)
            if words in line:
                return line

    def ready(self):
        """The address, once web and worker are ready, in whatever order they say so."""
        needed = {"(Ctrl-C stops everything)": "", "ready.": ""}
        deadline = time.monotonic() + 60
        while not all(needed.values()):
            assert time.monotonic() < deadline, "".join(self.said)
            line = self.wait_for("")
            needed |= {words: line for words in needed if words in line}
        return needed["(Ctrl-C stops everything)"].split()[1]

    def programs(self):
        """The processes of this office, from the kernel's table: by a mark in their environment."""
        found = {}
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                marked = f"MARK={self.mark}".encode() in (folder / "environ").read_bytes()
                command = (folder / "cmdline").read_text().replace("\0", " ")
            except OSError:
                continue
            if marked and int(folder.name) != self.process.pid:
                found[int(folder.name)] = command
        return found

    def first(self, word):
        """The first of the processes whose command holds the word: the others are its children."""
        found = (process for process, command in self.programs().items() if word in command)
        return min(found, default=None)

    def end(self, number=signal.SIGTERM):
        self.process.send_signal(number)
        code = self.process.wait(timeout=60)
        self.process.stdin.close()
        self.process.stderr.close()
        return code


def wait_until(fact, seconds=30):
    deadline = time.monotonic() + seconds
    while not fact():
        assert time.monotonic() < deadline, "It did not come about."
        time.sleep(0.05)


def fetch(address):
    with urllib.request.urlopen(address, timeout=10) as answer:  # noqa: S310 -- our own
        return answer.read().decode()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGHUP])  # and SIGTERM, below
def test_one_signal_ends_all_of_it(project, serve, number):
    served = serve("serve")
    address = served.ready()

    assert fetch(address) == address

    assert served.end(number) == 0
    assert served.programs() == {}
    assert not list(project.place("sockets").glob("*"))


def test_a_taken_port_is_told_and_the_next_one_is_used(serve):
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", 8000))
        except OSError:
            taken = "taken by somebody else, just as well"
        else:
            taken = listener.listen()
        served = serve("serve")

        assert "Address already in use" in served.wait_for("127.0.0.1:8000"), taken
        address = served.ready()
        assert address != "http://localhost:8000"
        assert fetch(address) == address
        served.end()


def test_a_taken_port_that_was_asked_for_is_refused(project):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = str(listener.getsockname()[1])

        done = project.run(project.python, "-m", "config.services", "serve", "--port", port)

    assert done.returncode == 1
    assert "Name a free port: --port NUMBER." in done.stderr


def test_a_program_that_was_killed_is_started_again(serve):
    served = serve("serve")
    address = served.ready()
    for name, word in (("beat", " beat "), ("worker", " worker "), ("web", "gunicorn")):
        killed = served.first(word)
        os.kill(killed, signal.SIGKILL)

        served.wait_for(f"{name} was killed (SIGKILL) and is started again")

        wait_until(lambda word=word: served.first(word) is not None)
        assert killed not in served.programs()
    served.wait_for("Booting")
    assert fetch(address) == address
    assert served.end() == 0
    assert served.programs() == {}


def test_a_program_that_gives_up_ends_all_of_it(project, serve):
    (project.root / "config" / "wsgi.py").write_text("import nothing_of_this_name")

    served = serve("serve")

    told = served.wait_for("web has ended by itself")
    code = served.process.wait(timeout=60)
    assert code != 0
    assert f"({code})" in told
    assert served.programs() == {}


def test_one_office_is_open_at_a_time(project, serve):
    serve("serve").ready()

    done = project.run(project.python, "-m", "config.services", "serve")

    assert done.returncode == 1
    assert "is being served already" in done.stderr


def test_a_terminal_that_is_gone_stops_nothing(serve):
    served = serve("serve")
    address = served.ready()
    served.deaf = True

    for _ in range(3):
        os.kill(served.first("gunicorn"), signal.SIGHUP)  # makes it talk
        time.sleep(0.5)

    assert fetch(address) == address
    assert served.end() == 0
    assert served.programs() == {}


def test_the_programs_do_not_outlive_an_office_that_is_killed(serve):
    served = serve("serve")
    served.ready()

    served.end(signal.SIGKILL)

    wait_until(lambda: not served.programs())


def test_a_demo_plays_where_it_is_going_to_be_served(serve):
    served = serve("demo", "--case", "case.json", "--out", "papers")
    played = served.wait_for('["demo"')
    address = served.ready()

    assert f'["demo", "--case", "case.json", "--out", "papers", "{address}", "yes"]' in played
    served.end()


def test_a_demo_can_end_without_serving(project):
    done = project.run(
        *(project.python, "-m", "config.services", "demo", "--no-serve"),
        BASE_URL="https://thidua.example",
    )

    assert done.returncode == 0, done.stderr
    assert [line.split('"')[1] for line in done.stdout.splitlines() if line[0] == "m"] == [
        "migrate",
        "demo",
    ]


def test_a_refused_case_gives_its_exit_code_and_serves_nothing(project):
    done = project.run(project.python, "-m", "config.services", "demo", "--case", "refused.json")

    assert done.returncode == 2
    assert "Ctrl-C" not in done.stdout


@pytest.mark.parametrize(("host", "warned"), [("::", True), ("127.0.0.1", False)])
def test_who_listens_to_strangers_without_a_name_is_told(serve, host, warned):
    office = serve("serve", "--host", host)

    office.ready()

    assert any("BASE_URL is not set" in line for line in office.said) == warned
