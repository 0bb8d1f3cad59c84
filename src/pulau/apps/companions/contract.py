"""What other apps may use of companions."""

from __future__ import annotations

from pulau.apps.companions.selectors import Dissent, dissents_on

__all__ = ["Dissent", "dissents_on"]
