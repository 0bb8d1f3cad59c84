"""Adding versions to a sheet: what becomes of changes, the rows, and what the journal is told of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from operator import itemgetter
from typing import TYPE_CHECKING

from pulau.apps.assessments.judgement_selectors import entries_at
from pulau.apps.assessments.judging_wishes import JudgeClash
from pulau.apps.assessments.models import JudgedAnswer
from pulau.core.shared.digest import canonical_digest
from pulau.core.workflow.sheets import EMPTY, meet
from pulau.foundation.sealing import fingerprint

if TYPE_CHECKING:
    from pulau.apps.assessments.judgement_selectors import LevelAnswer
    from pulau.apps.assessments.judging_wishes import JudgeChange
    from pulau.apps.assessments.models import Case, Judgement
    from pulau.core.shared.actor import Actor
    from pulau.core.workflow.sheets import Entry

Entries = dict[str, tuple["Entry", int]]
"""By item what is to be written, and its version."""


def settle(
    judgement: Judgement, taken: Mapping[str, JudgeChange], standing: Mapping[str, LevelAnswer]
) -> tuple[Entries, tuple[JudgeClash, ...]]:
    """Decide what becomes of each change; older versions are read only where another window was quicker."""
    versions = {item: standing[item].version if item in standing else 0 for item in taken}
    behind = {item: change.seen for item, change in taken.items() if change.seen != versions[item]}
    seen = entries_at(judgement, behind)
    settled: Entries = {}
    clashes: list[JudgeClash] = []
    for item, change in taken.items():
        newest = standing[item].entry if item in standing else EMPTY
        met = meet(change.fields, seen.get(item, EMPTY) if item in behind else newest, newest)
        if met.clashing:
            clashes.append(JudgeClash(change, standing[item], met.clashing))
        elif met.changed:
            settled[item] = (met.entry, versions[item] + 1)
    return settled, tuple(clashes)


def write(actor: Actor, judgement: Judgement, entries: Entries, now: datetime) -> None:
    """Add versions to a locked sheet; the caller saves its `revision`."""
    judgement.revision += 1
    JudgedAnswer.objects.for_tenant(judgement.tenant_id).bulk_create(
        JudgedAnswer(
            tenant_id=judgement.tenant_id,
            judgement_id=judgement.pk,
            item=item,
            version=version,
            revision=judgement.revision,
            user_id=actor.user_id,
            at=now,
            **entry,
        )
        for item, (entry, version) in entries.items()
    )


def entries_payload(case: Case, judgement: Judgement, entries: Entries) -> dict[str, object]:
    """Return what the journal keeps of new versions: of what was found only digests that nobody else can guess from."""
    answers = [
        {"item": item, "version": version, "digest": fingerprint("judged", json.dumps(entry, sort_keys=True))}
        for item, (entry, version) in entries.items()
    ]
    return {"case": str(case.pk), "level": judgement.level, "revision": judgement.revision, "answers": answers}


def sheet_digest(answers: Iterable[tuple[str, int, Entry]]) -> str:
    """Return the digest of a sheet as it is submitted: of each item, its version and what was found, in any order."""
    told = [{"item": item, "version": version, **entry} for item, version, entry in sorted(answers, key=itemgetter(0))]
    return canonical_digest(told)
