"""Finding units and regions by what somebody typed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q

from pulau.apps.agencies.contract import WorkUnit, units_of
from pulau.exchange.regions import regions

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor


def unit_by_words(actor: Actor, words: str, day: date | None = None) -> WorkUnit | None:
    """Return the unit of the actor's agency with this code or, if only one has it, this name; on a day, where given."""
    named = units_of(actor).filter(Q(code=words.strip().lower()) | Q(name__iexact=words.strip()))
    found = [unit for unit in named[:3] if day is None or unit.exists_on(day)]
    exact = [unit for unit in found if unit.code == words.strip().lower()]
    return (exact or found)[0] if exact or len(found) == 1 else None


def region_by_words(words: str) -> str:
    """Return the code of the province, regency or city of this code or full name; empty for one that is not known."""
    told = words.strip().lower()
    known = regions()
    if told in known:
        return told
    named = [region.code for region in known.values() if region.name.lower() == told]
    return named[0] if len(named) == 1 else ""
