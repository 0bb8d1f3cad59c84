"""What other apps may use of declarations."""

from __future__ import annotations

from pulau.apps.declarations.demo_ceremonies.load import CeremoniesLoaded as DemoCeremonies
from pulau.apps.declarations.demo_ceremonies.load import load_ceremonies as load_demo_ceremonies
from pulau.apps.declarations.heads import head_title
from pulau.apps.declarations.models import Declaration, DeclarationState, Pact, PactState

__all__ = [
    "Declaration",
    "DeclarationState",
    "DemoCeremonies",
    "Pact",
    "PactState",
    "head_title",
    "load_demo_ceremonies",
]
