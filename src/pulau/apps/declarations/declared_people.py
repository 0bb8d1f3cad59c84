"""What declarations keep of people: who read, signed and witnessed in public, and who did what at the ceremony."""

from __future__ import annotations

from typing import Final

from pulau.apps.declarations.policies import PLAN, SEE_DECLARATIONS
from pulau.foundation.registry.personal_data import Basis as LegalBasis
from pulau.foundation.registry.personal_data import (
    Declared,
    Ground,
    Kept,
    OnErasure,
    PersonalTable,
    Purpose,
    impersonal,
    personal,
)
from pulau.foundation.registry.purposes import RECORD, SCORES, WHILE_RECORD

DECLARING: Final = Purpose(
    "declaring",
    "Mencanangkan zona integritas di depan umum, dengan saksi",
    "Declaring an integrity zone in public, before witnesses",
    LegalBasis.DUTY,
)
PUBLIC_DEED: Final = Ground(
    "Nama pada piagam dan berita acara yang ditandatangani di depan umum adalah arsip; dokumennya tidak berubah.",
    "Names on a deed and a record that were signed in public are archives of the state; the documents do not change.",
)
_NAMED: Final = Kept(DECLARING, WHILE_RECORD, OnErasure.KEEP, PUBLIC_DEED)
_POINTED: Final = Kept(RECORD, WHILE_RECORD, OnErasure.KEEP, SCORES)
_PLAN: Final = "What, when and where a body declares in public; counts, codes and reasons of a body."

FIELDS: Final[tuple[Declared, ...]] = (
    *impersonal(
        *("declarations.Declaration", _PLAN, "code", "title", "declarer", "regulation", "zone", "place", "stream"),
        *("state", "symbolic_reason", "shortfall", "calls", "minutes", "cancel_reason"),
    ),
    *impersonal("declarations.DeclarationText", "The text that is read out in public.", "code", "language", "lines"),
    *personal(
        "declarations.DeclarationPerson",
        _NAMED,
        {
            "name": ("Nama pada piagam", "Name on the deed"),
            "position": ("Jabatan pada piagam", "Position on the deed"),
            "institution": ("Lembaga", "Institution"),
            "acting": ("Plt. atau Plh.", "Acting"),
            "user": ("Akun", "Account"),
            "employee": ("Pegawai", "Employee"),
        },
    ),
    *impersonal("declarations.DeclarationPerson", "A code, and in which part somebody stands.", "code", "part"),
    *personal(
        "declarations.Attachment",
        _POINTED,
        {"added_by": ("Yang melampirkan", "Who attached it"), "name": ("Nama berkas", "Name of the file")},
    ),
    *impersonal("declarations.Attachment", "What kind of file it is, and its digest.", "media_type", "digest"),
    *personal(
        "declarations.CeremonyEvent",
        _NAMED,
        {
            "actor": ("Yang melakukan", "Who did it"),
            "payload": ("Kejadian, dengan nama yang tampil di layar", "What happened, with the names on the screen"),
        },
    ),
    *impersonal("declarations.CeremonyEvent", "Codes and kinds of what happened in public.", "code", "kind", "key"),
)

TABLES: Final = (
    PersonalTable(
        "declarations.DeclarationPerson",
        "Pembacaan, tanda tangan, dan kesaksian pencanangan",
        "Readings, signatures and testimonies at declarations",
        users=("user_id",),
        employees=("employee_id",),
        seen_by=(SEE_DECLARATIONS, PLAN),
    ),
    PersonalTable(
        "declarations.CeremonyEvent",
        "Kejadian pada acara pencanangan",
        "Events of ceremonies",
        users=("actor_id",),
        seen_by=(SEE_DECLARATIONS,),
    ),
    PersonalTable(
        "declarations.Attachment", "Lampiran pencanangan", "Files beside declarations", users=("added_by_id",),
        seen_by=(SEE_DECLARATIONS,),
    ),
)  # fmt: skip
