"""The deed and the record as kinds of documents: what is told of them to who checks one, and what follows from them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.utils.translation import gettext as _

from pulau.apps.declarations.documents import DEED, RECORD, moment_words, path_words
from pulau.apps.declarations.models import Declaration
from pulau.apps.declarations.selectors.cascade import path_of_declaration
from pulau.apps.declarations.selectors.declarations import symbolic_units_of
from pulau.apps.declarations.services.holding import end_record, follow_deed
from pulau.apps.declarations.shortfall import shortfall_words
from pulau.apps.signing.contract import Document, DocumentState, Signatory
from pulau.exchange.declaring import declaring_law
from pulau.foundation.registry.document_kinds import DocumentChange, DocumentKind

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor


def _facts(subject_id: UUID) -> list[tuple[str, str]]:
    declaration = Declaration.objects.of_document(subject_id).first()
    if declaration is None:
        return []
    law, path = declaring_law(declaration.regulation), path_of_declaration(declaration)
    facts = [
        (_("Yang mencanangkan"), declaration.declarer),
        (_("Waktu"), moment_words(declaration)),
        (_("Tempat"), declaration.place),
        (_("Dasar"), law.instrument if law else declaration.regulation),
        (_("Keadaan"), str(declaration.get_state_display())),
    ]
    if path:
        facts.append((_("Berasal dari"), path_words(path)))
    if declaration.symbolic:
        told = [_("Simbolis."), *shortfall_words(declaration.shortfall), declaration.symbolic_reason]
        facts.append((_("Sifat"), " ".join(told)))
    symbolic_for = ", ".join(row.unit.name for row in symbolic_units_of(declaration))
    return [*facts, (_("Simbolis juga untuk"), symbolic_for)] if symbolic_for else facts


def _deed_changed(actor: Actor, change: DocumentChange, now: datetime) -> None:
    found = _current(actor, change)
    if found is None or change.signatory_id is None:
        return
    declaration, document = found
    signatory = Signatory.objects.for_actor(actor).filter(pk=change.signatory_id, document=document).first()
    if signatory is not None and declaration.document_id == document.pk:
        follow_deed(actor=actor, declaration=declaration, signatory=signatory, document=document, now=now)


def _record_changed(actor: Actor, change: DocumentChange, now: datetime) -> None:
    found = _current(actor, change)
    if found is not None and change.state == DocumentState.COMPLETE and found[0].record_id == change.document_id:
        end_record(actor=actor, declaration=found[0], now=now)


def _current(actor: Actor, change: DocumentChange) -> tuple[Declaration, Document] | None:
    rows = Declaration.objects.for_actor(actor).select_for_update()
    declaration: Declaration | None = rows.filter(pk=change.subject_id).first()
    document = Document.objects.for_actor(actor).filter(pk=change.document_id).first()
    return (declaration, document) if declaration is not None and document is not None else None


KINDS: Final = (
    DocumentKind(DEED, "Piagam pencanangan", "Declaration deed", public=True, facts=_facts, changed=_deed_changed),
    DocumentKind(
        RECORD,
        "Berita acara pencanangan",
        "Record of proceedings of a declaration",
        public=True,
        facts=_facts,
        changed=_record_changed,
    ),
)
