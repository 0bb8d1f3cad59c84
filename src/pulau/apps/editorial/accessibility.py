"""The statement of accessibility as data: `accessibility.yaml`, each line in both languages and with its day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import yaml

from pulau.foundation.ui.middleware import spoken_language

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Line:
    """Something that was tried, or is missing: in both languages, since or on which day."""

    day: date
    words: Mapping[str, str]

    @property
    def text(self) -> str:
        """The line in the reader's language."""
        return self.words[spoken_language()]


@dataclass(frozen=True, slots=True)
class Statement:
    """The standard, the day of the last check, what was tried, and the gaps that are known."""

    standard: str
    checked: date
    tried: tuple[Line, ...]
    gaps: tuple[Line, ...]


@cache
def statement() -> Statement:
    """Return the statement; read once."""
    text = (files("pulau.apps.editorial") / "accessibility.yaml").read_text("utf-8")
    told: dict[str, Any] = yaml.safe_load(text)
    return Statement(
        told["standard"], told["checked"], tuple(map(_line, told["tried"])), tuple(map(_line, told["gaps"]))
    )


def _line(told: Mapping[str, Any]) -> Line:
    return Line(told["day"], {"id": told["id"], "en": told["en"]})
