import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0004_zone_areas_move_out"),
        ("evidence", "0001_initial"),
        ("tenancy", "0001_initial"),
        ("zone_areas", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AreaAssessment",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("year", models.PositiveSmallIntegerField()),
                ("regulation", models.CharField(max_length=64)),
                ("revision", models.PositiveIntegerField(default=0)),
                ("opened_at", models.DateTimeField()),
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
                    "zone_area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assessments",
                        to="zone_areas.zonearea",
                    ),
                ),
            ],
            options={
                "ordering": ("-year",),
                "constraints": [
                    models.UniqueConstraint(fields=("tenant", "zone_area", "year"), name="one_assessment_a_year")
                ],
            },
        ),
        migrations.CreateModel(
            name="AspectAnswer",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("aspect", models.CharField(max_length=24)),
                ("version", models.PositiveIntegerField()),
                ("value", models.CharField(blank=True, max_length=8)),
                ("note", models.TextField(blank=True, max_length=10000)),
                ("at", models.DateTimeField()),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="zone_areas.areaassessment",
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
                "ordering": ("assessment", "aspect", "version"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("tenant", "assessment", "aspect", "version"), name="one_aspect_answer_a_version"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AspectEvidence",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("aspect", models.CharField(max_length=24)),
                ("added_at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="zone_areas.areaassessment",
                    ),
                ),
                (
                    "evidence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="evidence.evidence"
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
                "ordering": ("aspect", "added_at", "id"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("removed_at__isnull", True)),
                        fields=("tenant", "assessment", "aspect", "evidence"),
                        name="aspect_shown_by_a_piece_once",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="zonearea",
            name="held_by",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="zonearea",
            name="held_title",
            field=models.CharField(blank=True, max_length=8),
        ),
        migrations.AddField(
            model_name="zonearea",
            name="kind",
            field=models.CharField(
                choices=[
                    ("airport", "Bandar udara"),
                    ("port", "Pelabuhan"),
                    ("law-enforcement", "Aparat penegak hukum"),
                    ("land", "Pelayanan pertanahan"),
                    ("regional", "Pemerintah daerah"),
                    ("other", "Kawasan lainnya"),
                ],
                default="other",
                max_length=16,
            ),
        ),
        migrations.AddField(
            model_name="zoneareamember",
            name="agency_name",
            field=models.CharField(default="", max_length=200),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="zoneareamember",
            name="answered_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="zoneareamember",
            name="answered_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="zoneareamember",
            name="asked_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="zoneareamember",
            name="asked_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="zoneareamember",
            name="home",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.tenant"
            ),
        ),
        migrations.AddField(
            model_name="zoneareamember",
            name="message",
            field=models.CharField(blank=True, max_length=1000),
        ),
        migrations.AddField(
            model_name="zoneareamember",
            name="reason",
            field=models.CharField(blank=True, max_length=1000),
        ),
        migrations.AddField(
            model_name="zoneareamember",
            name="state",
            field=models.CharField(
                choices=[
                    ("invited", "Menunggu jawaban"),
                    ("accepted", "Anggota"),
                    ("declined", "Menolak"),
                    ("withdrawn", "Undangan ditarik"),
                    ("left", "Sudah keluar"),
                ],
                default="invited",
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="zoneareamember",
            name="unit_code",
            field=models.CharField(blank=True, max_length=32),
        ),
        migrations.AddField(
            model_name="zoneareamember",
            name="unit_name",
            field=models.CharField(default="", max_length=200),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="zoneareamember",
            name="unit",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.workunit"
            ),
        ),
        migrations.AddIndex(
            model_name="zoneareamember",
            index=models.Index(fields=["home", "state"], name="zone_area_member_by_home"),
        ),
        migrations.AddIndex(
            model_name="zoneareamember",
            index=models.Index(fields=["unit"], name="zone_area_member_by_unit"),
        ),
        migrations.AddConstraint(
            model_name="zoneareamember",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "invited")),
                fields=("tenant", "zone_area", "home", "unit_name"),
                name="zone_area_asks_a_unit_once",
            ),
        ),
    ]
