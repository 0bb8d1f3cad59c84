"""What the journal told is held against the rows: a change by raw SQL is found and named, honest rows are quiet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection, transaction

from pulau.apps.assessments.models import Assignment, Case
from pulau.apps.assessments.services.judgements import give_reasons, reopen_judgement
from pulau.apps.assessments.services.teams import end_assignment
from pulau.apps.outcomes.services.certifying import certify_unproven
from pulau.apps.outcomes.services.decrees import correct_decree
from pulau.apps.outcomes.services.titles import determine, record_title
from pulau.apps.outcomes.wishes import DecreeWish, TitleWish
from pulau.apps.worksheets.services.handing import withdraw_submission
from pulau.core.workflow.assessment import MONITORING, RECOMMENDED
from pulau.foundation.registry.logged_facts import logged_facts
from pulau.foundation.tenancy.wall import behind_wall
from tests.apps.assessments.court import Court, court
from tests.apps.assessments.judges import assign, give, judge, submit
from tests.apps.reports.conftest import light, whole_files
from tests.apps.reports.reported import made, signed
from tests.apps.worksheets.handing import hand_in
from tests.cast import NOW

if TYPE_CHECKING:
    from pulau.foundation.registry.logged_facts import FactDiffers

__all__ = ["court", "light", "whole_files"]

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 2)
DECREE = DecreeWish("SK.123/2026", TODAY, "Penetapan WBK 2026", valid_until=date(2029, 3, 1))
OF_BEFORE = DecreeWish("SK.9/2022", date(2022, 12, 1), "Penetapan WBK 2022")


def audited(court: Court) -> list[tuple[str, FactDiffers]]:
    with behind_wall(court.tenant):
        return [(facts.code, found) for facts in logged_facts for found in facts.check(court.tenant)]


def history(court: Court) -> Court:
    """A worksheet that was taken back and handed in anew, judged twice, reported, given a title that was corrected."""
    gita, rani = court.actors["gita"], court.actors["rani"]
    withdraw_submission(actor=gita, worksheet_id=court.sheet.pk, number=1, reason="Bukti tertukar", now=NOW)
    court.answer("ayu", {"P1.i.b": "C", "P1.ii.b": "A", "H1.a": "3,6"})
    court.case_id = Case.objects.for_tenant(court.tenant).get(submission_id=hand_in(court).pk).pk
    court.stand_at("tpi-round-1")
    assign(court, "nina", "omar", "rani", "putu")
    give(court, "nina", {"P1.i.a": "Ya", "P1.i.b": "B", "H1.a": "3.7"}, finding="Belum lengkap.")
    give(court, "omar", {"P1.i.b": "C"})
    reopen_judgement(actor=court.actors["nina"], case_id=court.case_id, now=NOW)
    judge(court, "nina", {"P1.i.a": "Tidak"}, finding="Tidak ada.")
    submit(court, "nina")
    give_reasons(actor=court.actors["nina"], case_id=court.case_id, reasons={"P1.i.a": (2, "SK lama.")}, now=NOW)
    [seat] = [one for one in assignments(court) if one.user_id == court.users["omar"].pk]
    later = NOW + timedelta(minutes=1)  # what is told in one and the same moment has no order
    end_assignment(actor=rani, case_id=court.case_id, assignment_id=seat.pk, reason="Cuti", now=later)
    court.stand_at("tpi-report")
    version = made(court)
    signed(court, version, "rani", "putu")
    unit = court.case().unit_id
    record_title(
        actor=court.actors["hana"], wish=TitleWish(unit, "WBK", "minister", "Arsip 2022"), decree=OF_BEFORE, now=NOW
    )
    court.stand_at(RECOMMENDED)
    vino = court.actors["vino"]
    held = determine(actor=vino, case_ids=[court.case_id], wish=DECREE, now=NOW)[0]
    certify_unproven(actor=vino, title_id=held.pk, position="Menteri", now=NOW)
    mended = replace(DECREE, number="SK.132/2026", valid_until=date(2030, 3, 1), day=TODAY - timedelta(days=1))
    correct_decree(actor=vino, series=held.decree_id, wish=mended, reason="Salah baca", now=NOW)
    court.stand_at(MONITORING)
    return court


def assignments(court: Court) -> list[Assignment]:
    return list(Assignment.objects.for_tenant(court.tenant).filter(case_id=court.case_id))


_NINA = "judgement_id IN (SELECT id FROM assessments_judgement WHERE state = 'submitted')"
_NOTHING = "0" * 64
CHANGES: tuple[tuple[str, str, str], ...] = (
    ("worksheets.answer", "item = 'P1.i.b' AND version = 2", "value = '\"A\"'"),
    ("worksheets.answer", "item = 'P1.i.b' AND version = 1", "value = '\"C\"'"),  # of the one that was taken back
    ("worksheets.answer", "item = 'P1.ii.b'", "value = '\"Z\"'"),  # no answer of the form at all
    ("worksheets.answer", "item = 'P1.ii.b'", "note = 'lain'"),
    ("worksheets.answer", "item = 'P1.ii.b'", ""),
    ("worksheets.answer", "item = 'P1.ii.b'", "item = 'P1.ii.c'"),
    ("worksheets.worksheet", "state = 'submitted'", 'exact = \'{"total": "99"}\''),
    ("worksheets.worksheet", "state = 'submitted'", "printed = '{\"total\": 9900}'"),
    ("worksheets.worksheet", "state = 'submitted'", "gates = '{\"WBK.total\": true}'"),
    ("worksheets.worksheet", "state = 'submitted'", 'titles = \'{"WBK": true, "WBBM": true}\''),
    ("worksheets.worksheet", "state = 'submitted'", "prior_title = 'WBK'"),
    ("worksheets.worksheet", "state = 'submitted'", f"replay_digest = '{_NOTHING}'"),
    ("worksheets.submission", "number = 2", f"manifest = '{_NOTHING}'"),
    ("worksheets.submission", "number = 1", f"answers = '{_NOTHING}'"),
    ("worksheets.submission", "number = 2", "revision = 1"),
    ("assessments.judgement", f"item = 'P1.i.a' AND {_NINA}", "value = '\"Ya\"'"),
    ("assessments.judgement", f"item = 'P1.i.b' AND {_NINA}", "finding = 'Baik.'"),
    ("assessments.judgement", f"item = 'H1.a' AND {_NINA}", ""),
    ("assessments.judgement", "state = 'submitted'", f"digest = '{_NOTHING}'"),
    ("assessments.judgement", "state = 'submitted'", "submitted_revision = 1"),
    ("assessments.case", "state = 'ended'", "state = 'submitted'"),  # the sheet of one who judges no more
    ("assessments.case", "stage = 'monitoring'", 'exact = \'{"tpi": {"total": "99"}}\''),
    ("assessments.case", "stage = 'monitoring'", 'gates = \'{"tpi": {"WBK.total": true}}\''),
    ("assessments.case", "stage = 'monitoring'", 'exact = \'{"tpn": {"total": "99"}}\''),
    ("reports.reportversion", "number = 1", f"content = '{_NOTHING}'"),
    ("signing.version", "number = 1", f"digest = '{_NOTHING}'"),
    ("outcomes.titleheld", "case_id IS NOT NULL", "title = 'WBBM'"),
    ("outcomes.titleheld", "case_id IS NOT NULL", "since = '2025-01-01'"),
    ("outcomes.titleheld", "case_id IS NOT NULL", "until = '2039-01-01'"),
    ("outcomes.titleheld", "case_id IS NOT NULL", "name = 'Unit lain'"),
    ("outcomes.titleheld", "case_id IS NOT NULL", "state = 'ended'"),
    ("outcomes.titleheld", "state = 'superseded'", "closed_on = '2030-01-01'"),
    ("outcomes.titleheld", "case_id IS NULL", "state = 'revoked'"),
    ("outcomes.decree", "version = 1", "number = 'SK.1/1'"),
    ("outcomes.decree", "version = 2", "day = '2026-03-09'"),
    ("outcomes.decree", "version = 1", f"digest = '{_NOTHING}'"),
    ("outcomes.certificate", "number = 1", "number = 7"),
)
"""What is found, which rows are changed, and how (empty: they are removed)."""
TABLES = {
    f"item = 'P1.i.a' AND {_NINA}": "assessments_judgedanswer",
    f"item = 'P1.i.b' AND {_NINA}": "assessments_judgedanswer",
    f"item = 'H1.a' AND {_NINA}": "assessments_judgedanswer",
    "state = 'ended'": "assessments_judgement",
}
"""Where the rows lie in another table than that of what is found."""


def statement(kind: str, where: str, change: str) -> str:
    table = TABLES.get(where, kind.replace(".", "_"))
    return f"UPDATE {table} SET {change} WHERE {where}" if change else f"DELETE FROM {table} WHERE {where}"  # noqa: S608 - constants of this file


def test_an_honest_history_is_quiet_and_every_change_by_hand_is_found_and_named(court: Court) -> None:
    history(court)
    assert audited(court) == []
    for kind, where, change in CHANGES:
        with behind_wall(court.tenant), transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(statement(kind, where, change))
                assert cursor.rowcount > 0, (kind, where)
            found = {one.object_type for _code, one in audited(court)}
            transaction.set_rollback(True)
        assert kind in found, (kind, where, change)
    assert audited(court) == []


def test_what_was_erased_by_right_is_passed_over(court: Court, monkeypatch: pytest.MonkeyPatch) -> None:
    """An entry without its payload tells nothing any more; the control: with it, the change is found."""
    from pulau.foundation.journal import told  # noqa: PLC0415 - to take its reading away

    with behind_wall(court.tenant), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("UPDATE worksheets_worksheet SET replay_digest = ''")
        assert [one.object_type for _code, one in audited(court)] == ["worksheets.worksheet"]
        read = told._told
        monkeypatch.setattr(told, "_told", lambda row: read((*row[:-1], "")))
        assert audited(court) == []
