"""Whether worksheets that were handed in still say what the journal told as they were locked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from uuid import UUID

from pulau.apps.worksheets.mapping import evaluation_of
from pulau.apps.worksheets.models import Answer, Level, Submission, SubmissionState, Worksheet
from pulau.apps.worksheets.scored import LOCKING, lock_in, lock_told
from pulau.core.shared.problems import BadInput
from pulau.exchange.figures import result_digest
from pulau.exchange.packages.manifest import ManifestAnswer, answer_digest, answers_digest, read_manifest
from pulau.exchange.result_json import replay_digest
from pulau.exchange.score_file import OWN
from pulau.foundation import storage
from pulau.foundation.journal.told import chunks_told
from pulau.foundation.registry.logged_facts import FactDiffers, LoggedFacts

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from pulau.foundation.journal.told import Told

_SHEETS_AT_A_TIME: Final = 20
_ANSWER: Final = "worksheets.answer"


@dataclass(frozen=True, slots=True)
class _Version:
    """One version of an answer, as it is kept."""

    pk: UUID
    item: str
    version: int
    revision: int
    value: object
    note: str

    @property
    def pinned(self) -> ManifestAnswer:
        """It as a submission pins it."""
        return ManifestAnswer(self.item, self.version, answer_digest(self.value, self.note))


def changed_sheets(tenant_id: UUID) -> Iterator[FactDiffers]:
    """Yield what of a body's submissions differs from what their entries told: answers, score, the record itself."""
    for entries in chunks_told(tenant_id, LOCKING, _SHEETS_AT_A_TIME):
        locks = [told for told in entries if lock_in(told)]
        ids = {told.object_id for told in locks}
        rows = {str(row.pk): row for row in Worksheet.objects.for_tenant(tenant_id).filter(pk__in=ids).order_by()}
        made = Submission.objects.for_tenant(tenant_id).filter(worksheet_id__in=ids).order_by()
        submissions = {(str(one.worksheet_id), str(one.number)): one for one in made}
        versions = _versions(tenant_id, ids)
        for told in locks:
            row, one = rows.get(told.object_id), submissions.get((told.object_id, lock_in(told)["number"]))
            if row is None or one is None:
                yield from told.differs(lock_in(told), "")
                continue
            yield from _submission(told, one)
            standing = _as_of(versions[told.object_id], int(lock_in(told)["revision"]))
            yield from _answers(told, one, standing)
            if one.state == SubmissionState.STANDING:
                yield from _score(told, row, standing)


def _versions(tenant_id: UUID, ids: Collection[str]) -> Mapping[str, list[_Version]]:
    found: dict[str, list[_Version]] = defaultdict(list)
    rows = (
        Answer.objects.for_tenant(tenant_id).filter(worksheet_id__in=ids, level=Level.SELF).order_by("item", "version")
    )
    for sheet, *fields in rows.values_list("worksheet_id", "pk", "item", "version", "revision", "value", "note"):
        found[str(sheet)].append(_Version(*fields))
    return found


def _as_of(versions: Sequence[_Version], revision: int) -> list[_Version]:
    """Return the answers as they stood at a revision of their worksheet."""
    return list({each.item: each for each in versions if each.revision <= revision}.values())


def _submission(told: Told, made: Submission) -> Iterator[FactDiffers]:
    kept = {key: str(value) for key, value in lock_told(made).items()}
    told_then = {key: value for key, value in lock_in(told).items() if key in kept}
    yield from told.differs(told_then, kept, of=(made._meta.label_lower, made.pk))  # noqa: SLF001 - Django's documented door


def _answers(told: Told, made: Submission, standing: Sequence[_Version]) -> Iterator[FactDiffers]:
    """Yield that the answers differ; where the manifest can be read, each of them by itself."""
    found = answers_digest(each.pinned for each in standing)
    if found == lock_in(told)["answers"]:
        return
    named = False
    pinned, rows = _manifest(str(lock_in(told)["manifest"])), {each.item: each for each in standing}
    for item, digest in pinned.items():
        there = rows.get(item)
        if there is None or there.pinned.digest != digest:
            named = True
            of = (_ANSWER, there.pk) if there else (_ANSWER, f"{made.worksheet_id} {item}")
            yield from told.differs(digest, there.pinned.digest if there else "", of=of)
    if not named:
        yield from told.differs(lock_in(told)["answers"], found)


def _manifest(digest: str) -> dict[str, str]:
    try:
        return {one.item: one.digest for one in read_manifest(storage.get(digest)).answers}
    except (storage.BlobMissing, storage.BlobDamaged, storage.StoreUnavailable, BadInput):
        return {}


def _score(told: Told, row: Worksheet, standing: Sequence[_Version]) -> Iterator[FactDiffers]:
    """Yield that the stored score, or the one computed anew of the answers, is another than the one that was locked."""
    scores = told.payload.get("scores", {}).get(OWN)
    if scores is None:  # locked before scores were told
        yield from told.differs(lock_in(told)["replay_digest"], row.replay_digest)
        return
    yield from told.differs(scores["replay"], row.replay_digest)
    yield from told.differs(scores["result"], result_digest(row.exact, row.printed, row.gates, row.titles))
    try:
        evaluation = evaluation_of(row, {each.item: each.value for each in standing})
    except BadInput:
        yield from told.differs(scores["replay"], "")
        return
    if evaluation.pack.rules_digest == scores["rules"]:  # a law that changed since cannot be replayed here
        yield from told.differs(scores["replay"], replay_digest(evaluation))


FACTS: Final = LoggedFacts("worksheets.sheets", changed_sheets)
