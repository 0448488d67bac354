"""What is printed: a version of the text as the paper's template wants it."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.urls import reverse

from bloc import queries as bloc
from foundation import clock
from foundation.documents import pades
from foundation.documents.library import Drawing
from members.models import Board
from pledges import queries
from pledges.content import Content, lines_of
from pledges.models import Pledge, Version

FIELD = "sig-"
FOOTNOTE = "(*)"  # a line that begins so is a remark below the text, not one of its points


def key(board: Board) -> str:
    """The board's name within a round: letters, digits and its number."""
    plain = "".join(letter for letter in board.code if letter.isascii() and letter.isalnum())
    return f"{plain or 'B'}-{board.pk}"


def party(board: Board, day: dt.date) -> tuple[str, str, str]:
    """Key, official name of that day, and field of the board's place."""
    return key(board), board.name_on(day), FIELD + key(board)


def cells(drawing: Drawing) -> list[pades.Cell]:
    """Where the signature fields lie on the drawn paper."""
    return [
        pades.Cell(name, anchor.page, anchor.box)
        for name, anchor in drawing.anchors.items()
        if name.startswith(FIELD)
    ]


def of_version(pledge: Pledge, version: Version) -> dict[str, Any]:
    """The paper of a frozen text, with its code and the boards in signing order."""
    assert pledge.signed_on, "an issued text has its day"
    content = Content.of_version(version)
    code = version.content["code"]
    boards = queries.signing_boards(pledge)
    return written(pledge, content, version.content["authority"]) | {
        "boards": [
            {"key": key(board), "name": board.name_on(pledge.signed_on), "office": office}
            for board, office in boards
        ],
        "code": code,
        "verify_url": settings.BASE_URL.partition("://")[2] + reverse("verify"),
        "qr_url": settings.BASE_URL + reverse("verify_code", args=[code]),
    }


def on_screen(pledge: Pledge, content: Content) -> dict[str, Any]:
    """The text as its paper reads, without cells and code; the day may still be missing.

    The pledge must come by ``queries.pledges_shown_to``.
    """
    kept = pledge.version_rows[-1] if pledge.version_rows else {}  # type: ignore[attr-defined]
    authority = kept.get("authority") or authority_of(pledge)
    boards = [None] * pledge.member_count  # type: ignore[attr-defined]
    return written(pledge, content, authority) | {"boards": boards}


def authority_of(pledge: Pledge) -> str:
    """The ministry that organises the bloc on the day of signing, or today without one."""
    organiser = bloc.organiser_on(pledge.bloc, pledge.signed_on or clock.today())
    return organiser.name if organiser else ""


def written(pledge: Pledge, content: Content, authority: str) -> dict[str, Any]:
    """What the paper of a text says, apart from who signs it."""
    points = lines_of(content.responsibilities)
    return {
        "authority": authority,
        "bloc": pledge.bloc.name,
        "place": content.place,
        "dated_on": content.signed_on,
        "year": pledge.year,
        "subject": "",
        "opening": "",
        "closing": "",
        "grounds": lines_of(content.grounds),
        "tasks": [task.text for task in content.tasks],
        "targets": lines_of(content.targets),
        "responsibilities": [line for line in points if not line.startswith(FOOTNOTE)],
        "footnotes": [line for line in points if line.startswith(FOOTNOTE)],
        "boards": [],
        "code": "",
        "verify_url": "",
        "qr_url": "",
        "demo": settings.DEMO or pledge.is_invented,
        "invented": pledge.is_invented,
    }
