"""Answers out of strengths: the same unit and question always lean the same way, so that a unit grows, and not jumps.

Nothing is random: what a unit answers follows from its name, the question and how strong it is in that area.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from pulau.core.regulation.model import Choice, Decrease, Part, Scale

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from pulau.apps.worksheets.demo_house.stories import Sheet, Step, Unit
    from pulau.core.regulation.model import Item, Pack

COUNTS = {
    "jumlah_agen": (2, 6),
    "jumlah_sasaran": (6, 14),
    "harus": (12, 48),
    "kepala": (1, 1),
    "pejabat": (2, 6),
    "lainnya": (0, 3),
    "administrator": (3, 8),
    "pengawas": (6, 18),
    "fungsional_pelaksana": (18, 140),
    "terdaftar": (8, 24),
    "tahun_lalu": (3, 6),
}
"""How many there are of what a ratio asks for, at least and at most."""
OTHERWISE = (3, 12)
HARDER = 7
"""Percent points by which questions of reform are further off than those of fulfilment."""


def lean(*words: str) -> int:
    """Return a number from 0 to 99 that is always the same for the same words."""
    return hashlib.sha256("|".join(words).encode()).digest()[0] * 100 // 256


def answers_after(pack: Pack, unit: Unit, sheet: Sheet, step: Step) -> dict[str, Any]:
    """Return what of a worksheet is answered after a day of work, as plain data by item."""
    found = {
        item.id: _answer(unit, item, _level(pack, unit, item, sheet.lift + step.quality))
        for item in _reached(pack, unit, step.answered)
        if pack.sub_areas[item.sub_area].part is not Part.RESULT
    }
    return _agreeing(found) | (_known(sheet) if step in sheet.steps[-2:] else {})


def _known(sheet: Sheet) -> dict[str, Any]:
    """Return what does not follow from strengths: the results of surveys and performance, which come last."""
    results = {"H1.a": sheet.survey.corruption, "H1.b": sheet.survey.performance, "H2.a": sheet.survey.service}
    return {item: value for item, value in results.items() if value} | dict(sheet.told)


def _reached(pack: Pack, unit: Unit, percent: int) -> list[Item]:
    """List the questions that a unit has come to: roughly in the order of the form, some passed over at first."""
    items = list(pack.items.values())
    order = {
        item.id: index * 100 // len(items) + lean(unit.code, item.id, "urutan") for index, item in enumerate(items)
    }
    chosen = sorted(items, key=lambda item: order[item.id])[: len(items) * percent // 100]
    return sorted(chosen, key=items.index)


def _level(pack: Pack, unit: Unit, item: Item, lift: int) -> int:
    """Return how well a unit does at a question, in percent; it may lie outside 0 to 100."""
    sub_area = pack.sub_areas[item.sub_area]
    strength = unit.strengths[int(sub_area.area or 1) - 1]
    harder = HARDER if sub_area.part is Part.REFORM else 0
    return strength + lift - harder + (lean(unit.code, item.id) - 50) * 6 // 10


def _answer(unit: Unit, item: Item, level: int) -> Any:  # noqa: ANN401 - plain data of three shapes
    within = max(0, min(100, level))
    match item.answer:
        case Choice(values=options):
            return _option(options, within)
        case Scale(maximum=maximum):
            hundredths = int(maximum * within)
            return f"{hundredths // 100}.{hundredths % 100:02d}"
        case Decrease(inputs=inputs, before=before, now=now):
            there = _count(unit, item, before)
            left = (there * (100 - within) + 50) // 100
            return {key: str({before: there, now: left}.get(key, left)) for key in inputs}
        case ratio:
            due = {key: _count(unit, item, key) for key in ratio.due}
            done = (sum(due.values()) * within + 50) // 100
            rest = sum(due.values()) - done
            return {key: str(due.get(key, done if key == ratio.done else rest)) for key in ratio.inputs}


def _option(options: Mapping[str, Fraction], level: int) -> str:
    return min(options, key=lambda key: abs(options[key] * 100 - level))


def _count(unit: Unit, item: Item, key: str) -> int:
    least, most = COUNTS.get(key, OTHERWISE)
    return least + (most - least) * lean(unit.code, item.id, key) // 99


def _agreeing(found: dict[str, Any]) -> dict[str, Any]:
    """Let the two questions on agents of change speak of the same changes."""
    if "R1.i.a" in found and "R1.i.b" in found:
        changes = int(found["R1.i.a"]["jumlah_perubahan"])
        whole = int(found["R1.i.b"]["jumlah_perubahan"])
        integrated = (changes * int(found["R1.i.b"]["jumlah_terintegrasi"]) + whole // 2) // max(whole, 1)
        found["R1.i.b"] = {"jumlah_perubahan": str(changes), "jumlah_terintegrasi": str(integrated)}
    return found
