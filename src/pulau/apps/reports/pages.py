"""What the pages of reports show: reports with their versions, who has signed, and the text part by part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pulau.apps.assessments.contract import Level
from pulau.apps.reports.composing import BODY, signers_of
from pulau.apps.reports.models import EvaluationReport, Kind, ReportState, ReportVersion
from pulau.apps.reports.policies import MAKING
from pulau.apps.reports.selectors import reports_of, versions_of
from pulau.apps.reports.services.making import STAGES
from pulau.apps.signing.contract import Signatory, SignatoryState, signatories_of, signatory_of
from pulau.exchange.pdf.parts import Entry, Heading, Paragraph, Points, Table
from pulau.exchange.reports.content import ReportKind
from pulau.foundation.tenancy.deciding import allowed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pulau.apps.assessments.contract import Case
    from pulau.core.shared.actor import Actor
    from pulau.exchange.pdf.parts import Part


@dataclass(frozen=True, slots=True)
class VersionView:
    """A version, whether it is the newest of its report, and whether one before it can be compared."""

    row: ReportVersion
    newest: bool
    comparable: bool


@dataclass(frozen=True, slots=True)
class ReportView:
    """A report with its versions, who signs the newest, and as whom the reader still has to sign it."""

    row: EvaluationReport
    versions: list[VersionView]
    signers: list[Signatory]
    signs: bool

    @property
    def head(self) -> VersionView:
        """The newest version."""
        return self.versions[0]

    @property
    def status(self) -> str:
        """The status word's kind."""
        kinds = {ReportState.DRAFT: "waiting", ReportState.SIGNED: "met", ReportState.SUPERSEDED: "replaced"}
        return kinds[ReportState(self.row.state)]


@dataclass(frozen=True, slots=True)
class MakingView:
    """A kind of report that the reader may make now, with who will sign it, and the levels of which nobody is there."""

    kind: ReportKind
    label: str
    signers: tuple[str, ...]
    lacking: tuple[str, ...]
    number: str


def report_views(actor: Actor, case: Case) -> list[ReportView]:
    """Return the reports of a case that the actor may read."""
    reports = reports_of(actor, case)
    versions = versions_of(actor, reports)
    return [_report(actor, row, [one for one in versions if one.report_id == row.pk]) for row in reports]


def _report(actor: Actor, row: EvaluationReport, versions: list[ReportVersion]) -> ReportView:
    views = [VersionView(one, one.number == row.head, place + 1 < len(versions)) for place, one in enumerate(versions)]
    document = versions[0].document
    people = [one for one in signatories_of(document) if one.state != SignatoryState.REPLACED]
    signs = row.state == ReportState.DRAFT and signatory_of(document.pk, actor.person) is not None
    return ReportView(row, views, people, signs)


def making_views(actor: Actor, case: Case, views: list[ReportView]) -> list[MakingView]:
    """Return what the actor may make at the case's stage, of their own side."""
    found = []
    for kind in ReportKind:
        if case.stage in STAGES[kind] and allowed(actor, MAKING[kind], unit_id=case.unit_id, state=case.stage):
            signers, lacking = signers_of(case, BODY[kind])
            number = next((view.row.number for view in views if view.row.kind == kind), "")
            names = tuple(f"{one.name}, {one.position}" for one in signers)
            found.append(MakingView(kind, str(Kind(kind.value).label), names, level_words(lacking), number))
    return found


def level_words(levels: Iterable[str]) -> tuple[str, ...]:
    """Return levels in words of the reader's language."""
    return tuple(str(Level(level).label) for level in levels)


def part_views(parts: Iterable[Part]) -> list[dict[str, Any]]:
    """Return the parts of a text as a template takes them."""
    return [_part(part) for part in parts]


def _part(part: Part) -> dict[str, Any]:
    match part:
        case Heading(text):
            return {"kind": "heading", "text": text}
        case Paragraph(text):
            return {"kind": "paragraph", "text": text}
        case Points(points):
            return {"kind": "points", "points": points}
        case Entry(title, lines):
            return {"kind": "entry", "title": title, "lines": lines}
        case Table():
            return _table(part)


def _table(part: Table) -> dict[str, Any]:
    marks = part.marks or (None,) * len(part.rows)
    indents = part.indents or (0,) * len(part.rows)
    rows = [
        {
            "first": row[0],
            "strong": place in part.strong,
            "indent": indents[place],
            "cells": [
                {"text": cell, "right": column in part.right, "mark": _mark(marks[place], column, len(row))}
                for column, cell in enumerate(row[1:], start=1)
            ],
        }
        for place, row in enumerate(part.rows)
    ]
    columns = [(name, column in part.right) for column, name in enumerate(part.columns)]
    return {"kind": "table", "caption": part.caption, "columns": columns, "rows": rows, "wide": len(columns) > 3}  # noqa: PLR2004 - more do not fit a phone


def _mark(mark: bool | None, column: int, width: int) -> str:  # noqa: FBT001 - what a row's last cell tells
    if mark is None or column != width - 1:
        return ""
    return "met" if mark else "short"
