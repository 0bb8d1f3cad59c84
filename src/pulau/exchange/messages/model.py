"""A message: reason and remedy in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

LANGUAGES: Final = ("id", "en")


@dataclass(frozen=True, slots=True)
class Message:
    """Reason and remedy of a code; `{name}` stands for a value. The remedy may be empty."""

    id: tuple[str, str]
    en: tuple[str, str]

    def texts(self, language: str) -> tuple[str, str]:
        """Return reason and remedy in a language."""
        return self.en if language == "en" else self.id
