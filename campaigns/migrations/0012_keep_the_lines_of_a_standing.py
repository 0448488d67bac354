"""Keep every line's points on the standing.

Why: papers and reasons of a ranking are drawn from what was frozen, not from points that
may have changed since (issue 3, section 7).
Size: no row yet.
Undo: backwards drops the column; the points stay on the sheets.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0011_activities")]

    operations = [
        migrations.AddField(
            model_name="standing",
            name="points",
            field=models.JSONField(default=dict),
        ),
    ]
