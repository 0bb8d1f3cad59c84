"""Why somebody cannot be given a duty, in a sentence: the reason, the unit, and the day from which it is possible."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext as _

from pulau.apps.agencies.contract import units_of
from pulau.apps.people.models import Role
from pulau.core.shared.conflicts import Conflict, Ground
from pulau.foundation.ui.formats import long_date

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pulau.core.shared.actor import Actor


def conflict_sentences(actor: Actor, conflicts: Sequence[Conflict], name: str) -> list[str]:
    """Return a sentence or two for each conflict of the person called `name`, without repetition; one query."""
    named = {found.unit_id for found in conflicts if found.unit_id is not None}
    units = dict(units_of(actor).filter(pk__in=named).values_list("pk", "name"))
    told = [f"{_reason(found, name, units)} {_way_out(found)}" for found in conflicts]
    return list(dict.fromkeys(told))


def _reason(found: Conflict, name: str, units: Mapping[UUID, str]) -> str:
    place = units.get(found.unit_id, "") if found.unit_id is not None else _("seluruh instansi")
    role = Role(found.role).label if found.role else ""
    words = {"name": name, "unit": place, "role": role}
    if found.ground is Ground.SERVES:
        return _("%(name)s bertugas di %(unit)s pada masa itu, jadi tidak menilai unit tersebut.") % words
    if found.ground is Ground.SERVED:
        return _("%(name)s bertugas di %(unit)s kurang dari dua tahun sebelumnya.") % words
    if found.ground is Ground.INTEREST:
        return _("%(name)s menyatakan memiliki kepentingan di %(unit)s.") % words
    if found.ground is Ground.OVERLAP:
        return _("%(name)s sudah memegang peran %(role)s di %(unit)s pada masa itu.") % words
    return _("%(name)s memegang peran %(role)s di %(unit)s, yang tidak dirangkap dengan peran ini.") % words


def _way_out(found: Conflict) -> str:
    if found.free_from is not None:
        return _("Dapat ditugaskan mulai %(day)s.") % {"day": long_date(found.free_from)}
    if found.ground is Ground.INTEREST:
        return _("Dapat ditugaskan setelah pernyataan itu diakhiri.")
    if found.ground is Ground.SERVES:
        return _("Dapat ditugaskan dua tahun setelah tugasnya di sana berakhir.")
    return _("Dapat ditugaskan setelah peran itu diakhiri.")
