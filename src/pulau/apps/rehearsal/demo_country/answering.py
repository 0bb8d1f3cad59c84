"""What units of the wider country answered, and how the assessors of both bodies saw it: out of strengths, not chance.

Answers are searched until the core itself finds what the course tells: a unit that got a title meets every minimum at
both bodies of assessors, one that did not misses one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from pulau.apps.agencies.contract import UnitKind
from pulau.apps.rehearsal.demo_country.courses import DECLINED, UNFIT, WBBM
from pulau.apps.rehearsal.demo_country.days import chance
from pulau.apps.worksheets.contract import DemoSheet, DemoStep, DemoUnit, demo_answers, score_of
from pulau.core.regulation.model import Choice, Part
from pulau.core.workflow.levels import Body
from pulau.exchange.packs import load_pack

if TYPE_CHECKING:
    from pulau.apps.worksheets.contract import Figures
    from pulau.core.regulation.model import Pack

OLD_LAW: Final = "permenpan-rb-52-2014"
LAW: Final = "permenpan-rb-90-2021"
LAST_OLD_YEAR: Final = 2021
_WHOLE: Final = DemoStep(days=0, answered=100)
_TRIES: Final = 12
_STEP: Final = 3
"""Percent points by which a unit is taken for stronger, or weaker, where the course is not met yet."""


@dataclass(frozen=True, slots=True)
class Aim:
    """A unit's evaluation of a year: which unit, under which law, for which title, how it ends."""

    key: str
    year: int
    ends: str
    held: str = ""
    strength: int = 0

    @property
    def regulation(self) -> str:
        """The law of the year."""
        return OLD_LAW if self.year <= LAST_OLD_YEAR else LAW

    @property
    def title(self) -> str:
        """The title that is aimed at."""
        return "WBBM" if self.held else "WBK"


@dataclass(frozen=True, slots=True)
class Judged:
    """Answers of a unit, and what stands at each body of assessors: all items at the TPI, differing ones at the TPN."""

    own: Mapping[str, Any]
    tpi: Mapping[str, Any]
    tpn: Mapping[str, Any]
    figures: Mapping[Body, Figures]


def judged(aim: Aim) -> Judged:
    """Return the answers of an evaluation that ends as its course tells. Raises LookupError where none were found."""
    lift = 0
    for _try in range(_TRIES):
        found = _seen(aim, lift)
        tpi, tpn = (_meets(aim, found, body) for body in (Body.TPI, Body.TPN))
        if aim.ends == UNFIT:
            if not tpi:
                return found
            lift -= _STEP
        elif tpi and tpn is not (aim.ends == DECLINED):
            return found
        else:
            lift += _STEP
    raise LookupError(aim.key)


def answers(aim: Aim, lift: int = 0) -> dict[str, Any]:
    """Return what a unit answers of its whole worksheet, as plain data by item."""
    base = {UNFIT: 66, WBBM: 93}.get(aim.ends, 84) + aim.strength + lift
    strengths = tuple(base + chance(11, aim.key, area, "area") - 5 for area in range(6))
    own = DemoSheet(steps=(_WHOLE,), regulation=aim.regulation, told=_results(aim))
    first, second, third, fourth, fifth, sixth = strengths
    whose = (first, second, third, fourth, fifth, sixth)
    return demo_answers(
        load_pack(aim.regulation), DemoUnit(aim.key, "", UnitKind.OFFICE, whose, (), "", {}), own, _WHOLE
    )


def _results(aim: Aim) -> dict[str, Any]:
    """Return the results of surveys and performance that a unit reports of itself."""
    high, turn = aim.ends == WBBM, chance(9, aim.key, aim.year, "survei")
    low = aim.ends == UNFIT
    perception = (348 if low else 384 if high else 372) + turn
    service = (318 if low else 372 if high else 346) + turn
    indices = [f"{index // 100}.{index % 100:02d}" for index in (perception, service)]
    if aim.regulation == OLD_LAW:
        return {"H1.1": indices[0], "H1.2": str(82 + turn if low else 92 + turn), "H2.1": indices[1]}
    return {"H1.a": indices[0], "H1.b": "C" if low else "A" if high else "B", "H2.a": indices[1]}


def _seen(aim: Aim, lift: int) -> Judged:
    own, pack = answers(aim, lift), load_pack(aim.regulation)
    tpi = own | _lowered(pack, own, aim, 19 if aim.ends == UNFIT else 13, "tpi")
    tpn = _lowered(pack, tpi, aim, 17, "tpn") | _raised(pack, tpi, aim)
    if aim.ends == DECLINED:
        tpn |= {"H1.1" if aim.regulation == OLD_LAW else "H1.a": "3.41"}
    figures = {
        Body.TPI: score_of(aim.regulation, tpi, aim.held),
        Body.TPN: score_of(aim.regulation, {**tpi, **tpn}, aim.held),
    }
    return Judged(own, tpi, tpn, figures)


def _lowered(pack: Pack, seen: Mapping[str, Any], aim: Aim, one_in: int, who: str) -> dict[str, Any]:
    """Return the items, one in so many, of which assessors found the next lower option."""
    return {item: lower for item in seen if chance(one_in, aim.key, aim.year, item, who) == 0
            and (lower := _beside(pack, item, seen[item], 1)) is not None}  # fmt: skip


def _raised(pack: Pack, seen: Mapping[str, Any], aim: Aim) -> dict[str, Any]:
    """Return the few items that the ministry's assessors found better than the inspectorate."""
    return {item: higher for item in seen if chance(43, aim.key, aim.year, item, "naik") == 0
            and (higher := _beside(pack, item, seen[item], -1)) is not None}  # fmt: skip


def _beside(pack: Pack, item: str, value: object, step: int) -> str | None:
    kind, part = pack.items[item].answer, pack.sub_areas[pack.items[item].sub_area].part
    if not isinstance(kind, Choice) or not isinstance(value, str) or part is Part.RESULT:
        return None
    options = list(kind.values)
    place = options.index(value) + step
    return options[place] if 0 <= place < len(options) else None


def _meets(aim: Aim, found: Judged, body: Body) -> bool:
    return bool(found.figures[body].titles.get(aim.title))
