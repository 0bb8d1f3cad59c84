"""A regulation pack as lines for a reader: every value with its citation, and a mark where it is not verified."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pulau.core.regulation.differences import formula, gate_text, zero_policy
from pulau.core.regulation.model import Choice, Gate, Mark, PackStatus, Part, Scale
from pulau.exchange.condition_names import condition_name
from pulau.exchange.names import PARTS, WHOLES, Two, gate_name, pick, short
from pulau.exchange.words import MARKS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pulau.core.regulation.conditions import ProposalConditions
    from pulau.core.regulation.model import Citation, Item, Pack, SubArea
    from pulau.core.regulation.wording import Wording

STATUSES: Final[Mapping[PackStatus, Two]] = {
    PackStatus.IN_FORCE: ("berlaku", "in force"),
    PackStatus.REVOKED: ("dicabut", "revoked"),
    PackStatus.UNVERIFIED: ("belum diverifikasi", "unverified"),
}
_HEADINGS: Final[Mapping[str, Two]] = {
    "weights": ("Bobot", "Weights"),
    "area": ("AREA", "AREA"),
    "result": ("HASIL", "RESULT"),
    "titles": ("SYARAT PREDIKAT", "GATES OF THE TITLES"),
    "zone_area": ("Kawasan, nilai integrasi", "Area-wide zone, integration score"),
    "integration": ("Kawasan, aspek integrasi", "Area-wide zone, aspects of integration"),
    "proposal": ("SYARAT PENGUSULAN", "PROPOSAL CONDITIONS"),
    "grade_bands": ("TINGKAT NILAI", "GRADE BANDS"),
    "open_points": ("HAL TERBUKA", "OPEN POINTS"),
}


def show_pack(pack: Pack, wording: Wording, language: str) -> Iterator[str]:
    """Go through the lines of a pack, from its instrument to its open points."""
    yield from _head(pack, language)
    for area in pack.areas:
        yield from _area(pack, wording, area, language)
    results = [sub_area for sub_area in pack.sub_areas.values() if sub_area.part is Part.RESULT]
    if results:
        yield from ("", f"{_heading('result', language)}: {short(pack.result, language)}")
    for sub_area in results:
        yield from _sub_area(pack, wording, sub_area, language)
    yield from _titles(pack, language)
    yield from _integration(pack, wording, language)
    for rules in pack.proposal:
        yield from _proposal(rules, language)
    yield from _rest(pack, language)


def days(pack: Pack) -> str:
    """Write from when and until when a regulation holds."""
    since, until = pack.in_force.since, pack.in_force.until
    return f"{since or '?'} – {until or ''}".rstrip()


def cited(citation: Citation, language: str) -> str:
    """Write a citation in brackets, with its mark and note where it is not verified."""
    parts = [citation.text]
    if citation.mark is not Mark.VERIFIED:
        parts.append(pick(MARKS[citation.mark], language))
    if citation.note and language == "id":
        parts.append(citation.note)
    return f"[{'; '.join(parts)}]"


def _heading(key: str, language: str) -> str:
    return pick(_HEADINGS[key], language)


def _head(pack: Pack, language: str) -> Iterator[str]:
    yield f"{pack.instrument} ({pack.id})"
    yield f"{pick(STATUSES[pack.status], language)}, {days(pack)} {cited(pack.in_force.citation, language)}"
    yield f"{pick(('sidik aturan', 'rules digest'), language)}: {pack.rules_digest}"
    if pack.amends:
        yield f"{pick(('mengubah', 'amends'), language)}: {pack.amends}"
    if pack.amended_by:
        yield f"{pick(('diubah oleh', 'amended by'), language)}: {', '.join(pack.amended_by)}"
    if pack.worksheet:
        enabler, result = (pick(WHOLES[whole], language) for whole in ("enabler", "result"))
        weights = f"{enabler} {short(pack.enabler, language)}, {result} {short(pack.result, language)}"
        yield f"{_heading('weights', language)}: {weights} {cited(pack.weights_citation, language)}"


def _area(pack: Pack, wording: Wording, key: str, language: str) -> Iterator[str]:
    area = pack.areas[key]
    halves = f"{pick(PARTS['fulfilment'], language)} {short(area.fulfilment, language)}"
    if area.reform is not None:
        halves += f", {pick(PARTS['reform'], language)} {short(area.reform, language)}"
    name = wording.areas[key][language]
    yield ""
    weight = short(area.weight, language)
    yield f"{_heading('area', language)} {key} {name}: {weight} ({halves}) {cited(area.citation, language)}"
    for sub_area in pack.sub_areas.values():
        if sub_area.area == key:
            yield from _sub_area(pack, wording, sub_area, language)


def _sub_area(pack: Pack, wording: Wording, sub_area: SubArea, language: str) -> Iterator[str]:
    name = f"{sub_area.number} {wording.sub_areas[sub_area.id][language]} ({sub_area.id})"
    part = pick(PARTS[sub_area.part.value], language)
    yield f"  {name}, {part}: {short(sub_area.weight, language)} {cited(sub_area.citation, language)}"
    for item_id in sub_area.items:
        yield from _item(pack.items[item_id], wording, language)


def _item(item: Item, wording: Wording, language: str) -> Iterator[str]:
    words = wording.items[item.id]
    yield f"    {item.id} {words.question[language]} ({short(item.weight, language)}) {cited(item.citation, language)}"
    kind = item.answer
    if isinstance(kind, Choice):
        for option, value in kind.values.items():
            yield f"      {option} = {short(value, language)}: {words.options[option][language]}"
        yield f"      {cited(kind.citation, language)}"
    elif isinstance(kind, Scale):
        yield f"      {formula(kind)} {cited(kind.citation, language)}"
    else:
        yield f"      {formula(kind)}"
        for key in kind.inputs:
            yield f"        {key}: {words.inputs[key][language]}"
        yield f"      {zero_policy(kind)} {cited(kind.zero.citation, language)}"


def _titles(pack: Pack, language: str) -> Iterator[str]:
    if pack.titles:
        yield from ("", _heading("titles", language))
    for title in pack.titles.values():
        yield f"  {title.id} {cited(title.citation, language)}"
        for gate in title.gates:
            asked = gate_text(gate)
            if isinstance(gate, Gate):
                asked = f"{gate.measure} ≥ {short(gate.minimum, language)}{'%' if gate.unit == 'percent' else ''}"
            yield f"    {gate_name(gate.id, language)} ({gate.id}): {asked} {cited(gate.citation, language)}"
    for title_id, gate in pack.zone_area_minimums.items():
        asked = f"{title_id} ≥ {short(gate.minimum, language)}"
        yield f"  {_heading('zone_area', language)}: {asked} {cited(gate.citation, language)}"


def _integration(pack: Pack, wording: Wording, language: str) -> Iterator[str]:
    law = pack.integration
    if law is None:
        return
    yield from (
        "",
        f"{_heading('integration', language)}: {short(law.whole, language)} {cited(law.citation, language)}",
    )
    for title, prior in law.priors.items():
        yield f"  {title}: {gate_name(prior.id, language)} {prior.title} {cited(prior.citation, language)}"
    for aspect in law.aspects.values():
        words = wording.aspects[aspect.id]
        question = f"{aspect.number}. {words.question[language]} ({aspect.id}, {short(aspect.weight, language)})"
        yield f"  {question} {cited(aspect.citation, language)}"
        for option, value in aspect.answer.values.items():
            yield f"    {option} = {short(value, language)}: {words.options[option][language]}"


def _proposal(rules: ProposalConditions, language: str) -> Iterator[str]:
    span = f"{rules.since} – {rules.until or ''}".rstrip()
    yield ""
    source = cited(rules.citation, language)
    yield f"{_heading('proposal', language)} {rules.instrument}, {span}, {_due(rules, language)} {source}"
    for condition in rules.conditions:
        pairs = ((condition_name(key, language), value) for key, value in condition.minimum.items())
        least = ", ".join(f"{title}: {condition_name(value, language)}" for title, value in pairs)
        name = f"{condition_name(condition.id, language)} ({condition_name(condition.level, language)})"
        yield f"  {name}: {least} {cited(condition.citation, language)}"
    if rules.eased_units:
        eased = pick(("dapat diusulkan sambil melengkapi", "may be proposed while completing these"), language)
        yield f"  {eased}: {', '.join(condition_name(unit, language) for unit in rules.eased_units)}"


def _due(rules: ProposalConditions, language: str) -> str:
    if rules.due == "none":
        return pick(("tanpa batas waktu tetap", "no fixed due date"), language)
    return f"{pick(('paling lambat', 'due by'), language)} {rules.due}"


def _rest(pack: Pack, language: str) -> Iterator[str]:
    if pack.grade_bands:
        yield from ("", _heading("grade_bands", language))
    for band in pack.grade_bands:
        yield f"  {band.index}: {band.grade} ≥ {short(band.least, language)} {cited(band.citation, language)}"
    if pack.open_points:
        yield from ("", _heading("open_points", language))
    for point in pack.open_points:
        yield f"  {point.id} = {point.setting}: {point.sentences[language]} {cited(point.citation, language)}"
