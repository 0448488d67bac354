"""Two tabs, a double click, a box that closes meanwhile: one paper each, and all are counted.

And nothing that is stored afterwards says who has voted what.
"""

import itertools
import threading
from collections import Counter

import pytest
from django.db import connection
from psycopg import sql

from conferences import actions
from conferences.models import BoardAtBallot, ConferenceBallot
from conferences.regulations.ballots import NotOpen
from foundation.ballots.booth import AnsweredAlready, BoxClosed
from foundation.ballots.models import SealedPaper
from tests.conferences import balloting as b
from tests.real import _regimes, committed  # noqa: F401 -- fixtures

ATTEMPTS = 40


@pytest.fixture
def held(committed, meeting):
    """The conference of today, its rows really committed."""
    return meeting


def at_once(*acts):
    """Each in a thread of its own; what each has come to, by the name of its refusal."""
    heard = Counter()
    start = threading.Barrier(len(acts))

    def run(act):
        try:
            start.wait()
            act()
            heard["done"] += 1
        except (AnsweredAlready, BoxClosed, NotOpen) as refusal:
            heard[type(refusal).__name__] += 1
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return heard


def voting(ballot, board, person, marks):
    """To cast this, as a request of its own would."""

    def cast_it():
        fresh = ConferenceBallot.objects.select_related("conference__campaign__bloc", "box")
        who = BoardAtBallot(fresh.get(pk=ballot.pk), board)
        actions.cast_vote(who, marks=marks, by=person)

    return cast_it


def test_many_attempts_of_one_delegate_are_one_paper(held, world, cast):
    ballot = b.opened(held, cast)

    heard = at_once(*[voting(ballot, world.board, cast["leader"], {"1": "for"})] * ATTEMPTS)

    assert heard == {"done": 1, "AnsweredAlready": ATTEMPTS - 1}
    assert SealedPaper.objects.count() == 1


def test_what_was_confirmed_is_in_the_box_when_it_closes_meanwhile(held, world, cast):
    ballot = b.opened(held, cast)
    people = zip((world.chief, world.deputy, world.board), b.VOTERS, strict=True)
    votes = [voting(ballot, board, cast[part], {"1": "for"}) for board, part in people]

    def close():
        found = ConferenceBallot.objects.select_related("conference__campaign__bloc", "box")
        actions.close_ballot(found.get(pk=ballot.pk), by=cast["chief"])

    heard = at_once(*votes, close)

    ballot.refresh_from_db()
    assert sum(heard.values()) == 4
    assert SealedPaper.objects.count() == heard["done"] - 1
    for part, phrase in b.PHRASES.items():
        actions.give_part(b.teller(ballot, cast, part), passphrase=phrase, by=cast[part])
    assert ballot.outcome["collected"] == heard["done"] - 1


def test_any_order_of_the_same_voters_leaves_the_same_rows(held, world, cast):
    """All tables, keys and hours masked: after the count nothing tells who came when."""
    marks = {"chief": {"1": "for"}, "deputy": {"1": "against"}, "leader": {"2": "for"}}
    dumps = set()
    for order in itertools.permutations(b.VOTERS):
        ballot = b.opened(held, cast)
        b.votes(ballot, world, cast, **{part: marks[part] for part in order})
        b.counted(ballot, cast)
        dumps.add(dump(ballot))

    assert len(dumps) == 1


def dump(ballot):
    """What stands of the ballot in every table that knows of it, in the order of its places."""
    box = [ballot.box_id]
    tables = {
        "SELECT seat, has_voted, way FROM ballots_elector WHERE ballot_id = %s ORDER BY seat": box,
        "SELECT content::text FROM ballots_paper WHERE ballot_id = %s ORDER BY 1": box,
        "SELECT count(*) FROM ballots_sealedpaper WHERE ballot_id = %s": box,
        "SELECT count(*) FROM ballots_keypart WHERE ballot_id = %s": box,
        "SELECT outcome::text FROM conferences_conferenceballot WHERE id = %s": [ballot.pk],
        (
            "SELECT state, issued, present FROM conferences_conferenceballotevent "
            "WHERE pgh_obj_id = %s ORDER BY pgh_id"
        ): [ballot.pk],
    }
    found = []
    with connection.cursor() as cursor:
        for sql, values in tables.items():
            cursor.execute(sql, values)
            found.append(tuple(cursor.fetchall()))
    return tuple(found)


def test_no_statement_and_no_table_holds_a_vote_in_the_open(held, world, cast):
    """What the server is told, and every row of every table: nowhere a mark beside its voter."""
    ballot = b.opened(held, cast, "Phương án thứ nhất", "Phương án thứ hai")
    told = []

    def listen(execute, statement, params, many, context):
        told.append(f"{statement} {params}")
        return execute(statement, params, many, context)

    with connection.execute_wrapper(listen):
        b.votes(ballot, world, cast, leader={"1": "for", "2": "against"})

    assert not any("against" in each for each in told)
    searching = sql.SQL("SELECT count(*) FROM {} AS one WHERE one::text LIKE %s")
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(searching.format(sql.Identifier(table)), ['%"against"%'])
            assert cursor.fetchone()[0] == 0, table
