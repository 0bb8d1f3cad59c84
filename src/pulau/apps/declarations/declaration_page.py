"""What the page of one declaration shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from pulau.apps.declarations.models import CeremonyEvent, Declaration, DeclarationState, EventKind, PledgeKind
from pulau.apps.declarations.refusal_words import step_words
from pulau.apps.declarations.selectors.cascade import children_of, path_of_declaration
from pulau.apps.declarations.selectors.declarations import (
    DECLARED,
    People,
    attachments_of,
    may_plan,
    people_of,
    symbolic_units_of,
    texts_of,
)
from pulau.apps.declarations.selectors.reached import reached_by
from pulau.apps.declarations.selectors.readiness import Readiness, readiness_of
from pulau.apps.declarations.selectors.templates import approved_template
from pulau.apps.declarations.services.planning import STILL_PLANNED
from pulau.apps.declarations.shortfall import missing_words, shortfall_words
from pulau.apps.signing.contract import DocumentState, Signatory, SignatoryState, signatory_of, signed_standing
from pulau.core.shared.codes import shown_code
from pulau.exchange.declaring import declaring_law
from pulau.foundation.calendar import today_of
from pulau.foundation.ui.middleware import spoken_language

if TYPE_CHECKING:
    from uuid import UUID

    from pulau.apps.declarations.models import DeclarationPerson
    from pulau.core.shared.actor import Actor

STATUS: Final = {
    DeclarationState.DRAFT: "unanswered",
    DeclarationState.READY: "provisional",
    DeclarationState.OPEN: "provisional",
    DeclarationState.HELD: "met",
    DeclarationState.CLOSED: "locked",
    DeclarationState.CANCELLED: "revoked",
}
SIGNED_STATUS: Final = {
    SignatoryState.WAITING: "waiting",
    SignatoryState.DRAWN: "half",
    SignatoryState.SIGNED: "met",
    SignatoryState.REFUSED: "revoked",
    SignatoryState.WITHDRAWN: "revoked",
}


@dataclass(frozen=True, slots=True)
class PersonShown:
    """Somebody in a declaration, and how far their signature is, where the deed names them."""

    person: DeclarationPerson
    signatory: Signatory | None

    @property
    def status(self) -> str:
        """The shape that stands for it."""
        if self.signatory is None:
            return ""
        return "provisional" if self.signatory.state == SignatoryState.DRAWN else _shape(self.signatory)


def _shape(signatory: Signatory) -> str:
    return SIGNED_STATUS.get(SignatoryState(signatory.state), "waiting")


def page_context(actor: Actor, row: Declaration, now: datetime) -> dict[str, Any]:
    """Return all that the page shows to this reader."""
    plans, today = may_plan(actor, row), today_of(actor, now)
    people = people_of(row)
    texts = texts_of(row)
    language = spoken_language() if texts.get("en") else "id"
    declared = row.state in DECLARED
    ready = _readiness(actor, row, people, now) if plans and row.state in STILL_PLANNED else None
    return {
        "row": row,
        "plans": plans,
        "planned": row.state in STILL_PLANNED,
        "declared": declared,
        "status": STATUS[DeclarationState(row.state)],
        "law": declaring_law(row.regulation),
        "people": people,
        "groups": _groups(row, people),
        "texts": {code: versions[0] for code, versions in texts.items()},
        "text": next(iter(texts.get(language, [])), None),
        "path": path_of_declaration(row),
        "children": children_of(actor, row, today) if declared else [],
        "reached": reached_by(row) if declared else None,
        "attachments": attachments_of(row, removed=plans),
        "symbolic_units": symbolic_units_of(row),
        "missing": shortfall_words(row.shortfall) if row.symbolic else [],
        "notes": _notes(row),
        "ready": ready,
        "todo": _todo(ready),
        "lacks": missing_words(ready.found, ready.verdict) if ready else [],
        "to_sign": _to_sign(actor, row),
        "makes_record": row.record is None or row.record.state == DocumentState.PREPARED,
        "shown_code": shown_code(row.code),
        "deed_standing": signed_standing(row.document) if row.document else None,
        "record_standing": signed_standing(row.record) if row.record else None,
    }


def _to_sign(actor: Actor, row: Declaration) -> list[tuple[str, UUID]]:
    """Return which of its documents wait for the reader's own signature (deed, record), and where they sign."""
    if actor.user_id is None or row.state not in {DeclarationState.OPEN, DeclarationState.HELD}:
        return []
    places = (("deed", row.document_id), ("record", row.record_id))
    found = ((which, signatory_of(document_id, actor.user_id)) for which, document_id in places)
    return [(which, place) for which, place in found if place is not None]


def _readiness(actor: Actor, row: Declaration, people: People, now: datetime) -> Readiness:
    text = approved_template(actor, PledgeKind.DECLARATION) is not None
    return readiness_of(actor, row, people, today_of(actor, now), text=text)


def _todo(ready: Readiness | None) -> list[tuple[str, str, str, bool]]:
    """Return (code, what, how, whether it is needed) of each step."""
    return [(step.code, *step_words(step), step.needed) for step in ready.steps] if ready else []


def _groups(row: Declaration, people: People) -> list[tuple[str, list[PersonShown]]]:
    """Return readers, signers and witnesses, each with their signature on the deed."""
    signatories: dict[int, Signatory] = {}
    if row.document is not None and row.state != DeclarationState.DRAFT:
        rows = Signatory.objects.of_document(row.document).exclude(state=SignatoryState.REPLACED)
        signatories = {int(one.field.rpartition("-")[2]): one for one in rows}
    numbers = {one.pk: number for number, one in enumerate(people.signing, start=1)}
    parts = (("reader", people.readers), ("signer", people.signers), ("witness", people.witnesses))
    return [
        (part, [PersonShown(one, signatories.get(numbers.get(one.pk, 0))) for one in persons])
        for part, persons in parts
        if persons
    ]


def _notes(row: Declaration) -> list[CeremonyEvent]:
    """Return what was noted, oldest first: when it was put off and why, and what was said at the ceremony."""
    return list(CeremonyEvent.objects.for_tenant(row.tenant_id).filter(declaration=row, kind=EventKind.NOTE))
