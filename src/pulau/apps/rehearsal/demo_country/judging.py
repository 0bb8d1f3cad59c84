"""The sheets of the assessors of a past evaluation, and its figures: as the core computes them from these answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from pulau.apps.assessments.contract import Assignment, Case, JudgedAnswer, Judgement, sheet_digest
from pulau.apps.rehearsal.demo_country.findings import PRAISED, finding_of
from pulau.apps.rehearsal.demo_country.records import Told
from pulau.core.workflow.levels import AssessorLevel, Body
from pulau.core.workflow.sheets import EMPTY
from pulau.exchange.packs import load_pack
from pulau.exchange.score_file import ScoreAbout, told_score

if TYPE_CHECKING:
    from datetime import datetime

    from pulau.apps.rehearsal.demo_country.answering import Judged
    from pulau.apps.rehearsal.demo_country.stage import Stage
    from pulau.core.workflow.sheets import Entry

_WHO: Final = {Body.TPI: (AssessorLevel.TPI_LEADER, "tpi"), Body.TPN: (AssessorLevel.TPN_DESK, "tpn")}


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one body of assessors gave for the items it judged, beside what stood before it."""

    body: Body
    given: Mapping[str, Any]
    before: Mapping[str, Any]


def submit_sheet(stage: Stage, case: Case, found: Judged, body: Body, at: datetime) -> None:
    """Keep a sheet with its answers as it was submitted, and the figures of the case that follow from it."""
    level, who = _WHO[body]
    actor = stage.actor(who)
    opened = stage.days.later(at, -9, case.pk, body)
    seat = Assignment(
        tenant_id=stage.tenant_id, case_id=case.pk, level=level.value, user_id=actor.person, given_at=opened
    )
    told = {"level": seat.level, "user": str(actor.person), "case": str(case.pk)}
    stage.records.tell(Told(stage.system, "assessments.assigned", seat, told, opened, case.unit_id))
    sheet = Sheet(body, found.tpi if body is Body.TPI else found.tpn, found.own if body is Body.TPI else found.tpi)
    entries = {item: _entry(case, sheet, item) for item in sheet.given}
    judgement = Judgement(
        tenant_id=stage.tenant_id, case_id=case.pk, level=level.value, user_id=actor.person, state="submitted",
        revision=1, answered=len(entries), opened_at=opened, submitted_at=at, submitted_revision=1, blind_revision=1,
        digest=sheet_digest((item, 1, entry) for item, entry in entries.items()),
    )  # fmt: skip
    stage.records.add(seat, judgement)
    stage.records.add(
        *(
            JudgedAnswer(
                tenant_id=stage.tenant_id,
                judgement_id=judgement.pk,
                item=item,
                version=1,
                revision=1,
                user_id=actor.person,
                at=at,
                **entry,
            )
            for item, entry in entries.items()
        )
    )
    scores = _count(stage, case, found, body)
    payload = {
        "case": str(case.pk), "level": level.value, "round": 1, "revision": 1, "answered": len(entries),
        "digest": judgement.digest, "scores": scores,
    }  # fmt: skip
    stage.records.tell(Told(actor, "assessments.judgement_submitted", judgement, payload, at, case.unit_id))


def _entry(case: Case, sheet: Sheet, item: str) -> Entry:
    """Return what was given of an item; one that was seen otherwise than before has its words and its reason."""
    value = sheet.given[item]
    if value == sheet.before[item]:
        return {**EMPTY, "value": value}
    pack = load_pack(case.regulation)
    if _points(case, item, value) > _points(case, item, sheet.before[item]):
        return {**EMPTY, "value": value, "strength": PRAISED, "reason": PRAISED}
    area = pack.sub_areas[pack.items[item].sub_area].area
    found, wish = finding_of(area, case.unit_code, case.year, item, sheet.body)
    return {**EMPTY, "value": value, "finding": found, "recommendation": wish, "reason": found}


def _points(case: Case, item: str, value: object) -> float:
    """Return how an option stands among those of its item, the best first; of another kind of answer nothing."""
    options = list(getattr(load_pack(case.regulation).items[item].answer, "values", ()))
    return -options.index(value) if value in options else 0


def _count(stage: Stage, case: Case, found: Judged, body: Body) -> dict[str, dict[str, object]]:
    """Write the figures at a body into the case; return what the journal tells of those at all bodies so far."""
    scores: dict[str, dict[str, object]] = {}
    for each in (Body.TPI, Body.TPN)[: 1 if body is Body.TPI else 2]:
        figures = found.figures[each]
        case.exact[each.value] = dict(figures.exact)
        case.printed[each.value] = dict(figures.printed)
        case.gates[each.value] = dict(figures.gates)
        about = ScoreAbout(stage.body.code, case.unit_code, case.year, each.value)
        scores[each.value] = told_score(figures, about)
    return scores
