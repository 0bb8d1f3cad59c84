"""The JSON of the API as schemas, for its description and its readers; docs/howto/api.md tells the same in words."""

from __future__ import annotations

from typing import Any, Final

from ninja import Schema
from pydantic import ConfigDict, Field

from pulau.core.scoring.answers import MOST_COUNT
from pulau.core.scoring.model import Unanswered

EXACT: Final = r"^-?(0|[1-9][0-9]*)(\.[0-9]+)?$"
"""A decimal number as text: up to 28 significant digits, no exponent, no trailing zeros."""


class _Strict(Schema):
    model_config = ConfigDict(extra="forbid")


class ScoreOut(_Strict):
    """Points out of a weight."""

    score: str = Field(pattern=EXACT, description="Points, exact.", examples=["8.05"])
    weight: str = Field(pattern=EXACT, description="The most points.", examples=["15"])
    percent: str = Field(pattern=EXACT, description="100 × score / weight, of the unrounded score.")


class AreaOut(ScoreOut):
    """An area of change with its halves; `reform` is null where the law does not split it."""

    fulfilment: str = Field(pattern=EXACT)
    reform: str | None = Field(pattern=EXACT)


class ItemOut(_Strict):
    """An item: its answer as taken (null: unanswered), its value 0–1 (null: left out), its points."""

    answer: str | dict[str, str] | None
    fraction: str | None = Field(pattern=EXACT)
    points: str = Field(pattern=EXACT)


class GateOut(_Strict):
    """A minimum of a title. Figures are points, of `area-N` percent; of `prior-title` titles."""

    id: str = Field(examples=["area-5"])
    required: str = Field(examples=["60"])
    actual: str | None = Field(examples=["53.68"])
    met: bool
    shortfall: str | None = Field(examples=["6.32"], description="0 when met; null for a prior title.")
    citation: str = Field(examples=["Permenpan RB 90/2021, Lampiran II, Bab III, Tabel 6"])


class TitleOut(_Strict):
    """A title: whether its every gate is met, and each of them."""

    met: bool
    gates: list[GateOut]


class WarningOut(_Strict):
    """Something to know beside the figures; `message` is Indonesian in every language."""

    code: str = Field(examples=["unanswered"])
    item: str | None
    message: str


class EvaluationOut(_Strict):
    """A worksheet scored: numbers are exact decimal texts; byte for byte what `pulau evaluate --format json` writes."""

    regulation: str
    rules_digest: str = Field(description="SHA-256 of the law without its wording.")
    answers_digest: str = Field(description="SHA-256 of the answers.")
    replay_digest: str = Field(description="The same digest, the same result byte for byte.")
    unanswered: Unanswered
    total: str = Field(pattern=EXACT)
    enabler: str = Field(pattern=EXACT)
    result: str = Field(pattern=EXACT)
    areas: dict[str, AreaOut]
    sub_areas: dict[str, ScoreOut]
    items: dict[str, ItemOut]
    dimensions: dict[str, ScoreOut]
    titles: dict[str, TitleOut]
    warnings: list[WarningOut]


class ProblemOut(_Strict):
    """One thing that is wrong: its kind, where, and what to do, in the language of Accept-Language (id or en)."""

    code: str = Field(examples=["unknown-item"])
    place: str = Field(examples=["P9.z.z"], description="An item, a key, or line and column; may be empty.")
    message: str


class ProblemsOut(_Strict):
    """Everything that is wrong with a request, at least one."""

    problems: list[ProblemOut] = Field(min_length=1)


EXAMPLE: Final[dict[str, Any]] = {
    "regulation": "permenpan-rb-90-2021",
    "prior_title": None,
    "answers": {
        "P1.i.a": "Ya",
        "P1.ii.b": "C",
        "R1.i.a": {"jumlah_agen": 4, "jumlah_perubahan": 3},
        "H1.a": "3.87",
        "H1.b": "B",
        "H2.a": "3,60",
    },
}

_COUNT: Final = {
    "anyOf": [
        {"type": "integer", "minimum": 0, "maximum": MOST_COUNT},
        {"type": "string", "pattern": "^ *[+]?[0-9]{1,13} *$"},
        {"type": "null"},
    ]
}
WORKSHEET: Final[dict[str, Any]] = {
    "type": "object",
    "title": "Worksheet",
    "description": "A filled worksheet (LKE). An item that is missing or null is unanswered.",
    "required": ["regulation", "answers"],
    "additionalProperties": False,
    "properties": {
        "regulation": {
            "type": "string",
            "description": "Id of a regulation with a worksheet.",
            "examples": ["permenpan-rb-90-2021"],
        },
        "prior_title": {"type": ["string", "null"], "description": "The title the unit holds: WBK or WBBM."},
        "unit": {"type": ["string", "null"], "description": "Code of the unit whose worksheet it is; moves no score."},
        "year": {
            "anyOf": [{"type": "integer", "minimum": 1, "maximum": 9999}, {"type": "null"}],
            "description": "Year of the worksheet; moves no score.",
        },
        "answers": {
            "type": "object",
            "description": "Item id to answer: an option, a number (point or comma), or counts by input key.",
            "additionalProperties": {
                "anyOf": [
                    {"type": "string", "description": "An option (Ya, Tidak, A–E), or a number as text."},
                    {"type": "number", "minimum": 0, "maximum": 100},
                    {"type": "object", "additionalProperties": _COUNT},
                    {"type": "null"},
                ]
            },
        },
        "notes": {
            "type": ["object", "null"],
            "additionalProperties": {"type": "string"},
            "description": "Item id to note; moves no score.",
        },
        "links": {
            "type": ["object", "null"],
            "additionalProperties": {"type": "array", "items": {"type": "string"}},
            "description": "Item id to addresses of evidence; they are not opened.",
        },
    },
}
