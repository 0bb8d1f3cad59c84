"""The check before a submission as values for its page: findings with links, gates, conditions of the proposal."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _

from pulau.apps.agencies.contract import AgencyKind, Measure, agency_of, readiness_of, value_words
from pulau.apps.worksheets.assessing import conditions_of
from pulau.apps.worksheets.desk.questions import html_id
from pulau.apps.worksheets.desk.signs import finding_words
from pulau.apps.worksheets.report.titles import title_views
from pulau.core.shared.readiness import BPK_OPINIONS, GRADES, RB_GRADES
from pulau.exchange.condition_names import condition_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pulau.apps.agencies.contract import ReadinessFact
    from pulau.apps.worksheets.assessing import Assessment
    from pulau.apps.worksheets.desk.frame import Desk
    from pulau.core.evidencing.handing import Finding
    from pulau.core.regulation.conditions import Condition
    from pulau.core.shared.actor import Actor

_MOST_LINKS: Final = 12
"""Items of a finding that are named; the rest is on the page of readiness."""
_MEASURES: Final[dict[tuple[str, str], str]] = {
    ("agency", "bpk-opinion"): Measure.BPK_OPINION,
    ("agency", "sakip"): Measure.SAKIP,
    ("agency", "rb-index"): Measure.RB_INDEX,
    ("agency", "spip-maturity"): Measure.SPIP_MATURITY,
    ("unit", "internal-sakip"): Measure.SAKIP,
    ("unit", "findings-followed-up"): Measure.FINDINGS,
}
"""Conditions of the law, and the readiness facts of this platform that speak of them."""
_REGIONS: Final = frozenset({AgencyKind.PROVINCE, AgencyKind.REGENCY, AgencyKind.CITY})
_SCALES: Final[dict[str, tuple[str, ...]]] = {
    Measure.BPK_OPINION: BPK_OPINIONS,
    Measure.SAKIP: GRADES,
    Measure.RB_INDEX: RB_GRADES,
}


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding: its code, what it says and means, its first items as (number, address), how many more there are.

    `gates` are the minimums that a title misses, each with by how much.
    """

    code: str
    said: str
    meaning: str
    links: tuple[tuple[str, str], ...]
    more: int
    href: str
    gates: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ConditionView:
    """A condition of the proposal: what is asked, what is known. `state` is met, short or unknown."""

    name: str
    level: str
    asked: str
    known: str
    state: str


def finding_views(desk: Desk, findings: Iterable[Finding]) -> list[FindingView]:
    """Put findings into words, with links to their items."""
    return [_finding(desk, finding) for finding in findings]


def _finding(desk: Desk, finding: Finding) -> FindingView:
    said, meaning = finding_words(finding)
    items = desk.evaluation.pack.items
    named = finding.items[:_MOST_LINKS]
    links = tuple((items[item].number, f"{desk.address('item', item)}#q-{html_id(item)}") for item in named)
    code = finding.code.partition(":")[0]
    href = f"{desk.overview}#rincian" if code == "gate" else f"{desk.address('readiness')}?tanda={code}"
    return FindingView(finding.code, said, meaning, links, len(finding.items) - len(links), href, _gates(desk, finding))


def _gates(desk: Desk, finding: Finding) -> tuple[tuple[str, str], ...]:
    _code, _colon, title = finding.code.partition(":")
    views = [view for view in title_views(desk.calculation, desk.language) if title and view.id == title]
    return tuple((gate.name, gate.shortfall) for view in views for gate in view.gates if not gate.met)


def condition_views(actor: Actor, desk: Desk, found: Assessment) -> tuple[str, list[ConditionView]]:
    """Return the instrument and its conditions for a proposal, with what this platform knows of each: three queries.

    What no fact speaks of is unknown, which is neither met nor missed.
    """
    held = conditions_of(found.evaluation.pack, found.row.year)
    if held is None:
        return "", []
    agency = agency_of(actor)
    region = agency is not None and agency.kind in _REGIONS
    year = found.row.year - 1
    facts = {"agency": readiness_of(actor, year), "unit": readiness_of(actor, year, found.row.unit_id)}
    views = [_condition(each, facts[each.level], desk.language, region=region) for each in held.conditions]
    return held.instrument, views


def _condition(
    condition: Condition, facts: Mapping[str, ReadinessFact], language: str, *, region: bool
) -> ConditionView:
    kind = "region" if region else "ministry"
    least = {
        title.partition("/")[0]: value
        for title, value in condition.minimum.items()
        if title.partition("/")[2] in {"", kind}
    }
    asked = ", ".join(f"{title} {condition_name(value, language)}" for title, value in least.items())
    measure = _MEASURES.get((condition.level, condition.id), "")
    fact = facts.get(measure)
    name, level = condition_name(condition.id, language), condition_name(condition.level, language)
    if fact is None:
        return ConditionView(name, level, asked, _("Belum diketahui di Pulau"), "unknown")
    met = [title for title, value in least.items() if _reaches(measure, fact.value, value)]
    known = _("%(value)s (%(document)s)") % {"value": value_words(measure, fact.value), "document": fact.document}
    return ConditionView(name, level, asked, known, "met" if len(met) == len(least) else "short")


def _reaches(measure: str, value: str, least: str) -> bool:
    """Whether a recorded value is at least another: by the order of its grades, else as numbers."""
    scale: Sequence[str] = _SCALES.get(measure, ())
    if value in scale and least in scale:
        return scale.index(value) <= scale.index(least)
    try:
        return Decimal(value) >= Decimal(least)
    except ArithmeticError:
        return False
