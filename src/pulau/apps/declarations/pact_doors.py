"""The doors to the pages about pacts, the notices that they send, their kinds of documents, and their job."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

from pulau.apps.declarations.pact_news import DUE_PACTS, KINDS
from pulau.apps.declarations.pact_paper import facts_of
from pulau.apps.declarations.pledged_people import FIELDS, SUBJECTS, TABLES
from pulau.apps.declarations.policies import KEEP_INSTITUTIONAL, SEE_PACTS
from pulau.apps.declarations.services.pacts import follow_document
from pulau.apps.declarations.views.templates import keeps_texts
from pulau.foundation.registry.document_kinds import DocumentChange, DocumentKind, document_kinds
from pulau.foundation.registry.due_things import due_sources
from pulau.foundation.registry.notice_kinds import notice_kinds
from pulau.foundation.registry.periodic_jobs import PeriodicJob, periodic_jobs
from pulau.foundation.registry.personal_data import personal_data, personal_tables
from pulau.foundation.registry.subjects import subjects
from pulau.foundation.tenancy.deciding import may
from pulau.foundation.tenancy.policy import signed_in
from pulau.foundation.ui.navigation import NavLink, add_link

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor

A_DAY: Final = 24 * 60


def _changed(actor: Actor, change: DocumentChange, now: datetime) -> None:
    follow_document(actor=actor, change=change, now=now)


DOCUMENT_KINDS: Final = (
    DocumentKind("personal-pact", "Pakta integritas pegawai", "Integrity pact of an employee", facts=facts_of,
                 changed=_changed),
    DocumentKind("office-pact", "Pakta integritas pimpinan unit", "Integrity pact of a head of unit", facts=facts_of,
                 changed=_changed),
    DocumentKind("institutional-pact", "Pakta integritas antarlembaga", "Integrity pact between institutions",
                 public=True, facts=facts_of, changed=_changed),
)  # fmt: skip
"""A pact between institutions is made for the public to read; a person's own is theirs to show."""
LINKS: Final = (
    NavLink("declarations:pacts", _("Pakta saya"), "work", 40, signed_in),
    NavLink(
        "declarations:units",
        _("Pakta pegawai"),
        "manage",
        50,
        may(SEE_PACTS),
        _("Siapa sudah menandatangani pakta integritas, dan siapa belum."),
    ),
    NavLink(
        "declarations:templates",
        _("Naskah pakta"),
        "manage",
        52,
        keeps_texts,
        _("Yang ditandatangani pegawai, pimpinan, dan lembaga, dalam versi."),
    ),
    NavLink(
        "declarations:institutional",
        _("Pakta antarlembaga"),
        "manage",
        54,
        may(KEEP_INSTITUTIONAL),
        _("Janji bersama dua lembaga atau lebih, dengan dokumen yang sama bagi semuanya."),
    ),
)


def open_pact_doors() -> None:
    """Register them all."""
    for link in LINKS:
        add_link(link)
    notice_kinds.add(*KINDS)
    due_sources.add(DUE_PACTS)
    document_kinds.add(*DOCUMENT_KINDS)
    personal_data.add(*FIELDS)
    personal_tables.add(*TABLES)
    subjects.add(*SUBJECTS)
    periodic_jobs.add(PeriodicJob("pulau.apps.declarations.tasks.ask_all_pacts", A_DAY))
