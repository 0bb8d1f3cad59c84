"""What declarations are called elsewhere: in the journal, and on the page of a unit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from pulau.apps.declarations.models import Declaration
from pulau.apps.declarations.selectors.declarations import declarations_for
from pulau.foundation.registry.subjects import Subjects
from pulau.foundation.registry.unit_links import UnitLink, UnitLinks
from pulau.foundation.ui.formats import long_date

if TYPE_CHECKING:
    from collections.abc import Collection
    from uuid import UUID

    from pulau.core.shared.actor import Actor

MOST_LINKS: Final = 10


def _names(actor: Actor, ids: Collection[str]) -> dict[str, str]:
    rows = Declaration.objects.for_actor(actor).filter(pk__in=ids).order_by()
    return {str(row.pk): f"{row.declarer} {row.year}" for row in rows}


def links_of_unit(actor: Actor, unit_id: UUID) -> list[UnitLink]:
    """Return the declarations of a unit that the actor may see, newest first, each with whence it descends."""
    rows = declarations_for(actor).filter(unit_id=unit_id).select_related("parent").order_by("-day")[:MOST_LINKS]
    return [
        UnitLink(
            reverse("declarations:declaration", args=[row.pk]),
            _("Pencanangan %(day)s") % {"day": long_date(row.day)},
            _note(row),
        )
        for row in rows
    ]


def _note(row: Declaration) -> str:
    told = [str(row.get_state_display())]
    if row.symbolic:
        told.append(_("simbolis"))
    if row.parent_id is not None and row.parent is not None:
        told.append(_("berasal dari %(above)s") % {"above": row.parent.declarer})
    return ", ".join(told)


UNIT_LINKS: Final = UnitLinks("declarations", pgettext_lazy("daftar", "Pencanangan"), links_of_unit)
SUBJECTS: Final = (
    Subjects("declarations.declaration", "Pencanangan", "Declaration", _names, keys=frozenset({"declaration"})),
)
