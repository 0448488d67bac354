"""Web, worker and timetable together, for a small office: one terminal, one log, one end."""

import contextlib
import fcntl
import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator

from config.environment import ROOT
from config.services.places import ServiceFailed

GRACE = 20  # seconds to finish what is being done; jobs that are cut off are taken up again
PORTS = range(8000, 8100)


def say(line: str) -> None:
    """Tell the person at the terminal what is going on."""
    write(f"→ {line}\n")


def write(text: str) -> None:
    """To the terminal, past Python's buffer; a terminal that is gone is no reason to stop."""
    with contextlib.suppress(OSError):
        os.write(1, text.encode())


@contextlib.contextmanager
def opened() -> Iterator[None]:
    """One office in a folder at a time: two timetables would do everything twice.

    Raises ServiceFailed while another one is open.
    """
    folder = ROOT / "var"
    folder.mkdir(exist_ok=True)
    with (folder / "office").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise ServiceFailed(f"{ROOT} is being served already. Stop that one first.") from None
        yield


def listen(host: str, port: int | None) -> socket.socket:
    """Take the port, or the first free one from 8000 on where none is named.

    Raises ServiceFailed when it is taken. Held by us and handed down to the web
    server, so that nobody can take it in between.
    """
    for number in PORTS if port is None else [port]:
        listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, number))
        except OSError as error:
            listener.close()
            say(f"{host}:{number}: {error.strerror}")
        else:
            return listener
    raise ServiceFailed("Name a free port: --port NUMBER.")


def programs(listener: socket.socket) -> list["Program"]:
    """What an office needs."""
    python = [sys.executable, "-m"]
    celery = [*python, "celery", "--quiet", "--app", "config.celery"]
    web = [*python, "gunicorn", "config.wsgi", "--bind", f"fd://{listener.fileno()}"]
    web += ["--workers", "2", "--threads", "4", "--no-control-socket"]
    worker = [*celery, "worker", "--loglevel", "INFO", "--concurrency", "2"]
    worker += ["--without-gossip", "--without-mingle"]
    beat = [*celery, "beat", "--loglevel", "WARNING", "--pidfile="]
    beat += ["--schedule", str(ROOT / "var" / "timetable")]
    return [Program("web", web, listener), Program("worker", worker), Program("beat", beat)]


class Program:
    """One program of the office; what it says comes out under its name."""

    def __init__(self, name: str, command: list[str], listener: socket.socket | None = None):
        self.name = name
        self.command = command
        self.passed = [listener.fileno()] if listener else []

    def start(self) -> None:
        """In a session of its own, so that Ctrl-C reaches us alone; it ends when we are killed."""
        leash = ["setpriv", "--pdeathsig", "TERM"] if shutil.which("setpriv") else []
        self.process = subprocess.Popen(
            [*leash, *self.command],
            cwd=ROOT,
            env=os.environ | {"PYTHONUNBUFFERED": "1"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            pass_fds=self.passed,
            start_new_session=True,
            text=True,
            errors="replace",
        )
        threading.Thread(target=self._pass_on, args=[self.process.stdout], daemon=True).start()

    def kill(self) -> None:
        """End it and all its children, now."""
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            return  # all gone
        finally:
            self.process.wait()

    def _pass_on(self, output) -> None:
        with output:
            for line in output:
                write(f"{self.name:<6} | {line}")


class Office:
    """Runs the programs until somebody ends it, or one of them gives up."""

    def __init__(self, staff: list[Program]):
        self.staff = staff
        self.asked = 0  # how often we were asked to end

    def run(self) -> int:
        """Return the exit code: 0 when we were asked to end."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            if signal.getsignal(number) is not signal.SIG_IGN:  # as nohup wants
                signal.signal(number, self._ask)
        for program in self.staff:
            program.start()
        result = 0
        while not self.asked and not result:
            result = self._look_after()
            time.sleep(0.1)
        self._end()
        return result

    def _ask(self, _number, _frame) -> None:
        self.asked += 1

    def _look_after(self) -> int:
        """Start again what was killed; the code of a program that ended by itself, else 0."""
        for program in self.staff:
            code = program.process.poll()
            if code is None:
                continue
            if code >= 0:
                say(f"{program.name} has ended by itself ({code})")
                return code or 1
            say(f"{program.name} was killed ({signal.Signals(-code).name}) and is started again")
            program.kill()
            time.sleep(1)
            program.start()
        return 0

    def _end(self) -> None:
        """Let each finish what it is doing; not for ever, and not when asked twice."""
        say("stopping; Ctrl-C again stops at once")
        for program in self.staff:
            program.process.terminate()
        deadline = time.monotonic() + GRACE
        while self.asked < 2 and time.monotonic() < deadline:  # noqa: PLR2004 -- asked twice
            if all(program.process.poll() is not None for program in self.staff):
                break
            time.sleep(0.05)
        for program in self.staff:
            program.kill()


def announce(listener: socket.socket, address: str) -> None:
    """Print the address as soon as the web server answers."""
    host, port = listener.getsockname()[:2]

    def wait() -> None:
        while True:
            line = http.client.HTTPConnection(host, port, timeout=60)
            try:
                line.request("HEAD", "/")
                line.getresponse()
            except OSError:
                time.sleep(0.1)
            else:
                say(f"{address}  (Ctrl-C stops everything)")
                return
            finally:
                line.close()

    threading.Thread(target=wait, daemon=True).start()
