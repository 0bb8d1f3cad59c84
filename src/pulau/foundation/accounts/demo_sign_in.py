"""Signing in to the demo: its people, and the password that is no secret."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from pulau.foundation.accounts.models import User

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.utils.functional import Promise

DEMO_PASSWORD = "contoh-pulau-2026"  # noqa: S105 - printed on the sign-in page of a demo; opens invented data

DEMO_KEY = "orang_contoh"
"""Where the session keeps which person of the demo signed in with the password that everybody knows."""

PARTS: dict[str, str | Promise] = {
    "ayu@sagara.example.id": _("Tim kerja ZI, Dinas Kependudukan"),
    "fajar@sagara.example.id": _("Tim kerja ZI, Dinas Kependudukan"),
    "gita@sagara.example.id": _("Kepala Dinas Kependudukan"),
    "joko@sagara.example.id": _("Tim kerja ZI, rumah sakit"),
    "hana@sagara.example.id": _("Pengelola instansi"),
    "indra@sagara.example.id": _("Pimpinan instansi"),
    "bima@sagara.example.id": _("Ketua tim penilai internal (TPI)"),
    "sinta@sagara.example.id": _("Anggota tim penilai internal (TPI)"),
    "surya@sagara.example.id": _("Auditor, membaca jurnal"),
    "citra@aparatur.example.id": _("Evaluator nasional (TPN)"),
    "hasan@aparatur.example.id": _("Anggota panel nasional (TPN)"),
    "ratna@pelayanan.example.id": _("Pendamping dari lembaga pengawas"),
    "wayan@pemilihan.example.id": _("Pengelola instansi vertikal"),
    "tika@aparatur.example.id": _("Operator platform"),
}
"""Whom the sign-in page offers, in this order, and what each of them does."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A person of the demo whom a visitor may be."""

    email: str
    full_name: str
    part: str | Promise


def is_demo_person(request: HttpRequest) -> bool:
    """Whether who has signed in is a person of a demo, by the password that everybody knows."""
    return settings.DEMO_SIGN_IN and request.session.get(DEMO_KEY) == str(request.user.pk)


def demo_context() -> dict[str, object]:
    """Return what the sign-in page needs to offer the people of the demo."""
    return {"demo_people": _people(), "demo_password": DEMO_PASSWORD}


def _people() -> list[Offered]:
    """Return who may be tried on the sign-in page: nobody in production, or where no demo was loaded."""
    if not settings.DEMO_SIGN_IN:
        return []
    found = {user.email: user for user in User.objects.filter(email__in=PARTS, is_active=True)}
    return [
        Offered(email, found[email].full_name, part)
        for email, part in PARTS.items()
        if email in found and found[email].has_usable_password()
    ]
