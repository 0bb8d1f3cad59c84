"""The conditions of cases, checked from what the body keeps: readiness facts, declarations, and what it stated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.db.models import Q

from pulau.apps.agencies.contract import AgencyKind, UnitKind, WorkUnit, agency_of, readiness_between
from pulau.apps.declarations.contract import Declaration, DeclarationState
from pulau.apps.proposals.models import ConditionFinding
from pulau.core.shared.actor import Actor
from pulau.core.shared.digest import canonical_digest
from pulau.core.workflow.proposing import (
    MINISTRY,
    REGION,
    YEARS,
    Asked,
    ConditionCheck,
    Known,
    check_conditions,
    full_years,
    may_be_proposed,
)
from pulau.exchange.proposing import conditions_in_force, reading

if TYPE_CHECKING:
    from pulau.apps.agencies.contract import ReadinessFact
    from pulau.apps.assessments.contract import Case
    from pulau.core.regulation.conditions import ProposalConditions

EASED_UNIT: Final = "eased-unit"
"""The statement that a unit is of a kind that the rule eases."""
STATED: Final = ("core-service", "public-effect", YEARS)
"""What no readiness fact tells: the agency states it with a document."""
REGIONS: Final = frozenset({AgencyKind.PROVINCE, AgencyKind.REGENCY, AgencyKind.CITY})
_OF_AGENCY: Final = {
    "bpk-opinion": "bpk-opinion", "sakip": "sakip", "rb-index": "rb-index", "spip-maturity": "spip-maturity",
}  # fmt: skip
_WHOLE: Final = Decimal(100)

Facts = Mapping[UUID | None, Mapping[str, "ReadinessFact"]]


@dataclass(frozen=True, slots=True)
class CaseConditions:
    """The conditions of one case on a day: under which rules, eased as what kind of unit (empty: not), one by one."""

    case_id: UUID
    rules: ProposalConditions
    eased: str
    checks: tuple[ConditionCheck, ...]

    @property
    def met(self) -> bool:
        """Whether nothing stands in the way of a proposal."""
        return may_be_proposed(self.checks)

    @property
    def eased_conditions(self) -> list[str]:
        """Return what the rule lets be completed later."""
        return [check.condition for check in self.checks if check.outcome == "eased"]

    def snapshot(self) -> list[dict[str, Any]]:
        """Return the checks as they are kept with a proposal."""
        return [kept(check) for check in self.checks]

    @property
    def digest(self) -> str:
        """Return the digest of what is kept."""
        return canonical_digest([self.rules.instrument, self.eased, self.snapshot()])


def conditions_of(tenant_id: UUID, cases: Iterable[Case], day: date) -> dict[UUID, CaseConditions]:
    """Check the conditions of a body's cases by the rules of a day; five queries, however many cases.

    Raises LookupError where no rules hold on that day.
    """
    rows = list(cases)
    if not rows:
        return {}
    actor = Actor.system(tenant_id)
    rules, read = conditions_in_force(day), reading()
    units = {case.unit_id for case in rows}
    facts = readiness_between(actor, day.year - read.years_back, day.year, units)
    kinds = dict(WorkUnit.objects.for_actor(actor).filter(pk__in=units).values_list("pk", "kind"))
    agency = agency_of(actor)
    region = agency is not None and agency.kind in REGIONS
    built = _declared(tenant_id, units)
    stated = findings_of(tenant_id, [case.pk for case in rows])
    found = {}
    for case in rows:
        said = stated.get(case.pk, {})
        eased = _eased(said, kinds.get(case.unit_id, "")) if region else ""
        known = _known(facts, case.unit_id, said, _first(built, case.unit_id), day)
        asked = Asked(case.title, REGION if region else MINISTRY, eased)
        checks = check_conditions(rules, asked, known, read.bands)
        found[case.pk] = CaseConditions(case.pk, rules, eased if eased in rules.eased_units else "", checks)
    return found


def findings_of(tenant_id: UUID, cases: Iterable[UUID]) -> dict[UUID, dict[str, ConditionFinding]]:
    """Return what holds of each case of what the agency stated, by condition; in one query."""
    rows = ConditionFinding.objects.for_tenant(tenant_id).filter(case_id__in=list(cases))
    found: dict[UUID, dict[str, ConditionFinding]] = {}
    for row in rows.order_by("number"):
        found.setdefault(row.case_id, {})[row.condition] = row
    return found


def _eased(said: Mapping[str, ConditionFinding], kind: str) -> str:
    """Return as what a unit is eased: as the agency stated, else by what it is."""
    if EASED_UNIT in said:
        return said[EASED_UNIT].value
    return reading().eased_kinds.get(UnitKind(kind), "") if kind else ""


def _declared(tenant_id: UUID, units: Iterable[UUID]) -> dict[UUID | None, Declaration]:
    """Return the first declaration of each unit, and (None) of the whole body, that was held."""
    rows = Declaration.objects.for_tenant(tenant_id).filter(state__in=(DeclarationState.HELD, DeclarationState.CLOSED))
    found: dict[UUID | None, Declaration] = {}
    for row in rows.filter(Q(unit__isnull=True) | Q(unit_id__in=list(units))).order_by("day", "pk"):
        found.setdefault(row.unit_id, row)
    return found


def _first(built: Mapping[UUID | None, Declaration], unit_id: UUID) -> Known | None:
    """Return when a unit began to build: its own declaration or the whole body's, whichever was first."""
    days = [row for row in (built.get(unit_id), built.get(None)) if row is not None]
    if not days:
        return None
    first = min(days, key=lambda row: row.day)
    return Known(first.day.isoformat(), first.title, first.day)


def _known(
    facts: Facts, unit_id: UUID, said: Mapping[str, ConditionFinding], built: Known | None, day: date
) -> dict[str, Known]:
    body, unit = facts.get(None, {}), facts.get(unit_id, {})
    known = {name: _told(body[measure]) for name, measure in _OF_AGENCY.items() if measure in body}
    if "sakip" in unit:
        known["internal-sakip"] = _told(unit["sakip"])
    if (followed := _of_unit(unit, body, "findings-follow-up")) is not None:
        known["findings-followed-up"] = followed
    if (wealth := _lower(_of_unit(unit, body, "lhkpn"), _of_unit(unit, body, "lhkan"))) is not None:
        known["wealth-reports"] = wealth
    for name, row in said.items():
        if name not in {EASED_UNIT, YEARS} and row.value:
            known.setdefault(name, Known(row.value, row.document, row.document_date))
    if (began := _earlier(built, said.get(YEARS))) is not None:
        years = full_years(date.fromisoformat(began.value), day)
        known[YEARS] = Known(str(years), began.document, began.dated)
    return known


def _earlier(built: Known | None, said: ConditionFinding | None) -> Known | None:
    """Return when building began: by a declaration in Pulau, or the deed from before Pulau that the agency named."""
    if said is None or not said.value:
        return built
    paper = Known(said.value, said.document, said.document_date)
    return paper if built is None or paper.value < built.value else built


def _told(fact: ReadinessFact) -> Known:
    return Known(fact.value, f"{fact.document} ({fact.year})", fact.document_date)


def _of_unit(unit: Mapping[str, ReadinessFact], body: Mapping[str, ReadinessFact], measure: str) -> Known | None:
    """Return a percentage of a unit; that of the whole body says something of a unit only where it is the whole."""
    if measure in unit:
        return _told(unit[measure])
    if measure in body and Decimal(body[measure].value) == _WHOLE:
        return _told(body[measure])
    return None


def _lower(one: Known | None, other: Known | None) -> Known | None:
    """Return the lower of two percentages, with both documents; None where one is not known."""
    if one is None or other is None:
        return None
    low = min(one, other, key=lambda each: Decimal(each.value))
    return Known(low.value, "; ".join(dict.fromkeys((one.document, other.document))), low.dated)


def kept(check: ConditionCheck) -> dict[str, Any]:
    """Return a check as it is kept with a proposal."""
    known = check.known
    return {
        "condition": check.condition,
        "level": check.level,
        "required": check.required,
        "outcome": check.outcome.value,
        "value": known.value if known else "",
        "document": known.document if known else "",
        "dated": known.dated.isoformat() if known and known.dated else "",
    }
