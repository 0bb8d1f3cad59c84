"""What a report of evaluation (Laporan Hasil Evaluasi, LHE) says, as data: no sentence is typed, no figure rounded.

Figures are texts of exact numbers (`core.shared.numbers.print_exact`), days are ISO texts, texts of assessors are as
they were written. The same data gives the same content, and the same content the same bytes in every form.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass, fields, is_dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final, TypeVar, get_args, get_origin, get_type_hints

from pulau.core.shared.digest import canonical_bytes

if TYPE_CHECKING:
    from collections.abc import Mapping

T = TypeVar("T")

FORM: Final = "1"
"""The form of the content: it is part of the digest, and grows when a field gets another meaning."""


class ReportKind(StrEnum):
    """Whose report it is."""

    TPI = "tpi"
    TPN = "tpn"
    MONITORING = "monitoring"


@dataclass(frozen=True, slots=True)
class Head:
    """The heading. `number` is the body's own number of the letter, empty while it has none; `on` the day it is made.

    `submitted_on` is the day on which the unit handed its self-assessment in; `keeps`: it holds the title already.
    """

    kind: str
    number: str
    on: str
    unit: str
    unit_code: str
    agency: str
    year: str
    regulation: str
    title: str
    keeps: bool
    submitted_on: str


@dataclass(frozen=True, slots=True)
class Member:
    """One who judged: the level in words, the name, what they are, and which areas were theirs (none: all)."""

    level: str
    name: str
    position: str = ""
    areas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One event of the case: its legal day, what happened, and the reason that was given."""

    on: str
    words: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """Points at a level (`self`, `tpi`, `tpn`), and the percentage of the weight."""

    level: str
    points: str
    percent: str


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """A line of the table of scores. `rank`: total, whole, area, half, sub-area or item.

    `minimum` is what the title asks there, in `unit` (`points`, `percent`); `met` whether the report's level has it.
    """

    rank: str
    number: str
    name: str
    weight: str
    figures: tuple[Figure, ...]
    minimum: str = ""
    unit: str = ""
    met: bool | None = None


@dataclass(frozen=True, slots=True)
class GateFigure:
    """What a level has of a minimum; `actual` is a figure, or the name of a title (empty: none)."""

    level: str
    actual: str
    met: bool
    shortfall: str = ""


@dataclass(frozen=True, slots=True)
class GateRow:
    """A minimum of the title, what each level has of it, and where it stands in the law."""

    name: str
    unit: str
    required: str
    clause: str
    figures: tuple[GateFigure, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer at a level, in words."""

    level: str
    words: str


@dataclass(frozen=True, slots=True)
class ResultRow:
    """A survey or the performance: the answer at each level, and the points of the report's level."""

    number: str
    name: str
    answers: tuple[Answered, ...]
    points: str
    weight: str


@dataclass(frozen=True, slots=True)
class Remark:
    """What was written about an item at a level: its official number, its question, the answer given, the text.

    `text` is a strength, or a catatan with `recommendation`; one of the two may be empty.
    """

    item: str
    number: str
    question: str
    level: str
    answer: str
    text: str
    recommendation: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """An item on which a level judges otherwise than the one before, and the reasons."""

    item: str
    number: str
    question: str
    before: str
    after: str
    points_before: str
    points_after: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """Questions of an area (or of the whole worksheet): how many, and what became of them."""

    area: str
    asked: str
    answered: str
    open: str
    withdrawn: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Planned:
    """A line of the follow-up plan."""

    cause: str
    action: str
    owner: str
    due_on: str


@dataclass(frozen=True, slots=True)
class Dissent:
    """What a companion put on record against a step: who, of what kind of body, against what, when."""

    name: str
    kind: str
    against: str
    on: str
    text: str


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs, and as what."""

    role: str
    name: str
    position: str


@dataclass(frozen=True, slots=True)
class Origin:
    """What the figures come from, to be replayed: digests, the engine's version, the case's revision."""

    engine: str
    rules: str
    answers: tuple[tuple[str, str], ...]
    judgements: tuple[tuple[str, str], ...]
    revision: str
    form: str = FORM


@dataclass(frozen=True, slots=True)
class ReportContent:
    """A whole report, in the order in which it is read.

    `met`: the reporting level, which is the last of `levels` (code, name), finds every minimum of the title met.
    `decision` is what the panel decided (`recommended`, `to-be-coached`); empty: nothing, or not its report. `notes`
    are further paragraphs that were given with their titles, in a report of monitoring.
    """

    head: Head
    basis: tuple[str, ...]
    team: tuple[Member, ...]
    method: tuple[str, ...]
    steps: tuple[Step, ...]
    met: bool
    decision: str
    levels: tuple[tuple[str, str], ...]
    scores: tuple[ScoreRow, ...]
    gates: tuple[GateRow, ...]
    results: tuple[ResultRow, ...]
    unanswered: tuple[str, ...]
    strengths: tuple[Remark, ...]
    findings: tuple[Remark, ...]
    differences: tuple[Difference, ...]
    questions: tuple[Asked, ...]
    plan: tuple[Planned, ...]
    notes: tuple[tuple[str, str], ...]
    dissents: tuple[Dissent, ...]
    signers: tuple[Signer, ...]
    origin: Origin


def content_bytes(content: ReportContent) -> bytes:
    """Return the canonical JSON of a report: what is kept, under the digest of these very bytes."""
    return canonical_bytes(asdict(content))


def still_so(said: ReportContent, now: ReportContent, *, signed: bool) -> bool:
    """Whether a version still says what the data say now; `signed`: by somebody at least.

    A companion's dissent that came after somebody signed takes no signature back: it is on record by itself, and in the
    next version. Those that the version has in print must still be there.
    """
    if not signed:
        return said == now
    printed = Counter(said.dissents)
    kept: list[Dissent] = []
    for one in now.dissents:
        if printed[one]:
            printed[one] -= 1
            kept.append(one)
    return said == replace(now, dissents=tuple(kept))


def read_content(stored: bytes) -> ReportContent:
    """Return the report that `content_bytes` wrote. Raises ValueError for anything else."""
    return _rebuilt(ReportContent, json.loads(stored))


def _rebuilt(kind: type[T], data: Mapping[str, Any]) -> T:
    """Build a dataclass from its JSON; a field that was None is absent there."""
    hints = get_type_hints(kind)
    values = {one.name: _value(hints[one.name], data.get(one.name)) for one in fields(kind)}  # type: ignore[arg-type]
    return kind(**values)


def _value(kind: Any, data: Any) -> Any:  # noqa: ANN401 - a type, and what JSON has of it
    if data is None:
        return None
    if get_origin(kind) is tuple:
        inner = get_args(kind)
        kinds = [inner[0]] * len(data) if inner[-1] is ... else inner
        return tuple(_value(one, entry) for one, entry in zip(kinds, data, strict=True))
    if is_dataclass(kind):
        return _rebuilt(kind, data)  # type: ignore[arg-type]
    if not isinstance(data, str | bool):
        raise ValueError(f"{type(data).__name__} in a report")  # noqa: TRY004 - what is stored is no report
    return data
