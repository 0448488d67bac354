"""The file of a ballot, with which anybody counts anew. Pure: knows no database.

It holds what was asked, of whom, the papers as they came out of the box and what the program
has made of them. Whoever reads it needs neither the program's database nor its word.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from foundation.ballots.rules import Outcome, Rules, Turnout, counted, fingerprint

FORM = "emulation-ballot/1"


class BulletinWrong(ValueError):
    """The file does not hold together; its text says where."""


@dataclass(frozen=True)
class Recount:
    """What the papers of a file say, counted anew; ``names``: option → its words."""

    title: str
    names: dict[str, str]
    outcome: Outcome
    fingerprint: str


def written(  # noqa: PLR0913 -- the whole of a ballot
    *,
    asks: Mapping[str, Any],
    seats: Mapping[str, str],
    public_key: bytes,
    rows: Iterable[Mapping[str, Any]],
    outcome: Outcome,
    is_invented: bool = False,
) -> str:
    """The file. ``asks``: title, options and rules; ``seats``: the roll, key → name."""
    told = {
        "form": FORM,
        "is_invented": is_invented,
        "asks": dict(asks),
        "seats": dict(seats),
        "public_key": public_key.hex(),
        "fingerprint": fingerprint(asks, seats, public_key),
        "papers": sorted(rows, key=lambda row: json.dumps(row, sort_keys=True)),
        "result": outcome.written(),
    }
    return json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def recounted(content: str) -> Recount:
    """Count the papers of a file anew and hold them against what it says came out.

    Raises BulletinWrong where the file is not one of ours, where question, roll or key are not
    those of its fingerprint, or where another result follows from its papers.
    """
    try:
        told = json.loads(content)
        found = again(told)
        seats, stated, result = told["seats"], told["fingerprint"], told["result"]
        whole = fingerprint(told["asks"], seats, bytes.fromhex(told["public_key"]))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BulletinWrong(f"This is no file of a ballot, or it was damaged: {error}") from error
    if told.get("form") != FORM:
        raise BulletinWrong(f"The file is of another form than {FORM}.")
    if whole != stated:
        raise BulletinWrong("Question, roll or key are not those of the fingerprint.")
    if found.outcome.collected > len(seats) or found.outcome.turnout.issued > len(seats):
        raise BulletinWrong("There are more papers than electors on the roll.")
    if found.outcome.written() != result:
        raise BulletinWrong("Another result follows from the papers than the file says.")
    return found


def again(told: Mapping[str, Any]) -> Recount:
    """The outcome of the papers by the rules of the file, whatever it says came out."""
    asks, result = told["asks"], told["result"]
    names = {str(option["key"]): str(option["text"]) for option in asks["options"]}
    turnout = Turnout(*(int(result[name]) for name in ("members", "present", "issued")))
    outcome = counted(Rules.read(asks["rules"]), list(names), told["papers"], turnout)
    return Recount(str(asks["title"]), names, outcome, str(told["fingerprint"]))
