"""Where the private servers keep their data, their sockets and their locks, and who runs them."""

import hashlib
import os
import pwd
import stat
from dataclasses import dataclass
from pathlib import Path


class ServiceFailed(Exception):
    """A private server cannot be started or used; the text says why and what helps."""


@dataclass(frozen=True)
class Places:
    """The folders of one copy of the project, told apart by its root and its user.

    An ordinary user's data lie in var/services. PostgreSQL refuses to run as root, and
    its own user may not be able to enter the project, so root's data lie in
    /var/lib. A socket's path ends at 107 bytes, so sockets never lie in the project.
    """

    root: Path

    @property
    def name(self) -> str:
        """A short name that no other copy and no other user has."""
        whole = f"{self.root.resolve()}:{os.geteuid()}"
        return "emulation-" + hashlib.sha256(whole.encode()).hexdigest()[:10]

    @property
    def locks(self) -> Path:
        return self.root / "var" / "services"

    @property
    def sockets(self) -> Path:
        return Path("/tmp") / self.name  # noqa: S108 -- ours alone, or refused by private_folder

    @property
    def store(self) -> Path:
        if os.geteuid() == 0:
            return Path("/var/lib") / self.name
        return self.locks

    def prepare(self) -> None:
        """Make the folders that are missing. Raises ServiceFailed where one is not ours."""
        self.locks.mkdir(parents=True, exist_ok=True)
        if os.geteuid() == 0:
            private_folder(self.store)
        private_folder(self.sockets)


def server_user() -> pwd.struct_passwd | None:
    """Who runs the servers when root starts them; None where we run them ourselves."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "_postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise ServiceFailed("PostgreSQL does not run as root, and there is no user postgres or nobody.")


def as_server_user() -> dict:
    """What subprocess needs to run a program as the servers' user."""
    user = server_user()
    if user is None:
        return {}
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def private_folder(folder: Path) -> None:
    """Make a folder that only the servers' user (and root) may enter.

    Raises ServiceFailed where somebody else has put something in its place.
    """
    user = server_user()
    owner = user.pw_uid if user else os.geteuid()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = folder.lstat()
    ours = stat.S_ISDIR(found.st_mode) and found.st_uid in {owner, os.geteuid()}
    if not ours or found.st_mode & 0o077:
        raise ServiceFailed(f"{folder} is not a folder of ours alone. Look at it, and remove it.")
    if user:
        os.chown(folder, owner, user.pw_gid, follow_symlinks=False)
