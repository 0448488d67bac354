"""The demo's own web server, for as long as its agents sign through the real interface.

It runs in the demo's process, so that it lives on the case's days.
"""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from django.core.wsgi import get_wsgi_application
from django.db import connections

from config.demo.keys import PASSPHRASE
from config.environment import ROOT

AGENT = ROOT / "script" / "agent"
LONGEST = 120  # seconds for one signature


class AgentFailed(RuntimeError):
    """The command-line agent could not sign; its own words follow."""


class Quiet(WSGIRequestHandler):
    def log_message(self, *_words: object) -> None:
        """Say nothing: the terminal belongs to the demo's progress."""


class Threaded(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class OneConnectionEach:
    """The application, with its database connection closed after each request."""

    def __init__(self) -> None:
        self.application = get_wsgi_application()

    def __call__(self, environ, start_response):
        try:
            yield from self.application(environ, start_response)
        finally:
            connections.close_all()


@contextmanager
def serving() -> Iterator[str]:
    """The address at which this process answers, on a free port of this machine only."""
    server = make_server(
        "127.0.0.1", 0, OneConnectionEach(), server_class=Threaded, handler_class=Quiet
    )
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def sign(address: str, ticket: str, key_file: Path) -> None:
    """Let the command-line agent sign with a key file, as a board would.

    Raises AgentFailed with what it said.
    """
    command = [sys.executable, str(AGENT), "--server", address, "--p12", str(key_file)]
    said = subprocess.run(
        [*command, "--ticket", ticket, "--yes"],
        env={**os.environ, "AGENT_PIN": PASSPHRASE},
        capture_output=True,
        text=True,
        timeout=LONGEST,
        check=False,
    )
    if said.returncode:
        raise AgentFailed(f"{said.stdout}\n{said.stderr}".strip())
