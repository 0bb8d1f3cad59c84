"""Find the grants of region and country, a handful among all appointments, without reading the others."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """An index over the grants alone."""

    dependencies: ClassVar = [("people", "0004_legal_hold")]

    operations: ClassVar = [
        migrations.AddIndex(
            model_name="appointment",
            index=models.Index(
                condition=models.Q(("scope__in", ("region", "country"))),
                fields=["role", "region_code"],
                name="appointment_grants",
            ),
        ),
    ]
