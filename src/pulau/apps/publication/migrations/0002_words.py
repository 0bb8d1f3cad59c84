"""The words by which units are found: on PostgreSQL as a tsvector column, on SQLite in a table of FTS5."""

from __future__ import annotations

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

POSTGRESQL = (
    "ALTER TABLE publication_publishedunit ADD COLUMN words tsvector",
    "CREATE INDEX published_unit_by_words ON publication_publishedunit USING gin (words)",
)
COLUMNS = "unit_id UNINDEXED, head, more"
SQLITE = (f"CREATE VIRTUAL TABLE publication_words USING fts5({COLUMNS}, tokenize = 'unicode61', prefix = '2 3 4')",)
BACK = {
    "postgresql": "ALTER TABLE publication_publishedunit DROP COLUMN words",
    "sqlite": "DROP TABLE publication_words",
}


def build(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Add what finds a unit; the model knows nothing of it."""
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def take_down(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Remove it again."""
    schema_editor.execute(BACK[schema_editor.connection.vendor])


class Migration(migrations.Migration):
    dependencies = [("publication", "0001_initial")]

    operations = [migrations.RunPython(build, take_down)]
