"""Who may do what with notices: everybody with their own, nobody with another's."""

from __future__ import annotations

from typing import Final

from pulau.core.shared.permissions import OWN, Action

READ_NOTICES: Final = Action("notices.read_own", "Membaca pemberitahuan sendiri", "Read one's own notices", OWN)
CHOOSE_CADENCE: Final = Action(
    "notices.choose_cadence", "Memilih surel pemberitahuan sendiri", "Choose how one's own notices are mailed", OWN
)

PERMISSIONS: Final = (READ_NOTICES, CHOOSE_CADENCE)
