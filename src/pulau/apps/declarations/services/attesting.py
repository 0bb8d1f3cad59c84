"""Attesting what was drawn at a tablet: one pact, or many with one confirmation, each in its own transaction.

Only here a drawing becomes a signature: the document is set, sealed and signed by the witness in one step.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db import transaction

from pulau.apps.declarations.actions import ATTEST_ENDED, ATTEST_STARTED, PACT_WITNESSED
from pulau.apps.declarations.models import (
    AttestItem,
    AttestItemState,
    AttestRun,
    AttestState,
    Pact,
    PactState,
)
from pulau.apps.declarations.policies import ATTEND_TABLET
from pulau.apps.declarations.selectors.pacts import OF_STAFF, PactNotFound
from pulau.apps.declarations.selectors.tablet import attest_run_of, counts_of_run, drawn_pacts, is_own
from pulau.apps.declarations.services.pacts import PactNotOpen
from pulau.apps.declarations.services.tablet import OwnDrawing
from pulau.apps.declarations.superseding import supersede_ended
from pulau.apps.declarations.witnessed_paper import witnessed_wish
from pulau.apps.signing.contract import (
    CertificateRefused,
    Given,
    SigningRefused,
    StrokesRefused,
    asks_secret,
    sign_drawn_at_once,
    signatories_of,
)
from pulau.core.shared.actor import Actor
from pulau.foundation import storage
from pulau.foundation.calendar import today_of
from pulau.foundation.jobs.queue import enqueue
from pulau.foundation.journal import services as journal
from pulau.foundation.storage import BlobDamaged, BlobMissing
from pulau.foundation.tenancy.deciding import require

if TYPE_CHECKING:
    from pulau.apps.signing.contract import Document

ATTEST_MANY: Final = "pulau.apps.declarations.tasks.attest_many"
MOST: Final = 2_000
CONFIRMED_FOR: Final = timedelta(hours=12)
"""So long a confirmation covers what it listed; a run that was away longer asks its witness again."""
MOST_TRIES: Final = 12
CONFIRM_AGAIN: Final = "confirm-again"
OWN: Final = "own"
NOT_OPEN: Final = "not-open"
FILE_DAMAGED: Final = "file-damaged"
_FIRST_WAIT: Final = timedelta(seconds=30)
_LONGEST_WAIT: Final = timedelta(minutes=15)


class NothingToAttest(Exception):  # noqa: N818 - a fact, as every error of this project
    """None of the drawings that were confirmed waits any more, or too many were chosen."""


class OneByOne(Exception):  # noqa: N818 - the same
    """The provider asks for a passphrase at each signature: many cannot be attested by one confirmation."""


@dataclass(frozen=True, slots=True)
class Went:
    """How one step of a run went: whether there may be more, and whether a signature got no timestamp."""

    more: bool
    unstamped: bool = False


@transaction.atomic
def attest_pact(*, actor: Actor, pact_id: UUID, drawing: str, given: Given, now: datetime) -> bool:
    """Make a drawing a signature, as the witness who saw it; return whether the signatures have their timestamps.

    `drawing` is the digest of what the witness was shown. Attested twice, it is one document. Raises PactNotFound,
    PermissionDenied, PactNotOpen (not drawn, drawn anew), OwnDrawing, and as `sign_drawn_at_once`; nothing changed.
    """
    rows = Pact.objects.for_actor(actor).filter(pk=pact_id, kind__in=OF_STAFF)
    pact = rows.select_for_update(of=("self",)).select_related("employee").first()
    if pact is None:
        raise PactNotFound(pact_id)
    actor = require(actor, ATTEND_TABLET, unit_id=pact.unit_id)
    if pact.state == PactState.SIGNED and pact.drawing == drawing:
        return True
    if pact.state != PactState.DRAWN or pact.drawing != drawing:
        raise PactNotOpen
    if is_own(pact, actor.person):
        raise OwnDrawing
    pact.witness_id = actor.person
    pact.save(update_fields=["witness"])
    wish = witnessed_wish(actor, pact, today_of(actor, now))
    document = sign_drawn_at_once(actor=actor, wish=wish, strokes=_strokes(pact), given=given, now=now)
    system = Actor.system(actor.tenant_id)  # the person's own right, which the witness need not have
    supersede_ended(system, pact, document.pk, now)
    change = journal.changed({"state": PactState.DRAWN}, {"state": PactState.SIGNED})
    payload = {**change, "drawing": drawing, "document": document.pk, "witness": actor.person}
    journal.record(actor, PACT_WITNESSED.code, pact, payload, now, unit_id=pact.unit_id)
    return _is_stamped(document)


@transaction.atomic
def start_attesting(*, actor: Actor, unit_id: UUID, chosen: Mapping[UUID, str], now: datetime) -> AttestRun:
    """Begin to attest what the witness confirmed: these pacts with these drawings (digests), and nothing drawn later.

    One's own is left out, and what was drawn anew meanwhile. Raises PermissionDenied, NothingToAttest, OneByOne.
    """
    actor = require(actor, ATTEND_TABLET, unit_id=unit_id)
    if asks_secret():
        raise OneByOne
    wanted = [
        pact
        for pact in drawn_pacts(actor, unit_id)
        if chosen.get(pact.pk) == pact.drawing and not is_own(pact, actor.person)
    ]
    if not 0 < len(wanted) <= MOST:
        raise NothingToAttest
    run = AttestRun(
        tenant_id=actor.tenant_id, unit_id=unit_id, witness_id=actor.person, size=len(wanted), confirmed_at=now,
        touched_at=now,
    )  # fmt: skip
    run.save(force_insert=True)
    items = [
        AttestItem(tenant_id=actor.tenant_id, run=run, position=position, pact=pact, drawing=pact.drawing)
        for position, pact in enumerate(wanted, start=1)
    ]
    AttestItem.objects.for_actor(actor).bulk_create(items, batch_size=500)
    journal.record(actor, ATTEST_STARTED.code, run, {"size": run.size}, now, unit_id=unit_id)
    _queue(run)
    return run


@transaction.atomic
def resume_attesting(*, actor: Actor, run_id: UUID, now: datetime) -> AttestRun:
    """Go on with one's own run that pauses or stopped, confirmed anew. Raises RunNotFound, PermissionDenied."""
    run = attest_run_of(actor, run_id, lock=True)
    actor = require(actor, ATTEND_TABLET, unit_id=run.unit_id)
    if run.witness_id != actor.person or run.state == AttestState.DONE:
        return run
    run.state, run.told, run.tries, run.touched_at, run.confirmed_at = AttestState.RUNNING, "", 0, now, now
    run.save(update_fields=["state", "told", "tries", "touched_at", "confirmed_at"])
    left = counts_of_run(run)[AttestItemState.WAITING]
    journal.record(actor, ATTEST_STARTED.code, run, {"size": run.size, "left": left}, now, unit_id=run.unit_id)
    _queue(run)
    return run


@transaction.atomic
def attest_next(*, actor: Actor, run_id: UUID, now: datetime) -> Went:
    """Attest the next drawing of a run; what cannot be is passed over, with the reason.

    The run stays locked meanwhile, so that two jobs never do the same. Raises ProviderAway, SecretRefused, OSError,
    PermissionDenied; then nothing changed.
    """
    run = attest_run_of(actor, run_id, lock=True)
    if run.state not in {AttestState.RUNNING, AttestState.PAUSED}:
        return Went(more=False)
    require(actor, ATTEND_TABLET, unit_id=run.unit_id)
    item = AttestItem.objects.for_actor(actor).filter(run=run, state=AttestItemState.WAITING).first()
    late = now > run.confirmed_at + CONFIRMED_FOR
    if item is None or late:
        _end(actor, run, AttestState.DONE if item is None else AttestState.STOPPED, CONFIRM_AGAIN if item else "", now)
        return Went(more=False)
    stamped = True
    try:
        with transaction.atomic():
            stamped = attest_pact(actor=actor, pact_id=item.pact_id, drawing=item.drawing, given=Given(), now=now)
        item.state = AttestItemState.DONE
    except (SigningRefused, CertificateRefused, StrokesRefused) as problem:
        item.state, item.told = AttestItemState.SKIPPED, problem.reason
    except (PactNotOpen, PactNotFound, OwnDrawing) as problem:
        item.state, item.told = AttestItemState.SKIPPED, OWN if isinstance(problem, OwnDrawing) else NOT_OPEN
    item.done_at = now
    item.save(update_fields=["state", "told", "done_at"])
    run.state, run.told, run.tries, run.touched_at = AttestState.RUNNING, "", 0, now
    run.save(update_fields=["state", "told", "tries", "touched_at"])
    return Went(more=True, unstamped=not stamped)


@transaction.atomic
def halt_attesting(*, actor: Actor, run_id: UUID, told: str, waits: bool, now: datetime) -> None:
    """Let a run wait (`waits`) since the provider or the store is away, or stop it. After many tries it stops too."""
    run = attest_run_of(actor, run_id, lock=True)
    if run.state not in {AttestState.RUNNING, AttestState.PAUSED}:
        return
    run.tries += 1
    if not waits or run.tries > MOST_TRIES:
        _end(actor, run, AttestState.STOPPED, told, now)
        return
    run.state, run.told, run.touched_at = AttestState.PAUSED, told, now
    run.save(update_fields=["state", "told", "tries", "touched_at"])
    wait = min(_FIRST_WAIT * 2 ** (run.tries - 1), _LONGEST_WAIT)
    enqueue(ATTEST_MANY, after=now + wait, tenant=str(run.tenant_id), run=str(run.pk))


def _queue(run: AttestRun) -> None:
    enqueue(ATTEST_MANY, tenant=str(run.tenant_id), run=str(run.pk))


def _end(actor: Actor, run: AttestRun, state: AttestState, told: str, now: datetime) -> None:
    run.state, run.told, run.touched_at = state, told, now
    run.finished_at = now if state == AttestState.DONE else None
    run.save(update_fields=["state", "told", "tries", "touched_at", "finished_at"])
    payload = {"state": state, "told": told, "size": run.size, "done": counts_of_run(run)[AttestItemState.DONE]}
    journal.record(actor, ATTEST_ENDED.code, run, payload, now, unit_id=run.unit_id)


def _strokes(pact: Pact) -> bytes:
    try:
        return storage.get(pact.drawing)
    except (BlobDamaged, BlobMissing) as problem:
        raise SigningRefused(FILE_DAMAGED) from problem


def _is_stamped(document: Document) -> bool:
    return all(one.level != "B-B" for one in signatories_of(document))
