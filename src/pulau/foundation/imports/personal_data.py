"""What imports keep of people: who brought a file, and, sealed and for a while only, what the file says."""

from __future__ import annotations

from typing import Final

from pulau.foundation.registry.personal_data import (
    Declared,
    Ground,
    Kept,
    OnErasure,
    PersonalTable,
    impersonal,
    personal,
)
from pulau.foundation.registry.purposes import RECORD, SCORES, STAFF, THIRTY_DAYS, WHILE_RECORD

_RUN: Final = "imports.ImportRun"
_SEALED: Final = Ground(
    "Tersegel, dan hilang sendiri begitu impornya selesai atau dibuang.",
    "Sealed, and gone by itself as soon as the import is done or discarded.",
)

FIELDS: Final[tuple[Declared, ...]] = (
    *personal(
        _RUN,
        Kept(RECORD, WHILE_RECORD, OnErasure.KEEP, SCORES),
        {"by": ("Yang mengunggah", "Who brought it"), "file_name": ("Nama berkas", "Name of the file")},
    ),
    *personal(
        "imports.ImportFile",
        Kept(STAFF, THIRTY_DAYS, OnErasure.KEEP, _SEALED, sensitive=True, secret=True),
        {"table": ("Isi berkas (tersegel)", "What the file says (sealed)")},
    ),
    *personal(
        "imports.ImportRow",
        Kept(STAFF, THIRTY_DAYS, OnErasure.KEEP, _SEALED, sensitive=True, secret=True),
        {"content": ("Isi baris (tersegel)", "What the row says (sealed)")},
    ),
    *impersonal("imports.ImportRow", "What became of a row.", "outcome"),
    *impersonal(
        *(_RUN, "What kind of import, and how far.", "kind", "state", "sha256", "head", "mapping", "stop_reason"),
    ),
)

TABLES: Final = (PersonalTable(_RUN, "Impor berkas", "Imports of files", users=("by_id",)),)
