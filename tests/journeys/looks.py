"""The looks in which a page is tried: opposite corners in every run, the others at night."""

from __future__ import annotations

from itertools import product
from typing import Final

import pytest

LOOKS: Final = [
    (390, "light"),
    (1280, "dark"),
    pytest.param(390, "dark", marks=pytest.mark.nightly),
    pytest.param(1280, "light", marks=pytest.mark.nightly),
]
"""Width in pixels, and light or dark."""
DEALT: Final = [
    (0, 390, "light"),
    (1, 1280, "dark"),
    *(
        pytest.param(first, width, scheme, marks=pytest.mark.nightly)
        for first, width, scheme in product((0, 1), (390, 1280), ("light", "dark"))
        if (first, width, scheme) not in {(0, 390, "light"), (1, 1280, "dark")}
    ),
]
"""For many pages: every second one from the first or the next one on, and its look. Each run tries each page in one."""
TONGUES: Final = [
    (390, "id"),
    (1280, "en"),
    pytest.param(390, "en", marks=pytest.mark.nightly),
    pytest.param(1280, "id", marks=pytest.mark.nightly),
]
"""Width in pixels, and language."""
ON_PHONE: Final = [(390, "id"), pytest.param(1280, "en", marks=pytest.mark.nightly), *TONGUES[2:]]
ON_DESK: Final = [(1280, "en"), pytest.param(390, "id", marks=pytest.mark.nightly), *TONGUES[2:]]
"""The same, for pages that take longer: one of them in every run."""
PHONE: Final = [LOOKS[0], pytest.param(1280, "dark", marks=pytest.mark.nightly), *LOOKS[2:]]
DESKTOP: Final = [LOOKS[1], pytest.param(390, "light", marks=pytest.mark.nightly), *LOOKS[2:]]
"""The same, for the pages that take longest: one look in every run."""
