"""Names as the public sees those of ordinary employees: initials."""

from __future__ import annotations

import re

_TITLE = re.compile(r"\.$|^[A-Z]{2,}$")


def initials(name: str) -> str:
    """Return initials without academic titles: "Dr. Ayu Larasati, S.H." gives "A. L."."""
    words = name.split(",", maxsplit=1)[0].split()
    plain = [word for word in words if not _TITLE.search(word)] or words
    return " ".join(f"{word[0].upper()}." for word in plain)
