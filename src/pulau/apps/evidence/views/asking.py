"""What an address asks of lists of evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.http import urlencode

from pulau.apps.evidence.policies import READ
from pulau.apps.evidence.selectors.search import EvidenceSearch, Validity
from pulau.apps.evidence.selectors.units import units_for
from pulau.apps.evidence.shown import Mark
from pulau.exchange.files.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from django.http import HttpRequest

    from pulau.core.shared.actor import Actor

_LAST_PAGE = 100_000


def search_of(actor: Actor, asked: Mapping[str, str], page: int = 1) -> EvidenceSearch:
    """Return the search that an address asks for; what it names and is not there narrows nothing."""
    mark, validity = asked.get("tanda", ""), asked.get("masa", "")
    return EvidenceSearch(
        words=asked.get("cari", ""),
        kinds=tuple(kind.code for kind in KINDS.values() if kind.group == asked.get("jenis")),
        unit=_unit(actor, asked.get("unit", "")),
        validity=Validity(validity) if validity in set(Validity) else None,
        preserved=False if mark == Mark.UNPRESERVED else None,
        withdrawn=mark == Mark.WITHDRAWN,
        confidential=True if mark == Mark.CONFIDENTIAL else None,
        page=page,
    )


def _unit(actor: Actor, code: str) -> UUID | None:
    if not code:
        return None
    found: UUID | None = units_for(actor, READ).filter(code=code).values_list("pk", flat=True).first()
    return found


def page_asked(request: HttpRequest) -> int:
    """Return the page that an address asks for, from 1."""
    text = request.GET.get("halaman", "")
    return min(int(text), _LAST_PAGE) if text.isascii() and text.isdecimal() and len(text) < len(str(_LAST_PAGE)) else 1


def query_of(asked: Mapping[str, str]) -> str:
    """Return what other pages of a list keep of an address: empty, or ending with `&`."""
    told = {name: value for name, value in asked.items() if value}
    return f"{urlencode(told)}&" if told else ""
