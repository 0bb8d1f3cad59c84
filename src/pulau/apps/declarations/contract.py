"""What other apps may use of declarations."""

from __future__ import annotations

from pulau.apps.declarations.models import Declaration, DeclarationState, Pact, PactState

__all__ = ["Declaration", "DeclarationState", "Pact", "PactState"]
