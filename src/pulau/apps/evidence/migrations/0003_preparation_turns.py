"""When a version is prepared next: one worker at a time, and after a rest where something did not answer."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("evidence", "0002_search")]

    operations = [
        migrations.AddField(
            model_name="preparation", name="not_before", field=models.DateTimeField(blank=True, null=True)
        ),
    ]
