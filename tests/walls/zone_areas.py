"""Zone areas: each agency has one with a unit, texts and evidence of its own, and one to which it asked the other's."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Final

from django.urls import reverse

from pulau.apps.agencies.contract import UnitKind, add_unit
from pulau.apps.zone_areas.services.areas import make_zone_area
from pulau.apps.zone_areas.services.aspects import answer_aspect
from pulau.apps.zone_areas.services.members import invite_unit, join_unit
from pulau.apps.zone_areas.services.memberships import answer_invitation
from pulau.apps.zone_areas.wishes import AreaWish, AspectWish, Invitation, Reply
from tests.cast import NOW

if TYPE_CHECKING:
    from uuid import UUID

    from tests.walls.furnished import Furnished
    from tests.walls.places import Place

DAY = date(2025, 7, 1)
YEAR = 2025
ASPECT = "practice"
SIDES: Final = (
    ("hana", "sagara", "unit-rsud", "Kota Muara Lain", "vera", "staf-rsud"),
    ("vera", "lain", "unit-lain", "Kabupaten Tanjung Sagara", "hana", "staf-lain"),
)
KEEPERS: Final = {"sagara": "hana", "lain": "vera"}
Filler = Callable[["Furnished"], Iterator["Place"]]
People = frozenset[str | None]
PEOPLE: Final[Mapping[str, People]] = {
    "sagara": frozenset({"ayu", "gita", "joko", "hana", "indra"}),
    "lain": frozenset({"dewi", "vera"}),
}
ACTING: Final[People] = PEOPLE["sagara"] | PEOPLE["lain"]
OVERSEEING: Final[People] = frozenset({"hana", "indra", "vera"})
KEEPING: Final[People] = frozenset({"hana", "vera"})
JOINING: Final[People] = KEEPING | {"gita"}


def lay_zones(made: Furnished, texts: Mapping[str, str]) -> None:
    """Give each agency its areas; the members' ids lie in `areas`, those of what was asked of it in `joined`."""
    house = made.house
    for who, whose, unit, other, asked, sphere in SIDES:
        actor, text = house.actors[who], texts[whose]
        area = make_zone_area(actor=actor, code=f"kawasan-{whose}", wish=AreaWish(f"Kawasan {text}", "port"), now=NOW)
        joined = join_unit(actor=actor, zone_area_id=area.pk, unit_id=house.units[unit].pk, since=DAY, now=NOW)
        made.areas[whose] = joined.pk
        wish = AspectWish(ASPECT, 0, "B", texts[sphere])
        answer_aspect(actor=actor, zone_area_id=area.pk, year=YEAR, wish=wish, now=NOW)
        shared = make_zone_area(actor=actor, code=f"lintas-{whose}", wish=AreaWish("Kawasan Lintas", "port"), now=NOW)
        guest = house.actors[asked]
        named = add_unit(actor=guest, code=f"lintas-{asked}", name="Balai Karantina", kind=UnitKind.OFFICE, now=NOW)
        for state in ("joined", "waiting"):
            letter = Invitation(other, f"Balai Karantina {state}", DAY)
            row = invite_unit(actor=actor, zone_area_id=shared.pk, wish=letter, now=NOW)
            made.joined[asked, state] = row.pk
        answer_invitation(actor=guest, member_id=made.joined[asked, "joined"], reply=Reply(named.pk), now=NOW)


def of_zone_areas(place: type[Place]) -> dict[str, Filler]:
    """Return who may do what at each address of zone areas."""
    return {
        "zone_areas:areas": lambda _made: iter([place("zone_areas:areas", reverse("zone_areas:areas"), read=ACTING)]),
        "zone_areas:make": lambda _made: iter(
            [
                place(
                    "zone_areas:make",
                    reverse("zone_areas:make"),
                    KEEPING,
                    read=KEEPING,
                    write=KEEPING,
                )
            ]
        ),
        "zone_areas:area": _of_area(place, "zone_areas:area", ACTING, everybody=True),
        **{
            f"zone_areas:{name}": _of_area(place, f"zone_areas:{name}", KEEPING, write=True)
            for name in ("change", "join", "invite")
        },
        "zone_areas:end": _of_area(place, "zone_areas:end", KEEPING, member=True, write=True),
        "zone_areas:export": _of_area(place, "zone_areas:export", OVERSEEING, YEAR),
        "zone_areas:aspect": _of_area(place, "zone_areas:aspect", ACTING, YEAR, ASPECT, write=True),
        "zone_areas:show_by": _of_area(
            place, "zone_areas:show_by", ACTING - {"indra"}, YEAR, ASPECT, write=True, read=False
        ),
        "zone_areas:remove": _of_area(
            place, "zone_areas:remove", ACTING - {"indra"}, YEAR, ASPECT, write=True, read=False, member=True
        ),
        "zone_areas:membership": _of_membership(place, "zone_areas:membership", ACTING),
        "zone_areas:leave": _of_membership(place, "zone_areas:leave", JOINING),
    }


def _of_area(
    place: type[Place],
    name: str,
    duty: People,
    *rest: object,
    everybody: bool = False,
    member: bool = False,
    write: bool = False,
    read: bool = True,
) -> Filler:
    def fill(made: Furnished) -> Iterator[Place]:
        for whose, key in made.areas.items():
            keeper: People = frozenset({KEEPERS[whose]})
            seers = PEOPLE[whose] & duty if everybody else PEOPLE[whose] & duty & OVERSEEING
            path = reverse(name, args=[f"kawasan-{whose}", *rest, *([key] if member else [])])
            # What would be removed is not there: its keeper is let in, and finds nothing.
            nothing = name == "zone_areas:remove"
            blind = duty - (frozenset() if nothing else seers)
            yield place(name, path, duty, blind, seers if read else None, keeper if write else None)

    return fill


def _of_membership(place: type[Place], name: str, duty: People) -> Filler:
    def fill(made: Furnished) -> Iterator[Place]:
        for (keeper, _state), key in made.joined.items():
            whose = "lain" if keeper == "vera" else "sagara"
            seers = PEOPLE[whose] & duty & OVERSEEING
            through: People = frozenset({keeper})
            yield place(name, reverse(name, args=[key]), duty, duty - seers, seers, through)

    return fill


Joined = dict[tuple[str, str], "UUID"]
