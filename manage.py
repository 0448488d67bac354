#!/usr/bin/env python
"""The door: brings up the database and the broker, then does what it is told."""

import os
import sys

from config import services

AS_OWNER = {
    "createcachetable",
    "flush",
    "inspectdb",
    "makemigrations",
    "migrate",
    "optimizemigration",
    "rebase_migration",
    "sqlflush",
    "sqlmigrate",
    "squashmigrations",
    "test",
}

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    if AS_OWNER & set(sys.argv[1:2]):
        os.environ.setdefault("DATABASE_ROLE", "owner")
    try:
        services.hold()

        from django.core.management import execute_from_command_line  # with the addresses known

        execute_from_command_line(sys.argv)
    except services.ServiceFailed as reason:
        sys.exit(str(reason))
    except KeyboardInterrupt:
        sys.exit(130)
