"""What a report says now: read from the case, its judgements and what stands beside them. Nothing is written here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.utils import translation

from pulau.apps.assessments.contract import CaseKind, Level, assignments_of, judgements_of
from pulau.apps.people.contract import employee_of_user
from pulau.apps.reports.judged_lines import Sheets
from pulau.apps.reports.process_lines import asked_lines, decision_of, dissent_lines, plan_lines, seen_steps, step_lines
from pulau.apps.worksheets.contract import handed_answers, handed_sheet, prior_title, score_of
from pulau.core.scoring import ENGINE_VERSION
from pulau.core.shared.actor import Actor
from pulau.core.workflow.levels import BODY_OF, AssessorLevel, Body
from pulau.exchange.packs import load_pack, load_wording
from pulau.exchange.reports.content import Head, Member, Origin, ReportContent, ReportKind, Signer
from pulau.exchange.reports.document import BODIES, LANGUAGE
from pulau.exchange.reports.figures import SELF, Figures
from pulau.exchange.reports.printing import day

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from uuid import UUID

    from pulau.apps.assessments.contract import Assignment, Case, Judgement
    from pulau.core.regulation.model import Pack
    from pulau.core.scoring.model import Evaluation

BODY: Final = {ReportKind.TPI: Body.TPI, ReportKind.TPN: Body.TPN, ReportKind.MONITORING: Body.TPI}
"""Whose judgements a report is of."""
NAMES: Final = {SELF: "Mandiri", "tpi": "TPI", "tpn": "TPN"}
_SIGNING: Final = {
    Body.TPI: ((AssessorLevel.TPI_LEADER,), (AssessorLevel.TPI_CONTROLLER,)),
    Body.TPN: ((AssessorLevel.TPN_FIELD, AssessorLevel.TPN_DESK),),
}
"""Who signs a body's report, in this order; of several levels the first that somebody has. Of TPN all at it sign."""


_BLIND: Final = (
    "Tiap penilai mengisi lembarnya sendiri dari kosong dan menyerahkannya sebelum melihat lembar penilai lain; yang "
    "berlaku adalah jawaban tingkat tertinggi yang menilai butir itu."
)
_EXACT: Final = (
    "Nilai dihitung tepat dari jawaban dan baru dibulatkan dua desimal saat dicetak; syarat dibandingkan dengan nilai "
    "sebelum dibulatkan. Butir yang tidak dinilai dihitung 0."
)


@dataclass(frozen=True, slots=True)
class Given:
    """What is not read from the case: the kind, the letter's number, the day; for monitoring notes, and up to where."""

    kind: ReportKind
    number: str
    on: date
    notes: tuple[tuple[str, str], ...] = ()
    revision: int | None = None


@dataclass(frozen=True, slots=True)
class Signing:
    """One who signs: the account, and how the document names them."""

    user_id: UUID
    level: AssessorLevel
    name: str
    position: str


def compose(case: Case, given: Given) -> ReportContent:
    """Return what the report of a case says. It asks a fixed number of queries, and no permission."""
    with translation.override(LANGUAGE):
        return _Composing(case, given).content()


def signers_of(case: Case, body: Body) -> tuple[tuple[Signing, ...], tuple[AssessorLevel, ...]]:
    """Return who signs a body's report, each once, and the levels of which nobody is assigned."""
    rows = list(assignments_of(case))
    found: dict[UUID, Signing] = {}
    lacking: list[AssessorLevel] = []
    for levels in _SIGNING[body]:
        there = next((level for level in levels if any(row.level == level for row in rows)), None)
        if there is None:
            lacking.append(levels[0])
            continue
        chosen = [row for row in rows if row.level == there]
        for row in chosen if body is Body.TPN else chosen[:1]:
            found.setdefault(row.user_id, _signing(case, row))
    return tuple(found.values()), tuple(lacking)


def _signing(case: Case, row: Assignment) -> Signing:
    name, position = person_words(case, row)
    level = AssessorLevel(row.level)
    return Signing(row.user_id, level, name, position or str(Level(level).label))


def person_words(case: Case, row: Assignment) -> tuple[str, str]:
    """Return the name and the position of who is assigned, as their own body has them; else the account's name."""
    employee = employee_of_user(Actor.system(case.tenant_id), row.user_id)
    return (employee.full_name, employee.position) if employee else (row.user.full_name, "")


class _Composing:
    """The parts of one report, from what was read of the case once."""

    def __init__(self, case: Case, given: Given) -> None:
        self._case, self._given, self._body = case, given, BODY[given.kind]
        self._pack: Pack = load_pack(case.regulation)
        handed = handed_answers(case.tenant_id, case.worksheet_id)
        prior = prior_title(case.tenant_id, case.worksheet_id)
        values = {item: one.value for item, one in handed.items() if one.value is not None}
        self._levels: dict[str, Evaluation] = {SELF: score_of(case.regulation, values, prior).evaluation}
        self._sheets = Sheets(case, self._body, prior)
        self._levels |= self._sheets.levels()
        wording = load_wording(case.regulation)
        self._figures = Figures(self._levels, wording, case.title)
        self._sheets.compare(self._levels, wording)

    def content(self) -> ReportContent:
        case, given = self._case, self._given
        steps = seen_steps(case, given)
        before, own = list(self._levels)[-2:]
        return ReportContent(
            head=self._head(),
            basis=self._basis(),
            team=self._team(),
            method=self._method(),
            steps=step_lines(steps),
            met=self._figures.met,
            decision=decision_of(steps) if given.kind is ReportKind.TPN else "",
            levels=tuple((code, NAMES[code]) for code in self._levels),
            scores=self._figures.scores(),
            gates=self._figures.gates(),
            results=self._figures.results(),
            unanswered=self._figures.unanswered(),
            strengths=self._sheets.strengths(),
            findings=self._sheets.findings(),
            differences=self._sheets.differences(before, own),
            questions=asked_lines(case, self._body, self._pack),
            plan=plan_lines(case),
            notes=given.notes,
            dissents=dissent_lines(case, self._body),
            signers=tuple(
                Signer(str(Level(one.level).label), one.name, one.position) for one in signers_of(case, self._body)[0]
            ),
            origin=self._origin(max((row.number for row in steps), default=0)),
        )

    def _head(self) -> Head:
        case, given = self._case, self._given
        return Head(
            kind=given.kind.value,
            number=given.number,
            on=given.on.isoformat(),
            unit=case.unit_name,
            unit_code=case.unit_code,
            agency=case.agency_name,
            year=str(case.year),
            regulation=case.regulation,
            title=case.title,
            keeps=case.kind == CaseKind.RE_EVALUATION,
            submitted_on=self._submitted_on(),
        )

    def _submitted_on(self) -> str:
        return handed_sheet(self._case.tenant_id, self._case.worksheet_id).submitted_on.isoformat()

    def _basis(self) -> tuple[str, ...]:
        law = self._pack
        on = day(self._submitted_on())
        later = (f"{load_pack(one).instrument}, tentang syarat pengusulan." for one in law.amended_by)
        since = f", berlaku sejak {day(law.in_force.since.isoformat())}" if law.in_force.since else ""
        stated = f"{law.titles[self._case.title].citation.text}{since}."
        return (stated, *later, f"Penilaian mandiri unit tahun {self._case.year} yang diajukan pada {on}.")

    def _team(self) -> tuple[Member, ...]:
        order = list(AssessorLevel)
        rows = [row for row in assignments_of(self._case) if BODY_OF[AssessorLevel(row.level)] is self._body]
        rows.sort(key=lambda row: (order.index(AssessorLevel(row.level)), row.given_at, str(row.pk)))
        return tuple(self._member(row) for row in rows)

    def _member(self, row: Assignment) -> Member:
        name, position = person_words(self._case, row)
        return Member(str(Level(row.level).label), name, position, tuple(sorted(row.areas)))

    def _method(self) -> tuple[str, ...]:
        judge = BODIES["tpn" if self._body is Body.TPN else "tpi"]
        form = f"{judge} menilai {len(self._pack.items)} butir lembar kerja evaluasi {self._pack.instrument}."
        return f"{form} {_BLIND}", _EXACT

    def _origin(self, revision: int) -> Origin:
        rows = [row for row in judgements_of(self._case) if BODY_OF[AssessorLevel(row.level)] is self._body]
        return Origin(
            engine=ENGINE_VERSION,
            rules=self._pack.rules_digest,
            answers=tuple((NAMES[code], found.answers.digest) for code, found in self._levels.items()),
            judgements=_digests(rows),
            revision=str(revision),
        )


def _digests(rows: Sequence[Judgement]) -> tuple[tuple[str, str], ...]:
    told = ((f"{Level(row.level).label}, {row.user.full_name}", row.digest) for row in rows if row.digest)
    return tuple(sorted(told))
