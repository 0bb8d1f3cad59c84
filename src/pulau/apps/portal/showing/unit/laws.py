"""Words of the law for public pages: the names of areas, minimums and figures under a regulation."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from pulau.core.regulation.model import Gate, Unit
from pulau.core.shared.numbers import hundredths
from pulau.core.shared.problems import BadInput
from pulau.exchange.names import gate_name, name_of
from pulau.exchange.packs import available, load_pack, load_wording

if TYPE_CHECKING:
    from pulau.core.regulation.model import Pack, PriorTitle

_HUNDRED: Final = Decimal(100)


class Law:
    """A regulation in a language. Made by `law_of`."""

    def __init__(self, pack: Pack, language: str) -> None:
        self.pack = pack
        self.language = language
        self._wording = load_wording(pack.id)

    @property
    def name(self) -> str:
        """What the regulation is called."""
        return self.pack.instrument

    def area(self, key: str) -> str:
        """Name an area; its key where the law has none of this name."""
        return self._wording.areas[key][self.language] if key in self._wording.areas else key

    def figure(self, path: str) -> str:
        """Name what is measured at a path; the path where the law has no such figure."""
        try:
            return name_of(path, self.pack, self._wording, self.language)
        except KeyError:
            return path

    def gate(self, gate: str, measure: str = "") -> str:
        """Name a minimum; one of an area by the area's own name."""
        if measure.startswith("areas."):
            return self.area(measure.removeprefix("areas."))
        return gate_name(gate, self.language)

    def minimum(self, title: str, measure: str, unit: Unit) -> Decimal | None:
        """Return what a title asks for at a measure; None where it asks for nothing there."""
        gates = self._gates(title)
        found = next(
            (one for one in gates if isinstance(one, Gate) and (one.measure, one.unit) == (measure, unit)), None
        )
        if found is None:
            return None
        return Decimal(hundredths(found.minimum.numerator, found.minimum.denominator)) / _HUNDRED

    def citation(self, title: str, gate: str) -> str:
        """Return where the law sets a minimum."""
        return next((one.citation.text for one in self._gates(title) if one.id == gate), "")

    def _gates(self, title: str) -> tuple[Gate | PriorTitle, ...]:
        return self.pack.titles[title].gates if title in self.pack.titles else ()

    @property
    def titles(self) -> list[str]:
        """The titles of the law, the lower first."""
        return sorted(self.pack.titles, key=lambda title: self.pack.titles[title].rank)


@lru_cache(maxsize=32)
def law_of(regulation: str, language: str) -> Law | None:
    """Return a regulation in a language; None for one that this installation does not have."""
    if regulation not in available():
        return None
    try:
        return Law(load_pack(regulation), language)
    except BadInput:  # a pack without words is no worksheet's
        return None
