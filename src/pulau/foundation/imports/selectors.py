"""Reading imports, always of one tenant, and only the lists that the actor may keep."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Count
from django.http import Http404, HttpRequest

from pulau.foundation.imports.models import ImportFile, ImportRow, ImportRun, RunState
from pulau.foundation.registry.importers import Difference, Flaw, Importer, Outcome, importers
from pulau.foundation.tenancy.acting import requesting_actor
from pulau.foundation.tenancy.deciding import allowed, may_somewhere

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pulau.core.shared.actor import Actor
    from pulau.foundation.tenancy.scope import ScopedQuerySet


class ImportNotFound(Http404):
    """No such import, or not one that the actor may see."""


class ListNotFound(Http404):
    """No such list, or not one that the actor may keep."""


def keeps_a_list(request: HttpRequest) -> bool:
    """Whether the requesting person may keep one of the lists that are taken in from files."""
    actor = requesting_actor(request)
    return actor is not None and any(may_somewhere(actor, importer.action) for importer in importers)


def importers_for(actor: Actor) -> list[Importer]:
    """Return the lists that the actor may keep, in their order."""
    return [importer for importer in importers if allowed(actor, importer.action)]


def get_importer_for(actor: Actor, code: str) -> Importer:
    """Return the list of this code. Raises ListNotFound."""
    found = next((importer for importer in importers_for(actor) if importer.code == code), None)
    if found is None:
        raise ListNotFound(code)
    return found


def runs_for(actor: Actor) -> ScopedQuerySet[ImportRun]:
    """Return the imports of the lists that the actor may keep, newest first; those thrown away are left out."""
    kinds = [importer.code for importer in importers_for(actor)]
    rows = ImportRun.objects.for_actor(actor).filter(kind__in=kinds).exclude(state=RunState.DISCARDED)
    return rows.select_related("by")


def get_run_for(actor: Actor, run_id: UUID, *, lock: bool = False) -> ImportRun:
    """Return an import, locked until the transaction ends where asked. Raises ImportNotFound."""
    rows = runs_for(actor)
    if lock:
        rows = rows.select_related(None).select_for_update()
    found: ImportRun | None = rows.filter(pk=run_id).first()
    if found is None:
        raise ImportNotFound(run_id)
    return found


def rows_of(run: ImportRun) -> ScopedQuerySet[ImportRow]:
    """Return the rows of an import, in the order of writing."""
    return ImportRow.objects.for_tenant(run.tenant_id).filter(run_id=run.pk)


def counts_of(run: ImportRun) -> dict[str, int]:
    """Return how many rows have which outcome, in one query; every outcome is there."""
    found = dict(rows_of(run).order_by().values_list("outcome").annotate(Count("pk")))
    return {outcome.value: found.get(outcome.value, 0) for outcome in Outcome}


def table_of(run: ImportRun) -> list[tuple[int, list[str]]]:
    """Return the rows of the file: number and cells. Raises ImportNotFound where the file is not kept any more."""
    found = ImportFile.objects.for_tenant(run.tenant_id).filter(run_id=run.pk).first()
    if found is None or found.table is None:
        raise ImportNotFound(run.pk)
    return [(number, cells) for number, cells in json.loads(found.table)]


@dataclass(frozen=True, slots=True)
class Content:
    """What a row holds: its cells as uploaded, what is wrong, what would change; key and name of a missing one."""

    cells: Sequence[str] = ()
    flaws: Sequence[Flaw] = ()
    differences: Sequence[Difference] = ()
    key: str = ""
    name: str = ""

    def text(self) -> str:
        """Write it for its sealed field."""
        kept = {
            "cells": list(self.cells),
            "flaws": [[flaw.code, flaw.column, dict(flaw.params)] for flaw in self.flaws],
            "differences": [[each.column, each.before, each.after] for each in self.differences],
            "key": self.key,
            "name": self.name,
        }
        return json.dumps({key: value for key, value in kept.items() if value}, separators=(",", ":"))


def content_of(row: ImportRow) -> Content:
    """Read what a row holds."""
    kept = json.loads(row.content or "{}")
    return Content(
        cells=kept.get("cells", []),
        flaws=[Flaw(code, column, params) for code, column, params in kept.get("flaws", [])],
        differences=[Difference(*each) for each in kept.get("differences", [])],
        key=kept.get("key", ""),
        name=kept.get("name", ""),
    )
