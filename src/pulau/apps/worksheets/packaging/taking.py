"""Taking a package in: its files looked at and put into the store, its body and unit found or opened."""

from __future__ import annotations

import hashlib
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pulau.apps.agencies.contract import AgencyKind, UnitKind, add_unit, describe_agency, units_of
from pulau.apps.evidence.contract import EvidenceWish, Received, TakenPiece, TakenVersion, receive
from pulau.apps.worksheets.packaging.wish import PackageWish
from pulau.core.shared.actor import Actor
from pulau.core.shared.problems import BadInput
from pulau.exchange.packages import described
from pulau.exchange.packages.bag import PAYLOAD
from pulau.exchange.packages.checking import Checked, Content, opened
from pulau.foundation.accounts.services import open_tenant
from pulau.foundation.tenancy.models import Tenant
from pulau.foundation.tenancy.wall import behind_wall
from pulau.foundation.uploads.keeping import most_bytes

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from uuid import UUID

    from pulau.exchange.packages.container import Container
    from pulau.exchange.packages.described import PackedPiece, PackedVersion


@dataclass(frozen=True, slots=True)
class _Arrived:
    """A file of a package, unpacked for a while."""

    path: Path
    name: str


def home_of(content: Content, agency: str, unit: str, now: datetime) -> tuple[UUID, UUID]:
    """Return the body and the unit that take a package; they are opened as it tells them, where they are new here.

    `agency` and `unit` name others than the package's. Raises ValidationError for a code or a name that cannot be.
    """
    header = content.header
    code = agency or header.agency.code
    tenant = Tenant.objects.filter(code=code).first() or open_tenant(code=code, name=header.agency.name, now=now)
    actor = Actor.system(tenant.pk)
    with behind_wall(tenant.pk):
        if tenant.created_at == now:
            kind = header.agency.kind if header.agency.kind in AgencyKind.values else AgencyKind.BODY
            region = header.agency.region
            describe_agency(actor=actor, name=header.agency.name, kind=AgencyKind(kind), region=region, now=now)
        wanted = unit or header.unit.code
        row = units_of(actor).filter(code=wanted).first()
        if row is None:
            kind = header.unit.kind if header.unit.kind in UnitKind.values else UnitKind.OTHER
            row = add_unit(actor=actor, code=wanted, name=header.unit.name, kind=UnitKind(kind), now=now)
    return tenant.pk, row.pk


def prepared(path: Path, checked: Checked, unit_id: UUID, tell: Callable[[int, int], None]) -> PackageWish:
    """Return a good package with its files in the store; each is looked at first, like any that somebody sends.

    Raises BadInput for a file that is refused (nothing of the package is taken in then), StoreUnavailable, OSError.
    """
    content = checked.content
    if content is None or not checked.good:
        raise ValueError("the package is not good")
    every, done = sum(len(piece.versions) for piece in content.pieces), 0
    pieces = []
    with opened(path) as container, tempfile.TemporaryDirectory(prefix="pulau-package-") as folder:
        for piece in content.pieces:
            versions = []
            for version in piece.versions:
                if version.file:
                    received = _received(container, version, Path(folder))
                    versions.append(TakenVersion(version.number, received, version.cause))
                done += 1
                tell(done, every)
            pieces.append(TakenPiece(piece.code, _wish(piece, unit_id), tuple(versions)))
        record = container.read(PAYLOAD + described.MANIFEST) if content.header.handed else b""
    if record and hashlib.sha256(record).hexdigest() != content.manifest_digest:
        raise BadInput.because("package-manifest", described.MANIFEST)
    return PackageWish(content, tuple(pieces), record, checked.name[:100], checked.sha256)


def _received(container: Container, version: PackedVersion, folder: Path) -> Received:
    path, name = folder / "file", PAYLOAD + version.file
    if container.entries[name].file_size > most_bytes():  # before it is unpacked
        raise BadInput.because("file-too-big", name, limit_mb=most_bytes() // 1024**2)
    with path.open("wb") as file:
        for chunk in container.chunks(name):
            file.write(chunk)
    try:
        found = receive(_Arrived(path, version.name or Path(version.file).name))
    finally:
        path.unlink()
    if found.digest != version.digest:  # the package was replaced since it was checked
        raise BadInput.because("package-evidence-changed", version.file)
    return found


def _wish(piece: PackedPiece, unit_id: UUID) -> EvidenceWish:
    fields = ("title", "about", "shared", "confidential", "dated_on", "valid_from", "valid_until", "address", "seen_on")
    return EvidenceWish(unit_id=unit_id, **{name: getattr(piece, name) for name in fields})
