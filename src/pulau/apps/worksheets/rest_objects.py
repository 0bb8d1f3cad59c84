"""Rows as the plain data that the API gives."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from pulau.core.scoring.revisions import UNTOUCHED
from pulau.core.shared.problems import Problem
from pulau.exchange.packs import load_pack
from pulau.foundation.api.problems import told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pulau.apps.worksheets.changes import Clash, Saved
    from pulau.apps.worksheets.models import Answer, Submission, Worksheet
    from pulau.apps.worksheets.selectors import Standing

JsonObject = dict[str, Any]


def moment(at: datetime) -> str:
    """Return a time in UTC to the millisecond, RFC 3339."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def worksheet_object(row: Worksheet, handed: Submission | None = None) -> JsonObject:
    """Return a worksheet and where it stands; `handed` is the submission that stands."""
    return {
        "id": str(row.pk),
        "unit": {"code": row.unit.code, "name": row.unit.name},
        "year": row.year,
        "regulation": row.regulation,
        "prior_title": row.prior_title or None,
        "state": row.state,
        "submission": _submission(handed) if handed else None,
        "revision": row.revision,
        "answered": row.answered,
        "items": row.items,
        "total": row.exact["total"],
        "titles": row.titles,
        "scored_at": moment(row.scored_at),
    }


def _submission(handed: Submission) -> JsonObject:
    return {
        "number": handed.number,
        "submitted_at": moment(handed.submitted_at),
        "submitted_on": handed.submitted_on.isoformat(),
        "manifest": handed.manifest,
    }


def answer_object(item: str, found: Standing | None) -> JsonObject:
    """Return an answer as it stands; None: the item was never touched."""
    if found is None:
        return {"item": item, "value": None, "note": "", "version": 0, "source": None, "by": None, "at": None}
    return {
        "item": item,
        "value": found.value,
        "note": found.note,
        "version": found.version,
        "source": found.source,
        "by": found.user_name or None,
        "at": moment(found.at),
    }


def change_object(row: Answer) -> JsonObject:
    """Return one version of an answer."""
    return {
        "item": row.item,
        "value": row.value,
        "note": row.note,
        "version": row.version,
        "source": row.source,
        "by": row.user.full_name if row.user else None,
        "at": moment(row.at),
        "revision": row.revision,
    }


def score_object(row: Worksheet) -> JsonObject:
    """Return the stored score, which is that of the answers as they stand."""
    pack = load_pack(row.regulation)
    areas = {key: (row.exact[f"areas.{key}"], row.exact[f"areas.{key}.percent"]) for key in pack.areas}
    return {
        "revision": row.revision,
        "at": moment(row.scored_at),
        "answered": row.answered,
        "items": row.items,
        **{part: row.exact[part] for part in ("total", "enabler", "result")},
        "areas": {key: {"score": score, "percent": percent} for key, (score, percent) in areas.items()},
        "titles": {title: {"met": met, "gates": _gates(row, title)} for title, met in row.titles.items()},
    }


def _gates(row: Worksheet, title: str) -> dict[str, bool]:
    mark = f"{title}."
    return {gate.removeprefix(mark): met for gate, met in row.gates.items() if gate.startswith(mark)}


def conflict_object(clash: Clash, language: str) -> JsonObject:
    """Return both sides of a conflict, and the sentence that says what to do."""
    change, standing = clash.change, clash.standing
    sent = {"value": change.value, "note": change.note}
    problem = Problem.of("answer-changed", change.item, version=standing.version)
    return {
        "problems": told([problem], language),
        "yours": {field: value for field, value in sent.items() if value is not UNTOUCHED},
        "theirs": {
            "value": standing.value,
            "note": standing.note,
            "version": standing.version,
            "by": standing.user_name or None,
            "at": moment(standing.at),
        },
    }


def outcomes_object(saved: Saved, standing: dict[str, Standing], items: Sequence[str], language: str) -> JsonObject:
    """Return what came of each of many answers, in the order sent, and the score that follows."""
    clashes = {clash.change.item: clash for clash in saved.clashes}
    known = load_pack(saved.worksheet.regulation).items
    results: JsonObject = {}
    for item in items:
        found: JsonObject = {"problems": [], "yours": None, "theirs": None}
        if item in clashes:
            found = conflict_object(clashes[item], language)
        elif item in saved.problems:
            found["problems"] = told(saved.problems[item], language)
        answer = answer_object(item, standing.get(item)) if item in known else None
        results[item] = {"outcome": _outcome(saved, item, item in clashes), "answer": answer, **found}
    return {"results": results, "score": score_object(saved.worksheet)}


def _outcome(saved: Saved, item: str, clashed: bool) -> str:  # noqa: FBT001 - one fact among three
    if clashed:
        return "conflict"
    if item in saved.problems:
        return "refused"
    return "saved" if item in saved.written else "unchanged"
