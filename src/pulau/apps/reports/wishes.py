"""What a report is asked to be: plain values."""

from __future__ import annotations

from dataclasses import dataclass

from pulau.exchange.reports.content import ReportKind


@dataclass(frozen=True, slots=True)
class ReportWish:
    """A report to be made: its kind and the number of the letter ("": as before, or none yet).

    `notes` are further paragraphs with their titles, which only a report of monitoring has.
    """

    kind: ReportKind
    number: str = ""
    notes: tuple[tuple[str, str], ...] = ()
