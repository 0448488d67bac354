"""Two who bring the tables up to date take turns."""

import psycopg
import pytest
from django.core.management import call_command
from django.db import OperationalError, connection, transaction

from config.management.commands.migrate import TURN


@pytest.fixture
def elsewhere(db):
    """Somebody else at the same database."""
    parameters = connection.get_connection_params()
    for ours in ("cursor_factory", "context"):
        parameters.pop(ours, None)
    with psycopg.connect(**parameters, autocommit=True) as other:
        yield other


def asks(other):
    return other.execute("SELECT pg_try_advisory_lock(%s)", [TURN]).fetchone()[0]


def test_migrate_waits_for_its_turn(elsewhere):
    assert asks(elsewhere)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '50ms'")

    with pytest.raises(OperationalError, match="lock timeout"), transaction.atomic():
        call_command("migrate", check_unapplied=True)


def test_migrate_lets_the_next_one_in(elsewhere):
    call_command("migrate", check_unapplied=True, verbosity=0)

    assert asks(elsewhere)
