"""The assessors' desks: none of the house's people has one; a calibration set and an export lie in the first body."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from django.urls import reverse

from pulau.apps.assessments.models import CalibrationSet, Export
from tests.cast import NOW

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from tests.walls.furnished import Furnished
    from tests.walls.places import Place

_NOBODY: Final = frozenset[str | None]()
_BODIES: Final = ("own-body", "foreign-body")
_UNITS: Final = ("own-unit", "other-unit", "foreign-unit")


def _guests(roles: tuple[str, ...], places: tuple[str, ...]) -> frozenset[str]:
    return frozenset(f"{role}@{where}" for role in roles for where in places)


_TPI: Final = _guests(("tpi-member", "tpi-leader", "tpi-controller"), _BODIES)
_CONTROLLERS: Final = _guests(("tpi-controller",), _BODIES)
_TPN: Final = _guests(("tpn-assessor", "tpn-panel"), ("region", "country"))
_DESKS: Final = _TPI | _guests(("tpi-member",), _UNITS) | _TPN
_EXPORTING: Final = _guests(("tpi-leader", "tpi-controller"), _BODIES) | _TPN
_HERE: Final = _guests(("tpi-member", "tpi-leader", "tpi-controller"), ("own-body",))

GUESTS_ALONE: Final[dict[str, frozenset[str]]] = {
    **{f"assessments:{name}": _DESKS for name in ("desk", "desk_all", "desk_map", "desk_load")},
    **{f"assessments:{name}": _TPN for name in ("desk_national", "desk_national_map")},
    "assessments:assessors": _CONTROLLERS,
    "assessments:calibrations": _TPI,
    "assessments:new_calibration": _CONTROLLERS,
    "assessments:calibration": _HERE,
    "assessments:exports": _EXPORTING,
    "assessments:export_file": frozenset(),  # of nobody who asks
}
"""Who opens the desks, to read."""
GUESTS_WRITING: Final[dict[str, frozenset[str]]] = {
    "assessments:desk_enter": _TPN,
    "assessments:new_calibration": _CONTROLLERS,
    "assessments:calibration": _HERE,
    "assessments:end_calibration": frozenset({"tpi-controller@own-body"}),
    "assessments:exports": _EXPORTING,
}
"""Who writes there."""
BY_ASSESSORS: Final[frozenset[str]] = frozenset({*GUESTS_ALONE, *GUESTS_WRITING})
"""All of them: addresses that open to none of the house's people, but to assessors, whom the app's own tests let in."""


def lay_desks(made: Furnished, texts: Mapping[str, str]) -> None:
    """Let the first body have a calibration set with a secret in it, and an export that somebody else asked for."""
    whose, somebody = made.house.tenants["sagara"], made.house.users["eka"].pk
    items = [{"item": "P1.i.b", "case": texts["kunjungan-dukcapil"], "key": "B"}]
    told = CalibrationSet.objects.for_tenant(whose).create(
        name=texts["kunjungan-dukcapil"], regulation="permenpan-rb-90-2021", items=items, opened_by_id=somebody,
        opened_at=NOW, due_on=date(2099, 1, 1),
    )  # fmt: skip
    row = Export.objects.for_tenant(whose).create(
        year=2025, table="jawaban", kind="csv", state="running", by_id=somebody, asked_at=NOW
    )
    made.cases["dukcapil", "{calibration}"], made.cases["dukcapil", "{export}"] = told.pk, row.pk


def of_desks(place: type[Place]) -> dict[str, Callable[[Furnished], Iterator[Place]]]:
    """Return who of the house may do what at the desks: nobody anything."""

    def plain(name: str) -> Callable[[Furnished], Iterator[Place]]:
        def fill(made: Furnished) -> Iterator[Place]:
            key = _KEYS.get(name)
            path = reverse(name, args=[made.cases["dukcapil", key]] if key else [])
            body = {"penilaian": str(made.cases["dukcapil", "{case}"])} if name == "assessments:desk_enter" else {}
            read = _NOBODY if name in GUESTS_ALONE else None
            write = _NOBODY if name in GUESTS_WRITING else None
            yield place(name, path, _NOBODY, read=read, write=write, body=body)

        return fill

    return {name: plain(name) for name in {**GUESTS_ALONE, **GUESTS_WRITING}}


_KEYS: Final = {
    "assessments:calibration": "{calibration}",
    "assessments:end_calibration": "{calibration}",
    "assessments:export_file": "{export}",
}
