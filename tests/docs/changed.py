"""Packs with one thing changed, to see which digest notices."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from types import MappingProxyType

from pulau.core.regulation.law_digest import rules_digest
from pulau.core.regulation.model import Gate, Pack, Title, Unit


def with_minimum(pack: Pack, minimum: Fraction) -> Pack:
    """The least total for WBK is another."""
    return _with_total(pack, lambda gate: replace(gate, minimum=minimum))


def with_citation(pack: Pack, text: str) -> Pack:
    """The least total for WBK stands elsewhere."""
    return _with_total(pack, lambda gate: replace(gate, citation=replace(gate.citation, text=text)))


def with_extra_gate(pack: Pack) -> Pack:
    """WBK asks for one thing more, as under an overlay."""
    title = pack.titles["WBK"]
    extra = Gate("akreditasi", "sub_areas.R1.i", Unit.POINTS, Fraction(1), title.citation)
    return _with_title(pack, replace(title, gates=(*title.gates, extra)))


def with_keyword(pack: Pack) -> Pack:
    """An item is recognised by another word."""
    item = replace(pack.items["P1.i.a"], keywords=("lain",))
    return _digested(replace(pack, items=MappingProxyType({**pack.items, item.id: item})))


def with_effort(pack: Pack) -> Pack:
    """The planner's default effort is another."""
    assert pack.effort is not None
    return _digested(replace(pack, effort=replace(pack.effort, option_step=99)))


def _with_total(pack: Pack, change: Callable[[Gate], Gate]) -> Pack:
    title = pack.titles["WBK"]
    gates = tuple(change(gate) if isinstance(gate, Gate) and gate.id == "total" else gate for gate in title.gates)
    return _with_title(pack, replace(title, gates=gates))


def _with_title(pack: Pack, title: Title) -> Pack:
    return _digested(replace(pack, titles=MappingProxyType({**pack.titles, title.id: title})))


def _digested(pack: Pack) -> Pack:
    return replace(pack, rules_digest=rules_digest(pack))
