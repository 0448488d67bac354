"""The web server, the worker, the broker and the lines to the database die while people vote.

Every paper that was confirmed to its voter is in the box, and none is there twice.
"""

import http.client
import threading
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.urls import reverse

from conferences import actions
from conferences.models import TellerAtBallot
from conferences.queries import ballots as queries
from foundation.ballots import tellers
from foundation.ballots.models import Elector, SealedPaper
from tests.bench import casting
from tests.office import Office, until
from tests.real import _regimes, committed  # noqa: F401 -- fixtures

pytestmark = pytest.mark.real
VOTERS = 12
GONE = (OSError, http.client.HTTPException)  # the line broke: nobody knows what became of it


@pytest.fixture
def office(tmp_path):
    found = Office(tmp_path)
    yield found
    found.close()


class Voter(threading.Thread):
    """Votes until the server has said that the paper is in the box."""

    def __init__(self, office, ballot, board, cookie, stop):
        super().__init__(daemon=True)
        self.office, self.cookie, self.stop = office, cookie, stop
        self.path = reverse("conferences:vote", args=[ballot.pk, board.pk])
        self.is_confirmed = False
        self.answers = []

    def run(self):
        body = urlencode(casting.MARKS | {"csrfmiddlewaretoken": casting.TOKEN, "cast": "1"})
        while not self.is_confirmed and not self.stop.is_set():
            try:
                status, said, _headers = self.office.post(
                    self.path, body.encode(), Cookie=self.cookie, Origin=self.office.url
                )
            except GONE:
                continue
            self.answers.append(status)
            self.is_confirmed = status == 302 or (status == 200 and b'role="status"' in said)


def break_lines():
    """End every connection to the database but the test's own."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def test_what_was_confirmed_is_in_the_box_whatever_dies(committed, office, monkeypatch):
    monkeypatch.setattr(tellers, "COST", 2**4)  # a pass-phrase is worth a tenth of a second
    site = casting.meet(VOTERS)
    ballot = casting.opened(site)
    cookies = [casting.signed_in(leader) for leader in site.leaders]
    stop = threading.Event()
    voters = [
        Voter(office, ballot, board, cookie, stop)
        for board, cookie in zip(site.boards, cookies, strict=True)
    ]
    office.start_broker()
    office.start_worker()
    office.start_web()
    try:
        voters[0].start()
        until(lambda: voters[0].is_confirmed, "the first paper is in the box")
        for voter in voters[1:]:
            voter.start()
        office.kill("web")
        for name in ("worker", "redis"):
            office.kill(name)
        office.start_web()
        break_lines()
        until(lambda: all(voter.is_confirmed for voter in voters), "everybody has voted")
    finally:
        stop.set()

    assert SealedPaper.objects.filter(ballot=ballot.box).count() == VOTERS
    assert Elector.objects.filter(ballot=ballot.box, has_voted=True).count() == VOTERS
    actions.close_ballot(ballot, by=site.leaders[0])
    for teller, phrase in zip(queries.tellers_of(site.conference), casting.PHRASES, strict=True):
        actions.give_part(TellerAtBallot(ballot, teller), passphrase=phrase, by=teller.account)
    ballot.refresh_from_db()
    outcome = queries.outcome_of(ballot)
    assert (outcome.collected, outcome.valid) == (VOTERS, VOTERS)
