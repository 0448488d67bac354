"""The two database roles: *owner* migrates, *app* runs and owns nothing.

After each migration *app* may read and write every table, but what is written once
(the log, the histories, the blobs, the versions) it may only add to: triggers and
grants that the program itself cannot switch off.
"""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connections

WRITTEN_ONCE = ("audit.Event", "documents.Blob")


def let_app_in(*, using: str, **_facts: Any) -> None:
    """Grant *app* what it needs; runs after every migrate, once all tables stand."""
    if not settings.OWNER:
        return
    connection = connections[using]
    quote = connection.ops.quote_name
    app = quote(settings.APP_ROLE)
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [settings.APP_ROLE])
        if not cursor.fetchone():
            return
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {app}")
        cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {app}")
        cursor.execute(
            f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {app}"
        )
        for table in tables_written_once():
            cursor.execute(f"REVOKE UPDATE, DELETE, TRUNCATE ON {quote(table)} FROM {app}")


def tables_written_once() -> list[str]:
    """The log, the blobs and every history table of pghistory."""
    histories = [
        model._meta.db_table
        for model in apps.get_models()
        if hasattr(model, "pgh_tracked_model") and model._meta.managed
    ]
    named = [apps.get_model(name)._meta.db_table for name in WRITTEN_ONCE]
    return [*named, "django_migrations", *histories]
