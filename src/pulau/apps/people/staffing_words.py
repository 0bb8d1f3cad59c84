"""What people are told where a change of employees or people from outside is not taken, and at which field."""

from __future__ import annotations

from typing import Final

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pulau.apps.people.services.appointing import LastAdministrator
from pulau.apps.people.staffing import (
    AccountLinkedAlready,
    AccountNotFound,
    BeginsLater,
    DayNotYet,
    EmployeeEnded,
    EmployeeErased,
    NikTaken,
    NipTaken,
    OutsiderErased,
    PostNotFound,
    PostsOverlap,
    SamePost,
)
from pulau.foundation.ui.formats import long_date

FACTS: Final = (
    *(NipTaken, NikTaken, PostsOverlap, EmployeeEnded, EmployeeErased, OutsiderErased, DayNotYet, BeginsLater),
    *(PostNotFound, SamePost, LastAdministrator, AccountNotFound, AccountLinkedAlready),
)
"""Facts that a form tells; anything else is no matter of what was typed."""
_ERASED: Final = gettext_lazy("Data orang ini sudah dihapus atas permintaannya, jadi tidak dapat diubah.")
_WORDS: Final[dict[type[Exception], tuple[str, Promise | str]]] = {
    NipTaken: ("nip", gettext_lazy("NIP ini sudah dipakai pegawai lain di instansi Anda.")),
    NikTaken: ("nik", gettext_lazy("NIK ini sudah dipakai pegawai lain di instansi Anda.")),
    EmployeeErased: ("", _ERASED),
    OutsiderErased: ("", _ERASED),
    DayNotYet: ("mulai", gettext_lazy("Jabatan dicatat setelah mulai. Pilih hari ini atau sebelumnya.")),
    SamePost: ("jabatan", gettext_lazy("Pegawai ini sudah memegang jabatan itu di unit itu.")),
    PostNotFound: ("menggantikan", gettext_lazy("Jabatan itu tidak ada pada hari mulai.")),
    AccountNotFound: (
        "surel", gettext_lazy("Tidak ada akun dengan surel itu yang pernah memegang peran di instansi Anda.")
    ),
    AccountLinkedAlready: ("surel", gettext_lazy("Akun ini, atau orang ini, sudah tertaut. Lepas tautan itu dahulu.")),
    LastAdministrator: (
        "", gettext_lazy("Orang ini satu-satunya pengelola instansi. Beri peran itu kepada orang lain lebih dahulu.")
    ),
}  # fmt: skip
_FIELDS: Final = {
    "nip": "nip", "nik": "nik", "name": "nama", "title_before": "depan", "title_after": "belakang",
    "status": "status", "grade": "golongan", "email": "surel", "unit": "unit", "position": "jabatan",
    "echelon": "eselon", "since": "mulai", "until": "sampai", "last_day": "sampai", "document": "dokumen",
    "basis": "dasar", "kind": "asal", "institution": "lembaga",
}  # fmt: skip
"""The field of the page for each field of the services."""


def refusal(fact: Exception) -> list[tuple[str, Promise | str]]:
    """Return field (empty: none) and words for each thing that a service or the database had against it."""
    if isinstance(fact, ValidationError):
        return [(_FIELDS.get(field, ""), _of_field(field)) for field in fact.message_dict]
    if isinstance(fact, PostsOverlap):
        words = _("Jabatan lain dipegang sejak %(day)s. Pilih hari itu untuk memperbaikinya, atau sesudahnya.")
        return [("mulai", words % {"day": long_date(fact.since)})]
    if isinstance(fact, EmployeeEnded):
        words = _("Masa kerja pegawai ini berakhir %(day)s. Pilih hari sebelum itu.")
        return [("mulai", words % {"day": long_date(fact.until)})]
    if isinstance(fact, BeginsLater):
        return [("sampai", _later(fact))]
    told = _WORDS.get(type(fact))
    return [told] if told else [("", _("Data ini baru saja diubah orang lain. Periksa, lalu coba lagi."))]


def _later(fact: BeginsLater) -> str:
    if fact.what == "post":
        words = _("Ada jabatan yang baru mulai %(day)s. Pilih hari itu atau sesudahnya.")
    else:
        words = _("Ada peran yang baru mulai %(day)s. Pilih hari itu atau sesudahnya, atau tarik peran itu dahulu.")
    return words % {"day": long_date(fact.since)}


def _of_field(field: str) -> str:
    words = {
        "unit": _("Unit ini belum atau tidak lagi ada pada hari itu."),
        "since": _("Hari mulai mendahului hari pertama pegawai ini."),
        "until": _("Hari terakhir tidak mendahului hari mulai."),
        "last_day": _("Hari terakhir berada di luar masanya."),
    }
    return words.get(field) or _("Isian ini belum benar. Periksa kembali.")
