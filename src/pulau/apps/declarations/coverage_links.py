"""What a unit's page says of its coverage, and where more of it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pulau.apps.declarations.coverage_rows import SHAPES, People
from pulau.apps.declarations.policies import SEE_COVERAGE
from pulau.apps.declarations.selectors.coverage import coverage_of_unit
from pulau.core.pledging.coverage import is_few, standing_of
from pulau.foundation.registry.unit_links import UnitLink, UnitLinks
from pulau.foundation.tenancy.deciding import may_somewhere

if TYPE_CHECKING:
    from uuid import UUID

    from pulau.core.shared.actor import Actor


def links_of_unit(actor: Actor, unit_id: UUID) -> list[UnitLink]:
    """Return where a unit's newest coverage stands, with its counts in words; in one query."""
    found = coverage_of_unit(actor, unit_id) if may_somewhere(actor, SEE_COVERAGE) else None
    if found is None:
        return []
    people = People(found.staff, found.signed, few=actor.visits and is_few(found.staff))
    _shape, word = SHAPES[standing_of(found.declared_on, symbolic=found.symbolic)]
    address = f"{reverse('declarations:coverage')}?{urlencode({'tahun': found.year, 'cari': found.unit.code})}"
    return [
        UnitLink(address, _("Cakupan %(year)s") % {"year": found.year}, str(word)),
        UnitLink(address, _("Pakta %(year)s") % {"year": found.year}, people.words),
    ]


UNIT_LINKS: Final = UnitLinks("declarations.coverage", gettext_lazy("Cakupan"), links_of_unit)
