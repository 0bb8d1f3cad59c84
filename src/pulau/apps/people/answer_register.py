"""What the register of appointments can answer in a worksheet: that a unit has a team, and nothing that it cannot know.

Of all items it is the only one whose answer follows from who holds which duty. That nobody is registered says nothing:
a team may have been formed on paper, so "Tidak" is never proposed.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from django.utils import timezone

from pulau.apps.people.models import Appointment, Role
from pulau.core.shared.digest import canonical_digest
from pulau.foundation.calendar import today_of
from pulau.foundation.registry.answer_registers import AnswerRegister, Proposed
from pulau.foundation.tenancy.days import covering

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from pulau.core.shared.actor import Actor

_ITEMS: Final = {
    "permenpan-rb-90-2021": "P1.i.a",
    "permenpan-rb-10-2019": "P1.i.a",
    "permenpan-rb-52-2014": "P1.1.a",
}
"""The item that asks whether the unit has a team, by form."""
A_TEAM: Final = 2
"""People from whom on a team is one."""


def _propose(actor: Actor, unit_id: UUID, year: int, regulation: str) -> Iterable[Proposed]:
    item = _ITEMS.get(regulation)
    if item is None:
        return []
    day = min(today_of(actor, timezone.now()), date(year, 12, 31))
    rows = Appointment.objects.for_actor(actor).filter(covering(day), role=Role.ZONE_TEAM, unit_id=unit_id)
    held = list(rows.order_by("since", "user_id", "pk").values_list("pk", "user_id", "since", "document"))
    people = {user_id for _key, user_id, _since, _document in held}
    if len(people) < A_TEAM:
        return []
    documents = sum(bool(document) for _key, _user, _since, document in held)
    found = [[str(key), str(user), since.isoformat(), document] for key, user, since, document in held]
    return [
        Proposed(
            item=item,
            value="Ya",
            query=f"people.appointment role={Role.ZONE_TEAM.value} unit={unit_id} day={day.isoformat()}",
            digest=canonical_digest(found),
            indonesian=f"Menurut catatan peran, {len(people)} orang menjadi anggota tim zona integritas unit ini.",
            english=f"By the register of roles, {len(people)} people are in the zone team of this unit.",
            facts={"people": len(people), "documents": documents, "day": day.isoformat()},
        )
    ]


ZONE_TEAMS: Final = AnswerRegister("people.zone_team", "Catatan peran", "Register of roles", _propose)
