"""The program that runs in the sandbox: `python -m pulau.exchange.files.worker TASK WISH`, both made by ourselves."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from pikepdf import settings

from pulau.core.shared.problems import BadInput
from pulau.exchange.files.cleaning import clean_image, clean_pdf
from pulau.exchange.files.drawing import PDF_FAULTS, draw_image, draw_pdf
from pulau.exchange.files.extracting import text_of
from pulau.exchange.files.inspecting import inspect_here
from pulau.exchange.files.kinds import KINDS
from pulau.exchange.files.model import Limits
from pulau.exchange.files.pdfs import FAULTS

_MOST_OF_A_STREAM: Final = 150_000_000
Told = dict[str, Any]


def main(task: str, wish: Told) -> Told:
    """Do a task; returns what is to be told, a refusal among it."""
    settings.set_qpdf_limits(
        flate_max_memory=_MOST_OF_A_STREAM,
        run_length_max_memory=_MOST_OF_A_STREAM,
        dct_max_memory=_MOST_OF_A_STREAM,
        png_max_memory=_MOST_OF_A_STREAM,
        doc_max_warnings=10_000,
    )
    try:
        return TASKS[task](wish)
    except BadInput as error:
        return {"problems": [asdict(problem) for problem in error.problems]}


def _inspect(wish: Told) -> Told:
    found = inspect_here(Path(wish["path"]), wish["name"], Limits(**wish["limits"]))
    return asdict(found) | {"kind": found.kind.code}


def _text(wish: Told) -> Told:
    try:
        return {"text": text_of(Path(wish["path"]), KINDS[wish["kind"]], wish["unpacked"], wish["parts"])}
    except PDF_FAULTS:
        return {}


def _clean(wish: Told) -> Told:
    path, folder = Path(wish["path"]), Path(wish["folder"])
    try:
        name = clean_pdf(path, folder) if wish["kind"] == "pdf" else clean_image(path, wish["kind"], folder)
    except (*FAULTS, *PDF_FAULTS):
        return {}
    return {"clean": name}


def _draw(wish: Told) -> Told:
    path, folder, most = Path(wish["path"]), Path(wish["folder"]), wish["most"]
    try:
        pdf = wish["kind"] == "pdf"
        names, count = draw_pdf(path, folder, most) if pdf else draw_image(path, wish["kind"], folder, most)
    except PDF_FAULTS:
        return {}
    return {"pages": names, "count": count}


TASKS: Final[Mapping[str, Callable[[Told], Told]]] = {
    "inspect": _inspect,
    "text": _text,
    "clean": _clean,
    "draw": _draw,
}

if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(sys.argv[1], json.loads(sys.argv[2]))))
