"""A pack, and the differences of two, as plain data: numbers as decimal text, words in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pulau.core.regulation.model import Choice, Decrease, Gate, Scale, Share
from pulau.core.shared.numbers import print_exact

if TYPE_CHECKING:
    from pulau.core.regulation.conditions import ProposalConditions
    from pulau.core.regulation.differences import Difference, PackDifferences
    from pulau.core.regulation.model import AnswerKind, Citation, Item, Pack, PriorTitle
    from pulau.core.regulation.wording import Wording

JsonObject = dict[str, Any]


def pack_object(pack: Pack, wording: Wording) -> JsonObject:
    """Return all that a pack states, each value with its citation (text, mark, note)."""
    return {
        "id": pack.id,
        "instrument": pack.instrument,
        "kind": pack.kind.value,
        "status": pack.status.value,
        "in_force": {"since": _day(pack.in_force.since), "until": _day(pack.in_force.until)}
        | _cited(pack.in_force.citation),
        "amends": pack.amends,
        "amended_by": list(pack.amended_by),
        "overlays": list(pack.overlays),
        "rules_digest": pack.rules_digest,
        "weights": {"enabler": print_exact(pack.enabler), "result": print_exact(pack.result)}
        | _cited(pack.weights_citation),
        "areas": {key: _area(pack, wording, key) for key in pack.areas},
        "sub_areas": {key: _sub_area(pack, wording, key) for key in pack.sub_areas},
        "items": {key: _item(item, wording) for key, item in pack.items.items()},
        "titles": {
            key: {"gates": [_gate(gate) for gate in title.gates]} | _cited(title.citation)
            for key, title in pack.titles.items()
        },
        "zone_area": {title: _gate(gate) for title, gate in pack.zone_area_minimums.items()},
        "integration": _integration(pack, wording),
        "proposal": [_proposal(rules) for rules in pack.proposal],
        "grade_bands": [
            {"index": band.index, "grade": band.grade, "least": print_exact(band.least)} | _cited(band.citation)
            for band in pack.grade_bands
        ],
        "open_points": [
            {"id": point.id, "setting": point.setting, "text": dict(point.sentences)} | _cited(point.citation)
            for point in pack.open_points
        ],
    }


def differences_object(before: Pack, after: Pack, found: PackDifferences) -> JsonObject:
    """Return the differences of two packs."""
    return {
        "before": {"id": before.id, "rules_digest": before.rules_digest},
        "after": {"id": after.id, "rules_digest": after.rules_digest},
        "same_law": found.same_law,
        "weights": _differences(found.weights),
        "items": {
            "added": list(found.added),
            "removed": list(found.removed),
            "changed": [_changed_item(difference) for difference in found.items],
        },
        "gates": _differences(found.gates),
        "conditions": _differences(found.conditions),
        "open_points": _differences(found.open_points),
    }


def _differences(found: tuple[Difference, ...]) -> list[JsonObject]:
    return [{"path": d.path, "before": d.before, "after": d.after} for d in found]


def _changed_item(difference: Difference) -> JsonObject:
    item, _, field = difference.path.partition(" ")
    return {"item": item, "field": field, "before": difference.before, "after": difference.after}


def _day(value: object) -> str | None:
    return None if value is None else str(value)


def _cited(citation: Citation) -> JsonObject:
    note = {"note": citation.note} if citation.note else {}
    return {"citation": {"text": citation.text, "mark": citation.mark.value, **note}}


def _area(pack: Pack, wording: Wording, key: str) -> JsonObject:
    area = pack.areas[key]
    reform = None if area.reform is None else print_exact(area.reform)
    halves = {"fulfilment": print_exact(area.fulfilment), "reform": reform, "weight": print_exact(area.weight)}
    return {"name": dict(wording.areas[key]), **halves, **_cited(area.citation)}


def _sub_area(pack: Pack, wording: Wording, key: str) -> JsonObject:
    sub_area = pack.sub_areas[key]
    return {
        "number": sub_area.number,
        "name": dict(wording.sub_areas[key]),
        "part": sub_area.part.value,
        "area": sub_area.area,
        "weight": print_exact(sub_area.weight),
        "items": list(sub_area.items),
    } | _cited(sub_area.citation)


def _item(item: Item, wording: Wording) -> JsonObject:
    words = wording.items[item.id]
    return {
        "number": item.number,
        "sub_area": item.sub_area,
        "question": dict(words.question),
        "weight": print_exact(item.weight),
        "answer": _answer(item.answer),
        "option_texts": {option: dict(text) for option, text in words.options.items()},
        "input_texts": {key: dict(text) for key, text in words.inputs.items()},
        "evidence": {language: list(lines) for language, lines in words.evidence.items()},
        "dimensions": [dimension.value for dimension in item.dimensions],
        "keywords": list(item.keywords),
    } | _cited(item.citation)


def _integration(pack: Pack, wording: Wording) -> JsonObject | None:
    law = pack.integration
    if law is None:
        return None
    priors = {title: {"requires": prior.title} | _cited(prior.citation) for title, prior in law.priors.items()}
    aspects = {}
    for aspect in law.aspects.values():
        words = wording.aspects[aspect.id]
        aspects[aspect.id] = {
            "number": aspect.number,
            "question": dict(words.question),
            "weight": print_exact(aspect.weight),
            "answer": _answer(aspect.answer),
            "option_texts": {option: dict(text) for option, text in words.options.items()},
            "evidence": {language: list(lines) for language, lines in words.evidence.items()},
        } | _cited(aspect.citation)
    return {"whole": print_exact(law.whole), "priors": priors, "aspects": aspects} | _cited(law.citation)


def _answer(kind: AnswerKind) -> JsonObject:
    if isinstance(kind, Choice):
        values = {option: print_exact(value) for option, value in kind.values.items()}
        return {"kind": kind.id, "options": values} | _cited(kind.citation)
    if isinstance(kind, Scale):
        return {"kind": kind.id, "maximum": print_exact(kind.maximum)} | _cited(kind.citation)
    return _ratio(kind)


def _ratio(kind: Share | Decrease) -> JsonObject:
    if isinstance(kind, Share):
        parts: JsonObject = {"kind": "share", "done": kind.done, "due": list(kind.due)}
    else:
        parts = {"kind": "decrease", "before": kind.before, "now": kind.now}
    zero = {"value": print_exact(kind.zero.value), "value_if_now": print_exact(kind.zero.value_if_now)}
    return parts | {"inputs": list(kind.inputs), "zero": zero | _cited(kind.zero.citation)}


def _gate(gate: Gate | PriorTitle) -> JsonObject:
    if isinstance(gate, Gate):
        asked = {"measure": gate.measure, "unit": gate.unit.value, "minimum": print_exact(gate.minimum)}
    else:
        asked = {"requires": gate.title}
    return {"id": gate.id, **asked, **_cited(gate.citation)}


def _proposal(rules: ProposalConditions) -> JsonObject:
    return {
        "instrument": rules.instrument,
        "since": _day(rules.since),
        "until": _day(rules.until),
        "due": rules.due,
        "conditions": [
            {"id": c.id, "level": c.level, "minimum": dict(c.minimum)} | _cited(c.citation) for c in rules.conditions
        ],
        "eased_units": list(rules.eased_units),
    } | _cited(rules.citation)
