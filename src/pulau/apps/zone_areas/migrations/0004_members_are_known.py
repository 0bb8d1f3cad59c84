"""Every member has its body and the moment it joined or was asked."""

from __future__ import annotations

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    """Ask for what the step before has filled."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("zone_areas", "0003_known_members")]

    operations: ClassVar[list[Operation]] = [
        migrations.AlterField("zoneareamember", "asked_at", models.DateTimeField()),
        migrations.AlterField(
            "zoneareamember",
            "home",
            models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.tenant"),
        ),
        migrations.AddConstraint(
            model_name="zoneareamember",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("unit__isnull", False),
                    models.Q(("state__in", ("accepted", "left")), _negated=True),
                    _connector="OR",
                ),
                name="zone_area_member_is_a_unit",
            ),
        ),
    ]
