"""The periods of the law on personal data (UU 27/2022), as dated data with how sure we are of each.

`regulations/personal-data/periods.yaml`: by what they are for, the newest that has begun holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from pulau.core.regulation.source import Cursor, parse_source
from pulau.exchange.sourced import holding_on, read_day, read_source

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from pulau.core.deadlines.calendar import Source

CORRECTION: Final = "correction"
ERASURE: Final = "erasure"
ACCESS: Final = "access"
BREACH: Final = "breach"
KINDS: Final = (CORRECTION, ERASURE, ACCESS, BREACH)
_FILE: Final = "periods.yaml"


@dataclass(frozen=True, slots=True)
class LawPeriod:
    """So many days of 24 hours, in force since a day, with where it stands."""

    since: date
    days: int
    source: Source


def period_for(kind: str, day: date) -> LawPeriod:
    """Return the period for something (one of KINDS) that holds on a day. Raises LookupError before its first."""
    return holding_on(day, law_periods()[kind], f"period for {kind}")


@cache
def law_periods() -> Mapping[str, tuple[LawPeriod, ...]]:
    """Return all of them by what they are for. Raises BadInput for a file that is wrong."""
    folder = files("pulau.regulations") / "personal-data"
    return parse_periods((folder / _FILE).read_text("utf-8"), _FILE)


def parse_periods(text: str, file: str) -> dict[str, tuple[LawPeriod, ...]]:
    """Read the file of the periods. Raises BadInput with file and line."""
    root = parse_source(text, file).only(*KINDS)
    return {kind: tuple(_period(entry) for entry in root[kind].sequence()) for kind in KINDS}


def _period(entry: Cursor) -> LawPeriod:
    entry.only("since", "days", "source")
    return LawPeriod(read_day(entry["since"]), entry["days"].whole(), read_source(entry["source"]))
