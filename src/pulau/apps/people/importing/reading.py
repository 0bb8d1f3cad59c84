"""An employee as a row of a file has it: its columns, how its texts are read, how an employee is written as a row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from pulau.apps.people.models import EmployeeStatus
from pulau.apps.people.models.appointments import LONGEST_NAME, LONGEST_POSITION, LONGEST_TITLE
from pulau.core.shared.civil_service import digits_of, echelon_of, is_nik, is_nip
from pulau.foundation.imports.cells import Cells, day_text
from pulau.foundation.imports.columns import plain
from pulau.foundation.registry.importers import Column

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pulau.apps.people.models import Employee
    from pulau.foundation.registry.importers import Row

COLUMNS: Final = (
    Column("nip", "NIP", "NIP", ("nip baru", "nippppk", "ni pppk", "nrp", "nomor induk pegawai"), required=True),
    Column("nik", "NIK", "NIK", ("nomor induk kependudukan", "no ktp"), private=True, sealed=True),
    Column("title_before", "Gelar depan", "Title before", ("gelar di depan", "glr depan")),
    Column("name", "Nama", "Name", ("nama pegawai", "nama lengkap", "nama tanpa gelar"), required=True),
    Column("title_after", "Gelar belakang", "Title after", ("gelar di belakang", "gelar", "glr belakang")),
    Column("status", "Status", "Status", ("status pegawai", "status kepegawaian", "jenis pegawai"), required=True),
    Column("grade", "Golongan", "Grade", ("gol", "golongan ruang", "pangkat golongan", "gol ruang")),
    Column("position", "Jabatan", "Position", ("nama jabatan", "jabatan terakhir")),
    Column("echelon", "Eselon", "Echelon", ("esl",)),
    Column("unit", "Kode unit", "Unit code", ("unit", "kode unit kerja", "kode opd", "kode satker"), required=True),
    Column("email", "Surel", "Email", ("alamat surel", "surat elektronik")),
    Column("since", "Mulai", "Since", ("sejak", "tmt", "tmt instansi", "mulai bertugas", "tanggal mulai")),
    Column("until", "Sampai", "Until", ("berakhir", "hari terakhir", "tanggal berakhir", "pensiun")),
)
SENTENCES: Final = {
    "staff-nip-form": _("NIP, NI PPPK, atau NRP terdiri atas 8 sampai 18 angka."),
    "staff-nik-form": _("NIK terdiri atas 16 angka."),
    "staff-nik-taken": _("NIK ini milik pegawai lain di instansi ini."),
    "staff-echelon": _("“%(value)s” bukan eselon. Tulis misalnya II.b, atau kosongkan."),
    "staff-email": _("“%(value)s” bukan alamat surel."),
    "staff-unit-unknown": _("Tidak ada unit dengan kode %(code)s. Impor unitnya dahulu, atau perbaiki kodenya."),
    "staff-unit-not-then": _("Unit %(code)s belum atau tidak lagi ada pada %(day)s."),
    "staff-until-before": _("Hari terakhir lebih awal dari hari mulai, %(day)s."),
    "staff-since-differs": _("Tercatat mulai %(day)s. Perbaiki di halaman pegawai bila itu keliru."),
    "staff-ended": _("Pegawai ini sudah berakhir pada %(day)s."),
    "staff-later": _("Ada jabatan atau peran yang mulai sesudahnya, pada %(day)s."),
    "staff-moved-on": _("Pegawai ini berubah sejak berkas diperiksa. Kirim lagi berkasnya."),
}
_OTHER_WORDS: Final = {
    EmployeeStatus.PPPK: ("p3k", "pegawai pemerintah dengan perjanjian kerja"),
    EmployeeStatus.PNS: ("pegawai negeri sipil",),
    EmployeeStatus.CPNS: ("calon pns", "calon pegawai negeri sipil"),
    EmployeeStatus.SOLDIER_OR_POLICE: ("tni", "polri", "tni/polri"),
    EmployeeStatus.OTHER: ("honorer", "non asn", "tenaga kontrak"),
}


def status_words() -> dict[str, str]:
    """Return what may be written for each status, in both languages, to the status."""
    words = {plain(word): status.value for status, others in _OTHER_WORDS.items() for word in others}
    for language in ("id", "en"):
        with override(language):
            words |= {plain(str(status.label)): status.value for status in EmployeeStatus}
    return words | {plain(status.value): status.value for status in EmployeeStatus}


@dataclass(frozen=True, slots=True)
class Wanted:
    """An employee as a row wants them; `texts` by column, only of the columns that its file has."""

    number: int
    nip: str
    nik: str | None
    texts: Mapping[str, str]
    since: date | None
    until: date | None

    def text(self, key: str, present: str = "") -> str:
        """Return the text of a column; what is `present` where the file does not have it."""
        return self.texts.get(key, present)


def read_employee(row: Row, statuses: Mapping[str, str]) -> tuple[Wanted, Cells]:
    """Read a row; what is wrong with its texts is in the flaws of the cells."""
    cells = Cells(row)
    texts = {
        "name": cells.text("name", LONGEST_NAME, required=True),
        "title_before": cells.text("title_before", LONGEST_TITLE),
        "title_after": cells.text("title_after", LONGEST_TITLE),
        "status": cells.choice("status", statuses, EmployeeStatus.labels),
        "grade": cells.text("grade", 12),
        "position": cells.text("position", LONGEST_POSITION),
        "echelon": _echelon(cells),
        "unit": cells.text("unit", 32, required=True),
        "email": _email(cells),
    }
    wanted = Wanted(
        number=row.number,
        nip=_nip(cells),
        nik=_nik(cells) if cells.has("nik") else None,
        texts={key: text for key, text in texts.items() if cells.has(key)},
        since=cells.day("since"),
        until=cells.day("until"),
    )
    return wanted, cells


def _nip(cells: Cells) -> str:
    typed = cells.values.get("nip", "").lstrip("'")
    number = digits_of(typed)
    if not typed:
        cells.wrong("required", "nip")
    elif not cells.lost_digits("nip") and not is_nip(number):
        cells.wrong("staff-nip-form", "nip")
    return number


def _nik(cells: Cells) -> str:
    number = digits_of(cells.values["nik"].lstrip("'"))
    if number and not cells.lost_digits("nik") and not is_nik(number):
        cells.wrong("staff-nik-form", "nik")
    return number


def _echelon(cells: Cells) -> str:
    typed = cells.values.get("echelon", "")
    found = echelon_of("" if typed in {"-", "–"} else typed)
    if found is None:
        cells.wrong("staff-echelon", "echelon", value=typed[:20])
    return found or ""


def _email(cells: Cells) -> str:
    typed = cells.text("email", 254)
    if typed:
        try:
            validate_email(typed)
        except ValidationError:
            cells.wrong("staff-email", "email", value=typed[:60])
    return typed


def employee_texts(employee: Employee, unit: str) -> dict[str, str]:
    """Return an employee as values by column; `unit` is the code of their unit. The NIK is left out."""
    return {
        "nip": employee.nip,
        "title_before": employee.title_before,
        "name": employee.name,
        "title_after": employee.title_after,
        "status": str(employee.status),
        "grade": employee.grade,
        "position": employee.position,
        "echelon": employee.echelon,
        "unit": unit,
        "email": employee.email,
        "since": day_text(employee.since),
        "until": day_text(employee.until),
    }


def status_label(value: str) -> str:
    """Return how a status is called in the language of the page."""
    return str(EmployeeStatus(value).label)
