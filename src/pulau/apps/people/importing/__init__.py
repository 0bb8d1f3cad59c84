"""Taking employees in from files and giving them out: what `registry.importers` asks of a list."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from pulau.apps.people.importing.planning import plan_staff
from pulau.apps.people.importing.reading import COLUMNS, SENTENCES
from pulau.apps.people.importing.writing import end_staff, export_staff, write_staff
from pulau.apps.people.policies import KEEP_STAFF
from pulau.foundation.registry.importers import Importer

STAFF: Final = Importer(
    code="pegawai",
    action=KEEP_STAFF,
    label=_("Pegawai"),
    about=_("NIP, nama, status, jabatan, kode unit. Unitnya harus sudah ada."),
    key="nip",
    columns=COLUMNS,
    sentences=SENTENCES,
    plan=plan_staff,
    write=write_staff,
    end=end_staff,
    export=export_staff,
)
