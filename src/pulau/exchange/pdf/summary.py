"""The summary of a result as PDF bytes: what an official files, and what anyone can compute anew."""

from __future__ import annotations

import json
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pulau.exchange.pdf import remarks, tables
from pulau.exchange.pdf.head import head
from pulau.exchange.pdf.labels import LABELS
from pulau.exchange.pdf.legible import legible_data
from pulau.exchange.pdf.setting import compiler
from pulau.exchange.pdf.subject import Data, Subject

if TYPE_CHECKING:
    from datetime import date

    import typst

    from pulau.core.planning.plan import Plan
    from pulau.core.regulation.wording import Wording
    from pulau.core.scoring.model import Evaluation
    from pulau.exchange.submission import Submission

STANDARDS: Final[list[typst.PDFStandard]] = ["a-2a", "ua-1"]
# PDF/A wants a date of making. Without a day given it is always this one, so that equal input gives equal bytes.
NO_DAY: Final = datetime(2000, 1, 1, tzinfo=UTC)
_HERE: Final = Path(__file__).parent


def summary_pdf(
    evaluation: Evaluation,
    wording: Wording,
    *,
    language: str = "id",
    submission: Submission | None = None,
    plan: Plan | None = None,
    unit_name: str | None = None,
    printed_on: date | None = None,
) -> bytes:
    """Set a summary of two or three A4 pages (PDF/A-2a, PDF/UA-1).

    `submission` adds what differs from the file's own figures, `plan` its steps, `printed_on` the day, which is then
    also the date of making. The same input gives the same bytes. What our font lacks is shown as □.
    """
    data = _data(Subject(evaluation, wording, language), submission, plan, unit_name, printed_on)
    # Text reaches the template as data, never as code of it: a name cannot bring markup along.
    inputs = {"data": json.dumps(legible_data(data), ensure_ascii=False)}
    made = datetime.combine(printed_on, time(), UTC) if printed_on else NO_DAY
    pdf = compiler(_HERE / "summary.typ", inputs).compile(format="pdf", pdf_standards=STANDARDS, timestamp=made)
    assert isinstance(pdf, bytes)  # noqa: S101 - one document, no output file: typst gives bytes
    return pdf


def _data(
    subject: Subject, submission: Submission | None, plan: Plan | None, unit_name: str | None, printed_on: date | None
) -> Data:
    return {
        "language": subject.language,
        "labels": {key: subject.say(key, "{0}", "{1}", "{2}", "{3}") for key in LABELS},
        "head": head(subject, unit_name, printed_on),
        "gates": tables.gates(subject),
        "areas": tables.areas(subject),
        "results": tables.results(subject),
        "dimensions": tables.dimensions(subject),
        "sub_areas": tables.sub_areas(subject),
        "warnings": remarks.warnings(subject),
        "differences": remarks.differences(subject, submission),
        "findings": remarks.findings(subject, submission),
        "plan": remarks.plan_table(subject, plan),
        "replay": remarks.replay(subject),
    }
