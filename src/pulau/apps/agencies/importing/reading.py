"""A unit as a row of a file has it: its columns, how its texts are read, and how a unit is written as such a row."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from pulau.apps.agencies.models import LONGEST_CODE, LONGEST_NAME, UnitKind
from pulau.exchange.regions import regions
from pulau.foundation.imports.cells import Cells, day_text
from pulau.foundation.imports.columns import plain
from pulau.foundation.registry.importers import Column

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pulau.apps.agencies.models import WorkUnit
    from pulau.foundation.registry.importers import Row

COLUMNS: Final = (
    Column("code", "Kode unit", "Unit code", ("kode", "kode unit kerja", "kode opd", "kode satker"), required=True),
    Column("name", "Nama unit", "Unit name", ("nama", "nama unit kerja", "unit kerja", "nama opd"), required=True),
    Column("kind", "Jenis unit", "Kind of unit", ("jenis", "kind", "tipe"), required=True),
    Column("parent", "Kode induk", "Parent code", ("induk", "kode unit induk", "parent", "kode atasan")),
    Column("region", "Kode wilayah", "Region code", ("wilayah", "kode kemendagri", "region")),
    Column("since", "Berdiri sejak", "Exists since", ("sejak", "mulai", "tanggal berdiri", "since")),
)
SENTENCES: Final = {
    "unit-code-form": _("Kode hanya memuat huruf kecil, angka, dan tanda hubung, misalnya puskesmas-air-tawar."),
    "unit-code-former": _("Kode %(code)s pernah dipakai unit lain, dan alamat lama masih menuju ke sana."),
    "unit-region-unknown": _("Tidak ada wilayah dengan kode %(code)s. Tulis misalnya 32 atau 32.04."),
    "unit-parent-unknown": _("Tidak ada unit dengan kode %(code)s di berkas ini maupun di sini."),
    "unit-parent-refused": _("Unit di atasnya, %(code)s, ditolak. Perbaiki baris itu dahulu."),
    "unit-parent-ended": _("Unit %(code)s sudah berakhir dan tidak dapat menjadi induk."),
    "unit-circle": _("Unit ini berada di bawah dirinya sendiri: %(chain)s."),
    "unit-too-deep": _("Susunan menjadi lebih dari %(most)s tingkat."),
    "unit-ended": _("Unit ini sudah berakhir. Buka kembali di halamannya, lalu kirim lagi."),
    "unit-too-new": _("Unit ini baru berdiri sejak %(day)s; induknya baru dapat diganti sesudah hari itu."),
    "unit-since-late": _("Tidak dapat berdiri sesudah perubahan yang tercatat pada %(day)s."),
    "unit-moved-on": _("Unit ini berubah sejak berkas diperiksa. Kirim lagi berkasnya."),
}
_CODE: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_OTHER_WORDS: Final = {
    UnitKind.OFFICE: ("dinas", "badan", "opd", "skpd", "kantor"),
    UnitKind.SECRETARIAT: ("sekretariat", "bagian", "setda", "biro"),
    UnitKind.VILLAGE: ("kelurahan", "desa", "nagari"),
    UnitKind.HOSPITAL: ("rsud", "rs"),
    UnitKind.REGIONAL_OFFICE: ("kanwil", "kantor wilayah", "kantor daerah"),
    UnitKind.ELECTION_OFFICE: ("kpu",),
}


def kind_words() -> dict[str, str]:
    """Return what may be written for each kind of unit, in both languages, to the kind."""
    words = {plain(word): kind.value for kind, others in _OTHER_WORDS.items() for word in others}
    for language in ("id", "en"):
        with override(language):
            words |= {plain(str(kind.label)): kind.value for kind in UnitKind}
    return words | {plain(kind.value): kind.value for kind in UnitKind}


@dataclass(frozen=True, slots=True)
class Wanted:
    """A unit as a row wants it. None: the file has no such column, and what is there stays."""

    number: int
    code: str
    name: str
    kind: str
    parent: str | None
    region: str | None
    since: date | None
    has_since: bool


def read_unit(row: Row, kinds: Mapping[str, str]) -> tuple[Wanted, Cells]:
    """Read a row; what is wrong with its texts is in the flaws of the cells."""
    cells = Cells(row)
    code = cells.text("code", LONGEST_CODE, required=True)
    if code and not _CODE.fullmatch(code):
        cells.wrong("unit-code-form", "code")
    region = cells.text("region", 8) if cells.has("region") else None
    if region and region not in regions():
        cells.wrong("unit-region-unknown", "region", code=region)
    wanted = Wanted(
        number=row.number,
        code=code,
        name=cells.text("name", LONGEST_NAME, required=True),
        kind=cells.choice("kind", kinds, UnitKind.labels),
        parent=cells.text("parent", LONGEST_CODE) if cells.has("parent") else None,
        region=region,
        since=cells.day("since"),
        has_since=cells.has("since"),
    )
    return wanted, cells


def unit_texts(unit: WorkUnit, parent: str) -> dict[str, str]:
    """Return a unit as the texts of a row, by column; `parent` is the code of its parent."""
    return {
        "code": unit.code,
        "name": unit.name,
        "kind": str(UnitKind(unit.kind).label),
        "parent": parent,
        "region": unit.region_code,
        "since": day_text(unit.since),
    }


def wanted_texts(wanted: Wanted) -> dict[str, str]:
    """Return what a row wants as texts, by column, without the columns that its file has not."""
    texts = {"code": wanted.code, "name": wanted.name, "kind": str(UnitKind(wanted.kind).label)}
    if wanted.parent is not None:
        texts["parent"] = wanted.parent
    if wanted.region is not None:
        texts["region"] = wanted.region
    if wanted.has_since:
        texts["since"] = day_text(wanted.since)
    return texts
