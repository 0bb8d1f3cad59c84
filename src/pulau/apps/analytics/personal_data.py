"""What national figures keep of people: nothing. They are counts of units, and words of the program."""

from __future__ import annotations

from typing import Final

from pulau.foundation.registry.personal_data import Declared, impersonal

FIELDS: Final[tuple[Declared, ...]] = (
    *impersonal("analytics.FiguresRun", "A word of the program.", "about", "trouble"),
    *impersonal("analytics.NationalAnswer", "Questions about units, and counts.", "code", "question", "tables"),
)
