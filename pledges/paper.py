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
from pledges.models import Pledge, PledgeState, Version

FIELD = "sig-"


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
    code = version.content.get("code", "")
    path = reverse("verify_code", args=[code]) if code else ""
    return of_content(pledge, Content.of_version(version)) | {
        "code": code,
        "verify_url": settings.BASE_URL.partition("://")[2] + reverse("verify"),
        "qr_url": settings.BASE_URL + path,
    }


def shown(pledge: Pledge) -> dict[str, Any]:
    """The paper as the pledge's page shows it: the frozen text once there is one."""
    if pledge.state in {PledgeState.DRAFT, PledgeState.CONSULTATION}:
        return of_content(pledge, Content.of_pledge(pledge))
    return of_version(pledge, pledge.versions.latest("number"))


def of_content(pledge: Pledge, content: Content) -> dict[str, Any]:
    """The paper of a text; on the screen the day may still be missing."""
    boards = queries.signing_boards(pledge)
    ministry = bloc.organiser_on(pledge.bloc, content.signed_on or clock.today())
    return {
        "authority": ministry.name if ministry else "",
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
        "responsibilities": lines_of(content.responsibilities),
        "boards": [
            {"key": key(board), "name": name_on(board, content.signed_on), "office": office}
            for board, office in boards
        ],
        "code": "",
        "verify_url": "",
        "qr_url": "",
        "demo": settings.DEMO or pledge.is_invented,
        "invented": pledge.is_invented,
    }


def name_on(board: Board, day: dt.date | None) -> str:
    return board.name_on(day) if day else str(board)
