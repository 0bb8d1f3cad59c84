"""What signing keeps of people: certificates, and who signed what. What was signed stays: others rely on it."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.utils import timezone

from pulau.apps.signing.models import Certificate
from pulau.apps.signing.policies import READ
from pulau.foundation.registry.personal_data import (
    Declared,
    Eraser,
    Ground,
    Kept,
    OnErasure,
    PersonalTable,
    impersonal,
    personal,
)
from pulau.foundation.registry.purposes import RECORD, WHILE_RECORD

_SIGNED: Final = Ground(
    "Dokumen yang ditandatangani tetap dapat diperiksa puluhan tahun; namanya juga ada di dalam berkasnya.",
    "Signed documents can be checked for decades; the name also stands inside the file.",
)
_RECORD: Final = Kept(RECORD, WHILE_RECORD, OnErasure.KEEP, _SIGNED)
_SECRET: Final = Kept(RECORD, WHILE_RECORD, OnErasure.KEEP, _SIGNED, secret=True)
_OURS: Final = "Of the installation's own authority."
_FACTS: Final = "Codes, digests and states of a document."
_RUN: Final = "Codes and states of a run."

FIELDS: Final[tuple[Declared, ...]] = (
    *impersonal("signing.Authority", _OURS, "kind", "serial", "certificate", "key", "issuer_serial"),
    *impersonal("signing.RevocationList", "Serial numbers of certificates.", "der"),
    *personal(
        "signing.Certificate",
        _RECORD,
        {
            "user": ("Pemilik", "Whose it is"),
            "name": ("Nama di sertifikat", "Name in the certificate"),
            "organisation": ("Instansi di sertifikat", "Body in the certificate"),
            "serial": ("Nomor seri", "Serial number"),
            "certificate": ("Sertifikat", "Certificate"),
            "revoked_by": ("Yang mencabut", "Who revoked it"),
            "reason": ("Alasan dicabut", "Why it was revoked"),
        },
    ),
    *personal("signing.Certificate", _SECRET, {"key": ("Kunci (tersegel)", "Key (sealed)")}),
    *personal(
        "signing.Document",
        _RECORD,
        {
            "title": ("Judul dokumen", "Title of the document"),
            "made_by": ("Yang menyiapkan", "Who prepared it"),
            "end_reason": ("Alasan berakhir", "Why it ended"),
        },
    ),
    *impersonal("signing.Document", _FACTS, "code", "kind", "language", "subject_id", "state"),
    *impersonal("signing.Version", _FACTS, "code", "digest", "cause"),
    *personal(
        "signing.Signatory",
        _RECORD,
        {
            "user": ("Penanda tangan", "Who signs"),
            "employee_id": ("Pegawai", "Employee"),
            "name": ("Nama di dokumen", "Name in the document"),
            "position": ("Jabatan di dokumen", "Position in the document"),
            "institution": ("Instansi di dokumen", "Body in the document"),
            "drawing": ("Sidik gambar tanda tangan", "Digest of the drawn signature"),
            "reason": ("Alasan menolak atau menarik", "Why refused or withdrawn"),
            "serial": ("Nomor seri sertifikat", "Serial number of the certificate"),
        },
    ),
    *impersonal(
        *("signing.Signatory", _FACTS, "code", "part", "field", "spot", "acting", "state", "means", "level"),
        "provider",
    ),
    *personal("signing.SigningRun", _RECORD, {"user": ("Yang menandatangani", "Who signs")}),
    *impersonal("signing.SigningRun", _RUN, "state", "told"),
    *personal("signing.SigningItem", _RECORD, {"title": ("Judul dokumen", "Title of the document")}),
    *impersonal("signing.SigningItem", _RUN, "code", "state", "told"),
)
TABLES: Final = (
    PersonalTable(
        *("signing.Certificate", "Sertifikat elektronik", "Electronic certificates"),
        users=("user_id",), listed=True, bodiless=True,
    ),
    PersonalTable(
        *("signing.Signatory", "Tanda tangan", "Signatures"),
        users=("user_id",), employees=("employee_id",), seen_by=(READ,), listed=True,
    ),
    PersonalTable("signing.Document", "Dokumen yang disiapkan", "Documents prepared",
                  users=("made_by_id",), seen_by=(READ,)),
    PersonalTable("signing.SigningRun", "Tanda tangan banyak dokumen", "Runs of signing", users=("user_id",)),
    PersonalTable(
        "signing.SigningItem", "Dokumen dalam tanda tangan banyak", "Documents of runs", users=("run__user_id",)
    ),
)  # fmt: skip


def close_certificates(user_id: UUID) -> None:
    """Revoke an erased person's certificates, and forget their keys: nobody signs with them any more."""
    rows = Certificate.objects.filter(user_id=user_id)
    rows.filter(revoked_at__isnull=True).update(revoked_at=timezone.now(), reason="dihapus")
    rows.update(key="")


ERASER: Final = Eraser("signing", close_certificates)
