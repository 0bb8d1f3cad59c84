"""The keys of payloads in words. A key without words is shown as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from django.utils.functional import Promise

WORDS: Final[dict[str, str | Promise]] = {
    "active": pgettext_lazy("keadaan", "Aktif"),
    "address": _("Alamat (sidik)"),
    "answers": _("Jawaban"),
    "area": _("Area"),
    "basis": _("Dasar penugasan"),
    "code": _("Kode"),
    "companion_kind": _("Jenis pendamping"),
    "count": _("Jumlah"),
    "deadline": _("Tenggat"),
    "digest": _("Sidik isi"),
    "document": _("Dokumen dasar"),
    "due": _("Tenggat"),
    "echelon": _("Eselon"),
    "email": _("Surel"),
    "events": _("Peristiwa"),
    "expires": _("Berlaku sampai"),
    "for": _("Mewakili"),
    "format": _("Bentuk berkas"),
    "grade": _("Golongan"),
    "into": _("Digabung ke"),
    "institution": _("Lembaga"),
    "item": _("Butir"),
    "kind": _("Jenis"),
    "language": _("Bahasa"),
    "measure": _("Ukuran"),
    "mentions": _("Disebut"),
    "name": _("Nama"),
    "nik": _("NIK"),
    "nip": _("NIP"),
    "parent": _("Induk"),
    "position": _("Jabatan"),
    "region": _("Wilayah"),
    "region_code": _("Kode wilayah"),
    "regulation": _("Peraturan"),
    "replay": _("Sidik nilai"),
    "revision": _("Revisi"),
    "role": _("Peran"),
    "scope": _("Lingkup"),
    "since": _("Sejak"),
    "state": _("Keadaan"),
    "status": _("Status"),
    "title": pgettext_lazy("satu predikat", "Predikat"),
    "title_after": _("Gelar belakang"),
    "title_before": _("Gelar depan"),
    "unit": _("Unit"),
    "until": _("Sampai"),
    "user": _("Orang"),
    "value": pgettext_lazy("syarat kesiapan", "Nilai"),
    "worksheet": _("Lembar kerja"),
    "year": _("Tahun"),
    "zone": _("Zona waktu"),
}
