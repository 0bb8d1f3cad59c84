"""What anybody may be told of a document whose number or file they have: nothing of those that nobody signed.

Crosses tenants on purpose, one document at a time, behind the wall that its number or digest opens.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from pulau.apps.agencies.contract import WorkUnit, agency_of, unit_as_of
from pulau.apps.signing.findings import DocumentFacts, Finding, Result, SignerFacts, VersionFacts
from pulau.apps.signing.models import Document, DocumentState, Signatory, SignatoryState, Version, VersionCause
from pulau.apps.signing.names import initials
from pulau.apps.signing.selectors import logged, pages
from pulau.core.shared.actor import Actor
from pulau.foundation.calendar import legal_zone, today_of
from pulau.foundation.registry.document_kinds import document_kinds
from pulau.foundation.registry.proofs import proof_sources
from pulau.foundation.tenancy.place import zone_of
from pulau.foundation.tenancy.wall import Place, behind_wall, standing_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_SIGNED_ONCE = (SignatoryState.SIGNED, SignatoryState.WITHDRAWN)
_CLOSED = (DocumentState.WITHDRAWN, DocumentState.CANCELLED)
_ENDED = {
    DocumentState.SUPERSEDED: Result.REPLACED,
    DocumentState.WITHDRAWN: Result.WITHDRAWN,
    DocumentState.CANCELLED: Result.CANCELLED,
}


def document_numbered(code: str) -> Document | None:
    """Return the document with a number, in one query; one that nobody ever signed is as unknown as any other number.

    That is no public document yet: its number stands only on what its signatories read.
    """
    with standing_at(Place(token=code)):
        return Document.objects.coded(code).filter(signatories__state__in=_SIGNED_ONCE).first()


def by_number(code: str, now: datetime) -> Finding:
    """Say what is known of a number in the form in which it is kept."""
    document = document_numbered(code)
    if document is None:
        proof = next((found for source in proof_sources if (found := source.find(code)) is not None), None)
        return Finding(Result.PROOF if proof else Result.UNKNOWN, number=code, proof=proof)
    with behind_wall(document.tenant_id):
        facts = facts_of(document, None, now)
        return Finding(_standing(document, facts, now), facts, number=code)


def version_with(digests: Iterable[str]) -> Version | None:
    """Return the version with the first of these digests that is known; each costs a query."""
    for digest in digests:
        with standing_at(Place(token=digest)):
            # The order of versions asks the document, which this digest does not open.
            found = Version.objects.with_digest(digest).order_by("number").first()
        if found is not None:
            return found
    return None


def by_version(held: Version, digest: str, now: datetime) -> Finding:
    """Say what is known of a document to whoever sent one of its versions."""
    with behind_wall(held.tenant_id):
        document = Document.objects.for_tenant(held.tenant_id).get(pk=held.document_id)
        facts = facts_of(document, held, now)
        result = _standing(document, facts, now)
        if document.state not in _ENDED:
            result = _of_version(held, facts) or result
        return Finding(result, facts, number=document.code, digest=digest, held=held.number)


def changed_from(held: Version, digest: str, now: datetime) -> Finding:
    """Say of a file that it begins as a version of a document, and goes on differently."""
    with behind_wall(held.tenant_id):
        document = Document.objects.for_tenant(held.tenant_id).get(pk=held.document_id)
        facts = facts_of(document, None, now)
        return Finding(Result.CHANGED, facts, number=document.code, digest=digest, held=held.number)


def facts_of(document: Document, held: Version | None, now: datetime) -> DocumentFacts:
    """Return what may be told of a document; behind its body's wall. `held`: the version that whoever asks has."""
    body = Actor.system(document.tenant_id)
    kind = document_kinds.get(document.kind)
    people = _people(document)
    versions = Version.objects.of_document(document)
    veiled = document.personal and held is None
    agency = agency_of(body)
    return DocumentFacts(
        code=document.code,
        kind={"id": kind.indonesian, "en": kind.english} if kind else {},
        title="" if veiled else document.title,
        agency=agency.name if agency else "",
        unit=_unit(document, body),
        made_at=document.made_at,
        completed_at=document.completed_at,
        valid_until=document.valid_until,
        ended_at=document.ended_at,
        end_reason="" if document.personal else document.end_reason,
        successor=_successor(document),
        signers=tuple(_signer(one, document, held, people) for one in people if one.state != SignatoryState.REPLACED),
        versions=tuple(VersionFacts(one.number, one.digest, one.size, one.cause, one.made_at) for one in versions),
        facts=() if veiled else tuple(pages.facts_of(document)),
        zone=zone_of(body),
        zone_name=legal_zone(body, now).name,
        veiled=veiled,
        open=is_open(document),
        standing=logged.standing_of(document),
    )


def is_open(document: Document) -> bool:
    """Whether the file is given to anybody who has its number: of a public kind, nobody's own, and not withdrawn."""
    kind = document_kinds.get(document.kind)
    return kind is not None and kind.public and not document.personal and document.state not in _CLOSED


def open_file(code: str) -> Version | None:
    """Return the newest version of a document whose file anybody may have by its number."""
    document = document_numbered(code)
    if document is None or not is_open(document):
        return None
    with standing_at(Place(token=code)):
        return Version.objects.of_document(document).filter(number=document.head).first()


def open_receipt(code: str) -> str | None:
    """Return the receipt of the newest signature of a document whose file anybody may have; None where there is none.

    Raises OSError.
    """
    document = document_numbered(code)
    if document is None or not is_open(document):
        return None
    with behind_wall(document.tenant_id):
        return logged.receipt_of(document)


def _standing(document: Document, facts: DocumentFacts, now: datetime) -> Result:
    ended = _ENDED.get(DocumentState(document.state))
    if ended is not None:
        return ended
    if any(one.state == SignatoryState.WITHDRAWN for one in facts.signers):
        return Result.TAKEN_BACK
    if document.state != DocumentState.COMPLETE:
        return Result.PARTLY if facts.signed else Result.UNSIGNED
    last = document.valid_until
    if last is not None and last < today_of(Actor.system(document.tenant_id), now):
        return Result.EXPIRED
    return Result.VALID


def _of_version(held: Version, facts: DocumentFacts) -> Result | None:
    """Return what a version is beside the newest one; None where nobody has signed since."""
    later = [one for one in facts.versions if one.number > held.number]
    return Result.OLDER if any(one.cause == VersionCause.SIGNED for one in later) else None


def _people(document: Document) -> Sequence[Signatory]:
    return list(Signatory.objects.of_document(document))


def _signer(one: Signatory, document: Document, held: Version | None, people: Sequence[Signatory]) -> SignerFacts:
    after = held is not None and one.version is not None and one.version > held.number
    known = not document.personal or (held is not None and (held.number == document.head or not after))
    witness = next((other.name for other in people if other.pk == one.attested_by_id), "")
    return SignerFacts(
        name=one.name if known else initials(one.name),
        position=f"{one.acting} {one.position}".strip() if known else "",
        institution=one.institution,
        part=one.part,
        state=one.state,
        means=one.means,
        level=one.level,
        at=one.done_at,
        witness=witness if known else initials(witness),
        serial=one.serial if known else "",
        reason=one.reason if one.state == SignatoryState.WITHDRAWN and not document.personal else "",
        after_this=after,
    )


def _unit(document: Document, body: Actor) -> str:
    """Return the office by its name on the day on which the document was made."""
    if document.unit_id is None:
        return ""
    unit = WorkUnit.objects.for_actor(body).get(pk=document.unit_id)
    return unit_as_of(unit, today_of(body, document.made_at)).name


def _successor(document: Document) -> str:
    if document.successor_id is None:
        return ""
    newer = Document.objects.for_tenant(document.tenant_id).filter(pk=document.successor_id)
    return newer.values_list("code", flat=True).first() or ""
