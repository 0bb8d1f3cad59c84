"""What is before the ministry, in all the bodies that a person's own grants reach."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.db.models import Count, Q
from django.http import Http404

from pulau.apps.agencies.contract import Agency
from pulau.apps.assessments.desks.asked import OPEN
from pulau.apps.assessments.models import Assignment, Case
from pulau.apps.people.contract import agencies_within, held_by
from pulau.core.shared.actor import REACHING_OUT
from pulau.core.shared.roles import TPN_ASSESSOR, TPN_PANEL
from pulau.core.workflow import assessment as at
from pulau.exchange.regions import regions

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import QuerySet
    from django.http import HttpRequest

_ROLES: Final = frozenset({TPN_ASSESSOR, TPN_PANEL})
PHASES: Final[Mapping[str, tuple[str, ...]]] = {
    "screening": (at.PROPOSED, at.SCREENING),
    "desk": (at.DESK,),
    "field": (at.FIELD,),
    "panel": (at.CLEARANCE, at.PANEL),
    "outcome": (at.RECOMMENDED, at.TO_BE_COACHED, at.OBJECTED, at.DETERMINED),
    "monitoring": (at.MONITORING, at.VERIFYING, at.REVOCATION_PROPOSED),
}
"""The columns of the national map: what lies together for whoever plans the ministry's work."""
ALL_REGIONS: Final = ""


@dataclass(frozen=True, slots=True)
class PlaceCount:
    """A place of the map (a province, or one body) with its cases by phase."""

    key: str
    name: str
    phases: Mapping[str, int]
    late: int

    @property
    def n(self) -> int:
        """All its cases."""
        return sum(self.phases.values())


def assesses_nationally(request: HttpRequest) -> bool:
    """Whether the person holds a grant to assess for the ministry, wherever they act now."""
    return bool(_grants(request))


def national_cases(request: HttpRequest) -> QuerySet[Case]:
    """Return the cases before the ministry in the bodies that the person's grants reach; none without a grant."""
    reached = agencies_within(_grants(request)).order_by().values("tenant_id")
    return Case.objects.national(reached)


def own_national_cases(request: HttpRequest) -> QuerySet[Case]:
    """Return those of them that are assigned to the person."""
    person = next((row.user_id for row in held_by(request)), None)
    if person is None:
        return national_cases(request).none()
    own = Assignment.objects.own(person).filter(ended_at__isnull=True).order_by().values("case_id")
    return national_cases(request).filter(pk__in=own)


def get_national_case(request: HttpRequest, case_id: UUID) -> Case:
    """Return one of them. Raises Http404."""
    row: Case | None = national_cases(request).filter(pk=case_id).order_by().first()
    if row is None:
        raise Http404(case_id)
    return row


def map_of(rows: QuerySet[Case], today: date, province: str) -> list[PlaceCount]:
    """Return the map of open cases: by province, or of one province by body. One grouped query, and the directory."""
    phases = {name: Count("pk", filter=Q(stage__in=stages)) for name, stages in PHASES.items()}
    late = Count("pk", filter=Q(due_on__lt=today))
    found = rows.filter(stage__in=OPEN).order_by().values("tenant_id").annotate(late=late, **phases)
    counted = {row["tenant_id"]: row for row in found}
    bodies = Agency.objects.directory().filter(tenant_id__in=list(counted))
    places: dict[str, dict[str, Any]] = {}
    for tenant, name, code in bodies.values_list("tenant_id", "name", "region_code"):
        if province not in (ALL_REGIONS, code[:2] or CENTRAL):
            continue
        key, words = (str(tenant), name) if province else (code[:2] or CENTRAL, "")
        place = places.setdefault(key, {"name": words, "late": 0, **dict.fromkeys(PHASES, 0)})
        for column, n in counted.get(tenant, {}).items():
            if column != "tenant_id":
                place[column] += n
    return [_place(key, values) for key, values in sorted(places.items())]


CENTRAL: Final = "pusat"
"""The place of bodies that govern no region: ministries and agencies of the whole country."""


def _place(key: str, values: Mapping[str, Any]) -> PlaceCount:
    name = values["name"] or (regions()[key].name if key in regions() else "")
    return PlaceCount(key, name, {phase: values[phase] for phase in PHASES}, values["late"])


def _grants(request: HttpRequest) -> list[Any]:
    if not request.user.is_authenticated:
        return []
    return [row for row in held_by(request) if row.role in _ROLES and row.scope in REACHING_OUT]
