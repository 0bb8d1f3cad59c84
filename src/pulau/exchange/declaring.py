"""What each regulation asks of a declaration (pencanangan): `regulations/declaring.yaml`, checked and frozen."""

from __future__ import annotations

from datetime import date
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from pulau.core.pledging.law import DeclaringLaw, Source, law_on
from pulau.core.pledging.opening import OpeningRule
from pulau.core.regulation.source import Cursor, parse_source
from pulau.exchange.sourced import read_day, read_flag, read_source

if TYPE_CHECKING:
    from collections.abc import Iterator

_FILE: Final = "declaring.yaml"
_SOURCED: Final = ("in_force", "staff", "continuing", "declarer", "public", "deed", "witnessing")
_VALUES: Final = ("instrument", "since", "until", "head", "share", "exceeding", "units", "ceremony", "witnesses")
WITNESSES: Final = frozenset({"kpk", "ombudsman", "society"})


@cache
def declaring_laws() -> tuple[DeclaringLaw, ...]:
    """Return the rules of every regulation, oldest first. Raises BadInput for a file that is wrong."""
    text = files("pulau.regulations").joinpath(_FILE).read_text("utf-8")
    return parse_laws(text, _FILE)


def declaring_law(code: str) -> DeclaringLaw | None:
    """Return the rules of a regulation by its code, or None."""
    return next((law for law in declaring_laws() if law.code == code), None)


def law_in_force(day: date) -> DeclaringLaw | None:
    """Return the rules in force on a day, or None: there were none yet."""
    return law_on(declaring_laws(), day)


def parse_laws(text: str, file: str) -> tuple[DeclaringLaw, ...]:
    """Read the rules; each value has its source, and one that is not read in the text its mark and note."""
    return tuple(_law(code, entry) for code, entry in parse_source(text, file).entries())


def _law(code: str, entry: Cursor) -> DeclaringLaw:
    entry.only(*_VALUES, *_SOURCED)
    until = entry.get("until")
    witnesses = entry["witnesses"].texts()
    if not set(witnesses) <= WITNESSES:
        raise entry["witnesses"].refuse(
            "pack-unknown-word", word=", ".join(witnesses), known=", ".join(sorted(WITNESSES))
        )
    opening = OpeningRule(entry["share"].number(), read_flag(entry["head"]), read_flag(entry["exceeding"]))
    return DeclaringLaw(
        code=code,
        instrument=entry["instrument"].text(),
        since=read_day(entry["since"]),
        until=read_day(until) if until else None,
        opening=opening,
        units=read_flag(entry["units"]),
        ceremony=read_flag(entry["ceremony"]),
        witnesses=witnesses,
        sources=dict(_sources(entry)),
    )


def _sources(entry: Cursor) -> Iterator[tuple[str, Source]]:
    for name in _SOURCED:
        found = read_source(entry[name])
        yield name, Source(found.text, found.mark, found.note)
