"""What JSON columns of published rows hold: plain values, days as ISO text, scores in hundredths."""

from __future__ import annotations

from typing import TypedDict


class AreaFacts(TypedDict):
    """An area of change: points of its weight, and percent. `internal_percent` is TPI's where TPN judged too."""

    area: str
    weight: int
    points: int
    percent: int
    internal_percent: int | None


class GateFacts(TypedDict):
    """A minimum of a title: what was reached at what it measures; both empty for a title that must be held before."""

    title: str
    gate: str
    measure: str
    unit: str
    required: int | None
    actual: int | None
    met: bool


class OfficialFacts(TypedDict):
    """An official at a declaration, as the deed names them."""

    name: str
    position: str
    institution: str


class DeclarationFacts(TypedDict):
    """A declaration that was held; `deed` and `record` are numbers of signed documents, empty without."""

    title: str
    day: str
    place: str
    symbolic: bool
    signers: list[OfficialFacts]
    witnesses: list[OfficialFacts]
    deed: str
    record: str


class TitleFacts(TypedDict):
    """A title: by which decree, since and until when, what ended it; its certificate's number and log entry."""

    title: str
    since: str
    until: str
    closed_on: str
    how: str
    decree: str
    decree_day: str
    issuer: str
    revoked_by: str
    revoked_day: str
    reasons: str
    source: str
    certificate: str
    entry: str
    index: int | None
    witnesses: int


class DecisionFacts(TypedDict):
    """How a year's evaluation ended, and why; `objection` is upheld, rejected or empty."""

    year: int
    state: str
    day: str
    event: str
    reason: str
    objection: str
    objection_reasons: str


class StepFacts(TypedDict):
    """A step of repair: its area, what kind of finding, how far it is."""

    area: str
    kind: str
    key: str
    state: str
    due_on: str
    effect: str
    actual: int | None
    required: int | None


class RepairFacts(TypedDict):
    """The repair after a year's evaluation."""

    year: int
    steps: list[StepFacts]


class NameFacts(TypedDict):
    """A name that a unit had until the day before `until`."""

    name: str
    slug: str
    until: str


class UnitFacts(TypedDict):
    """What the page of a unit tells beside its row and years."""

    declarations: list[DeclarationFacts]
    titles: list[TitleFacts]
    decisions: list[DecisionFacts]
    repair: RepairFacts | None
    names: list[NameFacts]
    merged_from: list[str]


class AgencyYearFacts(TypedDict):
    """Counts of a body in a year; people are None where they are too few to be told."""

    year: int
    units: int
    declared: int
    symbolic: int
    silent: int
    staff: int | None
    signed: int | None
    wbk: int
    wbbm: int


class AgencyFacts(TypedDict):
    """What the page of a body tells beside its row and units."""

    declarations: list[DeclarationFacts]
    years: list[AgencyYearFacts]
