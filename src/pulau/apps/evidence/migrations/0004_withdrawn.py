"""An index of the few pieces that were withdrawn, for the list of them."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("evidence", "0003_preparation_turns")]

    operations = [
        migrations.AddIndex(
            model_name="evidence",
            index=models.Index(
                condition=models.Q(("withdrawn_at__isnull", False)),
                fields=["tenant", "-changed_at"],
                name="evidence_withdrawn",
            ),
        ),
    ]
