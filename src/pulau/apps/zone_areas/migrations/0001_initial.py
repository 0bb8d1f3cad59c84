"""Take over the tables of zone areas from `agencies`, as they were there."""

from __future__ import annotations

import uuid
from typing import ClassVar

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    """Know the models; the tables are there already."""

    initial = True

    dependencies: ClassVar[list[tuple[str, str]]] = [
        ("agencies", "0004_zone_areas_move_out"),
        ("tenancy", "0001_initial"),
    ]

    operations: ClassVar[list[Operation]] = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="ZoneArea",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "code",
                            models.CharField(
                                max_length=32,
                                validators=[django.core.validators.RegexValidator("^[a-z0-9]+(-[a-z0-9]+)*$")],
                            ),
                        ),
                        ("name", models.CharField(max_length=200)),
                        (
                            "region_code",
                            models.CharField(
                                blank=True,
                                max_length=5,
                                validators=[django.core.validators.RegexValidator("^\\d\\d(\\.\\d\\d)?$")],
                            ),
                        ),
                        ("created_at", models.DateTimeField()),
                        (
                            "tenant",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="tenancy.tenant",
                            ),
                        ),
                    ],
                    options={"ordering": ("name", "code")},
                ),
                migrations.AddConstraint(
                    model_name="zonearea",
                    constraint=models.UniqueConstraint(fields=("tenant", "code"), name="zone_area_code_once_a_tenant"),
                ),
                migrations.CreateModel(
                    name="ZoneAreaMember",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("since", models.DateField()),
                        ("until", models.DateField(blank=True, null=True)),
                        (
                            "tenant",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="tenancy.tenant",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.workunit"
                            ),
                        ),
                        (
                            "zone_area",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="members",
                                to="zone_areas.zonearea",
                            ),
                        ),
                    ],
                    options={"ordering": ("since", "id")},
                ),
                migrations.AddConstraint(
                    model_name="zoneareamember",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"),
                        name="zone_area_unit_ends_after_start",
                    ),
                ),
            ],
        ),
    ]
