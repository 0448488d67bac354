"""What the commands of an administrator have in common."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


class MigratedCommand(BaseCommand):
    """A command that works on the database as the program knows it.

    Raises CommandError where migrations are still to be run: an empty production says what
    comes first.
    """

    def execute(self, *args: Any, **options: Any) -> str | None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            raise CommandError("The database is not ready. Run first: manage.py migrate")
        return super().execute(*args, **options)
