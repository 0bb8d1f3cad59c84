"""Who belonged to a zone area before invitations did so by its own body's decision."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import migrations
from django.db.migrations.operations.base import Operation

if TYPE_CHECKING:
    from django.apps.registry import Apps
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def say_how_they_joined(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Write for each member what its unit and body were called, and that it joined or has left."""
    agencies = dict(apps.get_model("agencies", "Agency").objects.values_list("tenant_id", "name"))
    for row in apps.get_model("zone_areas", "ZoneAreaMember").objects.select_related("unit", "zone_area"):
        row.home_id, row.asked_at = row.tenant_id, row.zone_area.created_at
        if row.unit is not None:
            row.unit_code, row.unit_name = row.unit.code, row.unit.name
        row.agency_name = agencies.get(row.tenant_id, "")
        row.state = "left" if row.until else "accepted"
        row.save()


class Migration(migrations.Migration):
    """Fill the columns of the step before."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("zone_areas", "0002_belonging")]

    operations: ClassVar[list[Operation]] = [
        migrations.RunPython(say_how_they_joined, migrations.RunPython.noop, elidable=True)
    ]
