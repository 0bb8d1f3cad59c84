"""What the pages of documents show: facts in words, people with their state, whose turn it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext as _

from pulau.apps.signing.drafting import place_of
from pulau.apps.signing.keeping import places_of
from pulau.apps.signing.models import (
    Document,
    DocumentState,
    Means,
    Signatory,
    SignatoryPart,
    SignatoryState,
    VersionCause,
)
from pulau.apps.signing.selectors.documents import signatories_of
from pulau.core.pledging.completeness import OVER, Stage, is_turn
from pulau.foundation.registry.document_kinds import document_kinds
from pulau.foundation.tenancy.wall import behind_wall

if TYPE_CHECKING:
    from pulau.apps.signing.models import Version
    from pulau.core.shared.actor import Actor

SIGNATORY_STATUS = {
    SignatoryState.WAITING: "waiting",
    SignatoryState.DRAWN: "waiting",
    SignatoryState.SIGNED: "met",
    SignatoryState.REFUSED: "revoked",
    SignatoryState.WITHDRAWN: "revoked",
    SignatoryState.REPLACED: "replaced",
}
DOCUMENT_STATUS = {
    DocumentState.PREPARED: "waiting",
    DocumentState.PARTLY: "provisional",
    DocumentState.COMPLETE: "met",
    DocumentState.SUPERSEDED: "replaced",
    DocumentState.WITHDRAWN: "revoked",
    DocumentState.CANCELLED: "revoked",
}


@dataclass(frozen=True, slots=True)
class PersonShown:
    """A signatory as a page shows them: `status` is a state of the design, `note` what else is told."""

    row: Signatory
    place: str
    status: str
    note: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What somebody who is named in a document may do there now."""

    people: list[Signatory]
    may_sign: bool
    may_refuse: bool
    may_withdraw: bool
    waits_for: tuple[str, ...]
    drawn: tuple[Signatory, ...]


def kind_words(code: str, language: str) -> str:
    """Return what a kind of document is called; its code where no app knows it any more."""
    kind = document_kinds.get(code)
    return code if kind is None else kind.words(language)


def facts_of(document: Document) -> Sequence[tuple[str, str]]:
    """Return what the app whose document it is tells of it, asked behind the wall of the document's body."""
    kind = document_kinds.get(document.kind)
    if kind is None or kind.facts is None or document.subject_id is None:
        return ()
    with behind_wall(document.tenant_id):
        return tuple(kind.facts(document.subject_id))


def people_shown(people: list[Signatory]) -> list[PersonShown]:
    """Return the signatories with what a page says of each."""
    names = {one.pk: one.name for one in people}
    return [
        PersonShown(one, place_of(one), SIGNATORY_STATUS[SignatoryState(one.state)], _note(one, names))
        for one in people
    ]


def reading_of(actor: Actor, own: Signatory) -> Reading:
    """Return the people of a document that the actor is named in, and what they may do there."""
    people = signatories_of(own.document)
    is_open = Stage(own.document.state) not in OVER
    turn = not own.document.ordered or is_turn(places_of(people), own.order)
    waits = own.state == SignatoryState.WAITING
    witnesses = own.part == SignatoryPart.WITNESS and own.state in {SignatoryState.WAITING, SignatoryState.SIGNED}
    drawn = tuple(one for one in people if one.state == SignatoryState.DRAWN) if is_open and witnesses else ()
    before = (one for one in people if one.order < own.order and one.state in {"waiting", "drawn", "refused"})
    return Reading(
        people=people,
        may_sign=is_open and waits and turn and not drawn,
        may_refuse=is_open and waits,
        may_withdraw=is_open and own.state == SignatoryState.SIGNED and own.user_id == actor.user_id,
        waits_for=tuple(one.name for one in before) if is_open and waits and not turn else (),
        drawn=drawn,
    )


def cause_words(version: Version, people: list[Signatory]) -> str:
    """Return what a version came from: its cause, and who signed by it."""
    words = str(VersionCause(version.cause).label)
    who = ", ".join(one.name for one in people if one.version == version.number)
    return f"{words}: {who}" if who and version.cause == VersionCause.SIGNED else words


def _note(one: Signatory, names: Mapping[UUID, str]) -> str:
    if one.state == SignatoryState.REPLACED and one.replaced_by_id is not None:
        return _("digantikan oleh %(name)s") % {"name": names.get(one.replaced_by_id, "–")}
    if one.means == Means.DRAWN and one.attested_by_id is not None:
        return _("digambar dengan tangan, disaksikan %(name)s") % {"name": names.get(one.attested_by_id, "–")}
    if one.state == SignatoryState.SIGNED and one.level == "B-B":
        return _("penanda waktu menyusul")
    return ""
