"""Texts of people: cleaned, not too long, readable, and there where they are needed."""

from __future__ import annotations

from pulau.apps.visits.models import LONGEST_LINE
from pulau.apps.visits.refusals import VisitRefused


def taken(typed: str, field: str, longest: int = LONGEST_LINE, *, needed: bool = False) -> str:
    """Return a text as it is kept, line ends of one kind. Raises VisitRefused with the field."""
    text = typed.replace("\r\n", "\n").replace("\r", "\n").strip()
    if "\x00" in text or text.encode("utf-8", "replace").decode() != text:
        raise VisitRefused("text-unreadable", field)
    if len(text) > longest:
        raise VisitRefused("text-too-long", field, length=len(text), most=longest)
    if needed and not text:
        raise VisitRefused("text-missing", field)
    return text
