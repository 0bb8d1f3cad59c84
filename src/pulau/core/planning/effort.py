"""The effort of a step of improvement, in whole units: the pack's defaults, or the user's own per item."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from pulau.core.regulation.model import Choice, Decrease, Share
from pulau.core.scoring.answers import no_worksheet
from pulau.core.shared.numbers import parse_whole
from pulau.core.shared.problems import BadInput, Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pulau.core.regulation.model import Item, Pack

MOST_EFFORT: Final = 1_000_000
_KINDS: Final = ("option_step", "ratio_count", "index_hundredth", "percent_point")
_PERCENTAGE: Final = 100


@dataclass(frozen=True, slots=True)
class EffortTable:
    """Effort of one step, whole units of at least 1: by kind of step, and for single items instead."""

    kinds: Mapping[str, int]
    items: Mapping[str, int]

    def of_step(self, item: Item) -> int:
        """Effort of one step of an item: one option, one count, one hundredth of an index, one percent point."""
        return self.items.get(item.id, self.kinds[kind_of_step(item)])


def kind_of_step(item: Item) -> str:
    """Name what one step of an item is."""
    if isinstance(item.answer, Choice):
        return "option_step"
    if isinstance(item.answer, Share | Decrease):
        return "ratio_count"
    return "percent_point" if item.answer.maximum == _PERCENTAGE else "index_hundredth"


def effort_of(pack: Pack, given: Mapping[str, object] | None = None) -> EffortTable:
    """Make the table of a pack, with a user's values over the defaults.

    `given` maps `option_step`, `ratio_count`, `index_hundredth`, `percent_point` or an item id to a whole number.
    Raises BadInput for other keys, and for values that are not whole numbers from 1 to 1,000,000.
    """
    if pack.effort is None:
        raise no_worksheet(pack)
    kinds = {kind: int(getattr(pack.effort, kind)) for kind in _KINDS}
    items: dict[str, int] = {}
    problems: list[Problem] = []
    for key, value in (given or {}).items():
        whole = parse_whole(str(value)) if not isinstance(value, bool) else None
        if key not in kinds and key not in pack.items:
            problems.append(Problem.of("unknown-effort", key, known=", ".join(_KINDS)))
        elif whole is None or not 1 <= whole <= MOST_EFFORT:
            problems.append(Problem.of("effort-out-of-range", key, value=value, most=MOST_EFFORT))
        else:
            (kinds if key in kinds else items)[key] = whole
    if problems:
        raise BadInput(problems)
    return EffortTable(MappingProxyType(kinds), MappingProxyType(items))
