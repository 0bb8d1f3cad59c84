"""What other apps may know of the public log."""

from __future__ import annotations

from pulau.apps.transparency.looping import once as sequence_once
from pulau.apps.transparency.proving import NotLogged, printed, receipt
from pulau.apps.transparency.standing import Standing, State, Word, standing, standings, witnesses_asked

__all__ = [
    "NotLogged",
    "Standing",
    "State",
    "Word",
    "printed",
    "receipt",
    "sequence_once",
    "standing",
    "standings",
    "witnesses_asked",
]
