"""Reading a request of the API strictly: whole numbers within bounds, known keys, JSON without loss."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from pulau.core.shared.problems import BadInput
from pulau.exchange.worksheet_json import load_json
from pulau.foundation.api.problems import JSON

if TYPE_CHECKING:
    from django.http import HttpRequest

_SHOWN: Final = 40
_LONGEST_NUMBER: Final = 12
_LONGEST_UUID: Final = 36


def uuid_in(text: str) -> UUID | None:
    """Return the id that a text is in its plain spelling, or None."""
    try:
        return UUID(text) if len(text) == _LONGEST_UUID else None
    except ValueError:
        return None


def body_of(request: HttpRequest, known: Sequence[str], required: Sequence[str] = ()) -> dict[str, Any]:
    """Return the object that the body is. Raises BadInput for what is no such JSON, unknown and missing keys."""
    if request.content_type != JSON:
        raise BadInput.because("media-type", "Content-Type", value=request.content_type or "–")
    return object_in(load_json(request.body, "JSON"), "JSON", known, required)


def object_in(value: object, place: str, known: Sequence[str], required: Sequence[str] = ()) -> dict[str, Any]:
    """Return an object of known keys. Raises BadInput."""
    if not isinstance(value, dict):
        raise BadInput.because("json-not-object", place)
    for key in value:
        if key not in known:
            raise BadInput.because("unknown-key", str(key)[:_SHOWN], allowed=", ".join(known))
    for key in required:
        if value.get(key) is None:
            raise BadInput.because("missing-key", key)
    return value


def text_in(found: Mapping[str, Any], key: str) -> str:
    """Return a text, empty where it is missing or null. Raises BadInput, also for what no database takes as text."""
    value = found.get(key)
    if value is not None and not isinstance(value, str):
        raise BadInput.because("text-expected", key)
    if value and ("\x00" in value or value.encode("utf-8", "replace").decode() != value):
        raise BadInput.because("text-unreadable", key)
    return value or ""


def whole_in(found: Mapping[str, Any], key: str, least: int, most: int) -> int:
    """Return a whole number of a JSON object. Raises BadInput for anything else, also for text and 2.5."""
    value = found.get(key)
    if not isinstance(value, Decimal) or value != value.to_integral_value() or not least <= value <= most:
        raise BadInput.because("number-out-of-range", key, value=str(value)[:_SHOWN], least=least, most=most)
    return int(value)


def only_asked(request: HttpRequest, *known: str) -> None:
    """Refuse a query with a key that the operation does not know: a misspelt filter would answer with everything."""
    for key in request.GET:
        if key not in known:
            raise BadInput.because("unknown-key", key[:_SHOWN], allowed=", ".join(known))


def asked_whole(request: HttpRequest, key: str, least: int, most: int, default: int | None) -> int | None:
    """Return a whole number of the address's query, or the default where it does not stand. Raises BadInput."""
    text = request.GET.get(key)
    if text is None:
        return default
    plain = text.isascii() and text.isdecimal() and len(text) <= _LONGEST_NUMBER
    if not plain or not least <= int(text) <= most:
        raise BadInput.because("number-out-of-range", key, value=text[:_SHOWN], least=least, most=most)
    return int(text)
