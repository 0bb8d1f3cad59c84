"""Answering: the answer, the score that follows from it and the journal entry, in one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from pulau.apps.worksheets.actions import ITEMS_ANSWERED
from pulau.apps.worksheets.announcing import announce
from pulau.apps.worksheets.changes import AnswerChangedMeanwhile, Carrying, Change, Clash, Provenance, Saved, tidy_note
from pulau.apps.worksheets.last_year_selectors import get_worksheet_before
from pulau.apps.worksheets.locked import require_draft
from pulau.apps.worksheets.mapping import SCORE_FIELDS, evaluation_of, write_score
from pulau.apps.worksheets.models import LONGEST_NOTE, Answer, DailyScore, Source, Worksheet
from pulau.apps.worksheets.policies import FILL
from pulau.apps.worksheets.selectors import (
    WorksheetRef,
    answers_of,
    get_worksheet_by_id,
    lock_worksheet,
    revisions_of,
    values_of,
)
from pulau.core.scoring.answers import plain, take_answer
from pulau.core.scoring.revisions import BEGINNING, UNTOUCHED, Conflict, Revision, Settled, Untouched, Wish, settle
from pulau.core.shared.digest import canonical_digest
from pulau.core.shared.problems import BadInput, Problem
from pulau.exchange.packs import load_pack
from pulau.foundation.journal import services as journal
from pulau.foundation.tenancy.deciding import require

if TYPE_CHECKING:
    from pulau.core.scoring.model import Evaluation
    from pulau.core.shared.actor import Actor

Problems = dict[str, tuple[Problem, ...]]


@transaction.atomic
def answer_item(*, actor: Actor, worksheet_id: WorksheetRef, change: Change, now: datetime) -> Saved:
    """Record one answer of the unit and return the score as it now stands.

    Raises WorksheetNotFound, PermissionDenied, WorksheetSubmitted, BadInput for an unknown item or a value it does not
    take, and AnswerChangedMeanwhile with both values. Saying again what stands already writes nothing.
    """
    saved = answer_items(actor=actor, worksheet_id=worksheet_id, changes=[change], now=now)
    return _taken(saved)


@transaction.atomic
def answer_items(
    *,
    actor: Actor,
    worksheet_id: WorksheetRef,
    changes: Sequence[Change],
    now: datetime,
    provenance: Provenance | None = None,
) -> Saved:
    """Record answers of the unit; what cannot be taken is told item by item and keeps nothing else back.

    Raises WorksheetNotFound, PermissionDenied and WorksheetSubmitted.
    """
    row, listened = lock_worksheet(actor, worksheet_id)
    actor = require(actor, FILL, unit_id=row.unit_id)
    require_draft(row)
    taken, problems = _take(row, changes)
    standing = values_of(row, touched=taken)
    settled, clashes = _settle(row, taken, standing)
    values = {item: revision.value for item, revision in standing.items()}
    values |= {item: found.value for item, (found, _version) in settled.items()}
    evaluation = evaluation_of(row, values)
    written = {item: version for item, (_found, version) in settled.items()}
    if written:
        before = (row.exact, row.gates)
        _write(actor, row, settled, provenance or Provenance(), now)
        _store_score(row, evaluation, now)
        digests = {item: canonical_digest([found.value, found.note]) for item, (found, _version) in settled.items()}
        _record(actor, row, digests, written, now)
        if listened:
            announce(row, written, now, rescored=(row.exact, row.gates) != before)
    versions = {item: revision.version for item, revision in standing.items()} | written
    return Saved(row, evaluation, versions, written, tuple(clashes), problems)


@transaction.atomic
def restore_answer(*, actor: Actor, worksheet_id: UUID, item: str, version: int, seen: int, now: datetime) -> Saved:
    """Set an answer and its note back to an earlier version, as a new change.

    Raises as `answer_item`; BadInput where there is no such version.
    """
    row = get_worksheet_by_id(actor, worksheet_id)
    earlier = revisions_of(row, {item: version}).get(item)
    if earlier is None:
        raise BadInput.because("unknown-version", item, version=version)
    change = Change(item, seen, earlier.value, earlier.note)
    origin = Provenance(Source.RESTORED, {"version": version})
    saved = answer_items(actor=actor, worksheet_id=worksheet_id, changes=[change], provenance=origin, now=now)
    return _taken(saved)


@transaction.atomic
def carry_answer(*, actor: Actor, worksheet_id: UUID, wish: Carrying, now: datetime) -> Saved:
    """Answer an item as it was answered last year, with its note if wished; the version says where it came from.

    Raises as `answer_item`, WorksheetNotFound also where there is none of the year before, and BadInput for a version
    that never was.
    """
    row = get_worksheet_by_id(actor, worksheet_id)
    require(actor, FILL, unit_id=row.unit_id)
    before = get_worksheet_before(actor, row)
    found = revisions_of(before, {wish.item: wish.version}).get(wish.item)
    if found is None or found.value is None:
        raise BadInput.because("unknown-version", wish.item[:40], version=wish.version)
    change = Change(wish.item, wish.seen, found.value, found.note if wish.note else UNTOUCHED)
    origin = Provenance(Source.CARRIED, {"year": before.year, "version": wish.version})
    saved = answer_items(actor=actor, worksheet_id=row.pk, changes=[change], provenance=origin, now=now)
    return _taken(saved)


def _taken(saved: Saved) -> Saved:
    """Return what came of a single change, or raise why it was not taken."""
    for problems in saved.problems.values():
        raise BadInput(problems)
    for clash in saved.clashes:
        raise AnswerChangedMeanwhile(clash)
    return saved


def _take(row: Worksheet, changes: Sequence[Change]) -> tuple[dict[str, Change], Problems]:
    """Check each change against its item; its value becomes plain data."""
    pack = load_pack(row.regulation)
    taken: dict[str, Change] = {}
    problems: Problems = {}
    for change in changes:
        item = pack.items.get(change.item)
        try:
            if item is None:
                raise BadInput.because("unknown-item", change.item[:40], regulation=pack.id)
            value = change.value
            if value is not UNTOUCHED and value is not None:
                value = plain(take_answer(item, value))
            taken[change.item] = replace(change, value=value, note=_note(change))
        except BadInput as problem:
            problems[change.item] = problem.problems
    return taken, problems


def _note(change: Change) -> str | Untouched:
    """Take a note as typed. Raises BadInput for one that cannot be kept."""
    if change.note is UNTOUCHED:
        return UNTOUCHED
    note = tidy_note(change.note)
    if len(note) > LONGEST_NOTE:
        raise BadInput.because("note-too-long", change.item, length=len(note), most=LONGEST_NOTE)
    if "\x00" in note or note.encode("utf-8", "replace").decode() != note:
        raise BadInput.because("text-unreadable", change.item)
    return note


def _settle(
    row: Worksheet, taken: Mapping[str, Change], standing: Mapping[str, Revision]
) -> tuple[dict[str, tuple[Settled, int]], list[Clash]]:
    """Decide what becomes of each change; older versions are read only where somebody was quicker."""
    now_there = {item: standing.get(item, BEGINNING) for item in taken}
    behind = {item: change.seen for item, change in taken.items() if change.seen != now_there[item].version}
    seen = revisions_of(row, behind)
    settled: dict[str, tuple[Settled, int]] = {}
    clashing: dict[str, Conflict] = {}
    for item, change in taken.items():
        base = seen.get(item, BEGINNING) if item in behind else now_there[item]
        found = settle(Wish(change.seen, change.value, change.note), base, now_there[item])  # type: ignore[arg-type]  # plain by now
        if isinstance(found, Conflict):
            clashing[item] = found
        elif found.changed:
            settled[item] = (found, now_there[item].version + 1)
    texts = answers_of(row, clashing) if clashing else {}
    return settled, [Clash(taken[item], texts[item], fields) for item, fields in clashing.items()]


def _write(
    actor: Actor, row: Worksheet, settled: Mapping[str, tuple[Settled, int]], provenance: Provenance, now: datetime
) -> None:
    Answer.objects.for_actor(actor).bulk_create(
        Answer(
            tenant_id=row.tenant_id,
            worksheet_id=row.pk,
            item=item,
            version=version,
            revision=row.revision + 1,
            value=found.value,
            note=found.note,
            source=provenance.source,
            origin=dict(provenance.origin),
            user_id=actor.user_id,
            at=now,
        )
        for item, (found, version) in settled.items()
    )


def _store_score(row: Worksheet, evaluation: Evaluation, now: datetime) -> None:
    """Write the figures; the first change of a new day first keeps those with which the last one ended."""
    today = timezone.localdate(now)
    if row.scored_on < today and row.revision:
        rows = DailyScore.objects.for_tenant(row.tenant_id)
        rows.create(worksheet_id=row.pk, day=row.scored_on, printed=row.printed, titles=row.titles)
    row.revision += 1
    row.scored_at, row.scored_on = now, max(today, row.scored_on)
    write_score(row, evaluation)
    row.save(update_fields=SCORE_FIELDS)


def _record(
    actor: Actor, row: Worksheet, digests: Mapping[str, str], written: Mapping[str, int], now: datetime
) -> None:
    """Keep in the journal which items changed, to which version and digest."""
    answers = [{"item": item, "version": version, "digest": digests[item]} for item, version in written.items()]
    payload = {"revision": row.revision, "answers": answers, "replay": row.replay_digest}
    journal.record(actor, ITEMS_ANSWERED.code, row, payload, now, unit_id=row.unit_id)
