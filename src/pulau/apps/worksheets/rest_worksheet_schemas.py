"""Stored worksheets as the API takes and gives them; docs/howto/api.md tells the same in words."""

from __future__ import annotations

from typing import Any, Final, Literal

from ninja import Schema
from pydantic import ConfigDict, Field

from pulau.apps.worksheets.models import FIRST_YEAR, LAST_YEAR, LONGEST_NOTE, SheetState, Source
from pulau.apps.worksheets.rest_schemas import EXACT, WORKSHEET, EvaluationOut, ProblemOut

MOMENT: Final = r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$"
"""UTC to the millisecond, as RFC 3339."""
LAST_VERSION: Final = 2**31 - 1
Value = str | dict[str, str] | None


class _Strict(Schema):
    model_config = ConfigDict(extra="forbid")


class UnitOut(_Strict):
    """A unit of the agency."""

    code: str = Field(examples=["disdukcapil"])
    name: str = Field(examples=["Dinas Kependudukan dan Pencatatan Sipil"])


class SubmissionOut(_Strict):
    """A self-assessment as it was handed in; `manifest` is the SHA-256 of what was pinned."""

    number: int = Field(ge=1)
    submitted_at: str = Field(pattern=MOMENT)
    submitted_on: str = Field(json_schema_extra={"format": "date"}, description="The legal day of the agency.")
    manifest: str = Field(pattern=r"^[0-9a-f]{64}$")


class WorksheetOut(_Strict):
    """A worksheet and where it stands. `revision` grows by one with every change of an answer."""

    id: str = Field(json_schema_extra={"format": "uuid"})
    unit: UnitOut
    year: int = Field(examples=[2026])
    regulation: str = Field(examples=["permenpan-rb-90-2021"])
    prior_title: str | None = Field(description="The title that the unit holds, as stated by its team.")
    state: SheetState = Field(description="draft, or submitted: then nothing in it can be changed.")
    submission: SubmissionOut | None = Field(description="The submission that stands, or null.")
    revision: int = Field(ge=0)
    answered: int = Field(ge=0, description="Items with an answer.")
    items: int = Field(ge=0, description="Items of the form.")
    total: str = Field(pattern=EXACT, examples=["71.4265"])
    titles: dict[str, bool] = Field(description="Whether every gate of a title is met.", examples=[{"WBK": False}])
    scored_at: str = Field(pattern=MOMENT)


class WorksheetsOut(_Strict):
    """A page of worksheets, newest year first, then by unit. `next` is the address of the next page, or null."""

    worksheets: list[WorksheetOut]
    next: str | None


class AnswerOut(_Strict):
    """An answer as it stands. Version 0 was never touched; a null value is unanswered."""

    item: str = Field(examples=["P1.i.a"])
    value: Value = Field(examples=["Ya"])
    note: str
    version: int = Field(ge=0)
    source: Source | None
    by: str | None = Field(description="Who wrote this version; null for the system.", examples=["Ayu Larasati"])
    at: str | None = Field(pattern=MOMENT)


class AnswersOut(_Strict):
    """Every item of the form, in its order, as of a revision."""

    revision: int = Field(ge=0)
    answers: dict[str, AnswerOut]


class AreaNowOut(_Strict):
    """An area as it stands."""

    score: str = Field(pattern=EXACT)
    percent: str = Field(pattern=EXACT)


class TitleNowOut(_Strict):
    """A title as it stands: whether every gate is met, and which."""

    met: bool
    gates: dict[str, bool]


class ScoreNowOut(_Strict):
    """The score as it stands after a change; `GET …/score` tells all of it."""

    revision: int = Field(ge=0)
    at: str = Field(pattern=MOMENT)
    answered: int = Field(ge=0)
    items: int = Field(ge=0)
    total: str = Field(pattern=EXACT)
    enabler: str = Field(pattern=EXACT)
    result: str = Field(pattern=EXACT)
    areas: dict[str, AreaNowOut]
    titles: dict[str, TitleNowOut]


class AnsweredOut(_Strict):
    """The answer as it now stands, and the score that follows."""

    answer: AnswerOut
    score: ScoreNowOut


class YoursOut(_Strict):
    """What was sent: the fields that were, as they were understood."""

    value: Value = None
    note: str | None = None


class TheirsOut(_Strict):
    """What stands, and who wrote it when."""

    value: Value
    note: str
    version: int
    by: str | None
    at: str = Field(pattern=MOMENT)


class ConflictOut(_Strict):
    """Somebody else was quicker; nothing was changed. Send again with the version that stands."""

    problems: list[ProblemOut] = Field(min_length=1)
    yours: YoursOut
    theirs: TheirsOut


class OutcomeOut(_Strict):
    """What came of one answer of many; `answer` is null for an item that the form does not have."""

    outcome: Literal["saved", "unchanged", "conflict", "refused"]
    answer: AnswerOut | None
    problems: list[ProblemOut]
    yours: YoursOut | None
    theirs: TheirsOut | None


class OutcomesOut(_Strict):
    """What came of each answer, and the score that follows."""

    results: dict[str, OutcomeOut]
    score: ScoreNowOut


class StandingScoreOut(EvaluationOut):
    """The result as `POST /evaluate` gives it, for the answers as of a revision."""

    revision: int = Field(ge=0)
    at: str = Field(pattern=MOMENT, description="When this score came about.")


class ChangeOut(AnswerOut):
    """One version of an answer, and the revision of the worksheet with it."""

    revision: int = Field(ge=1)


class HistoryOut(_Strict):
    """Changes, newest revision first; a page holds whole revisions. `next` is the next page's address, or null."""

    changes: list[ChangeOut]
    next: str | None


_VALUE: Final = WORKSHEET["properties"]["answers"]["additionalProperties"]
_CHANGE: Final[dict[str, Any]] = {
    "type": "object",
    "required": ["version"],
    "additionalProperties": False,
    "properties": {
        "value": {**_VALUE, "description": "The answer; null takes it back; left out, it stays."},
        "note": {"type": "string", "maxLength": LONGEST_NOTE, "description": "Left out, it stays."},
        "version": {
            "type": "integer",
            "minimum": 0,
            "maximum": LAST_VERSION,
            "description": "The version that you read; 0 for an item never touched.",
        },
    },
}
_ONE: Final = {"value": "Ya", "note": "SK Nomor 12 Tahun 2026", "version": 0}


def _body(schema: dict[str, Any], example: object) -> dict[str, Any]:
    content = {"application/json": {"schema": schema, "examples": {"short": {"value": example}}}}
    return {"required": True, "content": content}


def whole(name: str, text: str, least: int, most: int, default: int | None = None) -> dict[str, Any]:
    """Describe a whole number in the query."""
    schema: dict[str, Any] = {"type": "integer", "minimum": least, "maximum": most}
    if default is not None:
        schema["default"] = default
    return {"name": name, "in": "query", "required": False, "description": text, "schema": schema}


def word(name: str, text: str, example: str) -> dict[str, Any]:
    """Describe a text in the query."""
    schema = {"type": "string", "examples": [example]}
    return {"name": name, "in": "query", "required": False, "description": text, "schema": schema}


CHANGE_BODY: Final = _body({"title": "Change", **_CHANGE}, _ONE)
CHANGES_BODY: Final = _body(
    {
        "type": "object",
        "title": "Changes",
        "required": ["answers"],
        "additionalProperties": False,
        "properties": {"answers": {"type": "object", "additionalProperties": _CHANGE}},
    },
    {"answers": {"P1.i.a": _ONE, "H1.a": {"value": "3.87", "version": 0}}},
)
OPEN_BODY: Final = _body(
    {
        "type": "object",
        "title": "NewWorksheet",
        "required": ["unit", "year", "regulation"],
        "additionalProperties": False,
        "properties": {
            "unit": {"type": "string", "description": "Code of the unit.", "examples": ["disdukcapil"]},
            "year": {"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR},
            "regulation": {"type": "string", "examples": ["permenpan-rb-90-2021"]},
            "prior_title": {"type": ["string", "null"], "description": "The title that the unit holds: WBK or WBBM."},
        },
    },
    {"unit": "disdukcapil", "year": 2027, "regulation": "permenpan-rb-90-2021"},
)
