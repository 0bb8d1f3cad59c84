"""Who may do what with signed documents: this app's lines of the table."""

from __future__ import annotations

from typing import Final

from pulau.core.shared import roles
from pulau.core.shared.permissions import OWN, Action, Relation, permits

_ADMINISTRATOR: Final = permits(Relation.AGENCY, roles.AGENCY_ADMINISTRATOR)
_OVERSEEING: Final = permits(Relation.AGENCY, roles.AGENCY_ADMINISTRATOR, roles.AGENCY_HEAD, roles.AUDITOR)
_HEAD: Final = permits(Relation.UNIT, roles.UNIT_HEAD)

SIGN: Final = Action("signing.sign", "Menandatangani sebagai diri sendiri", "Sign for oneself", OWN)
READ: Final = Action("signing.read", "Membaca dokumen instansi", "Read the body's documents", (*_OVERSEEING, *_HEAD))
KEEP: Final = Action(
    "signing.keep", "Mengganti penanda tangan dan mengakhiri dokumen", "Replace signatories and end documents",
    (*_ADMINISTRATOR, *permits(Relation.AGENCY, roles.AGENCY_HEAD), *_HEAD),
)  # fmt: skip
RENEW_OWN: Final = Action(
    "signing.renew_own", "Mengganti dokumen sendiri dengan yang baru", "Replace one's own document by a newer one", OWN
)
OWN_CERTIFICATE: Final = Action(
    "signing.own_certificate", "Melihat dan mencabut sertifikat sendiri", "See and revoke one's own certificate", OWN
)
REVOKE_CERTIFICATES: Final = Action(
    "signing.revoke_certificates", "Mencabut sertifikat pegawai instansi", "Revoke certificates of the body's people",
    _ADMINISTRATOR,
)  # fmt: skip

PERMISSIONS: Final = (SIGN, READ, KEEP, RENEW_OWN, OWN_CERTIFICATE, REVOKE_CERTIFICATES)
