"""Taking what somebody typed: texts that can be kept, or BadInput that says why not."""

from __future__ import annotations

from pulau.core.shared.problems import BadInput


def clean_text(typed: str, longest: int, place: str) -> str:
    """Return a text with line ends of one kind and no idle space around it. Raises BadInput."""
    text = typed.replace("\r\n", "\n").replace("\r", "\n").strip()
    if "\x00" in text or text.encode("utf-8", "replace").decode() != text:
        raise BadInput.because("text-unreadable", place)
    if len(text) > longest:
        raise BadInput.because("words-too-long", place, length=len(text), most=longest)
    return text


def needed_text(typed: str, longest: int, place: str) -> str:
    """Return a text that must not be empty. Raises BadInput."""
    text = clean_text(typed, longest, place)
    if not text:
        raise BadInput.because("words-missing", place)
    return text
