"""The bytes of evidence: a version as it came, its copy for viewing, a picture of one of its pages."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pulau.apps.evidence.giving import give_file, given
from pulau.apps.evidence.policies import READ, READ_HANDED
from pulau.apps.evidence.selectors.files import get_file_for, preparation_of
from pulau.apps.evidence.wishes import EvidenceNotFound
from pulau.apps.people.contract import actor_of
from pulau.exchange.files.kinds import KINDS, Group
from pulau.foundation.tenancy.deciding import may
from pulau.foundation.tenancy.policy import requires

PAGE_MEDIA: Final = "image/webp"


def readers(request: HttpRequest) -> bool:
    """Whether somebody may open files of evidence: who may see pieces, and those to whom some were handed in."""
    return may(READ)(request) or may(READ_HANDED)(request)


@requires(readers)
@never_cache
@require_safe
def file(request: HttpRequest, evidence_id: UUID, number: int) -> HttpResponseBase:
    """Give out a version, the very bytes that came; to nobody where something dangerous was found in it."""
    return give_file(request, *get_file_for(actor_of(request), evidence_id, number))


@requires(readers)
@never_cache
@require_safe
def view(request: HttpRequest, evidence_id: UUID, number: int) -> HttpResponseBase:
    """Show the copy without telling data, which Pulau made: pictures and PDFs in the browser, the rest as a file."""
    row, version = get_file_for(actor_of(request), evidence_id, number)
    made = preparation_of(version)
    kind = KINDS.get(made.copy_kind) if made else None
    if made is None or not made.copy or kind is None:
        raise EvidenceNotFound("no copy for viewing was made of this version")
    name = f"{version.name.rpartition('.')[0] or version.name}.{kind.extensions[0]}"
    shown = kind.group in {Group.PDF, Group.IMAGE}
    return given(request, row, version, made.copy, name=name, media=kind.media, inline=shown)


@requires(readers)
@never_cache
@require_safe
def page(request: HttpRequest, evidence_id: UUID, number: int, position: int) -> HttpResponseBase:
    """Show the picture of a page, by its position from 1."""
    row, version = get_file_for(actor_of(request), evidence_id, number)
    made = preparation_of(version)
    if made is None or not 1 <= position <= len(made.pages):
        raise EvidenceNotFound("no such page")
    digest, name = made.pages[position - 1], f"halaman-{position}.webp"
    return given(request, row, version, digest, name=name, media=PAGE_MEDIA, inline=True)
