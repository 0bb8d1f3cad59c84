"""Where an installation keeps its data: what the settings and commands without settings ask alike."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import platformdirs

HOME_VARIABLE: Final = "PULAU_HOME"
ANCHORS: Final = "anchors"
"""The folder below it with certificates by which signatures are trusted (PEM): its own root, and what one adds."""


def home_folder(variables: Mapping[str, str]) -> Path:
    """Where data lives: PULAU_HOME, else `var/` of a checkout, else the user's data folder."""
    if named := variables.get(HOME_VARIABLE):
        return Path(named).expanduser().absolute()
    checkout = Path(__file__).resolve().parents[3]
    if (checkout / "pyproject.toml").is_file() and (checkout / "src" / "pulau").is_dir():
        return checkout / "var"
    return Path(platformdirs.user_data_dir("pulau", appauthor=False))
