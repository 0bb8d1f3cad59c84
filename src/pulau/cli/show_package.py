"""What `pulau package check` does: checks the file and prints what was found."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import typer
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn

from pulau.cli.formats import Format
from pulau.cli.printing import print_lines
from pulau.exchange.messages import sentence, sentence_of
from pulau.exchange.packages.checking import Checked, check_package
from pulau.exchange.pdf.labels import long_date
from pulau.exchange.result_json import dump

if TYPE_CHECKING:
    from pathlib import Path

    from pulau.core.shared.problems import Problem

_WORDS = {
    "id": {
        "good": "{name}: paket utuh.",
        "bad": "{name}: paket ini tidak dapat dipercaya.",
        "whose": "{unit} ({agency}), {year}, {regulation}",
        "handed": "Diajukan {day} oleh {by}, pengajuan ke-{number}.",
        "draft": "Draf: belum diajukan.",
        "held": "{answers} jawaban, {evidence} bukti, {files} berkas.",
        "note": "Catatan: ",
    },
    "en": {
        "good": "{name}: the package is whole.",
        "bad": "{name}: this package is not to be trusted.",
        "whose": "{unit} ({agency}), {year}, {regulation}",
        "handed": "Handed in on {day} by {by}, submission {number}.",
        "draft": "A draft: not handed in yet.",
        "held": "{answers} answers, {evidence} pieces of evidence, {files} files.",
        "note": "Note: ",
    },
}


def show_package(file: Path, format_: Format, language: str) -> bool:
    """Print what a check finds; return whether the package is good. Raises BadInput where it cannot be read."""
    checked = _checked(file)
    if format_ is Format.JSON:
        typer.echo(dump(package_object(checked)), nl=False)
    else:
        print_lines(_lines(checked, language))
    return checked.good


def _checked(file: Path) -> Checked:
    if not sys.stderr.isatty():
        return check_package(file)
    from rich.console import Console  # noqa: PLC0415 - only where somebody watches

    columns = (TextColumn(file.name), BarColumn(), DownloadColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        bar = progress.add_task("", total=None)
        return check_package(file, lambda done, every: progress.update(bar, completed=done, total=every))


def _lines(checked: Checked, language: str) -> list[str]:
    words = _WORDS[language]
    lines = [words["good" if checked.good else "bad"].format(name=checked.name)]
    if checked.content:
        header = checked.content.header
        whose = {"unit": header.unit.name, "agency": header.agency.name, "year": header.year}
        lines.append(words["whose"].format(**whose, regulation=header.regulation))
        handed = header.handed
        told = (
            {"day": long_date(handed.on, language), "by": handed.by or "-", "number": handed.number} if handed else {}
        )
        lines.append(words["handed" if handed else "draft"].format(**told))
        lines.append(words["held"].format(**checked.counts))
    lines += [f"- {sentence_of(each, language)}" for each in checked.problems]
    lines += [f"{words['note']}{sentence_of(each, language)}" for each in checked.notes]
    return [*lines, f"SHA-256 {checked.sha256}"]


def package_object(checked: Checked) -> dict[str, Any]:
    """Return what was found as plain data (docs/schemas/package-check.schema.json)."""
    return {
        "good": checked.good,
        "file": checked.name,
        "sha256": checked.sha256,
        "package": _package(checked),
        "counts": dict(checked.counts),
        "problems": [_problem(each) for each in checked.problems],
        "notes": [_problem(each) for each in checked.notes],
    }


def _package(checked: Checked) -> dict[str, Any] | None:
    if checked.content is None:
        return None
    header, handed = checked.content.header, checked.content.header.handed
    return {
        "agency": header.agency.code,
        "unit": header.unit.code,
        "year": header.year,
        "regulation": header.regulation,
        "total": header.total,
        "replay_digest": header.replay_digest,
        "submission": {"number": handed.number, "on": handed.on.isoformat(), "manifest": handed.manifest}
        if handed
        else None,
    }


def _problem(problem: Problem) -> dict[str, Any]:
    message = sentence(problem.code, problem.params, "en")
    return {"code": problem.code, "place": problem.place, "params": dict(problem.params), "message": message}
