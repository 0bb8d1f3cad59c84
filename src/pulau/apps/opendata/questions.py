"""The SQL of the national figures, as it goes into every release: it runs over the Parquet files beside it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

FILE: Final = "angka.sql"
_FOLDER: Final = Path(__file__).parent / "sql"


def question_files() -> list[tuple[str, str]]:
    """Return names and texts of the files of questions, by name."""
    return [(path.name, path.read_text(encoding="utf-8")) for path in sorted(_FOLDER.glob("*.sql"))]
