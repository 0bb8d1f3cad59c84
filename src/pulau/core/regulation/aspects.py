"""The aspects by which the integration of a zone area (kawasan) is judged, as a pack states them, and their digest.

Source: Permenpan RB 90/2021, Lampiran II, Bab I, Tabel 5 (the aspects) and Bab III, D.2 (the minimums).
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from pulau.core.regulation import checks
from pulau.core.regulation.law_digest import law_of
from pulau.core.regulation.model import Choice, PriorTitle
from pulau.core.regulation.parse_parts import read_citation
from pulau.core.regulation.parse_worksheet import read_answer_kinds
from pulau.core.shared.digest import canonical_digest

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from pulau.core.regulation.model import Citation, Gate, Pack
    from pulau.core.regulation.source import Cursor


@dataclass(frozen=True, slots=True)
class Aspect:
    """An aspect of the integration of a zone area: answered by option, `weight` points at its best."""

    id: str
    number: str
    answer: Choice
    weight: Fraction
    citation: Citation


@dataclass(frozen=True, slots=True)
class IntegrationLaw:
    """What a pack says of zone areas beside the least scores: `whole` points are shared out over the `aspects`.

    `priors` maps a title to the title that the zone area must hold before.
    """

    whole: Fraction
    aspects: Mapping[str, Aspect]
    priors: Mapping[str, PriorTitle]
    citation: Citation


def read_integration(place: Cursor | None, answers: Cursor | None, instrument: str) -> IntegrationLaw | None:
    """Read the aspects of a pack's `zone_area`; None where it states none. Weights must add up to the whole."""
    if place is None or "integration" not in place:
        return None
    entry = place["integration"].only("whole", "aspects", "requires", "citation")
    kinds = read_answer_kinds(answers, instrument) if answers else {}
    choices = {key: kind for key, kind in kinds.items() if isinstance(kind, Choice)}
    aspects = {key: _aspect(key, aspect, choices, instrument) for key, aspect in entry["aspects"].entries()}
    whole = checks.weight(entry["whole"])
    checks.adds_up((aspect.weight for aspect in aspects.values()), whole, entry["whole"])
    priors = dict(_priors(entry, instrument))
    citation = read_citation(entry, instrument)
    return IntegrationLaw(whole, MappingProxyType(aspects), MappingProxyType(priors), citation)


def _aspect(key: str, place: Cursor, choices: Mapping[str, Choice], instrument: str) -> Aspect:
    place.only("number", "answer", "weight", "citation")
    kind = place["answer"].text()
    if kind not in choices:
        raise place["answer"].refuse("pack-unknown-answer-kind", kind=kind, known=", ".join(choices))
    weight = checks.weight(place["weight"])
    return Aspect(key, place["number"].text(), choices[kind], weight, read_citation(place, instrument))


def _priors(place: Cursor, instrument: str) -> list[tuple[str, PriorTitle]]:
    if "requires" not in place:
        return []
    entry = place["requires"].only("titles", "citation")
    citation = read_citation(entry, instrument)
    return [(title, PriorTitle("prior-title", held.text(), citation)) for title, held in entry["titles"].entries()]


def integration_digest(law: IntegrationLaw, minimums: Mapping[str, Gate]) -> str:
    """Return the lower-case hex digest of what a pack says of zone areas.

    It stands apart from the rules digest, which is that of worksheets: no worksheet's score rests on an aspect.
    """
    return canonical_digest(law_of({"integration": law, "minimums": minimums}))


def check_zone_areas(pack: Pack, top: Cursor) -> None:
    """The least scores can be reached, and the titles asked for are the pack's."""
    law = pack.integration
    if law is None:
        return
    place = top["zone_area"]
    for title, gate in pack.zone_area_minimums.items():
        if gate.minimum > law.whole:
            reached = {"minimum": str(gate.minimum), "most": str(law.whole)}
            raise place["minimum"][title].refuse("pack-gate-too-high", **reached)
    named = {title for pair in law.priors.items() for title in (pair[0], pair[1].title)}
    for title in sorted(named - set(pack.titles)):
        raise place["integration"]["requires"].refuse("pack-unknown-title", title=title)
