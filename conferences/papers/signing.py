"""A paper of a conference as it is signed: with its code and a cell for each person."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.urls import reverse

from conferences.models import PaperKind, Part, SignedPaper
from conferences.papers import count, hand_over, minutes, notice
from conferences.queries.ballots import tellers_of
from conferences.queries.conferences import chairs_of
from conferences.queries.hand_over import hand_over_of
from foundation.documents import library, pades
from foundation.documents.library import Drawing
from members.models import Account

FIELD = "sig-"
CELL = (226.8, 85.1)  # points: the signature cell of templates/documents/_cells.html
TEMPLATES = {
    PaperKind.MINUTES: minutes.TEMPLATE,
    PaperKind.COUNT: count.TEMPLATE,
    PaperKind.NOTICE: notice.TEMPLATE,
    PaperKind.HAND_OVER: hand_over.TEMPLATE,
}
TITLES = {
    Part.CHIEF: "KHỐI TRƯỞNG",
    Part.GIVER: "BÊN GIAO",
    Part.RECEIVER: "BÊN NHẬN",
    Part.CHAIR: "CHỦ TRÌ",
    Part.SECRETARY: "THƯ KÝ",
    Part.HEAD_TELLER: "TỔ TRƯỞNG TỔ KIỂM PHIẾU",
    Part.TELLER: "THÀNH VIÊN TỔ KIỂM PHIẾU",
}


def signers_of(signed: SignedPaper) -> Iterator[tuple[Part, Account]]:
    """Secretary, tellers and chairs, in the order of the cells; nobody signs twice.

    A notice is signed by whoever issues it, the leader of the chief's board; the record of a
    hand-over by those who have given and taken.
    """
    if signed.kind == PaperKind.NOTICE:
        yield Part.CHIEF, signed.issued_by
        return
    if signed.kind == PaperKind.HAND_OVER:
        passed = hand_over_of(signed.conference.campaign)
        assert passed, "a record tells of a hand-over"
        assert passed.given_by, "it was handed over"
        yield Part.GIVER, passed.given_by
        yield Part.RECEIVER, signed.issued_by
        return
    conference = signed.conference
    parts = [(Part.SECRETARY, conference.secretary)]
    for place, teller in enumerate(tellers_of(conference)):
        parts.append((Part.TELLER if place else Part.HEAD_TELLER, teller.account))
    chairs = [(Part.CHAIR, each) for each in chairs_of(conference)]
    heads = {account.pk for _part, account in chairs}
    seen = set(heads)
    for part, account in parts:
        if account.pk not in seen:
            seen.add(account.pk)
            yield part, account
    yield from chairs


def key(account: Account) -> str:
    """The person's name within a round."""
    return f"N-{account.pk}"


def party(account: Account) -> tuple[str, str, str]:
    """Key, name and field of a person's place."""
    return key(account), str(account), FIELD + key(account)


def of_paper(signed: SignedPaper) -> dict[str, Any]:
    """What is drawn: the words of the paper, its number, code and cells."""
    return words_of(signed) | {
        "cells": [
            {"key": key(account), "title": TITLES[part], "name": str(account)}
            for part, account in signers_of(signed)
        ],
        "code": signed.code,
        "verify_url": settings.BASE_URL.partition("://")[2] + reverse("verify"),
        "qr_url": settings.BASE_URL + reverse("verify_code", args=[signed.code]),
    }


def words_of(signed: SignedPaper) -> dict[str, Any]:
    """What the paper says, whoever signs it."""
    if signed.kind == PaperKind.MINUTES:
        return minutes.of_minutes(signed.conference)
    if signed.kind == PaperKind.NOTICE:
        return notice.of_notice(signed.conference, signed.paper, signed.issued_by)
    if signed.kind == PaperKind.HAND_OVER:
        passed = hand_over_of(signed.conference.campaign)
        assert passed, "a record tells of a hand-over"
        return hand_over.of_hand_over(passed) | {"number": f"Số: {signed.paper.marked}"}
    assert signed.ballot, "minutes of a count name the ballot"
    return count.of_count(signed.ballot)


def draw(signed: SignedPaper) -> Drawing:
    """The paper with its cells still empty."""
    return library.draw(TEMPLATES[PaperKind(signed.kind)], paper=of_paper(signed))


def cells(drawing: Drawing) -> list[pades.Cell]:
    """Where the signature fields lie on the drawn paper."""
    return [
        pades.Cell(name, anchor.page, anchor.box)
        for name, anchor in drawing.anchors.items()
        if name.startswith(FIELD)
    ]


def stamp(agency: str, moment: dt.datetime, *, is_demo: bool) -> bytes:
    """What a signature shows on the paper; part and name stand printed around the cell."""
    return library.stamp(
        width=CELL[0],
        height=CELL[1],
        capacity=[],
        agency=agency,
        signer="",
        signed_at=moment,
        demo=is_demo,
    )


def file_name(signed: SignedPaper) -> str:
    """As the paper is called where it is printed."""
    if signed.ballot:
        return count.file_name(signed.ballot, "pdf")
    if signed.kind == PaperKind.HAND_OVER:
        return f"bien-ban-ban-giao-{signed.year}.pdf"
    named = notice if signed.kind == PaperKind.NOTICE else minutes
    return named.file_name(signed.conference, "pdf")
