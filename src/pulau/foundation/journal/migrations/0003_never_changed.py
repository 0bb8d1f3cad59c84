"""The database itself refuses to change or remove an entry; a request is found by its number."""

from __future__ import annotations

from django.db import migrations, models

from pulau.foundation.journal.guard import put, take_away


class Migration(migrations.Migration):
    """An index, and triggers."""

    dependencies = [
        ("journal", "0002_in_full"),
        ("tenancy", "0001_initial"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["tenant", "request_id"], name="journal_by_request"),
        ),
        migrations.RunPython(put, take_away),
    ]
