"""What other apps may know of the public log."""

from __future__ import annotations

from pulau.apps.transparency.checking import Judged, is_proof, judge
from pulau.apps.transparency.looping import once as sequence_once
from pulau.apps.transparency.operations import operation_receipt
from pulau.apps.transparency.own_acts import lacking
from pulau.apps.transparency.proving import EntryErased, NotLogged, printed, receipt
from pulau.apps.transparency.public_status import LogStatus, log_status
from pulau.apps.transparency.running.operator import record_operation
from pulau.apps.transparency.score_receipts import shown_with_receipts
from pulau.apps.transparency.standing import Standing, State, Word, standing, standings, witnesses_asked, words_so_far

__all__ = [
    "EntryErased",
    "Judged",
    "LogStatus",
    "NotLogged",
    "Standing",
    "State",
    "Word",
    "is_proof",
    "judge",
    "lacking",
    "log_status",
    "operation_receipt",
    "printed",
    "receipt",
    "record_operation",
    "sequence_once",
    "shown_with_receipts",
    "standing",
    "standings",
    "witnesses_asked",
    "words_so_far",
]
