"""Taking units in from files and giving them out: what `registry.importers` asks of a list."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from pulau.apps.agencies.importing.planning import plan_units
from pulau.apps.agencies.importing.reading import COLUMNS, SENTENCES
from pulau.apps.agencies.importing.writing import end_units, export_units, write_units
from pulau.apps.agencies.policies import KEEP_UNITS
from pulau.foundation.registry.importers import Importer

UNITS: Final = Importer(
    code="unit",
    action=KEEP_UNITS,
    label=_("Unit kerja"),
    about=_("Kode, nama, jenis, induk, wilayah. Urutan baris bebas."),
    key="code",
    columns=COLUMNS,
    sentences=SENTENCES,
    plan=plan_units,
    write=write_units,
    end=end_units,
    export=export_units,
)
