"""The deed of a declaration (piagam) and its record of proceedings (berita acara): what they say, from the rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from pulau.apps.declarations.mapping import text_of
from pulau.apps.declarations.models import EventKind
from pulau.apps.declarations.shortfall import shortfall_words
from pulau.apps.signing.contract import DocumentWish, SignatoryPart, SignatoryWish
from pulau.core.deadlines.zones import Zone
from pulau.core.pledging.day_words import day_in_words
from pulau.core.pledging.texts import PledgeText, filled
from pulau.exchange.declaring import declaring_law
from pulau.exchange.pdf.paper import Heading, Paragraph, Points, Table
from pulau.foundation.ui.formats import clock, long_date

if TYPE_CHECKING:
    from pulau.apps.declarations.models import (
        Attachment,
        CeremonyEvent,
        Declaration,
        DeclarationPerson,
        DeclarationText,
        PledgeTemplate,
    )
    from pulau.apps.declarations.selectors.declarations import People
    from pulau.exchange.pdf.paper import Part

DEED: Final = "declaration-deed"
RECORD: Final = "declaration-record"
LANGUAGE: Final = "id"
"""Deeds are written in Indonesian, whatever language their maker reads in (UU 24/2009)."""


@dataclass(frozen=True, slots=True)
class DeedGround:
    """What a deed is made from, beside the declaration itself."""

    template: PledgeTemplate
    text: DeclarationText | None
    people: People
    path: Sequence[Declaration]
    symbolic_for: Sequence[str]
    body: str  # the body's name, also where a unit declares


@dataclass(frozen=True, slots=True)
class RecordGround:
    """What a record is made from, beside the declaration itself. `offices` are (name, signed, staff)."""

    events: Sequence[CeremonyEvent]
    text: DeclarationText | None
    people: People
    attachments: Sequence[Attachment]
    offices: Sequence[tuple[str, int, int]]
    symbolic_for: Sequence[str]
    leader: SignatoryWish
    witnesses: Sequence[DeclarationPerson]


def deed_text(declaration: Declaration, template: PledgeTemplate, body: str) -> PledgeText:
    """Return the approved text with its places filled in for a declaration."""
    values = {"instansi": body, "unit": declaration.declarer, "tahun": str(declaration.year)}
    return filled(text_of(template), values)


def deed_wish(declaration: Declaration, ground: DeedGround) -> DocumentWish:
    """Return the deed that is to be set."""
    with translation.override(LANGUAGE):
        text = deed_text(declaration, ground.template, ground.body)
        parts: list[Part] = [Paragraph(_when_and_where(declaration))]
        parts += [Paragraph(line) for line in text.opening.splitlines() if line.strip()]
        parts += [Points(text.points)] if text.points else []
        parts += [Paragraph(line) for line in text.closing.splitlines() if line.strip()]
        read = ground.text.lines if ground.text else []
        if read and tuple(read) != text.lines[1:]:
            parts += [Heading(_("Naskah yang dibacakan")), *(Paragraph(line) for line in read)]
        parts += _openly(declaration, ground.symbolic_for)
        return DocumentWish(
            kind=DEED,
            title=text.title or declaration.title,
            subtitle=declaration.title,
            kicker=_("Piagam pencanangan"),
            issuer=declaration.declarer,
            facts=tuple(_facts(declaration, ground.path)),
            parts=tuple(parts),
            language=LANGUAGE,
            signatories=tuple(signatory_of(one) for one in ground.people.signing),
            unit_id=declaration.unit_id,
            subject_id=declaration.pk,
            ordered=True,
        )


def record_wish(declaration: Declaration, ground: RecordGround) -> DocumentWish:
    """Return the record of proceedings that is to be set: everything that happened, in its order."""
    zone = Zone[declaration.zone]
    with translation.override(LANGUAGE), timezone.override(zone.offset):
        people = {str(one.pk): one for one in (*ground.people.readers, *ground.people.signing)}
        rows = tuple(
            (str(event.number), f"{clock(event.at)} {zone.name}", event_words(event, people, ground.text))
            for event in ground.events
        )
        parts: list[Part] = [
            Paragraph(_when_and_where(declaration)),
            Heading(_("Jalannya pencanangan")),
            Table((_("No."), _("Waktu"), _("Kejadian")), (1, 2, 9), rows),
        ]
        parts += _counts(ground.offices)
        parts += _openly(declaration, ground.symbolic_for)
        if declaration.minutes:
            parts += [Heading(_("Catatan")), *_paragraphs(declaration.minutes)]
        parts += _attached(ground.attachments)
        return DocumentWish(
            kind=RECORD,
            title=_("Berita Acara Pencanangan Zona Integritas"),
            subtitle=declaration.title,
            kicker=_("Berita acara"),
            issuer=declaration.declarer,
            facts=(*_facts(declaration, ()), *_readers(ground.people)),
            parts=tuple(parts),
            language=LANGUAGE,
            signatories=(ground.leader, *(signatory_of(one) for one in ground.witnesses)),
            unit_id=declaration.unit_id,
            subject_id=declaration.pk,
        )


def signatory_of(one: DeclarationPerson) -> SignatoryWish:
    """Return somebody of a declaration as the document names them."""
    part = SignatoryPart.WITNESS if one.part == "witness" else SignatoryPart.SIGNER
    return SignatoryWish(
        name=one.name,
        position=one.position,
        institution=one.institution,
        part=part,
        user_id=one.user_id,
        employee_id=one.employee_id,
        acting=one.acting,
    )


def path_words(path: Sequence[Declaration]) -> str:
    """Return from which declarations one descends, the topmost first, each with its day."""
    return " › ".join(f"{one.declarer} ({long_date(one.day)})" for one in path)


def moment_words(declaration: Declaration) -> str:
    """Return day and time with the zone: "26 November 2026, 09.00 WITA"."""
    return f"{long_date(declaration.day)}, {declaration.starts:%H.%M} {declaration.zone}"


def _facts(declaration: Declaration, path: Sequence[Declaration]) -> list[tuple[str, str]]:
    law = declaring_law(declaration.regulation)
    facts = [
        (_("Yang mencanangkan"), declaration.declarer),
        (_("Waktu"), moment_words(declaration)),
        (_("Tempat"), declaration.place),
        (_("Dasar"), law.instrument if law else declaration.regulation),
    ]
    if path:
        facts.append((_("Berasal dari"), path_words(path)))
    if declaration.symbolic:
        facts.append((_("Sifat"), _("Simbolis: syarat belum terpenuhi")))
    return facts


def _readers(people: People) -> tuple[tuple[str, str], ...]:
    names = "; ".join(_named(one) for one in people.readers)
    return ((_("Dibacakan oleh"), names),) if names else ()


def _when_and_where(declaration: Declaration) -> str:
    told = {"day": day_in_words(declaration.day), "time": f"{declaration.starts:%H.%M} {declaration.zone}"}
    return _("Pada hari ini, %(day)s, pukul %(time)s, di %(place)s:") % {**told, "place": declaration.place}


def _openly(declaration: Declaration, symbolic_for: Sequence[str]) -> list[Part]:
    """Return what is told openly: that it was symbolic, for whom, what is missing, and why."""
    parts: list[Part] = []
    if declaration.symbolic:
        parts.append(Heading(_("Pencanangan ini simbolis")))
        parts += [Paragraph(line) for line in shortfall_words(declaration.shortfall)]
        parts.append(Paragraph(_("Alasan: %(reason)s") % {"reason": declaration.symbolic_reason}))
    if symbolic_for:
        parts.append(
            Paragraph(_("Ditandatangani secara simbolis juga untuk unit berikut, yang masih harus melengkapi:"))
        )
        parts.append(Points(tuple(symbolic_for)))
    return parts


def _paragraphs(text: str) -> list[Part]:
    return [Paragraph(line.strip()) for line in text.splitlines() if line.strip()]


def _counts(offices: Sequence[tuple[str, int, int]]) -> list[Part]:
    if not offices:
        return []
    rows = tuple((name, str(signed), str(staff)) for name, signed, staff in offices)
    columns = (_("Unit"), _("Sudah menandatangani"), _("Pegawai"))
    return [Heading(_("Pakta integritas pegawai")), Table(columns, (6, 3, 2), rows)]


def _attached(attachments: Sequence[Attachment]) -> list[Part]:
    if not attachments:
        return []
    rows = tuple((one.name, one.digest) for one in attachments)
    return [Heading(_("Lampiran")), Table((_("Nama"), _("Sidik jari SHA-256")), (3, 6), rows)]


def event_words(event: CeremonyEvent, people: Mapping[str, DeclarationPerson], text: DeclarationText | None) -> str:
    """Return what happened in words of the language that is active."""
    told = event.payload
    person = people.get(str(told.get("person", "")))
    name = _named(person) if person else str(told.get("name", ""))
    words = {
        EventKind.OPENED: _("Pencanangan dibuka."),
        EventKind.LINE_READ: _("Dibacakan: %(line)s") % {"line": _line(text, told.get("line"))},
        EventKind.TURN: _("Giliran %(name)s.") % {"name": name},
        EventKind.SIGNED: _("%(name)s menandatangani piagam.") % {"name": name},
        EventKind.REFUSED: _("%(name)s tidak menandatangani piagam.") % {"name": name},
        EventKind.REPLACED: _("%(name)s diwakili oleh %(by)s.")
        % {"name": told.get("was", name), "by": told.get("by", "")},
        EventKind.CONFIRMED: _("%(name)s, saksi, melihat kejadian nomor %(of)s.")
        % {"name": told.get("name", ""), "of": told.get("of", "")},
        EventKind.PACTS: _("%(signed)s dari %(staff)s pegawai telah menandatangani pakta integritas.")
        % {"signed": told.get("signed", 0), "staff": told.get("staff", 0)},
        EventKind.NOTE: _("Catatan: %(text)s") % {"text": told.get("text", "")},
        EventKind.HELD: _("Semua penanda tangan telah menandatangani: zona integritas dicanangkan."),
        EventKind.CLOSED: _("Pencanangan ditutup."),
    }
    return words[EventKind(event.kind)]


def _line(text: DeclarationText | None, number: object) -> str:
    lines = text.lines if text else []
    if isinstance(number, int) and 1 <= number <= len(lines):
        return f"“{lines[number - 1]}”"
    return str(number)


def _named(person: DeclarationPerson) -> str:
    position = f"{person.acting} {person.position}".strip()
    return f"{person.name}, {position}" if position else person.name
