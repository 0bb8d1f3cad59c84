"""What a file of units would do: each row by itself, then all of them as one tree with the units that are here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from pulau.apps.agencies.importing.here import units_here
from pulau.apps.agencies.importing.reading import kind_words, read_unit, wanted_texts
from pulau.apps.agencies.tree import MOST_LEVELS
from pulau.core.shared.trees import below, circles, depths
from pulau.foundation.calendar import today_of
from pulau.foundation.registry.importers import Difference, Flaw, Judged, Missing, Outcome, Plan

if TYPE_CHECKING:
    from datetime import date

    from pulau.apps.agencies.importing.here import Here
    from pulau.apps.agencies.importing.reading import Wanted
    from pulau.core.shared.actor import Actor
    from pulau.foundation.registry.importers import Row

Parents = Mapping[str, str | None]
LONGEST_CHAIN = 8


def plan_units(actor: Actor, rows: Sequence[Row], now: datetime) -> Plan:
    """Judge the rows of a file; parents come before their parts, whatever their order in the file."""
    here, today = units_here(actor), today_of(actor, now)
    flaws: dict[int, Sequence[Flaw]] = {}
    wishes: dict[str, Wanted] = {}
    kinds = kind_words()
    for row in rows:
        wanted, cells = read_unit(row, kinds)
        own = [*cells.flaws, *against_here(wanted, here, today)]
        earlier = wishes.setdefault(wanted.code, wanted)
        if wanted.code and earlier is not wanted:  # neither is taken: which of them is right is not for us to say
            own.append(Flaw("twice", "code", {"row": str(earlier.number)}))
            flaws.setdefault(earlier.number, [Flaw("twice", "code", {"row": str(row.number)})])
        if own:
            flaws[row.number] = own
    tree = Tree(here, {code: each for code, each in wishes.items() if each.number not in flaws}, wishes.keys())
    flaws |= {number: [flaw] for number, flaw in tree.refuse().items()}
    levels = depths(tree.parents())
    order = sorted(tree.fit.values(), key=lambda wanted: (levels[wanted.code], wanted.number))
    judged = [_judged(wanted, here) for wanted in order]
    judged += [Judged(number, Outcome.REFUSED, flaws=tuple(own)) for number, own in flaws.items()]
    return Plan(judged, _missing(here, wishes, tree.parents(), today))


def against_here(wanted: Wanted, here: Here, today: date) -> list[Flaw]:
    """Return what stands against a row in what is here already."""
    unit = here.units.get(wanted.code)
    if unit is None:
        return [Flaw("unit-code-former", "code", {"code": wanted.code})] if wanted.code in here.former else []
    if unit.until is not None:
        return [Flaw("unit-ended", "code")]
    flaws: list[Flaw] = []
    moves = wanted.parent is not None and wanted.parent != here.parents[wanted.code]
    if moves and unit.since is not None and unit.since >= today:
        flaws.append(Flaw("unit-too-new", "parent", {"day": unit.since.isoformat()}))
    first = here.first_changes.get(unit.pk)
    if wanted.since is not None and wanted.since != unit.since and first is not None and first <= wanted.since:
        flaws.append(Flaw("unit-since-late", "since", {"day": first.isoformat()}))
    return flaws


class Tree:
    """The tree as a file would leave it. `fit` are the rows that may be written; `refuse` takes those out that may not.

    What a refused row wanted does not happen, which may make a circle elsewhere: rows are judged until none is left.
    """

    def __init__(self, here: Here, fit: dict[str, Wanted], named: Iterable[str]) -> None:
        self.here = here
        self.fit = fit
        self.named = frozenset(named)

    def parents(self) -> dict[str, str | None]:
        """Return the parent of every unit as it would be."""
        return {code: parent or None for code, parent in self.here.parents.items()} | {
            code: self.parent_of(each) or None for code, each in self.fit.items()
        }

    def parent_of(self, wanted: Wanted) -> str:
        """Return the parent that a row leaves its unit with; empty: at the top."""
        return self.here.parents.get(wanted.code, "") if wanted.parent is None else wanted.parent

    def moves(self, code: str) -> bool:
        """Whether a row of the file gives its unit a place that it has not now."""
        return code in self.fit and (
            code not in self.here.units or self.parent_of(self.fit[code]) != self.here.parents[code]
        )

    def refuse(self) -> dict[int, Flaw]:
        """Take out the rows that make no tree with the others; return what is wrong with each, by its number."""
        flaws: dict[int, Flaw] = {}
        while found := self._circles() or self._parentless() or self._too_deep():
            for code, flaw in found.items():
                flaws[self.fit.pop(code).number] = flaw
        return flaws

    def _circles(self) -> dict[str, Flaw]:
        rings = circles(self.parents())
        return {
            code: Flaw("unit-circle", "parent", {"chain": _chain(ring)})
            for code, ring in rings.items()
            if self.moves(code)
        }

    def _parentless(self) -> dict[str, Flaw]:
        found: dict[str, Flaw] = {}
        for code, wanted in self.fit.items():
            parent = self.parent_of(wanted)
            if parent and parent not in self.fit and not self.here.lives(parent) and self.moves(code):
                found[code] = Flaw(self._why(parent), "parent", {"code": parent})
        for code in below(self.parents(), found) & self.fit.keys():
            if code not in self.here.units:
                found[code] = Flaw("unit-parent-refused", "parent", {"code": self.parent_of(self.fit[code])})
        return found

    def _why(self, parent: str) -> str:
        if parent in self.here.units:
            return "unit-parent-ended"
        return "unit-parent-refused" if parent in self.named else "unit-parent-unknown"

    def _too_deep(self) -> dict[str, Flaw]:
        flaw = Flaw("unit-too-deep", "parent", {"most": str(MOST_LEVELS)})
        deep = (code for code, depth in depths(self.parents()).items() if depth >= MOST_LEVELS)
        return {code: flaw for code in deep if self.moves(code)}


def _chain(ring: Sequence[str]) -> str:
    return " → ".join(ring if len(ring) <= LONGEST_CHAIN else [*ring[:4], "…", *ring[-3:]])


def _judged(wanted: Wanted, here: Here) -> Judged:
    if wanted.code not in here.units:
        return Judged(wanted.number, Outcome.ADDED)
    differences = differences_of(wanted, here)
    return Judged(wanted.number, Outcome.CHANGED if differences else Outcome.SAME, differences)


def differences_of(wanted: Wanted, here: Here) -> tuple[Difference, ...]:
    """Return in what a row differs from its unit."""
    before = here.texts(wanted.code)
    return tuple(
        Difference(key, before[key], text) for key, text in wanted_texts(wanted).items() if before[key] != text
    )


def _missing(here: Here, wishes: Mapping[str, Wanted], parents: Parents, today: date) -> list[Missing]:
    """Return the units that the file does not name, neither by row nor as a parent, the lowest first."""
    named: set[str] = set()
    for code in wishes:
        above: str | None = code
        while above and above not in named:
            named.add(above)
            above = parents.get(above)
    levels = depths({code: parent or None for code, parent in here.parents.items()})
    gone = [
        unit
        for unit in here.units.values()
        if unit.until is None and unit.code not in named and (unit.since is None or unit.since < today)
    ]
    gone.sort(key=lambda unit: (-levels[unit.code], unit.code))
    return [Missing(unit.code, unit.name) for unit in gone]
