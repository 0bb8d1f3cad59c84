"""A declaration from its plan to its record: opened as the law asks or openly without, signed, held, closed."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from datetime import date, time
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from pulau.apps.declarations.models import (
    Calls,
    CeremonyEvent,
    Declaration,
    DeclarationPerson,
    DeclarationState,
    EventKind,
)
from pulau.apps.declarations.plans import (
    BODY_ONLY,
    LAST_DAY_EARLY,
    NO_DEED,
    NO_LAST_DAY,
    NO_LAW,
    NO_SIGNER,
    NO_TEMPLATE,
    NOT_MET,
    NOT_NOW,
    SIGNED_ALREADY,
    TWICE,
    WRONG_CALL,
    DeclarationNotFound,
    DeclarationRefused,
    seen_mark,
)
from pulau.apps.declarations.services.ceremony import record_event
from pulau.apps.declarations.services.closing import close_declaration
from pulau.apps.declarations.services.planning import cancel_declaration, change_declaration, postpone_declaration
from pulau.apps.declarations.services.texts import write_text
from pulau.apps.signing.contract import (
    Document,
    DocumentState,
    Signatory,
    SignatoryWish,
    SigningRefused,
    newest,
    replace_signatory,
    withdraw_signature,
)
from pulau.foundation import storage
from pulau.foundation.journal.models import Entry
from pulau.foundation.tenancy.wall import behind_wall
from tests.apps.declarations.declaring import DAY, PLAN, Stage
from tests.cast import NOW
from tests.house import House

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage(house: House) -> Stage:
    made = Stage(house)
    made.approve()
    return made


def _kinds(stage: Stage, row: Declaration) -> list[str]:
    with behind_wall(stage.tenant):
        rows = CeremonyEvent.objects.for_tenant(stage.tenant).filter(declaration=row).order_by("number")
        return [event.kind for event in rows]


def _pdf(stage: Stage, document: Document) -> str:
    with behind_wall(stage.tenant):
        pdf = storage.get(newest(document).digest)
    told = subprocess.run(["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(told.stdout.decode().split())


def test_a_unit_declares_once_head_and_most_of_its_staff_have_signed(stage: Stage) -> None:
    staff = stage.staff("disdukcapil", 4, head="gita")
    row = stage.plan("disdukcapil")
    stage.name(row, "gita", employee_id=staff[0].pk)
    stage.name(row, "dewi", "witness", institution="Ombudsman RI")
    stage.prepare(row)
    stage.pledge(staff[:2])
    with pytest.raises(DeclarationRefused, match=NOT_MET):
        stage.open(row)
    stage.pledge(staff[2:3])
    opened = stage.open(row)
    assert (opened.state, opened.symbolic) == (DeclarationState.OPEN, False)
    assert opened.shortfall == {"staff": 4, "signed": 3, "head": True, "needed": 3, "lacking": 0, "missing": []}
    stage.sign("gita")
    held = stage.fresh(row)
    assert held.state == DeclarationState.HELD
    assert held.held_at is not None
    stage.sign("dewi")
    assert _kinds(stage, row) == ["opened", "pacts", "signed", "held", "signed"]


def test_without_them_it_is_openly_symbolic_everywhere(stage: Stage) -> None:
    stage.staff("disdukcapil", 3)
    held = stage.held("disdukcapil", reason="Kepala dinas baru dilantik")
    assert held.symbolic
    assert held.shortfall["missing"] == ["head", "staff"]
    assert held.document is not None
    words = _pdf(stage, held.document)
    assert "simbolis" in words.lower()
    assert "Kepala dinas baru dilantik" in words
    assert "0 dari 3" in words
    page = stage.house.client("ayu").get(f"/pencanangan/{held.pk}").content.decode()
    assert "Pencanangan ini simbolis" in page
    assert "0 dari 3" in page


def test_nobody_signs_the_deed_before_it_is_opened(stage: Stage) -> None:
    row = stage.plan("disdukcapil")
    stage.name(row, "gita")
    stage.prepare(row)
    with pytest.raises(SigningRefused):
        stage.sign("gita")
    prepared = stage.fresh(row)
    assert prepared.document is not None
    assert prepared.document.state == DocumentState.PREPARED
    assert _kinds(stage, row) == []


def test_a_deed_prepared_anew_supersedes_the_unsigned_one(stage: Stage) -> None:
    row = stage.plan("disdukcapil")
    stage.name(row, "gita")
    first = stage.prepare(row).document
    stage.name(row, "indra", "witness")
    assert stage.fresh(row).state == DeclarationState.DRAFT, "what names others now is no longer ready"
    with pytest.raises(DeclarationRefused, match=NO_DEED):
        stage.open(row, "Alasan")
    second = stage.prepare(row).document
    assert first is not None
    assert second is not None
    with behind_wall(stage.tenant):
        first.refresh_from_db()
    assert first.state == DocumentState.SUPERSEDED
    assert first.successor_id == second.pk


def test_a_deed_needs_an_approved_text_and_a_signer(house: House) -> None:
    stage = Stage(house)
    row = stage.plan("disdukcapil")
    with pytest.raises(DeclarationRefused, match=NO_TEMPLATE):
        stage.prepare(row)
    stage.approve()
    with pytest.raises(DeclarationRefused, match=NO_SIGNER):
        stage.prepare(row)


def test_the_deed_says_day_place_path_and_for_whom(stage: Stage) -> None:
    body = stage.held()
    row = stage.plan("disdukcapil", parent_id=body.pk, title="Pencanangan Dinas")
    stage.name(row, "gita", acting="Plt.")
    document = stage.prepare(row).document
    assert document is not None
    words = _pdf(stage, document)
    assert "Kamis, tanggal dua puluh enam bulan November tahun dua ribu dua puluh enam" in words
    assert "Pendopo Tanjung Sagara" in words
    assert "Permenpan RB 90/2021" in words
    assert "Kabupaten Tanjung Sagara (26 November 2026)" in words
    assert "Plt. Kepala Dinas" in words
    assert "mencanangkan Dinas Kependudukan tahun 2026" in words


def test_a_head_who_is_replaced_in_between_is_named_with_who_came(stage: Stage) -> None:
    row = stage.plan("disdukcapil")
    stage.name(row, "gita")
    stage.prepare(row)
    stage.open(row, "Menunggu")
    document = stage.fresh(row).document
    with behind_wall(stage.tenant):
        assert document is not None
        (old,) = Signatory.objects.of_document(document)
        new = SignatoryWish("Fajar Prakoso", "Kepala Dinas", user_id=stage.house.users["fajar"].pk, acting="Plt.")
        replace_signatory(actor=stage.actor, signatory_id=old.pk, by=new, reason="Sakit", now=NOW)
        (person,) = DeclarationPerson.objects.for_tenant(stage.tenant).filter(declaration=row)
    assert (person.name, person.acting, person.user_id) == ("Fajar Prakoso", "Plt.", stage.house.users["fajar"].pk)
    stage.sign("fajar")
    assert stage.fresh(row).state == DeclarationState.HELD
    with behind_wall(stage.tenant):
        told = CeremonyEvent.objects.for_tenant(stage.tenant).get(declaration=row, kind=EventKind.REPLACED).payload
    assert told == {"person": str(person.pk), "was": "Gita Permata", "by": "Fajar Prakoso, Plt. Kepala Dinas"}


def test_a_signature_that_is_taken_back_is_told_and_the_declaration_stays_held(stage: Stage) -> None:
    held = stage.held("disdukcapil")
    assert held.document is not None
    with behind_wall(stage.tenant):
        (own,) = Signatory.objects.of_document(held.document)
        withdraw_signature(actor=stage.actor, signatory_id=own.pk, reason="Keliru", now=NOW)
    assert stage.fresh(held).state == DeclarationState.HELD
    with behind_wall(stage.tenant):
        told = CeremonyEvent.objects.for_tenant(stage.tenant).get(declaration=held, kind=EventKind.NOTE).payload
    assert told == {"text": "Hana Wulandari menarik kembali tanda tangannya pada piagam."}


def test_putting_off_keeps_the_history_and_is_for_what_nobody_signed(stage: Stage) -> None:
    row = stage.plan("disdukcapil")
    stage.name(row, "gita")
    stage.name(row, "hana")
    stage.prepare(row)
    stage.open(row, "Menunggu")
    with behind_wall(stage.tenant):
        postpone_declaration(
            actor=stage.actor, declaration_id=row.pk, day=date(2026, 12, 3), starts=time(10), reason="Banjir", now=NOW
        )
    put_off = stage.fresh(row)
    assert (put_off.state, put_off.day, put_off.opened_at) == (DeclarationState.DRAFT, date(2026, 12, 3), None)
    assert (put_off.symbolic, put_off.shortfall) == (False, {}), "the next opening is judged anew"
    assert _kinds(stage, row) == ["opened", "pacts", "note"]
    stage.prepare(row)
    stage.open(row, "Menunggu")
    stage.sign("gita")
    with behind_wall(stage.tenant), pytest.raises(DeclarationRefused, match=SIGNED_ALREADY):
        postpone_declaration(actor=stage.actor, declaration_id=row.pk, day=DAY, starts=time(9), reason="x", now=NOW)


def test_calling_off_ends_the_deed_and_keeps_everything(stage: Stage) -> None:
    row = stage.plan("disdukcapil")
    stage.name(row, "gita")
    document = stage.prepare(row).document
    with behind_wall(stage.tenant):
        cancel_declaration(actor=stage.actor, declaration_id=row.pk, reason="Unit digabung", now=NOW)
    gone = stage.fresh(row)
    assert (gone.state, gone.cancel_reason) == (DeclarationState.CANCELLED, "Unit digabung")
    assert document is not None
    assert gone.document is not None
    assert gone.document.state == DocumentState.CANCELLED
    assert stage.plan("disdukcapil").pk != row.pk, "another can be planned for the same year"


def test_the_record_tells_all_and_closes_when_it_is_signed(stage: Stage) -> None:
    row = stage.plan("disdukcapil", minutes="Hadir 40 orang.")
    stage.name(row, "hana")
    stage.name(row, "fajar", "reader")
    witness = stage.name(row, "dewi", "witness")
    stage.prepare(row)
    with behind_wall(stage.tenant), pytest.raises(DeclarationRefused, match=NOT_NOW):
        close_declaration(actor=stage.actor, declaration_id=row.pk, position="Sekda", witnesses=[], now=NOW)
    stage.open(row, "Menunggu pegawai")
    stage.sign("hana")
    stage.sign("dewi")
    with behind_wall(stage.tenant):
        close_declaration(actor=stage.actor, declaration_id=row.pk, position="Sekda", witnesses=[witness.pk], now=NOW)
    record = stage.fresh(row).record
    assert record is not None
    words = _pdf(stage, record)
    for said in (
        "Pencanangan dibuka",
        "Dibacakan oleh Fajar Prakoso",
        "Hana Wulandari",
        "menandatangani piagam",
        "Hadir 40 orang",
        "simbolis",
    ):
        assert said in words
    stage.sign("hana", 5)
    assert stage.fresh(row).state == DeclarationState.HELD
    stage.sign("dewi", 6)
    closed = stage.fresh(row)
    assert closed.state == DeclarationState.CLOSED
    assert _kinds(stage, row)[-1] == "closed"


@pytest.mark.parametrize(
    ("unit", "facts", "reason"),
    [
        ("disdukcapil", {"day": date(2014, 10, 1)}, NO_LAW),
        ("disdukcapil", {"day": date(2020, 1, 2)}, BODY_ONLY),
        (None, {"calls": Calls.COUNTRY, "called_by": DAY}, WRONG_CALL),
        (None, {"calls": Calls.UNITS}, NO_LAST_DAY),
        (None, {"calls": Calls.UNITS, "called_by": date(2026, 11, 1)}, LAST_DAY_EARLY),
    ],
)
def test_a_plan_against_the_law_is_refused(
    stage: Stage, unit: str | None, facts: dict[str, object], reason: str
) -> None:
    with pytest.raises(DeclarationRefused, match=reason):
        stage.plan(unit, **facts)


def test_nobody_signs_and_witnesses_at_once(stage: Stage) -> None:
    row = stage.plan("disdukcapil")
    stage.name(row, "gita")
    stage.name(row, "gita", "reader")
    with pytest.raises(DeclarationRefused, match=TWICE):
        stage.name(row, "gita", "witness")


def test_only_planners_plan_and_each_in_their_own_place(stage: Stage) -> None:
    with pytest.raises(PermissionDenied):
        Stage(stage.house, who="ayu").plan("disdukcapil")
    with pytest.raises(PermissionDenied):
        Stage(stage.house, who="gita").plan("rsud")
    row = stage.plan("rsud")
    with pytest.raises(DeclarationNotFound):
        Stage(stage.house, who="gita").name(row, "gita")
    with pytest.raises(DeclarationNotFound):
        Stage(stage.house, "lain", "dewi").name(row, "dewi")


def test_the_journal_tells_each_step_without_names(stage: Stage) -> None:
    stage.staff("disdukcapil", 1)
    held = stage.held("disdukcapil", reason="Menunggu")
    with behind_wall(stage.tenant):
        rows = Entry.objects.for_tenant(stage.tenant).filter(object_id=str(held.pk))
        entries = list(rows.order_by("at", "action").values_list("action", "payload"))
    assert {"declarations.planned", "declarations.opened", "declarations.held", "declarations.happened"} <= {
        action for action, _payload in entries
    }
    told = " ".join(payload for _action, payload in entries)
    assert "Hana" not in told
    assert "Menunggu" not in told


def test_what_the_deed_does_not_say_can_change_while_it_is_ready(stage: Stage) -> None:
    row = stage.plan("disdukcapil")
    stage.name(row, "gita")
    stage.prepare(row)
    unit_id = row.unit_id
    noted = replace(PLAN, unit_id=unit_id, minutes="Hadir 40.")
    for plan, state in ((noted, "ready"), (replace(noted, place="Aula"), "draft")):
        with behind_wall(stage.tenant):
            seen = seen_mark(stage.fresh(row))
            change_declaration(actor=stage.actor, declaration_id=row.pk, plan=plan, seen=seen, now=NOW)
        assert stage.fresh(row).state == state
    stage.prepare(row)
    with behind_wall(stage.tenant):
        write_text(actor=stage.actor, declaration_id=row.pk, language="id", lines=["Lain."], seen=1, now=NOW)
    assert stage.fresh(row).state == DeclarationState.DRAFT


def test_events_are_numbered_without_a_gap_and_each_is_kept_once(stage: Stage) -> None:
    row, key = stage.plan("disdukcapil"), uuid4()
    with behind_wall(stage.tenant):
        told = [
            record_event(
                actor=stage.actor, declaration=row, kind=EventKind.NOTE, payload={"text": "x"}, now=NOW, key=each
            ).number
            for each in (key, None, key, None)
        ]
    assert told == [1, 2, 1, 3]
