"""Make the table in which rate limits are counted.

Why: the limits must hold over all web processes, and while the broker is away.
Size: one empty table.
Undo: backwards drops the table.
"""

from django.core.management import call_command
from django.db import migrations


def forwards(apps, schema_editor):
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


def backwards(apps, schema_editor):
    schema_editor.execute("DROP TABLE IF EXISTS cache")


class Migration(migrations.Migration):
    dependencies = [("jobs", "0001_owe_work")]
    operations = [migrations.RunPython(forwards, backwards)]
