"""A worksheet on its way through the browser: written into a hidden field, and read back as strictly as any file.

The answers travel as the JSON that a file would hold; what the file printed and what was noticed while reading it
travel beside them, so that no page forgets it. What comes back is a stranger's text: it is checked again each time.
"""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from pulau.core.scoring.answers import plain
from pulau.core.shared.numbers import parse_number, print_exact
from pulau.exchange.messages import CATALOGUE
from pulau.exchange.submission import Finding, Printed
from pulau.exchange.worksheet_json import read_json

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pulau.apps.worksheets.calculation import Calculation
    from pulau.exchange.submission import Origin, Submission

FIELD = "lembar"
EXTRAS_FIELD = "berkas_asal"
_KINDS = ("json", "pulau", "ministry")
_LONGEST_NUMBER = 60


def worksheet_object(calculation: Calculation) -> dict[str, Any]:
    """Return the worksheet as the documented JSON: what was answered, with notes and links."""
    submission, evaluation = calculation.submission, calculation.evaluation
    whole: dict[str, Any] = {
        "regulation": evaluation.pack.id,
        "prior_title": submission.prior_title,
        **origin_object(submission.origin),
        "answers": {item: plain(answer) for item, answer in evaluation.answers.values.items()},
    }
    if submission.notes:
        whole["notes"] = dict(submission.notes)
    if submission.links:
        whole["links"] = {item: list(listed) for item, listed in submission.links.items()}
    return whole


def origin_object(origin: Origin) -> dict[str, Any]:
    """Return whose worksheet it is, as far as it is known, as keys of the documented JSON."""
    said = {"unit": origin.unit or None, "year": origin.year}
    return {key: value for key, value in said.items() if value is not None}


def worksheet_text(calculation: Calculation) -> str:
    """Write the worksheet for the hidden field: compact JSON."""
    return json.dumps(worksheet_object(calculation), ensure_ascii=False, separators=(",", ":"))


def extras_text(submission: Submission) -> str:
    """Write what else is known of the file: its kind, its printed figures, known causes, findings."""
    extras = {
        "kind": submission.kind,
        "unit_name": submission.origin.name,
        "printed": {path: [print_exact(figure.value), figure.cell] for path, figure in submission.printed.items()},
        "causes": {path: list(codes) for path, codes in submission.causes.items()},
        "findings": [[finding.code, finding.place, dict(finding.params)] for finding in submission.findings],
    }
    return json.dumps(extras, ensure_ascii=False, separators=(",", ":"))


def read_carried(worksheet: str, extras: str) -> Submission:
    """Read a worksheet back from its two hidden fields. Raises BadInput.

    Extras that are not as `extras_text` writes them are left out: they explain the figures, but make none.
    """
    submission = read_json(worksheet.encode(), FIELD)
    try:
        found = json.loads(extras or "{}")
        return replace(
            submission,
            kind=found["kind"] if found["kind"] in _KINDS else "json",
            printed={str(path): _printed(entry) for path, entry in found["printed"].items()},
            causes={str(path): tuple(_known(code) for code in codes) for path, codes in found["causes"].items()},
            findings=tuple(_finding(entry) for entry in found["findings"]),
            origin=replace(submission.origin, name=str(found.get("unit_name", ""))),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return submission


def _printed(entry: list[str]) -> Printed:
    value, cell = entry
    number = parse_number(value) if len(value) <= _LONGEST_NUMBER else None
    if number is None:
        raise ValueError(value)
    return Printed(Fraction(number), str(cell))


def _finding(entry: list[Any]) -> Finding:
    code, place, params = entry
    texts: Mapping[str, str] = {str(key): str(value) for key, value in params.items()}
    finding = Finding.of(_known(code), str(place), **texts)
    for language in ("id", "en"):
        for text in CATALOGUE[code].texts(language):
            text.format_map(texts)  # a KeyError here keeps it out of the page's sentences
    return finding


def _known(code: str) -> str:
    if code not in CATALOGUE:
        raise KeyError(code)
    return code
