"""A case that ends without a title bears a plan; the unit repairs, the assessors check, the next worksheet is told."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from pulau.apps.assessments.models import Assignment, Case, JudgedAnswer, Judgement, Level
from pulau.apps.evidence.contract import EvidenceWish, keep_evidence
from pulau.apps.remediation.models import PlanState, RemediationPlan, RemediationStep, StepState
from pulau.apps.remediation.refusals import PlanNotFound, StepMoved, StepNotReady
from pulau.apps.remediation.selectors import steps_of
from pulau.apps.remediation.services.plans import add_step, bear_plan, check_step, finish_step, plan_step
from pulau.apps.remediation.wishes import Doneness, EffectFound, StepWish
from pulau.core.shared.problems import BadInput
from pulau.core.workflow.assessment import COACHING
from pulau.foundation.notices.models import Notice
from pulau.foundation.registry.carry_notes import notes_for
from pulau.foundation.registry.process_cases import CaseMove
from tests.apps.assessments.court import Court, court
from tests.cast import NOW

__all__ = ["court"]
ITEM = "P1.i.a"
DAY = date(2099, 1, 5)


@pytest.fixture
def failed(court: Court) -> Court:
    """A case that the leader judged, with one catatan, and that then went to coaching."""
    return fail(court)


def fail(court: Court) -> Court:
    """Let the leader judge the case, with one catatan, and the case go to coaching."""
    rani = court.users["rani"]
    rows = {"tenant_id": court.tenant, "case_id": court.case_id, "level": Level.TPI_LEADER, "user_id": rani.pk}
    Assignment(**rows, given_at=NOW).save()
    sheet = Judgement(
        **rows, state="submitted", opened_at=NOW, submitted_at=NOW, revision=1, submitted_revision=1, answered=1
    )
    sheet.save()
    JudgedAnswer(
        tenant_id=court.tenant, judgement=sheet, item=ITEM, version=1, revision=1, value="Tidak", at=NOW,
        finding="Tim belum melibatkan staf loket.", recommendation="Libatkan staf loket.",
    ).save()  # fmt: skip
    Case.objects.for_tenant(court.tenant).filter(pk=court.case_id).update(printed={"tpi": {"total": 0}}, stage=COACHING)
    bear_plan(actor=court.actors["rani"], move=_move(court), now=NOW)
    return court


def _move(court: Court) -> CaseMove:
    return CaseMove(court.case_id, "find_unfit", "tpi-report", COACHING, 9)


def _plan(court: Court) -> RemediationPlan:
    row: RemediationPlan = RemediationPlan.objects.for_tenant(court.tenant).get(case_id=court.case_id)
    return row


def _step(court: Court, key: str = ITEM) -> RemediationStep:
    row: RemediationStep = steps_of(_plan(court)).get(key=key)
    return row


def _planned(court: Court, who: str = "gita", owner: str = "ayu") -> RemediationStep:
    step = _step(court)
    wish = StepWish("Tidak ada jadwal rapat.", "Rapat tiap Senin.", court.users[owner].pk, DAY, step.version)
    return plan_step(actor=court.actors[who], step_id=step.pk, wish=wish, now=NOW)


def _heard(court: Court, who: str) -> list[str]:
    rows = Notice.objects.for_tenant(court.tenant).filter(user=court.users[who], kind__startswith="remediation.step")
    return list(rows.values_list("kind", flat=True))


def _finished(court: Court) -> RemediationStep:
    step = _planned(court)
    wish = EvidenceWish("Notula", unit_id=court.units["disdukcapil"].pk, address="https://contoh.example/notula")
    piece = keep_evidence(actor=court.actors["gita"], wish=wish, file=None, now=NOW)
    return finish_step(
        actor=court.actors["ayu"], step_id=step.pk, done=Doneness("Rapat berjalan.", piece.pk, step.version), now=NOW
    )


def test_every_missed_minimum_and_every_finding_bears_a_step(failed: Court) -> None:
    steps = list(steps_of(_plan(failed)))
    assert [step.number for step in steps] == list(range(1, len(steps) + 1))
    assert "WBK.total" in {step.key for step in steps if step.kind == "gate"}
    total = next(step for step in steps if step.key == "WBK.total")
    assert (total.actual, total.required) == (0, 7_500)
    mine = _step(failed)
    assert (mine.finding, mine.recommendation, mine.area) == (
        "Tim belum melibatkan staf loket.", "Libatkan staf loket.", "1",
    )  # fmt: skip


def test_a_case_bears_one_plan(failed: Court) -> None:
    assert bear_plan(actor=failed.actors["rani"], move=_move(failed), now=NOW) is None


def test_nothing_is_born_where_nobody_judged(court: Court) -> None:
    assert bear_plan(actor=court.actors["rani"], move=_move(court), now=NOW) is None


def test_a_step_goes_from_plan_to_proof_to_check_and_comes_back_when_it_did_not_work(failed: Court) -> None:
    step = _finished(failed)
    assert step.state == StepState.DONE
    assert _heard(failed, "nina") == ["remediation.step_done"], "the service tells, within its own transaction"
    nina = failed.actors["nina"]
    again = check_step(actor=nina, step_id=step.pk, found=EffectFound("not", "Loket kosong.", step.version), now=NOW)
    assert (again.state, again.effect) == (StepState.PLANNED, "not")
    assert _heard(failed, "ayu") == ["remediation.step_checked"]
    done = Doneness("Kini terisi.", None, again.version)
    step = finish_step(actor=failed.actors["ayu"], step_id=step.pk, done=done, now=NOW)
    found = EffectFound("works", "Loket terisi tiga hari.", step.version)
    assert check_step(actor=nina, step_id=step.pk, found=found, now=NOW).state == StepState.CHECKED
    assert _plan(failed).state == PlanState.OPEN, "other steps are left"
    RemediationStep.objects.for_tenant(failed.tenant).exclude(key=ITEM).update(state=StepState.CHECKED)
    own = add_step(actor=failed.actors["gita"], plan_id=_plan(failed).pk, finding="Papan tarif hilang", now=NOW)
    assert own.kind == "other"
    twice = add_step(actor=failed.actors["gita"], plan_id=_plan(failed).pk, finding="Papan tarif hilang ", now=NOW)
    assert twice.pk == own.pk, "a form that arrives twice adds one step"


def test_an_empty_finding_is_told_at_its_field(failed: Court) -> None:
    path = "/penilaian/disdukcapil/2026/perbaikan/tambah"
    refused = failed.client("gita").post(path, {"temuan": " "})
    assert refused.status_code == 422
    assert 'id="temuan-galat"' in refused.content.decode()


def test_the_last_check_closes_the_plan(failed: Court) -> None:
    step = _finished(failed)
    RemediationStep.objects.for_tenant(failed.tenant).exclude(key=ITEM).update(state=StepState.CHECKED)
    check_step(actor=failed.actors["nina"], step_id=step.pk, found=EffectFound("partly", "Ya.", step.version), now=NOW)
    assert _plan(failed).state == PlanState.CLOSED
    with pytest.raises(StepNotReady):
        add_step(actor=failed.actors["gita"], plan_id=_plan(failed).pk, finding="Terlambat", now=NOW)


@pytest.mark.parametrize("who", ["gita", "ayu", "hana", "indra"])
def test_nobody_who_is_judged_checks_the_effect(failed: Court, who: str) -> None:
    step = _finished(failed)
    with pytest.raises(PermissionDenied):
        check_step(actor=failed.actors[who], step_id=step.pk, found=EffectFound("works", "Ya.", step.version), now=NOW)


@pytest.mark.parametrize("who", ["joko", "dewi", "sekar", "tia"])
def test_others_find_no_step(failed: Court, who: str) -> None:
    step = _step(failed)
    with pytest.raises(PlanNotFound):
        plan_step(
            actor=failed.actors[who], step_id=step.pk,
            wish=StepWish("a", "b", failed.users["ayu"].pk, DAY, 1), now=NOW,
        )  # fmt: skip


def test_two_people_on_one_step_do_not_overwrite_each_other(failed: Court) -> None:
    step = _planned(failed)
    late = StepWish("Lain", "Lain", failed.users["ayu"].pk, DAY, step.version - 1)
    with pytest.raises(StepMoved) as moved:
        plan_step(actor=failed.actors["ayu"], step_id=step.pk, wish=late, now=NOW)
    assert moved.value.step.action == "Rapat tiap Senin."


@pytest.mark.parametrize(
    ("owner", "day", "code"),
    [("joko", DAY, "person-missing"), ("ayu", NOW.date() - timedelta(days=2), "day-past")],
)
def test_who_answers_for_a_step_serves_the_unit_and_its_day_is_to_come(
    failed: Court, owner: str, day: date, code: str
) -> None:
    step = _step(failed)
    wish = StepWish("a", "b", failed.users[owner].pk, day, step.version)
    with pytest.raises(BadInput) as bad:
        plan_step(actor=failed.actors["gita"], step_id=step.pk, wish=wish, now=NOW)
    assert bad.value.problems[0].code == code


def test_what_is_done_needs_its_proof(failed: Court) -> None:
    step = _planned(failed)
    with pytest.raises(BadInput):
        finish_step(actor=failed.actors["ayu"], step_id=step.pk, done=Doneness("Sudah.", None, step.version), now=NOW)


def test_the_next_worksheet_is_told_what_was_found_and_repaired(failed: Court) -> None:
    _finished(failed)
    unit = failed.units["disdukcapil"].pk
    (note,) = notes_for(failed.actors["ayu"], unit, 2027)[ITEM]
    assert (note.finding, note.result) == ("Tim belum melibatkan staf loket.", "Rapat berjalan.")
    assert notes_for(failed.actors["ayu"], unit, 2026) == {}
    assert notes_for(failed.actors["joko"], unit, 2027) == {}


def test_the_pages_show_plan_and_step_and_keep_what_was_typed(failed: Court) -> None:
    base = "/penilaian/disdukcapil/2026/perbaikan"
    step = _step(failed)
    client = failed.client("gita")
    page = client.get(base).content.decode()
    assert "Tim belum melibatkan staf loket." in page
    assert "0,00 dari sedikitnya 75,00" in page
    answer = client.post(f"{base}/{step.number}", {"versi": "1", "akar": "Jadwal kosong", "tindakan": ""})
    assert answer.status_code == 422
    assert "Jadwal kosong" in answer.content.decode()
    sent = {"versi": "1", "akar": "Jadwal kosong", "tindakan": "Isi", "tenggat": "2099-01-05",
            "penanggung_jawab": str(failed.users["ayu"].pk)}  # fmt: skip
    assert client.post(f"{base}/{step.number}", sent).status_code == 303
    assert client.post(f"{base}/{step.number}", sent).status_code == 409
    assert failed.client("nina").get(f"{base}/{step.number}").status_code == 200
    assert failed.client("joko").get(base).status_code == 404
    assert failed.client("dewi").get(base).status_code == 404
