"""Worksheets to measure with: invented answers, a workbook exported, a look-alike of the ministry's form."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from pulau.core.scoring.answers import Answers, take_answers
from pulau.core.scoring.evaluate import evaluate
from pulau.exchange.packs import load_pack, load_wording
from pulau.exchange.workbook import write_worksheet
from tests.exchange.answers_for import answers_for
from tests.exchange.lookalike import build

if TYPE_CHECKING:
    from pulau.core.regulation.model import Pack

REGULATION = "permenpan-rb-90-2021"
SAMPLE = Path(__file__).parents[2] / "shared" / "regulation" / "samples" / "ministry-form.xlsx"
"""The ministry's form as units fill it; not ours to commit, so it may be missing."""


def pack() -> Pack:
    """Return the regulation in force."""
    return load_pack(REGULATION)


def sheets(count: int) -> list[Answers]:
    """Return worksheets with every item answered, each in its own way."""
    return [take_answers(pack(), answers_for(pack(), seed)) for seed in range(count)]


@cache
def exported() -> bytes:
    """Return a filled worksheet as Pulau's own workbook, its formulas live."""
    stream = BytesIO()
    write_worksheet(evaluate(pack(), sheets(1)[0]), load_wording(REGULATION), stream)
    return stream.getvalue()


def ministry_form() -> bytes:
    """Return the ministry's own filled form where its sample lies beside the project, otherwise a look-alike of it."""
    return SAMPLE.read_bytes() if SAMPLE.is_file() else look_alike()


@cache
def look_alike() -> bytes:
    """Return a filled look-alike of the ministry's form: beside each question its explanation, as long as the form's.

    Every third row has a note and a link. It has one sheet where the form has three.
    """
    form = build(REGULATION, answers_for(pack()))
    words = load_wording(REGULATION).items
    for position, line in enumerate(form.lines):
        if line.role == "item":
            options = (f"{key}: {text['id']}" for key, text in words[line.path].options.items())
            line.extra[form.columns["explanation"]] = "\n".join([*options, *words[line.path].evidence["id"]])
            if position % 3 == 0:
                line.note, line.link = "Lihat laporan semester I.", f"https://bukti.example/{position}"
    return form.write()
