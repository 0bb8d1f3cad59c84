"""Scanning a version, making pages to look at of it, and keeping its words: in a job, outside of any transaction.

A worker takes a version for a while (`not_before`), so that no other does the same; one that dies leaves it to be taken
again, three times at most. What a body prepared of the same bytes is used again.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from pulau.apps.evidence.indexing import index_text, text_of
from pulau.apps.evidence.models import Evidence, EvidenceVersion, Preparation, PreparationState, ScanState
from pulau.apps.evidence.news import tell_held_back
from pulau.core.shared.actor import Actor
from pulau.exchange.files.kinds import KINDS, Kind
from pulau.exchange.files.scanning import Scan, ScanResult, scan
from pulau.exchange.files.viewing import View
from pulau.exchange.files.viewing import prepare as prepare_view
from pulau.foundation import storage
from pulau.foundation.tenancy.wall import behind_wall

if TYPE_CHECKING:
    from django.db.models import QuerySet

Viewing = Callable[[Path, Kind, Path], View]
MOST_TRIES: Final = 3
TURN: Final = timedelta(minutes=15)
"""For how long a worker has a version to itself; no file takes that long."""
REST: Final = timedelta(minutes=5)
"""Between one try and the next where the store or the reader failed."""
LONGEST_REST: Final = timedelta(hours=6)
FAILED: Final = "preview-failed"
_TOLD_ELSEWHERE: Final = frozenset({"preview-first-pages"})
"""Notes that the page tells by itself, from how many pages there are."""
_MOST_ALIKE: Final = 5
_FINAL: Final = (PreparationState.READY, PreparationState.PARTLY)


@dataclass(frozen=True, slots=True)
class _Made:
    """What came of a version; `text` is None where its words stay as they are known."""

    state: PreparationState
    pages: tuple[str, ...] = ()
    page_count: int = 0
    copy: str = ""
    copy_kind: str = ""
    notes: tuple[str, ...] = ()
    text: str | None = None


def prepare(tenant_id: UUID, version_id: UUID, view: Viewing | None = None) -> None:
    """Prepare a version whose turn it is; one that is done, or that somebody else prepares, is left alone.

    `view` makes the pages: in the sandbox, unless the caller wrote the file itself.
    """
    version = _take(tenant_id, version_id, timezone.now())
    if version is None:
        return
    known: Preparation = version.preparation
    try:
        with tempfile.TemporaryDirectory(prefix="pulau-evidence-") as folder:
            path = _fetch(version, Path(folder))
            said = _scan(path)
            if said is not None and said.state is Scan.INFECTED:
                made = _Made(PreparationState.BLOCKED, text="")
            elif known.state != PreparationState.WAITING:  # only the scan was missing
                made = _as_it_was(known)
            else:
                made = _again(tenant_id, version) or _make(path, version, Path(folder), view or prepare_view)
    except storage.StoreUnavailable:
        _rest(tenant_id, version_id, counts=False)
        return
    except (storage.BlobMissing, OSError):
        _rest(tenant_id, version_id, counts=True)
        return
    _finish(tenant_id, version, made, said)


def waiting_in(tenant_id: UUID, now: datetime, most: int = 200) -> list[UUID]:
    """Return versions of a body whose turn has come: never prepared, given up halfway, or not scanned yet."""
    rows = _due(Preparation.objects.for_tenant(tenant_id), now)
    return list(rows.order_by("pk").values_list("version_id", flat=True)[:most])


def _due(rows: QuerySet[Preparation], now: datetime) -> QuerySet[Preparation]:
    unscanned = Q(scan=ScanState.UNAVAILABLE) if settings.CLAMD_ADDRESS else Q()
    wanted = Q(state=PreparationState.WAITING)
    wanted = wanted | (unscanned & ~Q(state=PreparationState.BLOCKED)) if unscanned else wanted
    return rows.filter(wanted).filter(Q(not_before__isnull=True) | Q(not_before__lte=now))


def _take(tenant_id: UUID, version_id: UUID, now: datetime) -> EvidenceVersion | None:
    with behind_wall(tenant_id), transaction.atomic():
        rows = _due(Preparation.objects.for_tenant(tenant_id), now).filter(version_id=version_id)
        row = rows.select_for_update(of=("self",), skip_locked=True).first()
        if row is None:
            return None
        if row.state == PreparationState.WAITING and row.tries >= MOST_TRIES:
            row.state, row.notes, row.prepared_at = PreparationState.PARTLY, [FAILED], now
            row.scan = ScanState.UNAVAILABLE if row.scan == ScanState.WAITING else row.scan  # asked again, by itself
            row.save(update_fields=["state", "scan", "notes", "prepared_at"])
            return None
        row.not_before, row.tries = now + TURN, min(row.tries + 1, MOST_TRIES)
        row.save(update_fields=["not_before", "tries"])
        versions = EvidenceVersion.objects.for_tenant(tenant_id).select_related("evidence", "preparation")
        found: EvidenceVersion = versions.get(pk=version_id)
        return found


def _rest(tenant_id: UUID, version_id: UUID, *, counts: bool) -> None:
    """Let a version rest; a store that is away is nobody's fault and counts for no try."""
    with behind_wall(tenant_id), transaction.atomic():
        row = Preparation.objects.for_tenant(tenant_id).select_for_update().get(version_id=version_id)
        row.not_before = timezone.now() + REST * max(1, row.tries)
        row.tries -= 0 if counts else 1
        row.save(update_fields=["not_before", "tries"])


def _fetch(version: EvidenceVersion, folder: Path) -> Path:
    kind = KINDS.get(version.kind)
    path = folder / f"berkas.{kind.extensions[0] if kind else 'bin'}"
    with storage.open_blob(version.digest) as source, path.open("xb") as target:
        shutil.copyfileobj(source, target, 1 << 20)
    if storage.digest_of_file(path) != version.digest:
        raise storage.BlobMissing(version.digest)  # something else lies there: it is not shown to anybody
    return path


def _scan(path: Path) -> ScanResult | None:
    address = settings.CLAMD_ADDRESS
    return scan(path, address) if address else None


def _as_it_was(known: Preparation) -> _Made:
    state, pages = PreparationState(known.state), tuple(known.pages)
    return _Made(state, pages, known.page_count, known.copy, known.copy_kind, tuple(known.notes))


def _again(tenant_id: UUID, version: EvidenceVersion) -> _Made | None:
    """Return what the body prepared of the same bytes before, where its words are known too."""
    with behind_wall(tenant_id), transaction.atomic():
        same = Preparation.objects.for_tenant(tenant_id).filter(version__digest=version.digest, state__in=_FINAL)
        others = same.exclude(version_id=version.pk).select_related("version").order_by("-prepared_at")
        found = next((row for row in others[:_MOST_ALIKE] if FAILED not in row.notes), None)
        if found is None:
            return None
        text = text_of(found.version.tenant_id, found.version.evidence_id, version.digest)
        return None if text is None else replace(_as_it_was(found), text=text)


def _make(path: Path, version: EvidenceVersion, folder: Path, view: Viewing) -> _Made:
    kind = KINDS.get(version.kind)
    if kind is None:
        return _Made(PreparationState.PARTLY, notes=("no-preview",))
    place = folder / "lihat"
    place.mkdir()
    made = view(path, kind, place)
    pages = tuple(storage.put_path(page) for page in made.pages)
    copy = storage.put_path(made.clean) if made.clean else ""
    notes = tuple(dict.fromkeys(note.code for note in made.notes if note.code not in _TOLD_ELSEWHERE))
    state = PreparationState.READY if pages else PreparationState.PARTLY
    copy_kind = made.clean.suffix.lstrip(".") if made.clean else ""
    return _Made(state, pages, made.count, copy, copy_kind, notes, made.text)


def _finish(tenant_id: UUID, version: EvidenceVersion, made: _Made, said: ScanResult | None) -> None:
    now = timezone.now()
    with behind_wall(tenant_id), transaction.atomic():
        pieces = Evidence.objects.for_tenant(tenant_id).select_for_update(of=("self",))
        piece = pieces.get(pk=version.evidence_id)
        row = Preparation.objects.for_tenant(tenant_id).select_for_update().get(version_id=version.pk)
        if row.state == PreparationState.BLOCKED:
            return  # somebody else found out meanwhile
        row.state, row.pages, row.page_count = made.state, list(made.pages), made.page_count
        row.copy, row.copy_kind, row.notes = made.copy, made.copy_kind, list(made.notes)
        row.prepared_at = row.prepared_at or now
        row.not_before = None
        if said is not None:
            row.scan, row.scan_words, row.scanned_at = ScanState(said.state), said.words[:200], now
            if said.state is Scan.UNAVAILABLE:
                row.not_before = now + _rest_of(now - version.at)
        elif row.scan == ScanState.WAITING:  # the scanner was switched off meanwhile
            row.scan = ScanState.OFF
        row.save()
        if made.text is not None and version.number == piece.head:
            index_text(piece, made.text, version.digest)
        if made.state == PreparationState.BLOCKED and said is not None:
            tell_held_back(Actor.system(tenant_id), version, said.words, now)


def _rest_of(age: timedelta) -> timedelta:
    """Return how long to wait before a scanner that did not answer is asked again: longer, the longer it is silent."""
    return min(max(age / 2, timedelta(minutes=1)), LONGEST_REST)
