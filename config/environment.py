"""Settings of this copy of the project, kept in var/env and read into the environment."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def load_environment(path: Path = ROOT / "var" / "env") -> None:
    """Set what the file says and the environment does not; no file is no error."""
    if not path.exists():
        return
    for line in path.read_text().splitlines():
        name, given, value = line.partition("=")
        if given and not name.startswith("#"):
            os.environ.setdefault(name.strip(), value.strip())
