"""Imports in every drawer: files whose names and rows nobody but their administrators may read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from pulau.exchange.table_reading import Line, Table
from pulau.foundation.imports.planning import check_run
from pulau.foundation.imports.services import Upload, settle_columns, upload_list
from tests.cast import NOW

if TYPE_CHECKING:
    from tests.walls.furnished import Furnished
    from tests.walls.places import Place

KEEPERS = {"kelola": "hana", "kelola-lain": "vera"}
HEAD = ("Kode unit", "Nama unit", "Jenis unit")


def bring(made: Furnished, texts: Mapping[str, str]) -> None:
    """Let each administrator have a file ready, one of its rows refused."""
    for sphere, who in KEEPERS.items():
        actor = made.house.actors[who]
        lines = (Line(2, (f"baru-{sphere}", texts[sphere], "dinas")), Line(3, (texts[sphere], "x", "dinas")))
        upload = Upload(f"{texts[sphere]}.csv", "0" * 64, Table(HEAD, lines))
        run = upload_list(actor=actor, kind="unit", upload=upload, now=NOW)
        settle_columns(actor=actor, run_id=run.pk, mapping=run.mapping, now=NOW)
        check_run(actor=actor, run_id=run.pk, now=NOW)
        made.imports[sphere] = run.pk


def of_imports(
    place: type[Place], name: str, *rest: str, read: bool = True, write: bool = False
) -> Callable[[Furnished], Iterator[Place]]:
    """Return a filler of an address of one import: its own administrator's, and nothing to the other's."""

    def fill(made: Furnished) -> Iterator[Place]:
        duty: frozenset[str | None] = frozenset(KEEPERS.values())
        for sphere, who in KEEPERS.items():
            through: frozenset[str | None] = frozenset({who})
            path = reverse(f"imports:{name}", args=[made.imports[sphere], *rest])
            body: Mapping[str, Any] = {"kolom-code": "0", "kolom-name": "1", "kolom-kind": "2"}
            yield place(
                *(f"imports:{name}", path, duty, duty - through, through if read else None),
                *(through if write else None, body),
            )

    return fill
