"""A private Redis: the distribution's program, one socket, no port, nothing on disk.

What it loses, the rows of foundation.jobs bring back.
"""

import os
import shutil
import socket
import subprocess
from pathlib import Path

from config.services.places import ServiceFailed, as_server_user
from config.services.server import Server

PROGRAMS = ["redis-server", "valkey-server"]
INSTALL = "Install it: apt-get install redis-server, or brew install redis."
SEARCHED = ["/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"]


class Redis(Server):
    """The broker."""

    name = "redis"
    variable = "REDIS_URL"

    @property
    def log(self) -> Path:
        return self.places.store / "redis.log"

    @property
    def socket(self) -> Path:
        return self.places.sockets / "redis.sock"

    def addresses(self) -> dict[str, str]:
        return {"REDIS_URL": f"unix://{self.socket}?db=0"}

    def launch(self, lock: int) -> None:
        options: dict[str, str | Path] = {
            "port": "0",
            "unixsocket": self.socket,
            "unixsocketperm": "700",
            "save": "",
            "appendonly": "no",
            "dir": self.places.sockets,
            "logfile": self.log,
            "pidfile": self.places.sockets / "redis.pid",
            "daemonize": "yes",
        }
        command: list[str | Path] = [_program()]
        for key, value in options.items():
            command += [f"--{key}", value]
        done = subprocess.run(
            command,
            check=False,
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=[lock],
            **as_server_user(),
        )
        if done.returncode != 0:
            raise self.failure("does not start")

    def answers(self) -> bool:
        return self._say(b"PING") == b"+PONG\r\n"

    def shut_down(self) -> None:
        self._say(b"SHUTDOWN NOSAVE")

    def _say(self, command: bytes) -> bytes:
        """One command, one answer; none while it is down."""
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(2)
            try:
                line.connect(str(self.socket))
                line.sendall(command + b"\r\n")
                return line.recv(100)
            except OSError:
                return b""


def _program() -> str:
    places = os.pathsep.join([os.environ.get("PATH", os.defpath), *SEARCHED])
    for name in PROGRAMS:
        if found := shutil.which(name, path=places):
            return found
    raise ServiceFailed(f"Redis is missing. {INSTALL}")
