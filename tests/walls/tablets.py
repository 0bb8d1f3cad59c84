"""Shared tablets in the walls: one in each unit, with a drawing that waits; and who attends there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from pulau.apps.declarations.marks import CROSS
from pulau.apps.declarations.models import Pact, PactCause, PactState, PledgeKind
from pulau.apps.declarations.services.tablet import open_tablet
from pulau.foundation import storage
from pulau.foundation.tenancy.wall import behind_wall
from tests.cast import NOW

if TYPE_CHECKING:
    from tests.house import House

People = frozenset[str | None]
ATTENDING: Final[People] = frozenset({"ayu", "gita", "joko", "hana", "dewi", "vera"})
ATTENDANTS: Final[Mapping[str, People]] = {
    "dukcapil": frozenset({"ayu", "gita", "hana"}),
    "rsud": frozenset({"joko", "hana"}),
    "lain": frozenset({"dewi", "vera"}),
}
_WHERE: Final = {
    "dukcapil": ("gita", "disdukcapil"), "rsud": ("joko", "rsud"), "lain": ("dewi", "disdukcapil-lain"),
}  # fmt: skip
Tablets = dict[str, tuple[UUID, UUID]]
"""By sphere: a tablet, and a pact that was drawn there."""


def set_up(house: House, texts: Mapping[str, str]) -> Tablets:
    """Furnish: in each unit an open tablet, and somebody's drawing."""
    made: Tablets = {}
    for sphere, (who, code) in _WHERE.items():
        actor, unit = house.actors[who], house.units[code]
        with behind_wall(actor.tenant_id):
            tablet, _key = open_tablet(actor=actor, unit_id=unit.pk, length=timedelta(hours=8), now=timezone.now())
            pact = Pact(
                tenant_id=actor.tenant_id, kind=PledgeKind.PERSONAL, year=2025, cause=PactCause.YEARLY, unit=unit,
                state=PactState.DRAWN, name=texts[f"tablet-{sphere}"], drawing=storage.put(CROSS),
                drawn_at=NOW, created_at=NOW, due_on=NOW.date(),
            )  # fmt: skip
            pact.save(force_insert=True)
        made[sphere] = (tablet.pk, pact.pk)
    return made


def of_tablets(place: Callable[..., Any]) -> Mapping[str, Callable[[Any], Iterator[Any]]]:
    """Return the fillers of the addresses of shared tablets."""

    def one(name: str, *, of: str = "t", read: bool = False, write: bool = True) -> Any:  # noqa: ANN401 - a filler
        full = f"declarations:{name}"

        def fill(made: Any) -> Iterator[Any]:  # noqa: ANN401 - the house as furnished
            for sphere, through in ATTENDANTS.items():
                tablet, pact = made.tablets[sphere]
                args = {"t": [tablet], "p": [pact], "tp": [tablet, pact]}[of]
                yield place(
                    full, reverse(full, args=args), ATTENDING, ATTENDING - through, through if read else None,
                    through if write else None,
                )  # fmt: skip

        return fill

    def page(name: str, *, read: bool) -> Any:  # noqa: ANN401 - a filler
        full = f"declarations:{name}"
        return lambda _made: iter(
            [place(full, reverse(full), ATTENDING, read=ATTENDING if read else None, write=None if read else ATTENDING)]
        )

    return {
        "declarations:tablets": page("tablets", read=True),
        "declarations:open_tablet": page("open_tablet", read=False),
        "declarations:drawing": one("drawing", of="p", read=True, write=False),
        "declarations:tablet": one("tablet", read=True, write=False),
        "declarations:end_tablet": one("end_tablet"),
        "declarations:attest_drawings": one("attest_drawings"),
        "declarations:resume_attesting": one("resume_attesting"),
        "declarations:refuse_drawing": one("refuse_drawing", of="tp"),
    }
