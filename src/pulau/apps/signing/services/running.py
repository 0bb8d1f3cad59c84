"""Signing many documents with one confirmation: started once, then one after another, each in its own transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from pulau.apps.signing import notices
from pulau.apps.signing.actions import RUN_ENDED, RUN_PAUSED, RUN_STARTED
from pulau.apps.signing.applying import Given
from pulau.apps.signing.models import ItemState, RunState, SigningItem, SigningRun
from pulau.apps.signing.policies import SIGN
from pulau.apps.signing.provider import asks_secret
from pulau.apps.signing.selectors.running import counts_of, get_run_for, run_of, to_sign
from pulau.apps.signing.services.drawing import attest_drawn
from pulau.apps.signing.services.signing import sign_document
from pulau.apps.signing.wishes import ONE_BY_ONE, SignatoryNotFound, SigningRefused
from pulau.exchange.signatures.drawing import StrokesRefused
from pulau.exchange.signatures.providers.base import CertificateRefused
from pulau.exchange.signatures.signing import FieldSigned
from pulau.foundation.jobs.queue import enqueue
from pulau.foundation.journal import services as journal
from pulau.foundation.notices.notifying import News, notify
from pulau.foundation.tenancy.deciding import require

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor

SIGN_MANY: Final = "pulau.apps.signing.tasks.sign_many"
MOST_DOCUMENTS: Final = 2_000
CONFIRMED_FOR: Final = timedelta(hours=12)
"""So long a confirmation covers what it listed; a run that was away longer asks its person again."""
MOST_TRIES: Final = 12
CONFIRM_AGAIN: Final = "confirm-again"
AWAY: Final = "away"
STORE: Final = "store"
RIGHTS_GONE: Final = "rights-gone"
_FIRST_WAIT: Final = timedelta(seconds=30)
_LONGEST_WAIT: Final = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Went:
    """How one step of a run went: whether there may be more, and whether a signature got no timestamp."""

    more: bool
    unstamped: bool = False


@transaction.atomic
def start_run(*, actor: Actor, signatory_ids: Sequence[UUID], now: datetime) -> SigningRun:
    """Begin to sign what the actor confirmed: exactly these places, and nothing that comes to wait later.

    Raises SignatoryNotFound for one that does not wait for the actor, SigningRefused where the provider asks for a
    passphrase at each signature, ValueError for none or too many.
    """
    actor = require(actor, SIGN, person_id=actor.person)
    if asks_secret():
        raise SigningRefused(ONE_BY_ONE)
    wanted = list(dict.fromkeys(signatory_ids))
    if not 0 < len(wanted) <= MOST_DOCUMENTS:
        raise ValueError(f"{len(wanted)} documents: 1 to {MOST_DOCUMENTS}")
    waiting = {place.signatory_id: place for place in to_sign(actor)}
    unknown = [signatory_id for signatory_id in wanted if signatory_id not in waiting]
    if unknown:
        raise SignatoryNotFound(unknown[0])
    run = SigningRun(
        tenant_id=actor.tenant_id, user_id=actor.person, size=len(wanted), started_at=now, touched_at=now,
        confirmed_at=now,
    )  # fmt: skip
    run.save(force_insert=True)
    places = (waiting[signatory_id] for signatory_id in wanted)
    items = [
        SigningItem(
            tenant_id=actor.tenant_id, run=run, position=position, signatory_id=place.signatory_id,
            attests=place.attests, code=place.code, title=place.title,
        )
        for position, place in enumerate(places, start=1)
    ]  # fmt: skip
    SigningItem.objects.for_actor(actor).bulk_create(items, batch_size=500)
    journal.record(actor, RUN_STARTED.code, run, {"size": run.size}, now)
    enqueue(SIGN_MANY, tenant=str(run.tenant_id), run=str(run.pk))
    return run


@transaction.atomic
def resume_run(*, actor: Actor, run_id: UUID, now: datetime) -> SigningRun:
    """Go on with a run of the actor that pauses or stopped, confirmed anew: what was not signed is tried again.

    Raises RunNotFound (404).
    """
    actor = require(actor, SIGN, person_id=actor.person)
    run = get_run_for(actor, run_id, lock=True)
    if run.state == RunState.DONE:
        return run
    run.state, run.told, run.tries, run.touched_at, run.confirmed_at = RunState.RUNNING, "", 0, now, now
    run.save(update_fields=["state", "told", "tries", "touched_at", "confirmed_at"])
    journal.record(actor, RUN_STARTED.code, run, {"size": run.size, "left": counts_of(run)[ItemState.WAITING]}, now)
    enqueue(SIGN_MANY, tenant=str(run.tenant_id), run=str(run.pk))
    return run


@transaction.atomic
def sign_next(*, actor: Actor, run_id: UUID, now: datetime) -> Went:
    """Sign the next document of a run; what cannot be signed is passed over, with the reason.

    The run stays locked meanwhile, so that two jobs never sign the same. Raises ProviderAway, OSError; then nothing
    changed.
    """
    run = run_of(actor, run_id, lock=True)
    if run.state not in {RunState.RUNNING, RunState.PAUSED}:
        return Went(more=False)
    if now > run.confirmed_at + CONFIRMED_FOR:
        _stop(actor, run, CONFIRM_AGAIN, now)
        return Went(more=False)
    item = SigningItem.objects.for_actor(actor).filter(run=run, state=ItemState.WAITING).first()
    if item is None:
        _finish(actor, run, now)
        return Went(more=False)
    level = ""
    try:
        with transaction.atomic():
            deed = attest_drawn if item.attests else sign_document
            level = deed(actor=actor, signatory_id=item.signatory_id, given=Given(), now=now).level
        item.state = ItemState.DONE
    except (SigningRefused, CertificateRefused, StrokesRefused) as problem:
        item.state, item.told = ItemState.SKIPPED, problem.reason
    except (SignatoryNotFound, FieldSigned) as problem:
        item.state, item.told = ItemState.SKIPPED, type(problem).__name__
    item.done_at = now
    item.save(update_fields=["state", "told", "done_at"])
    run.state, run.told, run.tries, run.touched_at = RunState.RUNNING, "", 0, now
    run.save(update_fields=["state", "told", "tries", "touched_at"])
    return Went(more=True, unstamped=level == "B-B")


@transaction.atomic
def pause_run(*, actor: Actor, run_id: UUID, told: str, now: datetime) -> None:
    """Let a run wait, since the provider or the store is away; it goes on by itself. After many tries it stops."""
    run = run_of(actor, run_id, lock=True)
    if run.state not in {RunState.RUNNING, RunState.PAUSED}:
        return
    run.tries += 1
    if run.tries > MOST_TRIES:
        _stop(actor, run, told, now)
        return
    run.state, run.told, run.touched_at = RunState.PAUSED, told, now
    run.save(update_fields=["state", "told", "tries", "touched_at"])
    journal.record(actor, RUN_PAUSED.code, run, {"told": told, "tries": run.tries}, now)
    wait = min(_FIRST_WAIT * 2 ** (run.tries - 1), _LONGEST_WAIT)
    enqueue(SIGN_MANY, after=now + wait, tenant=str(run.tenant_id), run=str(run.pk))


@transaction.atomic
def stop_run(*, actor: Actor, run_id: UUID, told: str, now: datetime) -> None:
    """Stop a run, whose person may not sign any more; what was signed stays signed."""
    run = run_of(actor, run_id, lock=True)
    if run.state in {RunState.RUNNING, RunState.PAUSED}:
        _stop(actor, run, told, now)


def _stop(actor: Actor, run: SigningRun, told: str, now: datetime) -> None:
    run.state, run.told, run.touched_at = RunState.STOPPED, told, now
    run.save(update_fields=["state", "told", "tries", "touched_at"])
    _ended(actor, run, now)


def _finish(actor: Actor, run: SigningRun, now: datetime) -> None:
    run.state, run.told, run.touched_at, run.finished_at = RunState.DONE, "", now, now
    run.save(update_fields=["state", "told", "touched_at", "finished_at"])
    _ended(actor, run, now)


def _ended(actor: Actor, run: SigningRun, now: datetime) -> None:
    counts = counts_of(run)
    payload = {"state": run.state, "told": run.told, "size": run.size, "done": counts[ItemState.DONE]}
    journal.record(actor, RUN_ENDED.code, run, payload, now)
    told = {"done": str(counts[ItemState.DONE]), "size": str(run.size)}
    url = reverse("signing:run", args=[run.pk])
    notify(tenant_id=run.tenant_id, users=[run.user_id], news=News(notices.RUN_ENDED.code, run, url, told), now=now)
