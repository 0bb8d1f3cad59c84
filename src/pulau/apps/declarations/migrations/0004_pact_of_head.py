"""The head of a body, who is no employee, owes one pact a year."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    """Add the constraint."""

    dependencies = [
        ("declarations", "0003_tablet"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="pact",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("employee__isnull", True),
                    ("kind", "office"),
                    ("state__in", ("due", "drawn", "signed", "refused")),
                ),
                fields=("tenant", "user", "year"),
                name="one_pact_of_head_a_year",
            ),
        ),
    ]
