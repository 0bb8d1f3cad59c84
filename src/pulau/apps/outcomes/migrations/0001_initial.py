"""Decrees, titles, certificates, objections, offences, monitoring, triggers and revocations."""

from __future__ import annotations

import uuid
from typing import ClassVar

import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    """Make the tables."""

    initial = True

    dependencies: ClassVar[list[tuple[str, str]]] = [
        ("agencies", "0004_zone_areas_move_out"),
        ("assessments", "0001_initial"),
        ("signing", "0002_runs"),
        ("tenancy", "0001_initial"),
        ("zone_areas", "0004_members_are_known"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations: ClassVar[list[Operation]] = [
        migrations.CreateModel(
            name="Acceptance",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("note", models.TextField(blank=True, max_length=10000)),
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
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("case_id", "at", "id"),
            },
        ),
        migrations.CreateModel(
            name="Decree",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("series", models.UUIDField()),
                ("version", models.PositiveSmallIntegerField(default=1)),
                (
                    "kind",
                    models.CharField(
                        choices=[("grant", "Penetapan predikat"), ("revoke", "Pencabutan predikat")], max_length=8
                    ),
                ),
                ("number", models.CharField(max_length=120)),
                ("day", models.DateField()),
                (
                    "issuer",
                    models.CharField(
                        choices=[("minister", "Menteri PANRB"), ("agency-head", "Pimpinan instansi")], max_length=12
                    ),
                ),
                ("about", models.CharField(blank=True, max_length=400)),
                ("valid_from", models.DateField(blank=True, null=True)),
                ("valid_until", models.DateField(blank=True, null=True)),
                ("digest", models.CharField(blank=True, max_length=64)),
                ("file_name", models.CharField(blank=True, max_length=160)),
                ("size", models.PositiveBigIntegerField(default=0)),
                ("reason", models.TextField(blank=True, max_length=10000)),
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
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("series", "version"),
                "indexes": [models.Index(fields=["tenant", "kind", "day"], name="decree_by_day")],
                "constraints": [
                    models.UniqueConstraint(fields=("tenant", "series", "version"), name="one_decree_a_version"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until__isnull", True), ("valid_until__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="decree_ends_after_start",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DecreeCase",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("grant", "Penetapan predikat"), ("revoke", "Pencabutan predikat")], max_length=8
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="assessments.case"
                    ),
                ),
                (
                    "decree",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="outcomes.decree"
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
                "ordering": ("decree_id", "case_id"),
                "constraints": [models.UniqueConstraint(fields=("tenant", "case", "kind"), name="one_decree_a_case")],
            },
        ),
        migrations.CreateModel(
            name="Objection",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveSmallIntegerField(default=1)),
                ("grounds", models.TextField(max_length=10000)),
                (
                    "state",
                    models.CharField(
                        choices=[("filed", "Diperiksa"), ("upheld", "Diterima"), ("rejected", "Ditolak")],
                        default="filed",
                        max_length=12,
                    ),
                ),
                ("filed_at", models.DateTimeField()),
                ("filed_on", models.DateField()),
                ("last_day", models.DateField(blank=True, null=True)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("reasons", models.TextField(blank=True, max_length=10000)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="assessments.case"
                    ),
                ),
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
                    "filed_by",
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
                    models.UniqueConstraint(fields=("tenant", "case", "number"), name="one_objection_a_number"),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "filed")), fields=("tenant", "case"), name="one_objection_open"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ObjectionFile",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("digest", models.CharField(max_length=64)),
                ("file_name", models.CharField(max_length=160)),
                ("size", models.PositiveBigIntegerField(default=0)),
                (
                    "objection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="files", to="outcomes.objection"
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
                "ordering": ("objection_id", "file_name", "id"),
            },
        ),
        migrations.CreateModel(
            name="Offence",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("year", models.PositiveSmallIntegerField()),
                ("kind", models.CharField(max_length=400)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("head", "Pimpinan unit"),
                            ("official", "Pejabat lain di unit"),
                            ("staff", "Pegawai unit"),
                        ],
                        max_length=12,
                    ),
                ),
                ("source", models.CharField(max_length=400)),
                ("digest", models.CharField(blank=True, max_length=64)),
                ("file_name", models.CharField(blank=True, max_length=160)),
                ("size", models.PositiveBigIntegerField(default=0)),
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
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("case_id", "at", "id"),
            },
        ),
        migrations.CreateModel(
            name="Qualification",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("title", models.CharField(max_length=8)),
                ("since", models.DateField()),
                ("until", models.DateField(blank=True, null=True)),
                ("source", models.CharField(max_length=400)),
                ("recorded_at", models.DateTimeField()),
                (
                    "recorded_by",
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
                "ordering": ("-since", "id"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"),
                        name="qualification_ends_after_start",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TitleHeld",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=200)),
                ("title", models.CharField(max_length=8)),
                ("since", models.DateField()),
                ("until", models.DateField(blank=True, null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("in-force", "Berlaku"),
                            ("revoked", "Dicabut"),
                            ("superseded", "Digantikan predikat berikutnya"),
                            ("ended", "Berakhir"),
                        ],
                        default="in-force",
                        max_length=12,
                    ),
                ),
                ("closed_on", models.DateField(blank=True, null=True)),
                ("source", models.CharField(blank=True, max_length=400)),
                ("recorded_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="assessments.case"
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="outcomes.decree"
                    ),
                ),
                (
                    "decree",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="outcomes.decree"
                    ),
                ),
                (
                    "recorded_by",
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
                    "unit",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.workunit"
                    ),
                ),
                (
                    "zone_area",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="zone_areas.zonearea",
                    ),
                ),
            ],
            options={
                "ordering": ("since", "recorded_at", "id"),
                "indexes": [
                    models.Index(fields=["tenant", "unit", "since"], name="title_by_unit"),
                    models.Index(fields=["tenant", "state", "name"], name="title_by_state"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("unit__isnull", True), ("zone_area__isnull", True), _connector="XOR"),
                        name="title_of_a_unit_or_an_area",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"),
                        name="title_ends_after_start",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "in-force")),
                        fields=("tenant", "unit"),
                        name="one_title_in_force_a_unit",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "in-force")),
                        fields=("tenant", "zone_area"),
                        name="one_title_in_force_an_area",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Revocation",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("triggers", models.JSONField(default=list)),
                ("recommendation", models.TextField(max_length=10000)),
                ("letter", models.CharField(blank=True, max_length=400)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "Diusulkan kepada Menteri"),
                            ("dropped", "Tidak dilanjutkan"),
                            ("revoked", "Predikat dicabut"),
                        ],
                        default="proposed",
                        max_length=12,
                    ),
                ),
                ("proposed_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("reasons", models.TextField(blank=True, max_length=10000)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="assessments.case"
                    ),
                ),
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
                    "proposed_by",
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
                    "title_held",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="revocations", to="outcomes.titleheld"
                    ),
                ),
            ],
            options={
                "ordering": ("case_id", "proposed_at", "id"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "proposed")),
                        fields=("tenant", "title_held"),
                        name="one_revocation_proposed",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Monitoring",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("year", models.PositiveSmallIntegerField()),
                ("number", models.PositiveSmallIntegerField(default=1)),
                (
                    "survey",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Belum ada survei"),
                            ("internal", "Survei internal TPI"),
                            ("skm", "Survei Kepuasan Masyarakat"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "survey_index",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        max_digits=5,
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(4)],
                    ),
                ),
                ("findings", models.TextField(max_length=10000)),
                ("complaints", models.PositiveIntegerField(default=0)),
                ("complaints_open", models.PositiveIntegerField(default=0)),
                ("follow_up", models.TextField(blank=True, max_length=10000)),
                ("keeps", models.BooleanField(default=True)),
                ("letter", models.CharField(blank=True, max_length=400)),
                ("at", models.DateTimeField()),
                ("on", models.DateField()),
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
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "title_held",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="monitorings", to="outcomes.titleheld"
                    ),
                ),
            ],
            options={
                "ordering": ("title_held_id", "year", "number"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("tenant", "title_held", "year", "number"), name="one_monitoring_a_year_and_number"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Certificate",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveSmallIntegerField(default=1)),
                ("made_at", models.DateTimeField()),
                ("replaced_at", models.DateTimeField(blank=True, null=True)),
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
                    "tenant",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.tenant",
                    ),
                ),
                (
                    "decree",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="outcomes.decree"
                    ),
                ),
                (
                    "title_held",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certificates",
                        to="outcomes.titleheld",
                    ),
                ),
            ],
            options={
                "ordering": ("title_held_id", "number"),
                "constraints": [
                    models.UniqueConstraint(fields=("tenant", "title_held", "number"), name="one_certificate_a_number"),
                    models.UniqueConstraint(
                        condition=models.Q(("replaced_at__isnull", True)),
                        fields=("tenant", "title_held"),
                        name="one_certificate_that_counts",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Trigger",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("maladministration", "Pengaduan maladministrasi terbukti"),
                            ("survey-fall", "Indeks survei turun"),
                            ("expired-evidence", "Bukti yang mendasari predikat kedaluwarsa"),
                            ("head-investigated", "Pimpinan unit dalam penyidikan"),
                            ("report-overdue", "Laporan pemantauan terlambat"),
                        ],
                        max_length=20,
                    ),
                ),
                ("key", models.CharField(max_length=120)),
                ("source", models.CharField(max_length=400)),
                ("found_on", models.DateField()),
                ("found_at", models.DateTimeField()),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Belum diperiksa"),
                            ("founded", "Terbukti"),
                            ("unfounded", "Tidak terbukti"),
                            ("mended", "Sudah diperbaiki"),
                        ],
                        max_length=12,
                    ),
                ),
                ("clarification", models.TextField(blank=True, max_length=10000)),
                ("clarified_at", models.DateTimeField(blank=True, null=True)),
                ("finding", models.TextField(blank=True, max_length=10000)),
                ("examined_at", models.DateTimeField(blank=True, null=True)),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "clarified_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "examined_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "found_by",
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
                    "title_held",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="triggers", to="outcomes.titleheld"
                    ),
                ),
            ],
            options={
                "ordering": ("title_held_id", "-found_at", "id"),
                "indexes": [models.Index(fields=["tenant", "settled_at"], name="trigger_by_settled")],
                "constraints": [
                    models.UniqueConstraint(fields=("tenant", "title_held", "kind", "key"), name="one_trigger_a_thing"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("examined_at__isnull", True), ("outcome", "")),
                            models.Q(models.Q(("outcome", ""), _negated=True), ("examined_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="trigger_outcome_by_examination",
                    ),
                ],
            },
        ),
    ]
