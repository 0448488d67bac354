"""A migrated, empty database, made once: each test database is a copy of it.

Running all migrations takes more than a minute, copying their outcome a second.
"""

import fcntl
import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from django.apps import apps
from psycopg import sql

from config.environment import ROOT

PREFIX = "template_emulation_"
LOCK = ROOT / "var" / "test-template.lock"


def made() -> str:
    """The name of the template, which is made here where the migrations have changed."""
    name = PREFIX + fingerprint()
    with alone(), server() as connection:
        names = f"{PREFIX}%"
        rows = connection.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [names])
        known = {row for (row,) in rows}
        if name not in known:
            for old in known:
                run(connection, "DROP DATABASE IF EXISTS {}", old)
            half = f"{name}_half"
            run(connection, "CREATE DATABASE {}", half)
            migrate(half)
            run(connection, "ALTER DATABASE {} RENAME TO {}", half, name)
    return name


def fingerprint() -> str:
    """What the migrated database follows from: our migrations, and the packages with theirs."""
    folders = (Path(config.path) / "migrations" for config in apps.get_app_configs())
    files = sorted(path for folder in folders for path in folder.glob("*.py"))
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


@contextmanager
def alone() -> Iterator[None]:
    """One process at a time: several begin to test at once."""
    LOCK.parent.mkdir(exist_ok=True)
    with LOCK.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def server() -> Iterator[psycopg.Connection]:
    """The database server, as the role that owns; every statement stands alone."""
    with psycopg.connect(address("postgres"), autocommit=True) as connection:
        yield connection


def address(database: str) -> str:
    """Where that database lies: on the server of the owner's own."""
    parts = urlsplit(os.environ["DATABASE_OWNER_URL"])
    return urlunsplit(parts._replace(path=f"/{database}"))


def run(connection: psycopg.Connection, statement: str, *names: str) -> None:
    connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def migrate(database: str) -> None:
    """In a process of its own: this one's settings name another database."""
    subprocess.run(
        [sys.executable, "-m", "django", "migrate", "--verbosity=0", "--settings=tests.settings"],
        env=os.environ | {"DATABASE_OWNER_URL": address(database)},
        cwd=ROOT,
        check=True,
    )
