"""Texts that people type: what is kept of them, and which cannot be kept."""

from __future__ import annotations

from pulau.core.shared.problems import BadInput


def checked_words(typed: str, place: str, most: int, *, needed: bool = True) -> str:
    """Return a text as it is kept: line ends of one kind, nothing empty around it.

    Raises BadInput at `place` for a text that is missing where it is needed, longer than `most`, or no Unicode text.
    """
    text = typed.replace("\r\n", "\n").replace("\r", "\n").strip()
    if "\x00" in text or text.encode("utf-8", "replace").decode() != text:
        raise BadInput.because("text-unreadable", place)
    # Spaces, joiners and marks of direction alone are nothing that anybody could read.
    if not any(sign.isprintable() and not sign.isspace() for sign in text):
        if needed:
            raise BadInput.because("words-missing", place)
        return ""
    if len(text) > most:
        raise BadInput.because("words-too-long", place, length=len(text), most=most)
    return text
