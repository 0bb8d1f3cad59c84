"""A folder of worksheets scored into one table, with progress."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Final

import typer
from rich.console import Console
from rich.progress import Progress

from pulau.cli.failing import BAD_INPUT
from pulau.cli.reading import SUFFIXES, score_file
from pulau.core.shared.numbers import print_exact
from pulau.core.shared.problems import BadInput
from pulau.exchange.messages import sentences
from pulau.exchange.result_json import replay_digest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pulau.cli.reading import Options
    from pulau.core.scoring.model import Evaluation

_TITLES: Final = ("WBK", "WBBM")
_AREAS: Final = ("1", "2", "3", "4", "5", "6")
_HEADINGS: Final = (
    "file", "regulation", "total", "enabler", "result", *(f"area_{area}" for area in _AREAS), *_TITLES,
    "unmet_gates", "warnings", "replay_digest", "problem",
)  # fmt: skip


def write_table(folder: Path, output: Path, options: Options, language: str) -> None:
    """Score every worksheet below a folder into a CSV; a file that cannot be taken gets a row that says why.

    Exits with 2 if there was such a file. Raises BadInput where there is none to score or the table cannot be written.
    """
    files = sorted(p for p in folder.rglob("*") if p.suffix.lower() in SUFFIXES and p.is_file() and p != output)
    if not files:
        raise BadInput.because("folder-empty", str(folder), suffixes=", ".join(SUFFIXES))
    bad = 0
    try:
        with output.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, _HEADINGS)
            writer.writeheader()
            for row in _rows(folder, files, options, language):
                writer.writerow(row)
                bad += bool(row.get("problem"))
    except OSError as error:
        raise BadInput.because("file-unwritable", str(output), reason=error.strerror or "") from None
    typer.echo(f"{output}: {len(files)}", err=True)
    if bad:
        raise typer.Exit(BAD_INPUT)


def _rows(folder: Path, files: list[Path], options: Options, language: str) -> Iterator[dict[str, str]]:
    with Progress(console=Console(stderr=True)) as progress:
        for path in progress.track(files, description="evaluate"):
            name = {"file": _as_text(str(path.relative_to(folder)))}
            try:
                yield {**name, **_row(score_file(path, options).evaluation)}
            except BadInput as error:
                problem = " | ".join(sentences(error, language))
                progress.console.print(f"pulau: {path.name}: {problem}", markup=False, highlight=False)
                yield {**name, "problem": problem}


def _row(evaluation: Evaluation) -> dict[str, str]:
    unmet = [f"{t}.{gate.gate}" for t, verdict in evaluation.titles.items() for gate in verdict.missed]
    areas = {f"area_{key}": print_exact(area.score.points) for key, area in evaluation.areas.items()}
    titles = {title: str(verdict.met).upper() for title, verdict in evaluation.titles.items() if title in _TITLES}
    return {
        "regulation": evaluation.pack.id,
        "total": print_exact(evaluation.total.points),
        "enabler": print_exact(evaluation.enabler.points),
        "result": print_exact(evaluation.result.points),
        **areas,
        **titles,
        "unmet_gates": " ".join(unmet),
        "warnings": str(len(evaluation.warnings)),
        "replay_digest": replay_digest(evaluation),
    }


def _as_text(name: str) -> str:
    """Keep a spreadsheet from taking a file's name for a formula."""
    return f"'{name}" if name.startswith(("=", "+", "-", "@", "\t", "\r")) else name
