"""Presentations, visits with their findings and photos, mystery shoppers, interviews and survey results."""

from __future__ import annotations

import uuid
from typing import ClassVar

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    """Make the tables."""

    initial = True

    dependencies: ClassVar[list[tuple[str, str]]] = [
        ("assessments", "0001_initial"),
        ("tenancy", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations: ClassVar[list[Operation]] = [
        migrations.CreateModel(
            name="Visit",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("field", "Evaluasi lapangan TPN"), ("tpi", "Kunjungan TPI")], max_length=8
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("first_day", models.DateField()),
                ("last_day", models.DateField()),
                ("place", models.CharField(max_length=300)),
                ("announced", models.BooleanField(default=True)),
                ("team", models.JSONField(default=list)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "Direncanakan"),
                            ("under-way", "Berlangsung"),
                            ("closed", "Ditutup"),
                            ("called-off", "Dibatalkan"),
                        ],
                        default="planned",
                        max_length=12,
                    ),
                ),
                ("checklist_on", models.DateField()),
                ("planned_at", models.DateTimeField()),
                ("summary", models.JSONField(blank=True, default=dict)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("close_reason", models.CharField(blank=True, max_length=300)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="assessments.case"
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "leader",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "planned_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
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
            options={
                "ordering": ("case_id", "kind", "number"),
                "indexes": [models.Index(fields=["tenant", "case", "kind", "state"], name="visit_by_case")],
                "constraints": [
                    models.UniqueConstraint(fields=("tenant", "case", "kind", "number"), name="one_visit_a_number")
                ],
            },
        ),
        migrations.CreateModel(
            name="Photo",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("key", models.UUIDField()),
                ("line", models.CharField(blank=True, max_length=16)),
                (
                    "digest",
                    models.CharField(
                        max_length=64, validators=[django.core.validators.RegexValidator("^[0-9a-f]{64}$")]
                    ),
                ),
                ("size", models.BigIntegerField()),
                ("kind", models.CharField(max_length=16)),
                ("faces", models.BooleanField(default=False)),
                ("consent", models.CharField(blank=True, max_length=300)),
                ("note", models.CharField(blank=True, max_length=300)),
                ("place", models.CharField(blank=True, max_length=300)),
                ("latitude", models.DecimalField(blank=True, decimal_places=3, max_digits=6, null=True)),
                ("longitude", models.DecimalField(blank=True, decimal_places=3, max_digits=6, null=True)),
                ("taken_at", models.DateTimeField()),
                ("at", models.DateTimeField()),
                ("late", models.BooleanField(default=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Salinan disiapkan"),
                            ("ready", "Siap dilihat"),
                            ("failed", "Salinan gagal dibuat"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("copy", models.CharField(blank=True, max_length=64)),
                ("copy_kind", models.CharField(blank=True, max_length=16)),
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
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="visits.visit"),
                ),
            ],
            options={
                "ordering": ("visit_id", "taken_at", "id"),
                "indexes": [models.Index(fields=["tenant", "state"], name="photo_by_state")],
                "constraints": [models.UniqueConstraint(fields=("tenant", "key"), name="one_photo_a_key")],
            },
        ),
        migrations.CreateModel(
            name="LateFinding",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("key", models.UUIDField()),
                ("line", models.CharField(max_length=16)),
                ("known", models.PositiveIntegerField(default=0)),
                (
                    "seen",
                    models.CharField(
                        choices=[("yes", "Ya"), ("partly", "Sebagian"), ("no", "Tidak"), ("n/a", "Tidak berlaku")],
                        max_length=8,
                    ),
                ),
                ("note", models.TextField(blank=True, max_length=4000)),
                ("items", models.JSONField(blank=True, default=list)),
                ("typed_at", models.DateTimeField()),
                ("at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "Menunggu ketua tim"), ("taken", "Diambil alih"), ("left", "Dibiarkan")],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="visits.visit"),
                ),
            ],
            options={
                "ordering": ("visit_id", "at", "id"),
                "constraints": [models.UniqueConstraint(fields=("tenant", "key"), name="one_late_finding_a_key")],
            },
        ),
        migrations.CreateModel(
            name="Finding",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("key", models.UUIDField()),
                ("line", models.CharField(max_length=16)),
                ("version", models.PositiveIntegerField()),
                ("known", models.PositiveIntegerField(default=0)),
                (
                    "seen",
                    models.CharField(
                        choices=[("yes", "Ya"), ("partly", "Sebagian"), ("no", "Tidak"), ("n/a", "Tidak berlaku")],
                        max_length=8,
                    ),
                ),
                ("note", models.TextField(blank=True, max_length=4000)),
                ("items", models.JSONField(blank=True, default=list)),
                ("typed_at", models.DateTimeField()),
                ("at", models.DateTimeField()),
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
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "from_late",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="visits.latefinding",
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="visits.visit"),
                ),
            ],
            options={
                "ordering": ("visit_id", "line", "version"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("tenant", "visit", "line", "version"), name="one_finding_a_version"
                    ),
                    models.UniqueConstraint(fields=("tenant", "key"), name="one_finding_a_key"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Interview",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("key", models.UUIDField()),
                ("role", models.CharField(max_length=300)),
                ("area", models.CharField(max_length=16)),
                ("summary", models.TextField(max_length=4000)),
                ("consented", models.BooleanField()),
                ("typed_at", models.DateTimeField()),
                ("at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="assessments.case"
                    ),
                ),
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
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ("case_id", "area", "typed_at", "id"),
                "constraints": [
                    models.UniqueConstraint(fields=("tenant", "key"), name="one_interview_a_key"),
                    models.CheckConstraint(condition=models.Q(("consented", True)), name="interview_with_consent"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Presentation",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[("called", "Diminta"), ("held", "Sudah berlangsung"), ("cancelled", "Dibatalkan")],
                        default="called",
                        max_length=12,
                    ),
                ),
                ("begins_at", models.DateTimeField()),
                ("place", models.CharField(max_length=300)),
                ("wish", models.TextField(blank=True, max_length=4000)),
                ("called_at", models.DateTimeField()),
                ("held_on", models.DateField(blank=True, null=True)),
                ("notes", models.TextField(blank=True, max_length=4000)),
                ("attended", models.TextField(blank=True, max_length=4000)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "called_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="assessments.case"
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
            options={
                "ordering": ("case_id", "number"),
                "constraints": [
                    models.UniqueConstraint(fields=("tenant", "case", "number"), name="one_presentation_a_number"),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "called")),
                        fields=("tenant", "case"),
                        name="one_presentation_awaited",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ShopperVisit",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("key", models.UUIDField()),
                ("shopper", models.CharField(max_length=300)),
                ("service", models.CharField(max_length=300)),
                ("day", models.DateField()),
                ("waited_minutes", models.PositiveIntegerField()),
                ("asked_fee", models.PositiveBigIntegerField(blank=True, null=True)),
                ("paid", models.PositiveBigIntegerField(blank=True, null=True)),
                ("offered_faster", models.BooleanField(default=False)),
                ("receipt", models.BooleanField(default=False)),
                ("informed", models.BooleanField(default=False)),
                (
                    "manner",
                    models.CharField(
                        choices=[
                            ("kind", "Ramah dan membantu"),
                            ("plain", "Cukup"),
                            ("poor", "Kurang ramah"),
                            ("rude", "Kasar atau mempersulit"),
                        ],
                        max_length=8,
                    ),
                ),
                ("story", models.TextField(max_length=4000)),
                ("typed_at", models.DateTimeField()),
                ("at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="assessments.case"
                    ),
                ),
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
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ("case_id", "day", "id"),
                "constraints": [models.UniqueConstraint(fields=("tenant", "key"), name="one_shopper_visit_a_key")],
            },
        ),
        migrations.CreateModel(
            name="SurveyResult",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveSmallIntegerField()),
                ("runner", models.CharField(choices=[("bps", "BPS"), ("third-party", "Pihak ketiga")], max_length=16)),
                ("runner_name", models.CharField(max_length=300)),
                ("first_day", models.DateField()),
                ("last_day", models.DateField()),
                ("respondents", models.PositiveIntegerField()),
                (
                    "corruption_perception",
                    models.DecimalField(
                        decimal_places=4,
                        max_digits=5,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(4),
                        ],
                    ),
                ),
                (
                    "service_quality",
                    models.DecimalField(
                        decimal_places=4,
                        max_digits=5,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(4),
                        ],
                    ),
                ),
                ("document", models.CharField(max_length=64)),
                ("document_name", models.CharField(max_length=200)),
                ("document_kind", models.CharField(max_length=16)),
                ("at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="assessments.case"
                    ),
                ),
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
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ("case_id", "version"),
                "constraints": [
                    models.UniqueConstraint(fields=("tenant", "case", "version"), name="one_survey_a_version"),
                    models.CheckConstraint(
                        condition=models.Q(("last_day__gte", models.F("first_day"))), name="survey_days"
                    ),
                ],
            },
        ),
    ]
