"""What pacts keep of people, and what texts and pacts are called for the parts below (the journal)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pulau.apps.declarations.models import Pact, PledgeTemplate
from pulau.apps.declarations.policies import KEEP_INSTITUTIONAL, SEE_PACTS
from pulau.foundation.registry.personal_data import (
    ERASED_NAME,
    Declared,
    Ground,
    Kept,
    OnErasure,
    PersonalTable,
    Purpose,
    impersonal,
    personal,
)
from pulau.foundation.registry.personal_data import Basis as LegalBasis
from pulau.foundation.registry.purposes import RECORD, SCORES, WHILE_RECORD
from pulau.foundation.registry.subjects import Subjects

if TYPE_CHECKING:
    from collections.abc import Collection

    from pulau.core.shared.actor import Actor

PLEDGING: Final = Purpose(
    "pledging",
    "Meminta dan menyimpan pakta integritas pegawai dan pimpinan",
    "Asking for and keeping the integrity pacts of employees and heads",
    LegalBasis.DUTY,
)
_SIGNED: Final = Ground(
    "Pakta yang ditandatangani adalah arsip instansi; barisnya menunjuk orang yang tidak lagi bernama.",
    "A signed pact is the agency's archive; its row points at a person who has no name any more.",
)
_LEADERS: Final = Ground(
    "Pimpinan menandatangani pakta antarlembaga untuk lembaganya, di depan umum; dokumennya tidak berubah.",
    "Leaders sign a pact between institutions for their institution, in public; the document does not change.",
)
_KEPT: Final = Kept(PLEDGING, WHILE_RECORD, OnErasure.KEEP, _SIGNED)
_NAMED: Final = Kept(PLEDGING, WHILE_RECORD, OnErasure.KEEP, _LEADERS)
_POINTED: Final = Kept(RECORD, WHILE_RECORD, OnErasure.KEEP, SCORES)

FIELDS: Final[tuple[Declared, ...]] = (
    *personal(
        "declarations.Pact",
        Kept(PLEDGING, WHILE_RECORD, OnErasure.PSEUDONYM, stand_in=ERASED_NAME),
        {"name": ("Nama", "Name")},
    ),
    *personal(
        "declarations.Pact",
        Kept(PLEDGING, WHILE_RECORD, OnErasure.BLANK),
        {
            "position": ("Jabatan saat itu", "Position at the time"),
            "reason": ("Alasan menolak atau menarik kembali", "Reason for refusing or withdrawing"),
        },
    ),
    *personal(
        "declarations.Pact",
        _KEPT,
        {
            "user": ("Akun", "Account"),
            "employee": ("Pegawai", "Employee"),
            "status": ("Status kepegawaian saat itu", "Kind of employment at the time"),
            "witness": ("Saksi tanda tangan gambar", "Witness of a drawn signature"),
            "drawing": ("Sidik gambar tanda tangan", "Digest of a drawn signature"),
        },
    ),
    *impersonal("declarations.Pact", "What is pledged, and how far it is.", "kind", "cause", "state", "title", "text"),
    *personal(
        "declarations.PactParty",
        _NAMED,
        {
            "name": ("Nama penanda tangan", "Name of who signs"),
            "position": ("Jabatan", "Position"),
            "user": ("Akun", "Account"),
        },
    ),
    *impersonal("declarations.PactParty", "A body.", "institution"),
    *personal(
        "declarations.PledgeTemplate",
        _POINTED,
        {"made_by": ("Yang menulis", "Who wrote it"), "approved_by": ("Yang menyetujui", "Who approved it")},
    ),
    *impersonal(
        *("declarations.PledgeTemplate", "A text that anybody may pledge.", "kind", "state", "title", "opening"),
        *("points", "closing", "title_en", "opening_en", "points_en", "closing_en"),
    ),
)
TABLES: Final = (
    PersonalTable(
        "declarations.Pact",
        "Pakta integritas",
        "Integrity pacts",
        users=("user_id",),
        employees=("employee_id",),
        seen_by=(SEE_PACTS,),
        listed=True,
    ),
    PersonalTable(
        "declarations.PactParty",
        "Pakta antarlembaga",
        "Pacts between institutions",
        users=("user_id",),
        seen_by=(KEEP_INSTITUTIONAL,),
        listed=True,
    ),
    PersonalTable(
        "declarations.PledgeTemplate",
        "Naskah pakta yang ditulis atau disetujui",
        "Texts of pledges written or approved",
        users=("made_by_id", "approved_by_id"),
    ),
)


def _pacts(actor: Actor, ids: Collection[str]) -> dict[str, str]:
    rows = Pact.objects.for_actor(actor).filter(pk__in=ids).order_by()
    return {str(pk): f"{name}, {year}" for pk, name, year in rows.values_list("pk", "name", "year")}


def _texts(actor: Actor, ids: Collection[str]) -> dict[str, str]:
    rows = PledgeTemplate.objects.for_actor(actor).filter(pk__in=ids).order_by()
    return {str(pk): f"{title} ({version})" for pk, title, version in rows.values_list("pk", "title", "version")}


SUBJECTS: Final = (
    Subjects("declarations.pact", "Pakta integritas", "Integrity pact", _pacts, personal=True),
    Subjects("declarations.pledgetemplate", "Naskah pakta", "Text of a pledge", _texts, keys=frozenset({"template"})),
)
