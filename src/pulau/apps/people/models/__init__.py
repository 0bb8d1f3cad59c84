"""Who works where and may do what: a module a subject."""

from __future__ import annotations

from pulau.apps.people.models.appointments import (
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
from pulau.apps.people.models.staff import DataRequest, Employee, EmployeeStatus, OutsidePerson, Posting

__all__ = [
    "ApiToken",
    "Appointment",
    "Basis",
    "DataRequest",
    "Employee",
    "EmployeeStatus",
    "Interest",
    "InterestGround",
    "Invitation",
    "OutsideKind",
    "OutsidePerson",
    "Posting",
    "Role",
    "ScopeChoice",
]
