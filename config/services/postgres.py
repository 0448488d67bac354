"""A private PostgreSQL: the distribution's programs, our data, one socket, no port."""

import os
import re
import shutil
import subprocess
from pathlib import Path
from urllib.parse import quote

from config.services.places import ServiceFailed, as_server_user, private_folder
from config.services.server import PATIENCE, Server

OLDEST = 15  # ICU as the locale of a whole cluster
FOLDERS = [
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
]
INSTALL = "Install it: apt-get install postgresql, or brew install postgresql@17."
ROLES = Path(__file__).with_name("roles.sql")


class PostgreSQL(Server):
    """Roles owner and app, database emulation; trusts whoever may enter the sockets' folder."""

    name = "postgresql"
    variable = "DATABASE_URL"

    @property
    def log(self) -> Path:
        return self.places.locks / "postgresql.log"  # handed down open: its user may not get here

    @property
    def data(self) -> Path:
        return self.places.store / "postgresql"

    def addresses(self) -> dict[str, str]:
        host = quote(str(self.places.sockets), safe="")
        return {
            "DATABASE_URL": f"postgresql://app@{host}/emulation",
            "DATABASE_OWNER_URL": f"postgresql://owner@{host}/emulation",
        }

    def launch(self, lock: int) -> None:
        if not self.data.exists():
            self._create()
        # Nothing of ours lives, so these speak of a process that is gone, or of another copy.
        (self.data / "postmaster.pid").unlink(missing_ok=True)
        for remains in self.places.sockets.glob(".s.PGSQL.*"):
            remains.unlink()
        options = f"-c listen_addresses='' -c unix_socket_directories={self.places.sockets}"
        if not self._run("pg_ctl", "start", "--options", options, lock=lock, PGDATA=str(self.data)):
            raise self.failure("does not start")

    def answers(self) -> bool:
        command = [self._program("pg_isready"), "--quiet", *self._as_superuser()]
        return subprocess.run(command, check=False, env=_environment()).returncode == 0

    def start(self) -> None:
        super().start()
        self._make_roles()

    def shut_down(self) -> None:
        self._run("pg_ctl", "stop", "--mode", "fast", PGDATA=str(self.data))

    def _create(self) -> None:
        """Make a cluster, whole or not at all."""
        new = self.data.with_name("postgresql.new")
        shutil.rmtree(new, ignore_errors=True)
        private_folder(new)
        locale = "C.UTF-8" if os.uname().sysname == "Linux" else "C"
        made = self._run(
            "initdb",
            *("--username", "postgres", "--auth", "trust", "--encoding", "UTF8"),
            *("--locale-provider", "icu", "--icu-locale", "und", "--locale", locale),
            PGDATA=str(new),
        )
        if not made:
            raise self.failure("cannot be set up")
        new.rename(self.data)

    def _make_roles(self) -> None:
        made, wanted = self.data / "roles-made", ROLES.read_text()
        if made.exists() and made.read_text() == wanted:
            return
        command = [self._program("psql"), "--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1"]
        command += ["--file", str(ROLES), *self._as_superuser()]
        done = subprocess.run(
            command, check=False, capture_output=True, text=True, env=_environment()
        )
        if done.returncode != 0:
            raise ServiceFailed(f"The roles cannot be made: {done.stderr}")
        made.write_text(wanted)  # a cluster of last year gets what has been granted since

    def _as_superuser(self) -> list[str]:
        return [
            "--host",
            str(self.places.sockets),
            "--username",
            "postgres",
            "--dbname",
            "postgres",
        ]

    def _run(self, program: str, *options: str, lock: int | None = None, **variables: str) -> bool:
        """Run one of its programs as its user; the folder goes by PGDATA, past any shell."""
        with self.log.open("a") as log:
            done = subprocess.run(
                [self._program(program), *options],
                check=False,
                cwd="/",
                env=_environment() | variables | {"PGCTLTIMEOUT": str(PATIENCE)},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                pass_fds=[] if lock is None else [lock],
                **as_server_user(),
            )
        return done.returncode == 0

    def _program(self, name: str) -> str:
        """Of the release that made our data; of the newest, where there are none yet."""
        found = installed()
        version = self.data / "PG_VERSION"
        release = int(version.read_text()) if version.exists() else max(found, default=0)
        if version.exists() and release not in found:
            raise ServiceFailed(f"{self.data} was made by PostgreSQL {release}, which is gone.")
        if release < OLDEST:
            raise ServiceFailed(f"PostgreSQL {OLDEST} or newer is needed. {INSTALL}")
        return str(found[release] / name)


def installed() -> dict[int, Path]:
    """The folder of each release's programs, servers only."""
    folders = [folder for pattern in FOLDERS for folder in Path("/").glob(pattern.lstrip("/"))]
    if found := shutil.which("initdb"):
        folders.append(Path(found).resolve().parent)
    releases = {}
    for folder in folders:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            told = subprocess.run(
                [folder / "postgres", "--version"], check=True, capture_output=True, text=True
            ).stdout
            releases[int(re.findall(r"\d+", told)[0])] = folder
    return releases


def _environment() -> dict[str, str]:
    """Nothing of the caller's that libpq, initdb or the locale would listen to."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"}
