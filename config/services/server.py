"""What the private servers have in common: each is alive while it holds its lock."""

import fcntl
import os
import time
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from config.services.places import Places, ServiceFailed

PATIENCE = 60  # seconds that a server may take to answer, or to end


class Server(ABC):
    """A private server.

    It inherits an open lock file, so the kernel knows whether a process of it
    lives, whatever a pid file left by a crash, a reboot or a copied folder says.
    """

    name: str
    variable: str  # the address that, once given, makes this server superfluous

    def __init__(self, places: Places):
        self.places = places

    @property
    @abstractmethod
    def log(self) -> Path:
        """Where it writes what goes wrong."""

    @abstractmethod
    def addresses(self) -> dict[str, str]:
        """The addresses for the environment."""

    @abstractmethod
    def launch(self, lock: int) -> None:
        """Start in the background, handing down the lock."""

    @abstractmethod
    def answers(self) -> bool:
        """Whether it takes questions now."""

    @abstractmethod
    def shut_down(self) -> None:
        """Ask it to end."""

    def wanted(self) -> bool:
        return not os.environ.get(self.variable)

    def alive(self) -> bool:
        with self._lock() as lock:
            return lock is None

    def start(self) -> None:
        """Make sure that it answers. Raises ServiceFailed with the end of its log."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            with self._lock() as lock:
                if lock is not None:
                    self.launch(lock)
            if self.answers():
                return
            time.sleep(0.05)
        raise self.failure("does not answer")

    def stop(self) -> None:
        """End it, if it is up. Raises ServiceFailed when it will not."""
        deadline = time.monotonic() + PATIENCE
        while self.alive():
            self.shut_down()
            if time.monotonic() > deadline:
                raise self.failure("does not end")
            time.sleep(0.02)

    def failure(self, what: str) -> ServiceFailed:
        lines = self.log.read_text(errors="replace").splitlines() if self.log.exists() else []
        return ServiceFailed("\n".join([f"{self.name} {what}; {self.log} ends:", *lines[-15:]]))

    @contextmanager
    def _lock(self) -> Iterator[int | None]:
        """The lock's descriptor, or None while the server holds it."""
        with (self.places.locks / f"{self.name}.lock").open("a") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield None
            else:
                yield file.fileno()
