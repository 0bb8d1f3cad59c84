"""Cases of worksheets, transitions, assignments, judgements, questions and calibration sets."""

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
        ("agencies", "0004_zone_areas_move_out"),
        ("evidence", "0004_withdrawn"),
        ("tenancy", "0001_initial"),
        ("worksheets", "0005_pinned"),
        # The tables do not need these. Django draws all related models anew for each step, so an empty database is
        # migrated sooner where the last steps of the earlier apps come before there are many models.
        ("declarations", "0004_pact_of_head"),
        ("imports", "0001_initial"),
        ("journal", "0003_never_changed"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("notices", "0001_initial"),
        ("socialaccount", "0006_alter_socialaccount_extra_data"),
        ("uploads", "0001_initial"),
        ("usersessions", "0001_initial"),
        ("zone_areas", "0004_members_are_known"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations: ClassVar[list[Operation]] = [
        migrations.CreateModel(
            name="CalibrationSet",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=160)),
                ("regulation", models.CharField(max_length=64)),
                ("items", models.JSONField(default=list)),
                ("opened_at", models.DateTimeField()),
                ("due_on", models.DateField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "opened_by",
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
                "ordering": ("-opened_at", "id"),
            },
        ),
        migrations.CreateModel(
            name="Case",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("unit_code", models.CharField(max_length=64)),
                ("unit_name", models.CharField(max_length=200)),
                ("agency_name", models.CharField(max_length=200)),
                ("year", models.PositiveSmallIntegerField()),
                ("number", models.PositiveSmallIntegerField(default=1)),
                ("regulation", models.CharField(max_length=64)),
                (
                    "kind",
                    models.CharField(
                        choices=[("first", "Predikat baru"), ("re-evaluation", "Evaluasi ulang")],
                        default="first",
                        max_length=16,
                    ),
                ),
                ("title", models.CharField(max_length=8)),
                ("stage", models.CharField(default="submitted", max_length=24)),
                ("stage_since", models.DateTimeField()),
                ("due_on", models.DateField(blank=True, null=True)),
                ("national", models.BooleanField(default=False)),
                ("opened_at", models.DateTimeField()),
                ("revision", models.PositiveIntegerField(default=0)),
                ("exact", models.JSONField(default=dict)),
                ("printed", models.JSONField(default=dict)),
                ("gates", models.JSONField(default=dict)),
                (
                    "submission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="worksheets.submission"
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.workunit"
                    ),
                ),
                (
                    "worksheet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="worksheets.worksheet"
                    ),
                ),
            ],
            options={
                "ordering": ("-year", "unit_id", "-number"),
                "indexes": [
                    models.Index(fields=["tenant", "stage", "due_on"], name="case_by_stage"),
                    models.Index(fields=["tenant", "year", "unit"], name="case_by_year_and_unit"),
                    models.Index(
                        condition=models.Q(("national", True)),
                        fields=["stage", "year", "due_on"],
                        name="national_case_by_stage",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("tenant", "worksheet", "number"), name="one_case_a_number"),
                    models.UniqueConstraint(fields=("tenant", "submission"), name="one_case_a_submission"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Assignment",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("preliminary", "Penilaian pendahuluan"),
                            ("tpi-member", "Anggota TPI"),
                            ("tpi-leader", "Ketua TPI"),
                            ("tpi-controller", "Pengendali teknis TPI"),
                            ("tpn-desk", "Evaluator dokumen TPN"),
                            ("tpn-field", "Evaluator lapangan TPN"),
                        ],
                        max_length=16,
                    ),
                ),
                ("areas", models.JSONField(blank=True, default=list)),
                ("lot", models.JSONField(blank=True, default=dict)),
                ("given_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("end_reason", models.CharField(blank=True, max_length=2000)),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "given_by",
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
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="assessments.case"
                    ),
                ),
            ],
            options={
                "ordering": ("case_id", "level", "given_at", "id"),
                "indexes": [
                    models.Index(fields=["user", "ended_at"], name="assignment_by_person"),
                    models.Index(fields=["tenant", "case"], name="assignment_by_case"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("tenant", "case", "level", "user"),
                        name="one_assignment_a_level",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Judgement",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("preliminary", "Penilaian pendahuluan"),
                            ("tpi-member", "Anggota TPI"),
                            ("tpi-leader", "Ketua TPI"),
                            ("tpi-controller", "Pengendali teknis TPI"),
                            ("tpn-desk", "Evaluator dokumen TPN"),
                            ("tpn-field", "Evaluator lapangan TPN"),
                        ],
                        max_length=16,
                    ),
                ),
                ("round", models.PositiveSmallIntegerField(default=1)),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Sedang menilai"), ("submitted", "Diserahkan"), ("ended", "Dihentikan")],
                        default="open",
                        max_length=12,
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=0)),
                ("answered", models.PositiveSmallIntegerField(default=0)),
                ("opened_at", models.DateTimeField()),
                ("submitted_at", models.DateTimeField(blank=True, null=True)),
                ("submitted_revision", models.PositiveIntegerField(blank=True, null=True)),
                ("blind_revision", models.PositiveIntegerField(blank=True, null=True)),
                ("digest", models.CharField(blank=True, max_length=64)),
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
                "ordering": ("case_id", "level", "opened_at", "id"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "ended"), _negated=True),
                        fields=("tenant", "case", "level", "user"),
                        name="one_judgement_a_level",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="JudgedAnswer",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("item", models.CharField(max_length=24)),
                ("version", models.PositiveIntegerField()),
                ("revision", models.PositiveIntegerField()),
                ("value", models.JSONField(null=True)),
                ("finding", models.TextField(blank=True, max_length=10000)),
                ("recommendation", models.TextField(blank=True, max_length=10000)),
                ("strength", models.TextField(blank=True, max_length=10000)),
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
                (
                    "judgement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="assessments.judgement"
                    ),
                ),
            ],
            options={
                "ordering": ("judgement_id", "item", "version"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("tenant", "judgement", "item", "version"), name="one_judged_a_version"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveSmallIntegerField()),
                ("item", models.CharField(blank=True, max_length=24)),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("preliminary", "Penilaian pendahuluan"),
                            ("tpi-member", "Anggota TPI"),
                            ("tpi-leader", "Ketua TPI"),
                            ("tpi-controller", "Pengendali teknis TPI"),
                            ("tpn-desk", "Evaluator dokumen TPN"),
                            ("tpn-field", "Evaluator lapangan TPN"),
                        ],
                        max_length=16,
                    ),
                ),
                ("text", models.TextField(max_length=4000)),
                ("wants_evidence", models.BooleanField(default=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Menunggu jawaban unit"),
                            ("answered", "Dijawab"),
                            ("closed", "Selesai"),
                            ("withdrawn", "Ditarik"),
                        ],
                        default="open",
                        max_length=12,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("due_on", models.DateField(blank=True, null=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "asked_by",
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
                "indexes": [models.Index(fields=["tenant", "state", "due_on"], name="question_by_due")],
                "constraints": [
                    models.UniqueConstraint(fields=("tenant", "case", "number"), name="one_question_a_number")
                ],
            },
        ),
        migrations.CreateModel(
            name="Reply",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveSmallIntegerField()),
                ("text", models.TextField(max_length=4000)),
                ("evidence_version", models.PositiveIntegerField(blank=True, null=True)),
                ("by_unit", models.BooleanField()),
                ("at", models.DateTimeField()),
                (
                    "evidence",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="evidence.evidence",
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="assessments.question"
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
                "ordering": ("question_id", "number"),
                "constraints": [
                    models.UniqueConstraint(fields=("tenant", "question", "number"), name="one_reply_a_number")
                ],
            },
        ),
        migrations.CreateModel(
            name="Transition",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField()),
                ("event", models.CharField(max_length=32)),
                ("source", models.CharField(max_length=24)),
                ("target", models.CharField(max_length=24)),
                ("guards", models.JSONField(default=list)),
                ("reason", models.TextField(blank=True, max_length=2000)),
                ("due_on", models.DateField(blank=True, null=True)),
                ("role", models.CharField(max_length=32)),
                ("at", models.DateTimeField()),
                ("on", models.DateField()),
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
                "ordering": ("case_id", "number"),
                "indexes": [models.Index(fields=["tenant", "event", "on"], name="transition_by_event")],
                "constraints": [
                    models.UniqueConstraint(fields=("tenant", "case", "number"), name="one_transition_a_number")
                ],
            },
        ),
        migrations.CreateModel(
            name="CalibrationAnswer",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("values", models.JSONField(default=list)),
                ("submitted_at", models.DateTimeField()),
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
                    "calibration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="assessments.calibrationset"
                    ),
                ),
            ],
            options={
                "ordering": ("calibration_id", "submitted_at", "id"),
                "constraints": [
                    models.UniqueConstraint(fields=("tenant", "calibration", "user"), name="one_calibration_answer")
                ],
            },
        ),
    ]
