"""The score of a self-assessment as it is locked: what the journal tells of it, and the file to replay it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pulau.apps.transparency.contract import shown_with_receipts
from pulau.apps.worksheets.actions import PACKAGE_TAKEN, SUBMITTED
from pulau.apps.worksheets.mapping import evaluation_of
from pulau.apps.worksheets.selectors import values_of
from pulau.exchange.figures import figures_of, result_object
from pulau.exchange.score_file import OWN, ScoreAbout, score_bytes, told_score
from pulau.foundation.journal.told import told_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pulau.apps.worksheets.models import Submission, Worksheet
    from pulau.core.scoring.model import Evaluation
    from pulau.foundation.journal.told import Told

LOCKING: Final = (SUBMITTED.code, PACKAGE_TAKEN.code)
"""The actions that lock a worksheet."""
_PINNED: Final = ("number", "revision", "manifest", "answers", "evidence", "replay_digest")


def about_of(row: Worksheet) -> ScoreAbout:
    """Return whose score a worksheet's own is."""
    return ScoreAbout(row.tenant.code, row.unit.code, row.year, OWN)


def own_score_told(row: Worksheet, evaluation: Evaluation) -> dict[str, object]:
    """Return what the journal tells of a worksheet's own score, by level."""
    return {OWN: told_score(figures_of(evaluation), about_of(row))}


def lock_told(made: Submission) -> dict[str, object]:
    """Return what the journal tells of a submission: its number, and the digests of what it pins."""
    return {key: getattr(made, key) for key in _PINNED}


def lock_in(told: Told) -> Mapping[str, Any]:
    """Return what an entry told of the submission that it locked; empty where it locked none."""
    found: Mapping[str, Any] = told.payload if told.action == SUBMITTED.code else told.payload.get("handed", {})
    return found


def score_file(row: Worksheet, made: Submission) -> bytes:
    """Return the score of the submission that stands as a file; the caller asked who may read the worksheet.

    What is claimed are the figures as they are stored. It bears a receipt once the public log has its entry.
    Raises BadInput where an answer that is kept is none of the form.
    """
    entries = told_of(row.tenant_id, row._meta.label_lower, [row.pk], LOCKING).get(str(row.pk), [])  # noqa: SLF001 - Django's documented door
    locks = [told for told in entries if lock_in(told).get("number") == str(made.number)]
    figures = figures_of(evaluation_of(row, {item: found.value for item, found in values_of(row).items()}))
    claimed = result_object(row.exact, row.printed, row.gates, row.titles)
    shown = shown_with_receipts(row.tenant_id, locks[-1].entry_id if locks else None, claimed)
    return score_bytes(figures, about_of(row), shown)
