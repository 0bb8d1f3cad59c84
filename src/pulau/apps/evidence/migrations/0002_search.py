"""The words by which evidence is found: on PostgreSQL as tsvector columns, on SQLite in a table of FTS5."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

COLUMNS = ("words", "stems")
POSTGRESQL = (
    "ALTER TABLE evidence_evidencetext ADD COLUMN words tsvector NOT NULL",
    "ALTER TABLE evidence_evidencetext SET (toast_tuple_target = 128)",  # long values apart: rows are met by the thousand
    "CREATE INDEX evidence_by_words ON evidence_evidencetext USING gin (words)",
)
SQLITE = (f"CREATE VIRTUAL TABLE evidence_words USING fts5({', '.join(COLUMNS)}, tokenize = 'unicode61')",)
BACK = {"sqlite": "DROP TABLE evidence_words"}


def build(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Add what finds a piece; the model knows nothing of it."""
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def take_down(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Remove it again; on PostgreSQL it goes with the model's table."""
    if statement := BACK.get(schema_editor.connection.vendor):
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("evidence", "0001_initial"), ("tenancy", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="EvidenceText",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("source", models.CharField(blank=True, max_length=64)),
                (
                    "evidence",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="found_by", to="evidence.evidence"
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
                    "text",
                    models.TextField(blank=True, max_length=100000),
                ),  # last: SQLite reads a row up to what it needs
            ],
            options={"abstract": False},
        ),
        migrations.RunPython(build, take_down),
    ]
