"""The language of the command line: `--language`, else PULAU_LANGUAGE, else the system's, else Indonesian."""

from __future__ import annotations

import os
from enum import StrEnum
from typing import Annotated

import typer


class Language(StrEnum):
    """The languages Pulau speaks."""

    ID = "id"
    EN = "en"


def default_language() -> Language:
    """Choose by PULAU_LANGUAGE, else by the system's language; Indonesian unless that is English."""
    own = os.environ.get("PULAU_LANGUAGE", "")
    system = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return Language.EN if (own or system).lower().startswith("en") else Language.ID


LanguageOption = Annotated[
    Language, typer.Option("--language", default_factory=default_language, help="Language of what is printed.")
]
