"""What the pages of an import show: its figures, the part of its rows that is asked for, how far the writing is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from pulau.core.shared.civil_service import masked
from pulau.foundation.imports.columns import row_of
from pulau.foundation.imports.selectors import content_of
from pulau.foundation.imports.sentences import flaw_sentences
from pulau.foundation.registry.importers import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pulau.foundation.imports.models import ImportRow, ImportRun
    from pulau.foundation.registry.importers import Importer

QUIET: Final = timedelta(minutes=2)
"""After so long without a step a writing import may be put into the queue again by hand."""
KINDS: Final[Mapping[Outcome, str]] = {
    Outcome.REFUSED: "short",
    Outcome.BROKEN: "short",
    Outcome.CHANGED: "replaced",
    Outcome.ADDED: "met",
    Outcome.ENDED: "outside",
    Outcome.MISSING: "unanswered",
    Outcome.SAME: "same",
}


@dataclass(frozen=True, slots=True)
class Tab:
    """One outcome: its words, how many rows have it, whether it is the one shown."""

    outcome: str
    label: str
    count: int
    shown: bool


@dataclass(frozen=True, slots=True)
class RowView:
    """A row for the page: its number (0: not in the file), key and name, facts or (fact, before, after), problems."""

    number: int
    key: str
    name: str
    facts: list[tuple[str, str]]
    differences: list[tuple[str, str, str]]
    problems: list[str]


def outcome_words(outcome: Outcome, *, planned: bool) -> str:
    """Name an outcome: what is to be (`planned`), or what was."""
    coming = {
        Outcome.ADDED: _("Akan ditambahkan"),
        Outcome.CHANGED: _("Akan diubah"),
        Outcome.SAME: _("Tetap sama"),
        Outcome.REFUSED: _("Ditolak"),
        Outcome.MISSING: _("Tidak ada di berkas"),
    }
    past = {
        Outcome.ADDED: _("Ditambahkan"),
        Outcome.CHANGED: pgettext("baris", "Diubah"),
        Outcome.ENDED: _("Diakhiri"),
        Outcome.BROKEN: _("Belum ditulis"),
    }
    return (coming if planned else {**coming, **past})[outcome]


ORDER: Final = (
    *(Outcome.REFUSED, Outcome.BROKEN, Outcome.CHANGED, Outcome.ADDED),
    *(Outcome.ENDED, Outcome.MISSING, Outcome.SAME),
)


def tabs_of(counts: Mapping[str, int], asked: str, *, planned: bool) -> list[Tab]:
    """Return the outcomes that occur; the one asked for is shown, else the first."""
    present = [outcome for outcome in ORDER if counts[outcome]]
    shown = next((outcome for outcome in present if outcome == asked), present[0] if present else None)
    return [Tab(each, outcome_words(each, planned=planned), counts[each], each == shown) for each in present]


def row_views(
    importer: Importer, run: ImportRun, rows: Iterable[ImportRow], language: str, most: int = 4
) -> list[RowView]:
    """Return rows for the page; of a new one the first `most` facts besides key and name."""
    return [_view(importer, run, row, language, most) for row in rows]


def _view(importer: Importer, run: ImportRun, row: ImportRow, language: str, most: int) -> RowView:
    content = content_of(row)
    values = row_of(row.number, content.cells, run.mapping).values
    headings = {column.key: column.heading(language) for column in importer.columns}
    facts = [
        (headings[column.key], masked(values[column.key]) if column.sealed else values[column.key])
        for column in importer.columns
        if column.key not in {importer.key, "name"} and values.get(column.key)
    ]
    return RowView(
        number=row.number,
        key=content.key or values.get(importer.key, ""),
        name=content.name or values.get("name", ""),
        facts=facts[:most] if row.outcome == Outcome.ADDED else [],
        differences=[(headings[each.column], each.before, each.after) for each in content.differences],
        problems=flaw_sentences(importer, content.flaws, language),
    )


def percent(run: ImportRun) -> int:
    """Return how much was written, in whole percent, rounded down."""
    return 100 * run.done // run.size if run.size else 100


def time_left(run: ImportRun, now: datetime) -> str:
    """Return how long the writing will still take, judged by what it took so far; empty before its first batch."""
    if not run.done or run.started_at is None:
        return ""
    seconds = (now - run.started_at).total_seconds() * (run.size - run.done) / run.done
    if seconds < 60:  # noqa: PLR2004 - a minute
        return _("kurang dari semenit")
    minutes = round(seconds / 60)
    return ngettext("sekitar %(n)s menit", "sekitar %(n)s menit", minutes) % {"n": minutes}


def is_quiet(run: ImportRun, now: datetime) -> bool:
    """Whether nothing happened for so long that the job must have been lost."""
    return now - run.touched_at > QUIET
