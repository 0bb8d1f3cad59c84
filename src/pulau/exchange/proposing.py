"""How conditions of a proposal are read where the law does not say, and which of them hold on a day.

Bands of the RB index and how far back documents reach stand in `regulations/proposing.yaml`; conditions in the packs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from pulau.core.deadlines.calendar import Source
from pulau.core.regulation.source import parse_source
from pulau.core.workflow.proposing import conditions_on
from pulau.exchange.packs import available, load_pack
from pulau.exchange.sourced import read_source

if TYPE_CHECKING:
    from pulau.core.regulation.conditions import ProposalConditions

_FILE: Final = "proposing.yaml"


@dataclass(frozen=True, slots=True)
class Reading:
    """How conditions are read: `bands` grade the RB index from its figure, best first, each from a least figure on.

    Documents of `years_back` years before the proposal's count; `eased_kinds` names kinds of unit that are eased by
    what they are.
    """

    bands: tuple[tuple[str, Decimal], ...]
    bands_source: Source
    years_back: int
    years_source: Source
    eased_kinds: Mapping[str, str]
    eased_source: Source


@cache
def reading() -> Reading:
    """Return how conditions are read. Raises BadInput for a file that cannot be."""
    return parse_reading((files("pulau.regulations") / _FILE).read_text("utf-8"), _FILE)


def parse_reading(text: str, file: str) -> Reading:
    """Read the file. Raises BadInput with file and line."""
    top = parse_source(text, file).only("rb_index", "reach_back", "eased_kinds")
    index = top["rb_index"].only("bands", "source")
    back = top["reach_back"].only("years", "source")
    eased = top["eased_kinds"].only("kinds", "source")
    return Reading(
        tuple((grade, Decimal(entry.text())) for grade, entry in index["bands"].entries()),
        read_source(index["source"]),
        back["years"].whole(),
        read_source(back["source"]),
        MappingProxyType({kind: entry.text() for kind, entry in eased["kinds"].entries()}),
        read_source(eased["source"]),
    )


def conditions_in_force(day: date) -> ProposalConditions:
    """Return the conditions that hold on a day, of whatever pack. Raises LookupError where none does."""
    return conditions_on(_all(), day)


@cache
def _all() -> tuple[ProposalConditions, ...]:
    """Return the conditions of every pack, an amendment's once: it stands with the pack that it amends."""
    return tuple(rules for pack_id in available() for rules in load_pack(pack_id).proposal)
