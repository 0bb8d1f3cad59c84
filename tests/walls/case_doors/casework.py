"""Addresses of casework below a case: each has an assessor who was drawn, and one who was replaced."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from django.urls import reverse

from pulau.apps.assessments.models import Assignment, Level
from tests.cast import NOW
from tests.walls.case_groups import SEERS, TPI_LEADER, TPN, Door

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.walls.furnished import Furnished
    from tests.walls.places import Place

DOORS: Final[dict[str, Door]] = {
    "assessments:case": Door(),
    "assessments:team": Door(),
    "assessments:drawn": Door(rests=(("{drawn}",),)),
    "assessments:step": Door(
        read=TPI_LEADER, write=TPI_LEADER, rests=(("begin_tpi",), ("find_unfit",)), body={"alasan": "x"},
        duty=SEERS.duty,
    ),
    "assessments:aim": Door(
        read=TPI_LEADER, write=TPI_LEADER, body={"jenis": "first", "predikat": "WBBM"}, duty=SEERS.duty
    ),
    "assessments:assign": Door(read=TPN, write=TPN, rests=(("tpn-desk",),), body={"orang": "x"}, duty=SEERS.duty),
    "assessments:draw": Door(read=TPN, write=TPN, rests=(("tpn-field",),), body={"jumlah": "x"}, duty=SEERS.duty),
    "assessments:end_assignment": Door(
        read=TPN, write=TPN, rests=(("{drawn}",),), body={"alasan": "x"}, duty=SEERS.duty
    ),
}  # fmt: skip
BY_GUESTS: Final[frozenset[str]] = frozenset(
    f"assessments:{name}" for name in ("step", "aim", "assign", "draw", "end_assignment")
)
"""Those that open to none of the house's people: only to assessors, whom the app's own tests let in."""
_UNITS: Final = ("own-unit", "other-unit", "foreign-unit")
_BODIES: Final = ("own-body", "foreign-body")
GUESTS_ALONE: Final = {
    "assessments:cases": frozenset(
        f"{role}@{where}"
        for roles, places in (
            (("zone-team", "area-owner", "unit-head", "tpi-member"), _UNITS),
            (("agency-administrator", "agency-head", "tpi-member", "tpi-leader", "tpi-controller"), _BODIES),
            (("tpn-assessor", "tpn-panel"), ("region", "other-region", "country")),
        )
        for role in roles
        for where in places
    )
}
"""Guests who open the list: whoever sees some case, whichever those are."""
PEOPLE: Final = frozenset({"ayu", "gita", "joko", "hana", "indra", "dewi", "vera"})


def lay_teams(made: Furnished, texts: Mapping[str, str]) -> None:
    """Give each case an assessor who was drawn by a number with a source, and one who was replaced for a reason."""
    for sphere in ("dukcapil", "lain"):
        whose = made.house.tenants["sagara" if sphere == "dukcapil" else "lain"]
        rows = Assignment.objects.for_tenant(whose)
        told = {"case_id": made.cases[sphere, "{case}"], "user_id": made.house.users["eka"].pk, "given_at": NOW}
        lot = {"scheme": "pulau-lot-1", "manifest": "a" * 64, "level": Level.TPN_DESK.value, "number": "7",
               "source": texts[sphere], "seed": "b" * 64, "candidates": [str(told["user_id"])],
               "drawn": [str(told["user_id"])]}  # fmt: skip
        made.cases[sphere, "{drawn}"] = rows.create(level=Level.TPN_DESK, lot=lot, **told).pk
        rows.create(level=Level.TPN_FIELD, ended_at=NOW, end_reason=texts[f"kunjungan-{sphere}"], **told)


def of_lists(place: type[Place]) -> dict[str, Callable[[Furnished], Iterator[Place]]]:
    """Return who opens the list of cases."""
    name = "assessments:cases"
    return {name: lambda _made: iter([place(name, reverse(name), PEOPLE, read=PEOPLE)])}
