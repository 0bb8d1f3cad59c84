"""What must hold in every pack: values of the right kind, weights that add up, gates that can be measured."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Final, TypeVar

from pulau.core.regulation.measures import UnknownMeasure, measure_weight
from pulau.core.regulation.model import Gate, Part, Unit
from pulau.core.shared.numbers import print_exact

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from enum import StrEnum

    from pulau.core.regulation.model import Pack, PriorTitle
    from pulau.core.regulation.source import Cursor

NOTHING: Final = Fraction(0)
WHOLE: Final = Fraction(100)
_Member = TypeVar("_Member", bound="StrEnum")


def one_of(kind: type[_Member], place: Cursor) -> _Member:
    """Read a word out of a closed list."""
    try:
        return kind(place.text())
    except ValueError:
        known = ", ".join(member.value for member in kind)
        raise place.refuse("pack-unknown-word", word=place.text(), known=known) from None


def weight(place: Cursor) -> Fraction:
    """Read a weight or minimum: greater than 0, at most 100."""
    value = place.number()
    if not NOTHING < value <= WHOLE:
        raise place.refuse("pack-out-of-range", value=print_exact(value), range="0 < … ≤ 100")
    return value


def fraction_of_one(place: Cursor) -> Fraction:
    """Read a value from 0 to 1."""
    value = place.number()
    if not 0 <= value <= 1:
        raise place.refuse("pack-out-of-range", value=print_exact(value), range="0 … 1")
    return value


def at_least_one(place: Cursor) -> int:
    """Read a whole number of at least 1."""
    value = place.whole()
    if value < 1:
        raise place.refuse("pack-out-of-range", value=value, range="≥ 1")
    return value


def options_fall_from_one_to_zero(values: Mapping[str, Fraction], place: Cursor) -> None:
    """The best option counts 1, the worst 0, each one less than the one before."""
    listed = list(values.values())
    falls = all(better > worse for better, worse in pairwise(listed))
    if len(listed) < 2 or listed[0] != 1 or listed[-1] != 0 or not falls:  # noqa: PLR2004 - two ends make a scale
        raise place.refuse("pack-options")


def adds_up(parts: Iterable[Fraction], whole: Fraction, place: Cursor) -> None:
    """The weights of the parts are the weight of the whole, exactly."""
    total = sum(parts, NOTHING)
    if total != whole:
        raise place.refuse("pack-weights", total=print_exact(total), weight=print_exact(whole))


def weights_add_up(pack: Pack, top: Cursor) -> None:
    """Every level of the worksheet adds up to the level above, and the whole to 100."""
    adds_up((pack.enabler, pack.result), WHOLE, top["weights"])
    adds_up((area.weight for area in pack.areas.values()), pack.enabler, top["areas"])
    subs = pack.sub_areas.values()
    for sub_area in subs:
        if sub_area.area is not None and sub_area.area not in pack.areas:
            raise top.refuse("pack-unknown-area", area=sub_area.area)
    adds_up((s.weight for s in subs if s.part is Part.RESULT), pack.result, top["weights"]["result"])
    for area in pack.areas.values():
        for part, expected in ((Part.FULFILMENT, area.fulfilment), (Part.REFORM, area.reform)):
            own = [s.weight for s in subs if s.area == area.id and s.part is part]
            if own or expected is not None:
                adds_up(own, expected or NOTHING, top["areas"][area.id])


def gates_can_be_measured(pack: Pack, top: Cursor) -> None:
    """Every gate's measure exists, its minimum can be reached, and a title asked for is there."""
    for title in pack.titles.values():
        for gate in title.gates:
            place = _gate_place(top, title.id, gate.id)
            if isinstance(gate, Gate):
                _can_be_measured(pack, gate, place)
            elif gate.title not in pack.titles:
                raise place.refuse("pack-unknown-title", title=gate.title)


def _can_be_measured(pack: Pack, gate: Gate, place: Cursor) -> None:
    try:
        most = measure_weight(pack, gate.measure)
    except UnknownMeasure:
        raise place.refuse("pack-unknown-measure", measure=gate.measure) from None
    if gate.minimum > (WHOLE if gate.unit is Unit.PERCENT else most):
        raise place.refuse("pack-gate-too-high", minimum=print_exact(gate.minimum), most=print_exact(most))


def no_gate_twice(base: Iterable[Gate | PriorTitle], extra: Iterable[Gate | PriorTitle], place: Cursor) -> None:
    """An overlay adds gates under ids of its own."""
    known = {gate.id for gate in base}
    for gate in extra:
        if gate.id in known:
            raise place.refuse("pack-duplicate-key", key=gate.id)


def _gate_place(top: Cursor, title: str, gate: str) -> Cursor:
    titles = top.get("titles")
    if titles is None or title not in titles or gate not in titles[title]["gates"]:
        return top
    return titles[title]["gates"][gate]
