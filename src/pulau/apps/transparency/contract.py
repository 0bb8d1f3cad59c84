"""What other apps may know of the public log."""

from __future__ import annotations

from pulau.apps.transparency.looping import once as sequence_once
from pulau.apps.transparency.proving import EntryErased, NotLogged, printed, receipt
from pulau.apps.transparency.selectors import erased_ids
from pulau.apps.transparency.standing import Standing, State, Word, standing, standings, witnesses_asked

__all__ = [
    "EntryErased",
    "NotLogged",
    "Standing",
    "State",
    "Word",
    "erased_ids",
    "printed",
    "receipt",
    "sequence_once",
    "standing",
    "standings",
    "witnesses_asked",
]
