"""Giving out a version of a piece of evidence: for this app's pages, and where another app lets somebody see it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.shortcuts import render

from pulau.apps.evidence.models import Evidence
from pulau.apps.evidence.selectors.files import is_held_back, version_of
from pulau.apps.evidence.serving import OCTETS, give
from pulau.apps.evidence.wishes import EvidenceNotFound
from pulau.exchange.files.kinds import KINDS
from pulau.foundation.storage import BlobDamaged, BlobMissing

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase

    from pulau.apps.evidence.models import EvidenceVersion


def give_version(request: HttpRequest, tenant_id: UUID, evidence_id: UUID, number: int) -> HttpResponseBase:
    """Give out a version of a body's piece, the very bytes that came; the caller has asked who may see it.

    Nobody gets one in which something dangerous was found. Raises EvidenceNotFound (404).
    """
    row: Evidence | None = Evidence.objects.for_tenant(tenant_id).filter(pk=evidence_id).first()
    if row is None:
        raise EvidenceNotFound("no such evidence")
    return give_file(request, row, version_of(row, number))


def give_file(request: HttpRequest, row: Evidence, version: EvidenceVersion) -> HttpResponseBase:
    """Give out the very bytes that came."""
    kind = KINDS.get(version.kind)
    return given(request, row, version, version.digest, name=version.name, media=kind.media if kind else OCTETS)


def given(
    request: HttpRequest,
    row: Evidence,
    version: EvidenceVersion,
    digest: str,
    *,
    name: str,
    media: str,
    inline: bool = False,
) -> HttpResponseBase:
    """Answer with bytes of a version, or with the page that says why there are none."""
    context = {"piece": row, "version": version}
    if is_held_back(version):
        return render(request, "evidence/held_back.html", context, status=403)
    try:
        return give(request, digest, name=name, media=media, inline=inline)
    except (BlobMissing, BlobDamaged):
        return render(request, "evidence/damaged.html", context, status=503)
