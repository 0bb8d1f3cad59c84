"""What goes into a package: the worksheet as it stands, its evidence, and the record of its submission."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from pulau.apps.agencies.contract import AgencyKind, agency_of
from pulau.apps.evidence.contract import Evidence, EvidenceVersion, PreparationState, evidence_for
from pulau.apps.worksheets.evidence_selectors import standing_evidence
from pulau.apps.worksheets.models import Submission, SubmissionState, Worksheet
from pulau.apps.worksheets.packaging.paper import human_documents
from pulau.apps.worksheets.selectors import newest
from pulau.core.shared.actor import Actor
from pulau.exchange.files.kinds import KINDS
from pulau.exchange.packages import described
from pulau.exchange.packages.manifest import Manifest, read_manifest
from pulau.exchange.packs import load_pack
from pulau.foundation import storage
from pulau.foundation.tenancy.models import Tenant

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from pulau.foundation.tenancy.scope import ScopedQuerySet

_WITHHELD: Final = "Bukti rahasia"
_ABSENT: Final = "withheld"
"""The kind of a version of which only the record tells."""
_SMALLER: Final = frozenset({"csv", "txt"})
"""Kinds that get smaller in a ZIP; all others are packed already."""


@dataclass(frozen=True, slots=True)
class Blob:
    """A file of evidence: its place in the package, and what lies in the store."""

    place: str
    digest: str
    size: int
    packed: bool


@dataclass(frozen=True, slots=True)
class Packing:
    """Everything that goes into a package, in order; nothing of the files is read yet."""

    name: str
    moment: datetime
    documents: Mapping[str, bytes]
    blobs: tuple[Blob, ...]
    info: Mapping[str, str]
    withheld: int


def collect(row: Worksheet, *, confidential: bool, reader: Actor | None = None) -> Packing:
    """Gather a worksheet's package; confidential pieces go along only where that is asked for.

    `reader` is the person for whom it is made: what they may not see (another unit lends it no more) stays behind as
    if it were confidential. None: the installation itself.

    Raises BlobMissing or BlobDamaged where the record of its submission cannot be had.
    """
    handed = Submission.objects.for_tenant(row.tenant_id).filter(worksheet_id=row.pk, state=SubmissionState.STANDING)
    submission = handed.select_related("submitted_by").first()
    kept = storage.get(submission.manifest) if submission else b""
    manifest = read_manifest(kept) if submission else None
    moment = (submission.submitted_at if submission else row.scored_at).astimezone(UTC)
    open_to = evidence_for(reader or Actor.system(row.tenant_id))
    if not confidential:
        open_to = open_to.filter(confidential=False)
    pieces, blobs, withheld = _evidence(row, manifest, open_to)
    documents = {
        described.PACKAGE: _json(_header(row, submission, manifest, moment)),
        described.WORKSHEET: _json({"answers": list(_answers(row, manifest))}),
        described.EVIDENCE: _json({"pieces": pieces}),
        **({described.MANIFEST: kept} if submission else {}),
        **human_documents(row, moment.date()),
    }
    info = {
        "Source-Organization": Tenant.objects.get(pk=row.tenant_id).name,
        "External-Description": f"{row.unit.name} {row.year}",
        "Bag-Software-Agent": "Pulau",
    }
    return Packing(f"pulau-{row.unit.code}-{row.year}", moment, documents, blobs, info, withheld)


def _header(
    row: Worksheet, submission: Submission | None, manifest: Manifest | None, moment: datetime
) -> dict[str, Any]:
    actor = Actor.system(row.tenant_id)
    agency, tenant = agency_of(actor), Tenant.objects.get(pk=row.tenant_id)
    kind, region = (agency.kind, agency.region) if agency else (AgencyKind.BODY, "")
    return {
        "format": described.FORMAT,
        "agency": {
            "code": manifest.agency if manifest else tenant.code,
            "name": tenant.name,
            "kind": kind,
            "region": region,
        },
        "unit": {"code": manifest.unit if manifest else row.unit.code, "name": row.unit.name, "kind": row.unit.kind},
        "year": row.year,
        "regulation": row.regulation,
        "rules_digest": manifest.rules_digest if manifest else load_pack(row.regulation).rules_digest,
        "prior_title": row.prior_title,
        "replay_digest": row.replay_digest,
        "total": row.exact["total"],
        "made_at": _moment(moment),
        "submission": _handed(submission) if submission else None,
    }


def _handed(submission: Submission) -> dict[str, Any]:
    return {
        "number": submission.number,
        "at": _moment(submission.submitted_at),
        "on": submission.submitted_on.isoformat(),
        "by": submission.by,
        "manifest": submission.manifest,
        "answers": submission.answers,
        "evidence": submission.evidence,
        "replay_digest": submission.replay_digest,
    }


def _answers(row: Worksheet, manifest: Manifest | None) -> Iterable[dict[str, Any]]:
    """Yield each answer as it stands, in the order of the form; of one handed in, those that it holds."""
    places = {item: at for at, item in enumerate(load_pack(row.regulation).items)}
    wanted = {each.item for each in manifest.answers} if manifest else None
    fields = ("item", "version", "value", "note", "source", "origin", "at", "user__full_name")
    for found in sorted(newest(row).values(*fields), key=lambda each: places.get(each["item"], len(places))):
        if wanted is None or found["item"] in wanted:
            by = found.pop("user__full_name") or ""
            yield {**found, "at": _moment(found["at"]), "by": by}


def _evidence(
    row: Worksheet, manifest: Manifest | None, open_to: ScopedQuerySet[Evidence]
) -> tuple[list[dict[str, Any]], tuple[Blob, ...], int]:
    """Return the pieces, their files, and how many of these are withheld."""
    rows = standing_evidence(row).select_related("evidence")
    uses = list(rows.order_by("item", "asked", "added_at", "id"))
    pinned = {(each.item, each.asked, each.code): each.version for each in manifest.evidence} if manifest else {}
    by_piece: dict[UUID, list[dict[str, Any]]] = {}
    numbers: dict[UUID, set[int]] = {}
    for use in uses:
        piece = use.evidence
        number = pinned.get((use.item, use.asked, piece.code), piece.head)
        numbers.setdefault(piece.pk, set()).add(number)
        told = {"item": use.item, "asked": use.asked, "remark": use.remark, "version": number}
        by_piece.setdefault(piece.pk, []).append(told)
    versions = _versions(row, numbers)
    opened = set(open_to.filter(pk__in=list(numbers)).order_by().values_list("pk", flat=True))
    pieces, blobs, withheld = [], list[Blob](), 0
    for piece in {use.evidence_id: use.evidence for use in uses}.values():
        secret = piece.pk not in opened
        shown = [_version(piece, each, secret=secret) for each in versions.get(piece.pk, ())]
        withheld += sum(blob is None for _told, blob in shown)
        blobs += [blob for _told, blob in shown if blob is not None]
        absent = _absent(piece, manifest, {told["number"] for told, _blob in shown})
        withheld += len(absent)
        versions_told = [*(told for told, _blob in shown), *absent]
        pieces.append(_piece(piece, versions_told, by_piece[piece.pk], secret=secret))
    return pieces, tuple(blobs), withheld


def _absent(piece: Evidence, manifest: Manifest | None, here: Collection[int]) -> list[dict[str, Any]]:
    """Tell the versions that were handed in elsewhere and withheld when they came here, as the record has them."""
    kept = {each.version: each for each in manifest.evidence if each.code == piece.code} if manifest else {}
    at = _moment(manifest.submitted_at) if manifest else ""
    return [
        {"number": number, "digest": each.digest, "size": each.size, "name": each.name, "kind": _ABSENT, "cause": "",
         "at": at, "file": ""}
        for number, each in sorted(kept.items())
        if number and number not in here
    ]  # fmt: skip


def _versions(row: Worksheet, numbers: Mapping[UUID, set[int]]) -> dict[UUID, list[EvidenceVersion]]:
    rows = EvidenceVersion.objects.for_tenant(row.tenant_id).filter(evidence_id__in=list(numbers))
    found: dict[UUID, list[EvidenceVersion]] = {}
    for version in rows.select_related("preparation").order_by("evidence_id", "number"):
        if version.number in numbers[version.evidence_id]:
            found.setdefault(version.evidence_id, []).append(version)
    return found


def _version(piece: Evidence, version: EvidenceVersion, *, secret: bool) -> tuple[dict[str, Any], Blob | None]:
    """Tell a version; what is confidential, or was found to be dangerous, goes along as a digest alone."""
    held = secret or version.preparation.state == PreparationState.BLOCKED
    kind = KINDS.get(version.kind)
    ending = f".{kind.extensions[0]}" if kind else ""
    place = "" if held else f"{described.FILES}{piece.code}-v{version.number}{ending}"
    told = {
        "number": version.number,
        "digest": version.digest,
        "size": version.size,
        "name": "" if secret else version.name,
        "kind": version.kind,
        "cause": "" if secret else version.cause,
        "at": _moment(version.at),
        "file": place,
    }
    blob = None if held else Blob(place, version.digest, version.size, version.kind in _SMALLER)
    return told, blob


def _piece(
    piece: Evidence, versions: list[dict[str, Any]], uses: list[dict[str, Any]], *, secret: bool
) -> dict[str, Any]:
    days = {name: getattr(piece, name) for name in ("dated_on", "valid_from", "valid_until", "seen_on")}
    return {
        "code": piece.code,
        "title": _WITHHELD if secret else piece.title,
        "about": "" if secret else piece.about,
        "shared": piece.shared,
        "confidential": piece.confidential,
        **{name: day.isoformat() if day else None for name, day in days.items()},
        "address": "" if secret else piece.address,
        "versions": versions,
        "items": [{**use, "remark": "" if secret else use["remark"]} for use in uses],
    }


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _json(value: Mapping[str, Any]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
