"""The looks in which a page is tried: opposite corners in every run, the others at night."""

from __future__ import annotations

from typing import Final

import pytest

LOOKS: Final = [
    (390, "light"),
    (1280, "dark"),
    pytest.param(390, "dark", marks=pytest.mark.nightly),
    pytest.param(1280, "light", marks=pytest.mark.nightly),
]
"""Width in pixels, and light or dark."""
TONGUES: Final = [
    (390, "id"),
    (1280, "en"),
    pytest.param(390, "en", marks=pytest.mark.nightly),
    pytest.param(1280, "id", marks=pytest.mark.nightly),
]
"""Width in pixels, and language."""
PHONE: Final = [LOOKS[0], pytest.param(1280, "dark", marks=pytest.mark.nightly), *LOOKS[2:]]
DESKTOP: Final = [LOOKS[1], pytest.param(390, "light", marks=pytest.mark.nightly), *LOOKS[2:]]
"""The same, for the pages that take longest: one look in every run."""
