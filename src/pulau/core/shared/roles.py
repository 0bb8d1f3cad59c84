"""The roles that an appointment can give (peran), where each is held, and what follows from that for every app.

Roles are facts of the field; who holds one, and from when to when, is an appointment (app `people`). What a role may do
stands in the table of permissions (`core.shared.permissions`).
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

ZONE_TEAM: Final = "zone-team"
AREA_OWNER: Final = "area-owner"
UNIT_HEAD: Final = "unit-head"
AGENCY_ADMINISTRATOR: Final = "agency-administrator"
AGENCY_HEAD: Final = "agency-head"
TPI_MEMBER: Final = "tpi-member"
TPI_LEADER: Final = "tpi-leader"
TPI_CONTROLLER: Final = "tpi-controller"
TPN_ASSESSOR: Final = "tpn-assessor"
TPN_PANEL: Final = "tpn-panel"
COMPANION: Final = "companion"
COUNTER_OFFICER: Final = "counter-officer"
GIFT_CONTROL: Final = "gift-control"
REPORT_RECIPIENT: Final = "report-recipient"
LEADERS_FORUM: Final = "leaders-forum"
OPERATOR: Final = "operator"
AUDITOR: Final = "auditor"


class Scope(StrEnum):
    """How far an appointment reaches: one unit, its own agency, all bodies of a region, or of the country."""

    UNIT = "unit"
    AGENCY = "agency"
    REGION = "region"
    COUNTRY = "country"


_UNIT = frozenset({Scope.UNIT})
_AGENCY = frozenset({Scope.AGENCY})
_WIDE = frozenset({Scope.REGION, Scope.COUNTRY})

SCOPES: Final[dict[str, frozenset[Scope]]] = {
    ZONE_TEAM: _UNIT,
    AREA_OWNER: _UNIT,
    UNIT_HEAD: _UNIT,
    AGENCY_ADMINISTRATOR: _AGENCY,
    AGENCY_HEAD: _AGENCY,
    TPI_MEMBER: _UNIT | _AGENCY,
    TPI_LEADER: _AGENCY,
    TPI_CONTROLLER: _AGENCY,
    TPN_ASSESSOR: _WIDE,
    TPN_PANEL: _WIDE,
    COMPANION: _UNIT | _AGENCY | _WIDE,
    COUNTER_OFFICER: _UNIT,
    GIFT_CONTROL: _AGENCY,
    REPORT_RECIPIENT: _AGENCY,
    LEADERS_FORUM: _AGENCY | frozenset({Scope.REGION}),
    OPERATOR: frozenset({Scope.COUNTRY}),
    AUDITOR: _AGENCY | frozenset({Scope.COUNTRY}),
}
"""Every role, and the scopes in which it can be held."""

ASSESSING: Final = frozenset({TPI_MEMBER, TPI_LEADER, TPI_CONTROLLER, TPN_ASSESSOR, TPN_PANEL})
"""Roles that give points: kept apart from those who are assessed."""

SERVING: Final = frozenset({ZONE_TEAM, AREA_OWNER, UNIT_HEAD, COUNTER_OFFICER})
"""Duties by which somebody serves in a unit, whether they are employed there or not."""

SECOND_FACTOR: Final = ASSESSING | {AGENCY_ADMINISTRATOR, OPERATOR}
"""Roles that nobody uses without a second factor."""

APART: Final[tuple[frozenset[str], ...]] = (
    frozenset({AUDITOR, AGENCY_ADMINISTRATOR}),
    frozenset({AUDITOR, OPERATOR}),
    *(frozenset({COMPANION, role}) for role in sorted(ASSESSING)),
    *(frozenset({AGENCY_HEAD, role}) for role in sorted(ASSESSING)),
)
"""Pairs that one person may not hold in one body at one time: who reads the journal did not write most of it, who
advises or decides does not give the points."""

NOT_DELEGATED: Final = frozenset({AUDITOR, OPERATOR, REPORT_RECIPIENT})
"""Roles that their holder hands to nobody: who reads the journal or a confidential report is chosen by the body."""

NOT_BY_ONESELF: Final = ASSESSING | NOT_DELEGATED
"""Roles that nobody gives to themselves: who assesses, reads the journal or receives confidential reports."""
