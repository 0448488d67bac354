"""A vote put into the box, beside the bare writes; and two hundred delegates over HTTP."""

import datetime as dt
import json
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlencode

import psycopg
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection, transaction
from django.urls import reverse

import conferences.actions
from bloc.models import Office
from conferences.actions.ballots import Stands
from conferences.models import (
    BoardAtBallot,
    BoardAtConference,
    ConferenceBallot,
    ConferenceKind,
    Purpose,
    VoteKind,
)
from foundation import clock
from foundation.ballots import keys
from foundation.ballots.models import SealedPaper
from members.models import Account, Board, Role
from tests import factories as make
from tests.bench.racing import Race, race
from tests.office import Office as RealOffice

DELEGATES = 200
ROUNDS = 40
BACKEND = settings.AUTHENTICATION_BACKENDS[-1]
MARKS = {"1": "for", "2": "against", "3": "for"}
STRIKE_OFF = """
    UPDATE ballots_elector SET has_voted = true WHERE ballot_id = %s AND seat = %s
"""
DROP_IN = (
    "INSERT INTO ballots_sealedpaper (id, ballot_id, sealed) VALUES (gen_random_uuid(), %s, %s)"
)
TOKEN = "x" * 32  # of the form; the page's own is not read, the cookie's is compared with it
PHRASES = ("hoa sen trắng", "núi Ngũ Hành")


People = Iterator[tuple[Board, Account]]


@dataclass(frozen=True)
class Load:
    """Two hundred delegates over HTTP: how long, and what came of it."""

    seconds: float
    refused: int
    papers: int


def meet(size: int) -> SimpleNamespace:
    """A conference of today with so many boards, each with its delegate in the room."""
    today = clock.today()
    year = {"year": today.year, "since": dt.date(today.year, 1, 1)}
    bloc = make.BlocFactory()
    boards = [make.SeatFactory(bloc=bloc, position=place + 1).board for place in range(size)]
    leaders = [make.PostFactory(board=board, role=Role.LEADER).account for board in boards]
    make.TermFactory(bloc=bloc, board=boards[0], **year)
    make.TermFactory(bloc=bloc, board=boards[1], office=Office.DEPUTY, **year)
    secretary = make.PostFactory(board=boards[0]).account
    make.SecretaryFactory(bloc=bloc, account=secretary, **year)
    campaign = make.CampaignFactory(
        bloc=bloc, year=today.year, opens_on=year["since"], closes_on=dt.date(today.year, 12, 31)
    )
    conference = conferences.actions.call_conference(
        campaign, kind=ConferenceKind.EXTRAORDINARY, held_on=today, hour=dt.time(8),
        place="Hội trường", host=boards[0], secretary=secretary, chairs=[leaders[0]],
        by=secretary,
    )  # fmt: skip
    for board, leader in zip(boards, leaders, strict=True):
        who = BoardAtConference(conference, board)
        conferences.actions.name_delegate(who, person=leader, by=leader)
        conferences.actions.check_in(who, by=secretary)
    conferences.actions.name_tellers(conference, tellers=leaders[:2], by=secretary)
    for teller, phrase in zip(conference.tellers.order_by("position"), PHRASES, strict=True):
        conferences.actions.set_pass_phrase(teller, passphrase=phrase, by=teller.account)
    return SimpleNamespace(
        conference=conference, boards=boards, leaders=leaders, secretary=secretary
    )


def opened(site: SimpleNamespace) -> ConferenceBallot:
    """A ballot among three, open to all."""
    ballot = conferences.actions.prepare_ballot(
        site.conference, title="Đề nghị tặng Cờ thi đua", purpose=Purpose.PROPOSAL,
        kind=VoteKind.AGREE, share=Fraction(1, 2), source="Quy chế",
        options=[Stands(name) for name in ("Một", "Hai", "Ba")], by=site.secretary,
    )  # fmt: skip
    conferences.actions.freeze_ballot(ballot, by=site.secretary)
    conferences.actions.open_ballot(ballot, by=site.leaders[0])
    return ballot


def race_casting() -> tuple[Race, Race]:
    """Into an empty box, then into one with two hundred papers."""
    rounds = 2 * (ROUNDS + 1)
    site = meet(2 * rounds + DELEGATES)
    ballot = opened(site)
    people = iter(zip(site.boards, site.leaders, strict=True))
    empty = race_once(ballot, people)
    for _ in range(DELEGATES):
        cast(ballot, *next(people))
    return empty, race_once(ballot, people)


def race_once(ballot: ConferenceBallot, people: People) -> Race:
    """The ballot is read before, as the page has read it: that is not part of casting."""
    rows = ConferenceBallot.objects.select_related("conference__campaign__bloc", "box")
    found = rows.get(pk=ballot.pk)

    def ours() -> None:
        cast(found, *next(people))

    def bare() -> None:
        board, _leader = next(people)
        cast_bare(found, BoardAtBallot(found, board).seat)

    [seconds] = race(ours, bare, rounds=ROUNDS)
    return seconds


def cast(ballot: ConferenceBallot, board: Board, leader: Account) -> None:
    who = BoardAtBallot(ballot, board)
    conferences.actions.cast_vote(who, marks=MARKS, by=leader)


def cast_bare(ballot: ConferenceBallot, seat: str) -> None:
    """One transaction with the same two writes, and one sealing."""
    box = ballot.box
    with transaction.atomic():
        sealed = keys.seal(json.dumps(MARKS).encode(), box.pk, box.public_key)
        with psycopg.Cursor(connection.connection) as cursor:
            cursor.execute(STRIKE_OFF, (box.pk, seat))
            cursor.execute(DROP_IN, (box.pk, sealed))


# two hundred over HTTP -------------------------------------------------------------------------


def load(folder: Path) -> Load:
    """All delegates vote at once through the real web server, each by two requests and a look."""
    site = meet(DELEGATES)
    ballot = opened(site)
    cookies = [signed_in(leader) for leader in site.leaders]
    office = RealOffice(folder)
    refused: list[str] = []
    try:
        office.start_web()
        voters = [
            threading.Thread(target=vote, args=(office, ballot, board, cookie, refused))
            for board, cookie in zip(site.boards, cookies, strict=True)
        ]
        began = time.perf_counter()
        for voter in voters:
            voter.start()
        for voter in voters:
            voter.join()
        seconds = time.perf_counter() - began
    finally:
        office.close()
    papers = SealedPaper.objects.filter(ballot=ballot.box_id).count()
    return Load(seconds, len(refused), papers)


def signed_in(account: Account) -> str:
    """The cookies of somebody who has signed in."""
    store = SessionStore()
    store[SESSION_KEY] = str(account.pk)
    store[BACKEND_SESSION_KEY] = BACKEND
    store[HASH_SESSION_KEY] = account.get_session_auth_hash()
    store.save()
    return f"{settings.SESSION_COOKIE_NAME}={store.session_key}; csrftoken={TOKEN}"


def vote(
    office: RealOffice, ballot: ConferenceBallot, board: Board, cookie: str, refused: list[str]
) -> None:
    """Fill in, look at what comes back, put it into the box."""
    path = reverse("conferences:vote", args=[ballot.pk, board.pk])
    typed = MARKS | {"csrfmiddlewaretoken": TOKEN}
    for more, wanted in (({}, 200), ({"cast": "1"}, 302)):
        body = urlencode(typed | more).encode()
        status, said, _headers = office.post(path, body, Cookie=cookie, Origin=office.url)
        if status != wanted:
            refused.append(f"{status} {said[:80]!r}")
            return
