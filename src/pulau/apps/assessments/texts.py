"""Texts that somebody must write: cleaned, not empty, not too long, readable."""

from __future__ import annotations

from pulau.core.shared.problems import BadInput


def needed_text(typed: str, field: str, longest: int) -> str:
    """Return a text that was asked for. Raises BadInput where it is missing, too long or unreadable."""
    text = " ".join(typed.split()) if longest < 1_000 else typed.strip()  # noqa: PLR2004 - a line, or prose
    if not text:
        raise BadInput.because("words-missing", field)
    if "\x00" in text or text.encode("utf-8", "replace").decode() != text:
        raise BadInput.because("text-unreadable", field)
    if len(text) > longest:
        raise BadInput.because("words-too-long", field, length=len(text), most=longest)
    return text
