"""The database and the broker, brought up for as long as somebody uses them.

Where DATABASE_URL or REDIS_URL is not set, the distribution's own PostgreSQL and
Redis run privately for this copy of the project, on sockets, without any port.
"""

import atexit
import fcntl
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from config.environment import ROOT, load_environment
from config.services.places import Places, ServiceFailed
from config.services.postgres import PostgreSQL
from config.services.redis import Redis

__all__ = ["ServiceFailed", "hold"]

PLACES = Places(ROOT)
SERVERS = [PostgreSQL(PLACES), Redis(PLACES)]


def hold() -> None:
    """Put the addresses of database and broker into the environment; start what is down.

    What was started stays up until the last process that holds it has ended; that
    one stops it. Harmless twice. Raises ServiceFailed.
    """
    load_environment()
    wanted = [server for server in SERVERS if server.wanted()]
    if not wanted:
        return
    PLACES.prepare()
    _end_properly()
    lease = (PLACES.locks / "lease").open("a")
    with _gate():
        fcntl.flock(lease, fcntl.LOCK_SH)
        atexit.register(_let_go, lease, os.getpid())
        for server in wanted:
            server.start()
            os.environ.update(server.addresses())


def _let_go(lease, holder: int) -> None:
    """Stop the servers, unless another process holds them too."""
    if os.getpid() != holder:  # a forked child: the parent lets go
        return
    with lease, _gate():
        try:
            fcntl.flock(lease, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        for server in reversed(SERVERS):
            server.stop()


@contextmanager
def _gate() -> Iterator[None]:
    """One process at a time starts or stops."""
    with (PLACES.locks / "gate").open("a") as gate:
        fcntl.flock(gate, fcntl.LOCK_EX)
        yield


def _end_properly() -> None:
    """Let what was registered for the end run when somebody ends us, or closes the terminal."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, lambda number, _frame: sys.exit(128 + number))
