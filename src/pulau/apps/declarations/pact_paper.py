"""From a pact and its text to the document that is wished for: what it says, of whom, by whom it is signed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from pulau.apps.agencies.contract import agency_of, units_of
from pulau.apps.declarations.mapping import text_of
from pulau.apps.declarations.models import Pact, PactState, PledgeKind
from pulau.apps.signing.contract import DocumentWish, SignatoryWish
from pulau.core.pledging.texts import PledgeText, filled
from pulau.exchange.pdf.paper import Paragraph, Points

if TYPE_CHECKING:
    from pulau.apps.declarations.models import PledgeTemplate
    from pulau.core.shared.actor import Actor
    from pulau.exchange.pdf.paper import Part

DOCUMENT_KINDS: Final = {
    PledgeKind.PERSONAL: "personal-pact",
    PledgeKind.OFFICE: "office-pact",
    PledgeKind.INSTITUTIONAL: "institutional-pact",
}
LANGUAGE: Final = "id"
"""Documents of public bodies are in Indonesian (UU 24/2009 Pasal 27); the English text is there to be read beside."""


def places_of(actor: Actor, pact: Pact) -> dict[str, str]:
    """Return what is filled in for a pact."""
    agency = agency_of(actor)
    unit = units_of(actor).filter(pk=pact.unit_id).values_list("name", flat=True).first() if pact.unit_id else None
    instansi = agency.name if agency is not None else ""
    return {
        "nama": pact.name, "jabatan": pact.position or _("pegawai"), "unit": unit or instansi, "instansi": instansi,
        "tahun": str(pact.year),
    }  # fmt: skip


def parts_of(text: PledgeText) -> tuple[Part, ...]:
    """Return a text as it is set: its opening, its points, its closing."""
    opening = tuple(Paragraph(line) for line in text.opening.splitlines() if line.strip())
    closing = tuple(Paragraph(line) for line in text.closing.splitlines() if line.strip())
    return (*opening, *((Points(text.points),) if text.points else ()), *closing)


def pact_wish(actor: Actor, pact: Pact, template: PledgeTemplate) -> DocumentWish:
    """Return the document of an employee's pact in a version: its facts, its words, its one signatory."""
    with translation.override(LANGUAGE):
        places = places_of(actor, pact)
        text = filled(text_of(template), places)
        facts = (
            (_("Nama"), places["nama"]),
            (_("Jabatan"), places["jabatan"]),
            (pgettext("satu", "Unit kerja"), places["unit"]),
            (_("Tahun"), places["tahun"]),
            (_("Naskah"), _("versi %(n)d") % {"n": template.version}),
        )
        signer = SignatoryWish(
            name=pact.name,
            position=places["jabatan"],
            institution=places["unit"],
            user_id=pact.user_id,
            employee_id=pact.employee_id,
        )
        return DocumentWish(
            kind=DOCUMENT_KINDS[PledgeKind(pact.kind)],
            title=text.title,
            kicker=_("Pakta integritas"),
            issuer=places["instansi"],
            signatories=(signer,),
            parts=parts_of(text),
            language=LANGUAGE,
            subtitle=_("Tahun %(year)d") % {"year": pact.year},
            facts=facts,
            unit_id=pact.unit_id,
            subject_id=pact.pk,
            personal=True,
            valid_until=date(pact.year, 12, 31),
        )


def facts_of(pact_id: UUID) -> list[tuple[str, str]]:
    """Return what whoever checks a document is told of its pact, without any name of a person."""
    pact = Pact.objects.of_document(pact_id).select_related("template", "unit").first()
    if pact is None:
        return []
    facts = [(_("Tahun"), str(pact.year))]
    if pact.unit is not None:
        facts.append((pgettext("satu", "Unit kerja"), pact.unit.name))
    if pact.template is not None:
        facts.append((_("Naskah"), _("versi %(n)d") % {"n": pact.template.version}))
    if pact.state == PactState.ENDED:
        facts.append((_("Keadaan"), _("Berakhir: jabatan atau unitnya berganti, atau masa tugasnya selesai")))
    return facts
