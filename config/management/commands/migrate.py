"""Bring the tables up to date, one at a time."""

from typing import Any

from django.core.management.commands import migrate
from django.db import connections

TURN = 20_200_101  # the number of the lock: any, but always the same


class Command(migrate.Command):
    """Django's own, behind a lock: whoever comes second waits, and finds everything done.

    script/server and a person at another terminal may both migrate; without their turns
    both would make the same tables, and one of them would fail half-way.
    """

    def handle(self, *arguments: Any, **options: Any) -> None:
        """Wait for our turn, then migrate."""
        with connections[options["database"]].cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [TURN])
            try:
                super().handle(*arguments, **options)
            finally:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [TURN])
