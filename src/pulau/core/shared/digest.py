"""Digests: SHA-256 over RFC 8785 JSON, numbers as strings, text in NFC, nulls dropped."""

from __future__ import annotations

import hashlib
import unicodedata
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from uuid import UUID

import rfc8785

from pulau.core.shared.numbers import print_exact


def canonical_digest(value: object) -> str:
    """Return the lower-case hex SHA-256 of the canonical form of `value`."""
    return hashlib.sha256(canonical_bytes(value)).hexdigest()


def canonical_bytes(value: object) -> bytes:
    """Return the canonical JSON of plain data (mappings, sequences, text, exact numbers, dates, ids).

    Raises TypeError for floats and for anything else that has no exact, agreed form.
    """
    return rfc8785.dumps(_plain(value))  # type: ignore[arg-type]  # the library's JSON type is recursive and private


def _plain(value: object) -> object:
    if isinstance(value, dict):
        return {_text(str(key)): _plain(entry) for key, entry in value.items() if entry is not None}
    if isinstance(value, (list, tuple)):
        return [_plain(entry) for entry in value if entry is not None]
    return _plain_scalar(value)


def _plain_scalar(value: object) -> object:
    match value:
        case bool():
            return value
        case Enum():
            return _plain(value.value)
        case str():
            return _text(value)
        case int() | Fraction():
            return print_exact(Fraction(value))
        case Decimal():
            return print_exact(Fraction(value))
        case UUID() | date():
            return value.isoformat() if isinstance(value, date) else str(value)
        case _:
            message = f"{type(value).__name__} has no canonical form"
            raise TypeError(message)


def _text(value: str) -> str:
    return unicodedata.normalize("NFC", value)
