"""What script/server, script/demo and script/test do once Python is there.

python -m config.services run COMMAND…    with database and broker up
python -m config.services serve           web, worker and timetable
python -m config.services demo            play a case, then serve
"""

import argparse
import os
import subprocess
import sys

from config import services
from config.environment import ROOT
from config.services import office

HERE = ("127.0.0.1", "localhost", "::1")


def main() -> int:
    arguments = parser().parse_args()
    services.hold()
    if arguments.what == "run":
        return run(*arguments.command)
    return {"serve": serve, "demo": demo}[arguments.what](arguments)


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="config.services")
    kinds = parser.add_subparsers(dest="what", required=True)
    kinds.add_parser("run").add_argument("command", nargs=argparse.REMAINDER)
    for kind in ("serve", "demo"):
        one = kinds.add_parser(kind, prog="script/" + {"serve": "server"}.get(kind, kind))
        one.add_argument("--host", default="127.0.0.1", help="the address to listen on")
        one.add_argument("--port", type=int, help="8000, or the next free one")
    one.add_argument("--case", help="the case to play; the real case of 2020 where none is named")
    one.add_argument("--out", help="where the papers go; var/demo where nothing is said")
    one.add_argument("--no-serve", action="store_true", help="end once the papers are written")
    return parser


def run(*command: str) -> int:
    """Its exit code, as a shell would give it."""
    code = subprocess.run(command, check=False).returncode
    return 128 - code if code < 0 else code


def manage(*arguments: str) -> int:
    return run(sys.executable, str(ROOT / "manage.py"), *arguments)


def migrate() -> int:
    """As owner; where somebody else keeps the database and names no owner, that is theirs to do."""
    if not os.environ.get("DATABASE_OWNER_URL"):
        return 0
    office.say("tables")
    return manage("migrate", "--no-input", "--verbosity", "0")


def serve(arguments: argparse.Namespace, *first: str) -> int:
    """Serve until somebody ends it; before that, run a manage.py command at the same address."""
    with office.opened(), office.listen(arguments.host, arguments.port) as listener:
        address = f"http://localhost:{listener.getsockname()[1]}"
        warn_of_strangers(arguments.host)
        address = os.environ.setdefault("BASE_URL", address)
        if code := migrate() or (first and manage(*first)):
            return code
        office.announce(listener, address)
        return office.Office(office.programs(listener)).run()


def warn_of_strangers(host: str) -> None:
    """Say that only this machine is known by name, where others are meant to come too."""
    if host in HERE or "BASE_URL" in os.environ:
        return
    office.say(f"listening on {host}, but BASE_URL is not set: only http://localhost is answered,")
    office.say("and letters and papers name it. Set BASE_URL and ALLOWED_HOSTS (see .env.example).")


def demo(arguments: argparse.Namespace) -> int:
    """Play the case; the exit code is 2 where it is refused."""
    os.environ.setdefault("DEMO", "yes")
    os.environ.setdefault("KEY_FILE_SIGNING", "yes")
    play = ["demo"]
    for option in ("case", "out"):
        if value := getattr(arguments, option):
            play += [f"--{option}", value]
    if arguments.no_serve:
        return migrate() or manage(*play)
    return serve(arguments, *play)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except services.ServiceFailed as reason:
        sys.exit(str(reason))
    except KeyboardInterrupt:
        sys.exit(130)
