"""Whether what was handed in is still what is kept: answers by their versions, evidence by its bytes' digests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from pulau.apps.evidence.contract import EvidenceVersion
from pulau.apps.worksheets.models import Answer, Level, Worksheet
from pulau.exchange.packages.manifest import answer_digest
from pulau.foundation import storage

if TYPE_CHECKING:
    from pulau.exchange.packages.manifest import Manifest, ManifestAnswer, ManifestEvidence


@dataclass(frozen=True, slots=True)
class Compared:
    """What was compared, and what differs: items of answers, items of evidence."""

    answers: int
    pieces: int
    differing_answers: tuple[str, ...]
    differing_evidence: tuple[str, ...]

    @property
    def same(self) -> bool:
        """Whether all of it is as it was handed in."""
        return not self.differing_answers and not self.differing_evidence


def compare_submission(row: Worksheet, manifest: Manifest) -> Compared:
    """Compute the digests anew from the rows, and look whether each file lies in the store: two queries.

    Evidence that was replaced since is a newer version, and no difference: the one that was handed in is kept.
    Raises StoreUnavailable.
    """
    answers = _answers(row, manifest.answers)
    files = _files(row, manifest.evidence)
    preserved = [one for one in manifest.evidence if one.version]
    return Compared(
        answers=len(manifest.answers),
        pieces=len(preserved),
        differing_answers=tuple(
            one.item for one in manifest.answers if answers.get((one.item, one.version)) != one.digest
        ),
        differing_evidence=tuple(
            dict.fromkeys(one.item for one in preserved if files.get((one.code, one.version)) != one.digest)
        ),
    )


def _answers(row: Worksheet, pinned: tuple[ManifestAnswer, ...]) -> dict[tuple[str, int], str]:
    versions: dict[int, list[str]] = {}
    for one in pinned:
        versions.setdefault(one.version, []).append(one.item)
    which = Q()
    for version, items in versions.items():
        which |= Q(version=version, item__in=items)
    if not which:
        return {}
    rows = Answer.objects.for_tenant(row.tenant_id).filter(which, worksheet_id=row.pk, level=Level.SELF)
    found = rows.order_by().values_list("item", "version", "value", "note")
    return {(item, version): answer_digest(value, note) for item, version, value, note in found}


def _files(row: Worksheet, pinned: tuple[ManifestEvidence, ...]) -> dict[tuple[str, int], str]:
    codes = {one.code for one in pinned}
    rows = EvidenceVersion.objects.for_tenant(row.tenant_id).filter(evidence__code__in=codes).order_by()
    found = rows.values_list("evidence__code", "number", "digest", "size")
    wanted = {(one.code, one.version): one.size for one in pinned}
    return {
        (code, number): digest
        for code, number, digest, size in found
        if wanted.get((code, number)) == size and _lies_there(digest, size)
    }


def _lies_there(digest: str, size: int) -> bool:
    try:
        return storage.size_of(digest) == size
    except storage.BlobMissing:
        return False
