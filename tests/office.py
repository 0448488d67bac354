"""A real office for tests: broker, worker with its timetable, web server; all can be killed."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

from django.conf import settings
from django.db import connection

PATIENCE = 60  # seconds
ROOT = Path(__file__).parent.parent


def until(happens, what, patience=PATIENCE):
    """Wait for something that has to come about; say what did not."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if found := happens():
            return found
        time.sleep(0.05)
    raise AssertionError(f"{what}: not within {patience} seconds")


class Office:
    """The programs that a test has started, in groups that end together."""

    def __init__(self, folder):
        self.folder = folder
        self.mail = folder / "mail"
        self.temporary = folder / "tmp"
        self.media = Path(settings.MEDIA_ROOT)
        for made in (self.mail, self.temporary):
            made.mkdir()
        self.socket = folder / "redis.sock"
        self.started = {}
        base = connection.settings_dict
        database = f"postgresql://{base['USER']}@{urllib.parse.quote(base['HOST'], safe='')}"
        database += f"/{base['NAME']}"
        with socket.socket() as door:
            door.bind(("127.0.0.1", 0))
            self.port = door.getsockname()[1]
        self.environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "tests.real_settings",
            "DATABASE_URL": database,
            "DATABASE_OWNER_URL": database,
            "REDIS_URL": f"unix://{self.socket}?db=0",
            "SECRET_KEY": settings.SECRET_KEY,
            "MEDIA_ROOT": str(settings.MEDIA_ROOT),
            "MAIL_FOLDER": str(self.mail),
            "KEY_FILE_SIGNING": "yes",
            "TMPDIR": str(self.temporary),
            "JOBS_SWEEP_SECONDS": "1",
            "JOBS_CLAIM_SECONDS": "3",
            "PYTHONPATH": str(ROOT),
        }

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def start(self, name, *command):
        """Start a program in a group of its own; what it says goes to a file."""
        with (self.folder / f"{name}.log").open("ab") as log:
            self.started[name] = subprocess.Popen(
                [str(word) for word in command],
                cwd=ROOT, env=self.environment, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip

    def kill(self, name):
        """SIGKILL to the program and everything that it has started."""
        process = self.started.pop(name)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        if name == "web":
            until(lambda: not self.answers(), "the web server's door is shut")

    def close(self):
        for name in list(self.started):
            self.kill(name)

    def letters(self):
        """How many letters were sent; two of one moment may lie in one file."""
        return sum(file.read_text().count("\nSubject: ") for file in self.mail.iterdir())

    def start_broker(self):
        nothing_kept = ("--save", "", "--appendonly", "no", "--port", "0", "--dir", self.folder)
        self.start("redis", "redis-server", "--unixsocket", self.socket, *nothing_kept)
        until(self.socket.exists, "the broker is there")

    def save_broker(self):
        """Have the broker write all that it knows into the folder."""
        line = ["redis-cli", "-s", str(self.socket), "SAVE"]
        subprocess.run(line, check=True, capture_output=True, timeout=PATIENCE)

    def start_worker(self):
        celery = (sys.executable, "-m", "celery", "--app", "config.celery", "worker")
        timetable = ("--beat", "--schedule", self.folder / "timetable")
        self.start("worker", *celery, *timetable, "--concurrency", "1", "--loglevel", "INFO")

    def start_web(self):
        gunicorn = (sys.executable, "-m", "gunicorn", "config.wsgi", "--no-control-socket")
        self.start("web", *gunicorn, "--bind", f"127.0.0.1:{self.port}", "--threads", "4")
        until(self.answers, "the web server is there")

    def answers(self):
        with socket.socket() as line:
            return line.connect_ex(("127.0.0.1", self.port)) == 0

    def post(self, path, body, **headers):
        """Status, body and headers of the answer; redirects are not followed."""
        request = urllib.request.Request(self.url + path, body, headers)  # noqa: S310 -- our own
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), _Stay())
        try:
            with opener.open(request, timeout=PATIENCE) as answer:
                return answer.status, answer.read(), answer.headers
        except urllib.error.HTTPError as answer:
            return answer.code, answer.read(), answer.headers


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args, **_kwargs):
        return None
