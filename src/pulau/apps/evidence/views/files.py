"""The bytes of evidence: a version as it came, its copy for viewing, a picture of one of its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pulau.apps.evidence.policies import READ
from pulau.apps.evidence.selectors.files import is_held_back, preparation_of, version_of
from pulau.apps.evidence.selectors.pieces import get_evidence_for
from pulau.apps.evidence.serving import OCTETS, give
from pulau.apps.evidence.wishes import EvidenceNotFound
from pulau.apps.people.contract import actor_of
from pulau.exchange.files.kinds import KINDS, Group
from pulau.foundation.storage import BlobDamaged, BlobMissing
from pulau.foundation.tenancy.deciding import may
from pulau.foundation.tenancy.policy import requires

if TYPE_CHECKING:
    from pulau.apps.evidence.models import Evidence, EvidenceVersion

PAGE_MEDIA: Final = "image/webp"


@requires(may(READ))
@never_cache
@require_safe
def file(request: HttpRequest, evidence_id: UUID, number: int) -> HttpResponseBase:
    """Give out a version, the very bytes that came; to nobody where something dangerous was found in it."""
    row = get_evidence_for(actor_of(request), evidence_id)
    version = version_of(row, number)
    kind = KINDS.get(version.kind)
    return _given(request, row, version, version.digest, name=version.name, media=kind.media if kind else OCTETS)


@requires(may(READ))
@never_cache
@require_safe
def view(request: HttpRequest, evidence_id: UUID, number: int) -> HttpResponseBase:
    """Show the copy without telling data, which Pulau made: pictures and PDFs in the browser, the rest as a file."""
    row = get_evidence_for(actor_of(request), evidence_id)
    version = version_of(row, number)
    made = preparation_of(version)
    kind = KINDS.get(made.copy_kind) if made else None
    if made is None or not made.copy or kind is None:
        raise EvidenceNotFound("no copy for viewing was made of this version")
    name = f"{version.name.rpartition('.')[0] or version.name}.{kind.extensions[0]}"
    shown = kind.group in {Group.PDF, Group.IMAGE}
    return _given(request, row, version, made.copy, name=name, media=kind.media, inline=shown)


@requires(may(READ))
@never_cache
@require_safe
def page(request: HttpRequest, evidence_id: UUID, number: int, position: int) -> HttpResponseBase:
    """Show the picture of a page, by its position from 1."""
    row = get_evidence_for(actor_of(request), evidence_id)
    version = version_of(row, number)
    made = preparation_of(version)
    if made is None or not 1 <= position <= len(made.pages):
        raise EvidenceNotFound("no such page")
    digest, name = made.pages[position - 1], f"halaman-{position}.webp"
    return _given(request, row, version, digest, name=name, media=PAGE_MEDIA, inline=True)


def _given(
    request: HttpRequest,
    row: Evidence,
    version: EvidenceVersion,
    digest: str,
    *,
    name: str,
    media: str,
    inline: bool = False,
) -> HttpResponseBase:
    context = {"piece": row, "version": version}
    if is_held_back(version):
        return render(request, "evidence/held_back.html", context, status=403)
    try:
        return give(request, digest, name=name, media=media, inline=inline)
    except (BlobMissing, BlobDamaged):
        return render(request, "evidence/damaged.html", context, status=503)
