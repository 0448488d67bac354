"""What lies in the pages of the database and in its log, live and dead, tells no vote.

As the superuser sees it, with pageinspect, before and after the count.
"""

from pathlib import Path

import psycopg
import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError
from psycopg import sql

from foundation.ballots.models import SealedPaper
from tests.conferences import balloting as b
from tests.real import _regimes, committed  # noqa: F401 -- fixtures

ROLL, BOX, PAPERS = "ballots_elector", "ballots_sealedpaper", "ballots_paper"
MARKS = {"chief": {"1": "for"}, "deputy": {"1": "against"}, "leader": {"2": "against"}}
ITEMS = sql.SQL(
    "SELECT t_xmin::text, t_data FROM generate_series(0, pg_relation_size({name}) / 8192 - 1) n, "
    "heap_page_items(get_raw_page({name}, n::int)) WHERE t_data IS NOT NULL"
)


@pytest.fixture
def superuser(committed):
    """The superuser of the private server, in the test's own database."""
    told = connection.settings_dict
    with psycopg.connect(
        host=told["HOST"], user="postgres", dbname=told["NAME"], autocommit=True
    ) as found:
        found.execute("CREATE EXTENSION IF NOT EXISTS pageinspect")
        yield found
        found.execute("DROP EXTENSION pageinspect")


@pytest.fixture
def ballot(superuser, meeting, cast):
    return b.opened(meeting, cast, "Phương án thứ nhất", "Phương án thứ hai")


def items(superuser, table):
    """Transaction and content of every row in the pages of a table, swept away or not."""
    return superuser.execute(ITEMS.format(name=sql.Literal(table))).fetchall()


def test_no_page_holds_a_mark_before_the_count(superuser, ballot, world, cast):
    b.votes(ballot, world, cast, **MARKS)

    held = items(superuser, BOX)

    assert len(held) == len(MARKS)
    assert not any(b"against" in content for _xmin, content in held)
    assert len({len(content) for _xmin, content in held}) == 1  # the length tells nothing either


def test_no_transaction_of_a_voter_is_that_of_a_paper_after_the_count(
    superuser, ballot, world, cast
):
    b.votes(ballot, world, cast, **MARKS)
    voters = {xmin for xmin, _content in items(superuser, BOX)}

    b.counted(ballot, cast)

    written = {xmin for xmin, _content in items(superuser, PAPERS)}
    assert len(voters) == len(MARKS)
    assert written.isdisjoint(voters)
    assert len(written) == 1  # all of them at once: no order
    alive = superuser.execute("SELECT DISTINCT xmin::text FROM ballots_elector").fetchall()
    assert len(alive) == 1  # and the roll anew: nobody was first
    for _xmin, content in items(superuser, BOX):  # what is not swept away yet is still sealed
        assert b"against" not in content
    assert not SealedPaper.objects.exists()


def test_statistics_and_activity_hold_no_mark(superuser, ballot, world, cast):
    b.votes(ballot, world, cast, **MARKS)

    told = superuser.execute("SELECT query FROM pg_stat_activity").fetchall()

    assert any("pg_stat_activity" in query for (query,) in told)  # it is read, and tells something
    assert not any("against" in query for (query,) in told)


def log_of(superuser):
    """The server's log: what the postmaster writes its errors to."""
    pid = superuser.execute("SELECT pg_backend_pid()").fetchone()[0]
    return Path(f"/proc/{pid}/fd/2").resolve()


def test_the_log_of_the_database_holds_no_mark_even_where_something_fails(
    superuser, ballot, world, cast
):
    log = log_of(superuser)
    began = log.stat().st_size
    role, name = connection.settings_dict["USER"], connection.settings_dict["NAME"]
    talk = sql.SQL("ALTER ROLE {} IN DATABASE {} SET log_statement = 'all'")
    hush = sql.SQL("ALTER ROLE {} IN DATABASE {} RESET log_statement")
    names = (sql.Identifier(role), sql.Identifier(name))
    superuser.execute(talk.format(*names))
    try:
        connection.close()  # so that it begins anew, and is heard
        b.votes(ballot, world, cast, **MARKS)
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("UPDATE ballots_elector SET has_voted = false")
    finally:
        superuser.execute(hush.format(*names))
        connection.close()

    with log.open("rb") as file:
        file.seek(began)
        said = file.read().decode(errors="replace")
    assert "ballots_sealedpaper" in said  # it was listening
    assert "ERROR" in said  # also when something went wrong
    assert "against" not in said
    striking = [line for line in said.splitlines() if "UPDATE ballots_elector" in line]
    for person in cast.values():
        assert not any(person.email in line or person.full_name in line for line in striking)
