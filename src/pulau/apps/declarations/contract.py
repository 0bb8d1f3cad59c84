"""What other apps may use of declarations."""

from __future__ import annotations

from pulau.apps.declarations.demo_ceremonies.load import CeremoniesLoaded as DemoCeremonies
from pulau.apps.declarations.demo_ceremonies.load import load_ceremonies as load_demo_ceremonies
from pulau.apps.declarations.heads import head_title
from pulau.apps.declarations.models import (
    AgencyCoverage,
    Declaration,
    DeclarationPart,
    DeclarationPerson,
    DeclarationState,
    Pact,
    PactState,
    UnitCoverage,
)
from pulau.apps.declarations.services.counting import recount

__all__ = [
    "AgencyCoverage",
    "Declaration",
    "DeclarationPart",
    "DeclarationPerson",
    "DeclarationState",
    "DemoCeremonies",
    "Pact",
    "PactState",
    "UnitCoverage",
    "head_title",
    "load_demo_ceremonies",
    "recount",
]
