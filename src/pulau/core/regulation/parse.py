"""From the text of a pack file to a frozen, checked `Pack`.

A pack may take parts from others (`takes`), be changed by amendments (`amended_by`) or lay gates over another
(`overlay_of`). `parse_pack` asks for their texts through a callable; a cycle is refused.
"""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from pulau.core.regulation import checks
from pulau.core.regulation.aspects import check_zone_areas, read_integration
from pulau.core.regulation.law_digest import rules_digest
from pulau.core.regulation.model import Pack, PackKind, PackStatus
from pulau.core.regulation.parse_parts import (
    read_area,
    read_citation,
    read_conditions,
    read_effort,
    read_grade_bands,
    read_in_force,
    read_open_points,
)
from pulau.core.regulation.parse_titles import read_titles, read_zone_area_minimums
from pulau.core.regulation.parse_worksheet import read_sub_areas, take_parts
from pulau.core.regulation.source import Cursor, parse_source
from pulau.core.shared.problems import BadInput

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pulau.core.regulation.model import Area, Item, SubArea, Title

_KEYS = (
    "id", "instrument", "kind", "status", "in_force", "citation", "weights", "answers", "areas", "sub_areas", "takes",
    "titles", "effort", "amends", "amended_by", "overlay_of", "proposal", "zone_area", "grade_bands", "open_points",
)  # fmt: skip


def parse_pack(pack_id: str, read: Callable[[str], tuple[str, str]]) -> Pack:
    """Parse the pack `pack_id`, with all that it refers to.

    `read(id)` returns the text of a pack's file and the file's name for messages; it raises BadInput for an id that is
    not known. Raises BadInput with file, line and item.
    """
    return PackParser(read).pack(pack_id)


class PackParser:
    """Parses packs from one source, each once: the packs done so far, and the chain under way to find cycles."""

    def __init__(self, read: Callable[[str], tuple[str, str]]) -> None:
        self._read = read
        self._done: dict[str, Pack] = {}
        self._chain: list[str] = []

    def pack(self, pack_id: str, wanted_by: Cursor | None = None) -> Pack:
        """Parse a pack once; refuse to come back to one that is under way."""
        if pack_id in self._chain:
            chain = " → ".join([*self._chain[self._chain.index(pack_id) :], pack_id])
            raise BadInput.because("pack-cycle", wanted_by.place if wanted_by else pack_id, chain=chain)
        if pack_id not in self._done:
            text, file = self._read(pack_id)
            self._chain.append(pack_id)
            try:
                self._done[pack_id] = self._parse(parse_source(text, file).only(*_KEYS), pack_id)
            finally:
                self._chain.pop()
        return self._done[pack_id]

    def _parse(self, top: Cursor, pack_id: str) -> Pack:
        if top["id"].text() != pack_id:
            raise top["id"].refuse("pack-id-differs", expected=pack_id)
        kind = checks.one_of(PackKind, top["kind"])
        if kind is PackKind.OVERLAY:
            return self._overlay(top)
        pack = self._worksheet(top, kind)
        for amendment in top["amended_by"].sequence() if "amended_by" in top else ():
            pack = _amend(pack, self.pack(amendment.text(), amendment), amendment)
        return replace(pack, rules_digest=rules_digest(pack))

    def _worksheet(self, top: Cursor, kind: PackKind) -> Pack:
        instrument = top["instrument"].text()
        areas, sub_areas, items = self._contents(top, instrument)
        weights = top.get("weights")
        pack = Pack(
            id=top["id"].text(),
            instrument=instrument,
            kind=kind,
            status=checks.one_of(PackStatus, top["status"]),
            in_force=read_in_force(top["in_force"], instrument),
            enabler=weights["enabler"].number() if weights else checks.NOTHING,
            result=weights["result"].number() if weights else checks.NOTHING,
            weights_citation=read_citation(
                weights.only("enabler", "result", "citation") if weights else top, instrument
            ),
            areas=MappingProxyType(areas),
            sub_areas=MappingProxyType(sub_areas),
            items=MappingProxyType(items),
            titles=MappingProxyType(self._titles(top, instrument)),
            effort=read_effort(top["effort"], instrument) if "effort" in top else None,
            amends=top["amends"].text() if "amends" in top else None,
            amended_by=top["amended_by"].texts() if "amended_by" in top else (),
            proposal=tuple(read_conditions(entry, instrument) for entry in _list(top, "proposal")),
            zone_area_minimums=MappingProxyType(read_zone_area_minimums(top.get("zone_area"), instrument)),
            integration=read_integration(top.get("zone_area"), top.get("answers"), instrument),
            grade_bands=tuple(read_grade_bands(top.get("grade_bands"), instrument)),
            open_points=tuple(read_open_points(top.get("open_points"), instrument)),
            rules_digest="",
        )
        read_citation(top, instrument)
        if kind is PackKind.WORKSHEET:
            if weights is None:
                raise top.refuse("pack-missing", key="weights")
            checks.weights_add_up(pack, top)
            checks.gates_can_be_measured(pack, top)
        check_zone_areas(pack, top)
        return pack

    def _contents(self, top: Cursor, instrument: str) -> tuple[dict[str, Area], dict[str, SubArea], dict[str, Item]]:
        areas = {key: read_area(key, entry, instrument) for key, entry in _pairs(top, "areas").items()}
        sub_areas: dict[str, SubArea] = {}
        items: dict[str, Item] = {}
        for entry in _list(top, "takes"):
            entry.only("pack", "part", "factor", "citation")
            source = self.pack(entry["pack"].text(), entry["pack"])
            take_parts(source, entry, instrument, sub_areas, items)
        read_sub_areas(top, instrument, areas, sub_areas, items)
        return areas, sub_areas, items

    def _titles(self, top: Cursor, instrument: str) -> dict[str, Title]:
        return read_titles(top["titles"], instrument) if "titles" in top else {}

    def _overlay(self, top: Cursor) -> Pack:
        """Lay an agency's own gates over a pack: gates are added to its titles, nothing is taken away."""
        top.only("id", "instrument", "kind", "status", "in_force", "citation", "overlay_of", "titles")
        base = self.pack(top["overlay_of"].text(), top["overlay_of"])
        instrument = top["instrument"].text()
        read_citation(top, instrument)
        titles = dict(base.titles)
        for key, entry in top["titles"].entries():
            if key not in titles:
                raise entry.refuse("pack-unknown-title", title=key)
            extra = read_titles(top["titles"], instrument, only=key, rank=titles[key].rank)[key]
            checks.no_gate_twice(titles[key].gates, extra.gates, entry)
            titles[key] = replace(titles[key], gates=(*titles[key].gates, *extra.gates))
        pack = replace(base, titles=MappingProxyType(titles), overlays=(*base.overlays, top["id"].text()))
        checks.gates_can_be_measured(pack, top)
        return replace(pack, rules_digest=rules_digest(pack))


def _amend(pack: Pack, amendment: Pack, place: Cursor) -> Pack:
    """Apply an amendment: its proposal conditions follow those of the pack, each with its own days."""
    if amendment.amends != pack.id:
        raise place.refuse("pack-amends-another", amendment=amendment.id, amends=amendment.amends or "-")
    return replace(
        pack,
        proposal=(*pack.proposal, *amendment.proposal),
        open_points=(*pack.open_points, *amendment.open_points),
    )


def _pairs(top: Cursor, key: str) -> Mapping[str, Cursor]:
    return dict(top[key].entries()) if key in top else {}


def _list(top: Cursor, key: str) -> list[Cursor]:
    return top[key].sequence() if key in top else []
