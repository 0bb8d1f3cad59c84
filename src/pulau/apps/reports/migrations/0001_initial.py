"""Reports of evaluation, their versions, and runs that make those of many cases."""

from __future__ import annotations

import uuid
from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    """Make the tables."""

    initial = True

    dependencies: ClassVar[list[tuple[str, str]]] = [
        ("assessments", "0001_initial"),
        ("signing", "0003_reserved"),
        ("tenancy", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations: ClassVar[list[Operation]] = [
        migrations.CreateModel(
            name="EvaluationReport",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("tpi", "Laporan hasil evaluasi TPI"),
                            ("tpn", "Laporan hasil evaluasi TPN"),
                            ("monitoring", "Laporan pemantauan TPI"),
                        ],
                        max_length=12,
                    ),
                ),
                ("sequence", models.PositiveSmallIntegerField(default=1)),
                ("number", models.CharField(blank=True, max_length=120)),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Konsep"), ("signed", "Ditandatangani"), ("superseded", "Diganti")],
                        default="draft",
                        max_length=12,
                    ),
                ),
                ("head", models.PositiveSmallIntegerField(default=0)),
                ("made_at", models.DateTimeField()),
                ("signed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="assessments.case"
                    ),
                ),
                (
                    "made_by",
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
                "ordering": ("case_id", "kind", "-sequence"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("tenant", "case", "kind", "sequence"), name="one_report_a_sequence"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "draft")),
                        fields=("tenant", "case", "kind"),
                        name="one_draft_report_a_kind",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportRun",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("year", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("tpi", "Laporan hasil evaluasi TPI"),
                            ("tpn", "Laporan hasil evaluasi TPN"),
                            ("monitoring", "Laporan pemantauan TPI"),
                        ],
                        default="tpi",
                        max_length=12,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("running", "Sedang disusun"), ("done", "Selesai"), ("stopped", "Berhenti")],
                        default="running",
                        max_length=8,
                    ),
                ),
                ("size", models.PositiveIntegerField()),
                ("past", models.PositiveIntegerField(default=0)),
                ("made", models.PositiveIntegerField(default=0)),
                ("last", models.UUIDField(blank=True, null=True)),
                ("skipped", models.JSONField(blank=True, default=dict)),
                ("archive", models.CharField(blank=True, max_length=64)),
                ("archive_size", models.PositiveBigIntegerField(default=0)),
                ("packed", models.PositiveIntegerField(default=0)),
                ("started_at", models.DateTimeField()),
                ("touched_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
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
                "ordering": ("-started_at", "id"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "running")),
                        fields=("tenant", "year", "kind"),
                        name="one_report_run_at_a_time",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportVersion",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveSmallIntegerField()),
                ("content", models.CharField(max_length=64)),
                ("pdf", models.CharField(max_length=64)),
                ("docx", models.CharField(max_length=64)),
                ("revision", models.PositiveIntegerField()),
                ("engine", models.CharField(max_length=12)),
                ("made_at", models.DateTimeField()),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="signing.document"
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="reports.evaluationreport",
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
                "ordering": ("report_id", "-number"),
                "constraints": [
                    models.UniqueConstraint(fields=("tenant", "report", "number"), name="one_report_version")
                ],
            },
        ),
    ]
