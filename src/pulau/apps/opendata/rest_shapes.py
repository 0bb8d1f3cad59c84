"""What the read API gives, as OpenAPI describes it. Days are ISO dates, scores texts with two decimals."""

from __future__ import annotations

from typing import Any, Final

from ninja import Schema
from pydantic import ConfigDict, Field

from pulau.apps.publication.contract import EventKind, StateWords

ID: Final[dict[str, Any]] = {"format": "uuid"}
DAY: Final[dict[str, Any]] = {"format": "date"}
POINTS: Final = r"^\d+\.\d\d$"
MOMENT: Final = r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$"


class _Strict(Schema):
    model_config = ConfigDict(extra="forbid")


class OpenProblemOut(_Strict):
    """Why a request is refused: a code for programs, the place, and a sentence for people."""

    code: str
    place: str
    message: str


class OpenProblemsOut(_Strict):
    """Everything that is wrong with a request."""

    problems: list[OpenProblemOut]


class OpenAgencyOut(_Strict):
    """A body. People are null where they are too few to be told."""

    id: str = Field(json_schema_extra=ID)
    slug: str = Field(examples=["kabupaten-tanjung-sagara"])
    name: str
    kind: str = Field(examples=["regency"])
    province: str = Field(examples=["97"], description="A code, `pusat` or `lain`.")
    region_code: str = Field(examples=["97.01"])
    units: int = Field(ge=0)
    declared: int = Field(ge=0, description="Units that declared themselves.")
    symbolic: int = Field(ge=0)
    silent: int = Field(ge=0)
    staff: int | None
    signed: int | None
    wbk: int = Field(ge=0)
    wbbm: int = Field(ge=0)
    declared_on: str | None = Field(json_schema_extra=DAY)
    page: str = Field(description="Its page for people.")


class OpenAgencyRefOut(_Strict):
    """The body of a unit."""

    id: str = Field(json_schema_extra=ID)
    slug: str
    name: str


class OpenUnitOut(_Strict):
    """A work unit as it stands today. `total` is its newest final score, as text: exact to two decimals."""

    id: str = Field(json_schema_extra=ID)
    slug: str
    name: str
    kind: str = Field(examples=["hospital"])
    province: str
    region_code: str
    agency: OpenAgencyRefOut
    state: StateWords = Field(description="How far it came in its newest year with anything to tell.")
    year: int | None
    title: str | None = Field(examples=["WBK"])
    title_since: str | None = Field(json_schema_extra=DAY)
    title_until: str | None = Field(json_schema_extra=DAY)
    declared_on: str | None = Field(json_schema_extra=DAY)
    symbolic: bool
    silent: bool
    active_on: str | None = Field(json_schema_extra=DAY)
    total: str | None = Field(pattern=POINTS, examples=["81.40"])
    since: str | None = Field(json_schema_extra=DAY)
    until: str | None = Field(json_schema_extra=DAY)
    into: str | None = Field(json_schema_extra=ID)
    changed_at: str = Field(pattern=MOMENT)
    page: str


class OpenAreaOut(_Strict):
    """An area of change: points of its weight, and percent."""

    area: str
    weight: str | None = Field(pattern=POINTS)
    points: str | None = Field(pattern=POINTS)
    percent: str | None = Field(pattern=POINTS)
    internal_percent: str | None = Field(pattern=POINTS)


class OpenGateOut(_Strict):
    """A minimum of a title."""

    title: str
    gate: str
    measure: str
    unit: str
    required: str | None = Field(pattern=POINTS)
    actual: str | None = Field(pattern=POINTS)
    met: bool


class OpenYearOut(_Strict):
    """A unit in one year; null is not known, or not public in that state."""

    year: int
    name: str
    kind: str
    state: StateWords
    declared_on: str | None = Field(json_schema_extra=DAY)
    symbolic: bool
    silent: bool
    staff: int | None
    signed: int | None
    regulation: str | None
    aim: str | None
    level: str | None = Field(description="Whose judgement the final score is: tpi or tpn.")
    total: str | None = Field(pattern=POINTS)
    internal_total: str | None = Field(pattern=POINTS)
    areas: list[OpenAreaOut]
    gates: list[OpenGateOut]
    days: dict[str, str] = Field(description="The first day of each state.")
    title: str | None
    title_since: str | None = Field(json_schema_extra=DAY)


class OpenEventOut(_Strict):
    """Something that happened in public; `sentence` tells it in the language asked for."""

    id: str = Field(json_schema_extra=ID)
    agency: str = Field(json_schema_extra=ID)
    unit: str | None = Field(json_schema_extra=ID)
    kind: EventKind
    day: str = Field(json_schema_extra=DAY)
    title: str
    sentence: str
    published_at: str = Field(pattern=MOMENT)
    changed_at: str = Field(pattern=MOMENT)


class OpenUnitWholeOut(OpenUnitOut):
    """A unit with its years, earliest first, and its events, newest first (the newest 200)."""

    years: list[OpenYearOut]
    events: list[OpenEventOut]


class OpenPracticeOut(_Strict):
    """A good practice as its unit published it."""

    id: str = Field(json_schema_extra=ID)
    code: str
    unit: str = Field(json_schema_extra=ID)
    agency: str = Field(json_schema_extra=ID)
    area: str
    title: str
    problem: str
    steps: str
    outcome: str
    cost: str
    followers: int = Field(ge=0)
    day: str = Field(json_schema_extra=DAY)


class OpenFiguresOut(_Strict):
    """Sums of a place in a year."""

    place: str
    year: int
    agencies: int
    units: int
    declared: int
    symbolic: int
    silent: int
    staff: int
    signed: int
    granted_wbk: int
    granted_wbbm: int
    wbk: int
    wbbm: int
    not_passed: int
    revoked: int


class OpenFileOut(_Strict):
    """A file of a release."""

    name: str
    url: str
    media_type: str
    bytes: int
    sha256: str
    rows: int


class OpenReleaseOut(_Strict):
    """A release; `manifest` is the SHA-256 of SHA256SUMS, as the public log has it."""

    year: int
    version: int
    final: bool
    made_at: str = Field(pattern=MOMENT)
    manifest: str
    page: str
    files: list[OpenFileOut]


class OpenAgenciesOut(_Strict):
    """A page of bodies, by id. `next` is the address of the next page, or null."""

    agencies: list[OpenAgencyOut]
    next: str | None


class OpenUnitsOut(_Strict):
    """A page of units, by id."""

    units: list[OpenUnitOut]
    next: str | None


class OpenEventsOut(_Strict):
    """A page of events, by id."""

    events: list[OpenEventOut]
    next: str | None


class OpenPracticesOut(_Strict):
    """A page of practices, by id."""

    practices: list[OpenPracticeOut]
    next: str | None


class OpenAllFiguresOut(_Strict):
    """Figures of a place by year, earliest first."""

    figures: list[OpenFiguresOut]


class OpenReleasesOut(_Strict):
    """Every release, the newest year and version first."""

    releases: list[OpenReleaseOut]


def query(name: str, text: str, schema: dict[str, Any]) -> dict[str, Any]:
    """Describe a parameter of the query."""
    return {"name": name, "in": "query", "required": False, "description": text, "schema": schema}
