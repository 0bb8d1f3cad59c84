"""Worksheets as JSON: read strictly, without loss, and with the place of every problem."""

from __future__ import annotations

import json
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final

from pulau.core.shared.numbers import parse_whole
from pulau.core.shared.problems import BadInput
from pulau.exchange.submission import Origin, Submission

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_JSON_BYTES: Final = 5_000_000
_KEYS: Final = frozenset({"regulation", "prior_title", "unit", "year", "answers", "notes", "links"})
_LONGEST_NUMBER: Final = 60
_YEARS: Final = 10_000
_SHOWN: Final = 40


def read_json(data: bytes, place: str, *, regulation: str | None = None) -> Submission:
    """Read a worksheet from JSON bytes; `regulation` serves where the file names none. Raises BadInput."""
    return read_object(load_json(data, place), place, regulation=regulation)


def load_json(data: bytes, place: str) -> object:
    """Load JSON bytes with every number as an exact decimal and no key twice. Raises BadInput with the place."""
    if len(data) > MAX_JSON_BYTES:
        raise BadInput.because("file-too-large", place, limit_mb=MAX_JSON_BYTES // 1_000_000)
    try:
        return json.loads(
            data.decode("utf-8-sig"),
            parse_float=_number,
            parse_int=_number,
            parse_constant=str,  # NaN and infinity are no JSON; as text they are refused at their item
            object_pairs_hook=_object,
        )
    except UnicodeDecodeError:
        raise BadInput.because("file-not-utf8", place) from None
    except json.JSONDecodeError as error:
        raise BadInput.because("not-json", f"{place}:{error.lineno}:{error.colno}", reason=error.msg) from None
    except RecursionError:
        raise BadInput.because("json-too-deep", place) from None


def read_object(loaded: object, place: str, *, regulation: str | None = None) -> Submission:
    """Read a worksheet from loaded JSON."""
    if not isinstance(loaded, dict):
        raise BadInput.because("json-not-object", place)
    for key in loaded:
        if key not in _KEYS:
            raise BadInput.because("unknown-key", str(key), allowed=", ".join(sorted(_KEYS)))
    found = _text(loaded, "regulation") or regulation
    if found is None:
        raise BadInput.because("missing-key", "regulation")
    answers = loaded.get("answers")
    if not isinstance(answers, dict):
        raise BadInput.because("missing-key" if answers is None else "json-not-object", "answers")
    return Submission(
        kind="json",
        regulation=found,
        answers=answers,
        prior_title=_text(loaded, "prior_title"),
        notes=_notes(loaded),
        links=_links(loaded),
        origin=Origin(unit=_text(loaded, "unit") or "", year=_year(loaded)),
    )


def _text(loaded: Mapping[str, object], key: str) -> str | None:
    value = loaded.get(key)
    if value is not None and not isinstance(value, str):
        raise BadInput.because("text-expected", key, value=type(value).__name__)
    return value


def _year(loaded: Mapping[str, object]) -> int | None:
    value = loaded.get("year")
    if value is None:
        return None
    number = parse_whole(str(value)) if isinstance(value, str | Decimal | int) else None
    if number is None or not 0 < number < _YEARS:
        raise BadInput.because("year-expected", "year", value=str(value)[:_SHOWN])
    return int(number)


def _notes(loaded: Mapping[str, object]) -> dict[str, str]:
    notes = {} if loaded.get("notes") is None else loaded["notes"]
    if not isinstance(notes, dict) or not all(isinstance(note, str) for note in notes.values()):
        raise BadInput.because("text-expected", "notes", value="")
    return notes


def _links(loaded: Mapping[str, object]) -> dict[str, tuple[str, ...]]:
    links = {} if loaded.get("links") is None else loaded["links"]
    if not isinstance(links, dict):
        raise BadInput.because("json-not-object", "links")
    for item, listed in links.items():
        if not isinstance(listed, list) or not all(isinstance(link, str) for link in listed):
            raise BadInput.because("text-expected", f"links.{item}", value="")
    return {item: tuple(listed) for item, listed in links.items()}


def _number(text: str) -> Decimal | str:
    """Read a number; one beyond measure stays text, so that it is refused at its item and not only for the file."""
    if len(text) > _LONGEST_NUMBER:
        return text
    try:
        return Decimal(text)
    except InvalidOperation:
        return text


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise BadInput.because("duplicate-key", twice)
    return found
