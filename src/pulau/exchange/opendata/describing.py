"""What describes a release to programs: datapackage.json (Frictionless Data Package 1) and a schema for each table."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from pulau.exchange.opendata.model import Kind
from pulau.exchange.opendata.release import LICENCE, LICENCE_ADDRESS, LICENCE_NAME

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pulau.exchange.opendata.model import Column, Table
    from pulau.exchange.opendata.packing import Made
    from pulau.exchange.opendata.release import Release

JSON: Final = "application/json"
_TYPES: Final = {
    Kind.ID: ("string", "uuid"),
    Kind.TEXT: ("string", ""),
    Kind.CODE: ("string", ""),
    Kind.WHOLE: ("integer", ""),
    Kind.SCORE: ("number", ""),
    Kind.FLAG: ("boolean", ""),
    Kind.DAY: ("date", ""),
}


def schema_name(table: Table) -> str:
    """Return the name of the file with a table's schema."""
    return f"{table.name}.schema.json"


def schema_text(table: Table, tables: dict[str, Table]) -> str:
    """Return the schema of a table (Table Schema): each column with its meaning, unit and allowed values."""
    schema: dict[str, Any] = {
        "title": table.title[1],
        "title_id": table.title[0],
        "description": table.about[1],
        "description_id": table.about[0],
        "fields": [_field(table, column) for column in table.columns],
        "primaryKey": list(table.key),
        "foreignKeys": [_foreign_key(column, tables[column.refers]) for column in table.columns if column.refers],
        "missingValues": [""],
    }
    return _text(schema)


def package_text(release: Release, tables: dict[str, Table], made: Sequence[Made]) -> str:
    """Return datapackage.json: the release, its licence, and every file of data with size and digest."""
    package: dict[str, Any] = {
        "name": release.name,
        "title": f"Integrity zones of Indonesia, up to {release.year}",
        "title_id": f"Zona integritas Indonesia, sampai {release.year}",
        "homepage": release.address,
        "version": str(release.version),
        "created": f"{release.made.isoformat()}T00:00:00Z",
        "final": release.final,
        "profile": "tabular-data-package",
        "licenses": [{"name": LICENCE, "path": LICENCE_ADDRESS, "title": LICENCE_NAME}],
        "resources": [_resource(tables[file.name.partition(".")[0]], file) for file in made],
    }
    return _text(package)


def _resource(table: Table, file: Made) -> dict[str, Any]:
    form = file.name.rpartition(".")[2]
    told: dict[str, Any] = {
        "name": table.name if form == "csv" else f"{table.name}-{form}",
        "path": file.name,
        "profile": "tabular-data-resource",
        "title": table.title[1],
        "title_id": table.title[0],
        "format": form,
        "mediatype": file.media_type.partition(";")[0],
        "bytes": file.size,
        "hash": f"sha256:{file.digest}",
        "rows": file.rows,
        "schema": schema_name(table),
    }
    if form == "csv":
        told |= {"encoding": "utf-8", "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"'}}
    return told


def _foreign_key(column: Column, table: Table) -> dict[str, Any]:
    return {"fields": [column.name], "reference": {"resource": table.name, "fields": list(table.key)}}


def _field(table: Table, column: Column) -> dict[str, Any]:
    kind, form = _TYPES[column.kind]
    told: dict[str, Any] = {"name": column.name, "type": kind}
    if form:
        told["format"] = form
    told |= {"description": column.about[1], "description_id": column.about[0]}
    if any(column.unit):
        told |= {"unit": column.unit[1], "unit_id": column.unit[0]}
    if any(column.hidden):
        told |= {"hidden": column.hidden[1], "hidden_id": column.hidden[0]}
    limits: dict[str, Any] = {"required": True} if column.name in table.key else {}
    if column.allowed:
        limits["enum"] = list(column.allowed)
    return told | ({"constraints": limits} if limits else {})


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
