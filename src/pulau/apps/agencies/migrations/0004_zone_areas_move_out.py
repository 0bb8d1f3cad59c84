"""Zone areas move to an app of their own (`zone_areas`): their tables are renamed, no row is touched."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    """Give the tables their new names, and forget the models here."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("agencies", "0003_units_in_order")]

    operations: ClassVar[list[Operation]] = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.AlterModelTable("zonearea", "zone_areas_zonearea"),
                migrations.AlterModelTable("zoneareaunit", "zone_areas_zoneareamember"),
            ],
            state_operations=[migrations.DeleteModel("ZoneAreaUnit"), migrations.DeleteModel("ZoneArea")],
        ),
    ]
