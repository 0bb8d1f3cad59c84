"""Who works where and may do what: a module a subject."""

from __future__ import annotations

from pulau.apps.people.models.appointments import (
    GRANTS,
    ApiToken,
    Appointment,
    Basis,
    Interest,
    InterestGround,
    Invitation,
    OutsideKind,
    Role,
    ScopeChoice,
)
from pulau.apps.people.models.health import HealthFigure
from pulau.apps.people.models.privacy import LegalHold
from pulau.apps.people.models.staff import DataRequest, Employee, EmployeeStatus, OutsidePerson, Posting

__all__ = [
    "GRANTS",
    "ApiToken",
    "Appointment",
    "Basis",
    "DataRequest",
    "Employee",
    "EmployeeStatus",
    "HealthFigure",
    "Interest",
    "InterestGround",
    "Invitation",
    "LegalHold",
    "OutsideKind",
    "OutsidePerson",
    "Posting",
    "Role",
    "ScopeChoice",
]
