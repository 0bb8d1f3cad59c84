"""Exports: everything of a year, nothing that the levels still keep apart, at once or by a job."""

from __future__ import annotations

import csv
import json
from io import BytesIO, StringIO
from typing import Any
from uuid import UUID

import pyarrow.parquet as pq  # type: ignore[import-untyped]  # pyarrow ships no types
import pytest
from django.core.exceptions import PermissionDenied

from pulau.apps.assessments.desks.export_job import forget_exports, make_export
from pulau.apps.assessments.desks.exporting import TABLES, cases_of_year, rows_of
from pulau.apps.assessments.models import Case, Export, JudgedAnswer, JudgementState, Level, Transition
from pulau.apps.assessments.services import exporting
from pulau.apps.assessments.services.exporting import ExportRefused, ExportWish, ask_export
from pulau.exchange.data_tables import unguarded
from pulau.foundation.journal.models import Entry
from pulau.foundation.tenancy.wall import behind_wall
from tests.apps.assessments.court import ANSWERS, Court, court
from tests.apps.assessments.many_cases import judge, more_cases
from tests.cast import NOW

__all__ = ["court"]

PAGE = "/meja/unduh"


def told(court: Court, who: str, table: str) -> list[dict[str, Any]]:
    """The rows of a table of 2026 as somebody gets them, by column."""
    with behind_wall(court.tenant, court.actors[who].user_id):
        ids = list(cases_of_year(court.actors[who], 2026).values_list("pk", flat=True))
        rows = list(rows_of(court.actors[who], table, ids))
    return [dict(zip([column.name for column in TABLES[table].columns], row, strict=True)) for row in rows]


def sheet(court: Court, who: str, level: str, values: dict[str, Any], state: str = JudgementState.SUBMITTED) -> None:
    submitted = 1 if state == JudgementState.SUBMITTED else None
    row = judge(court, who, level, state=state, revision=2, submitted_revision=submitted, blind_revision=submitted)
    with behind_wall(court.tenant):
        JudgedAnswer.objects.for_tenant(court.tenant).bulk_create(
            JudgedAnswer(
                tenant_id=court.tenant, judgement_id=row.pk, item=item, version=version, revision=version, value=value,
                finding="=HYPERLINK(1)", reason="", user_id=court.users[who].pk, at=NOW,
            )
            for item, value in values.items()
            for version in (1, 2)
            if version == 1 or item == "P1.i.b"
        )  # fmt: skip


def settle(court: Court, stage: str) -> None:
    """A case that was judged by TPI and TPN, with figures of each."""
    sheet(court, "nina", Level.TPI_MEMBER, {"P1.i.a": "Ya", "P1.i.b": "B"})
    sheet(court, "rani", Level.TPI_LEADER, {"P1.i.b": "C"})
    sheet(court, "tia", Level.TPN_DESK, {"P1.i.b": "A"})
    court.stand_at(stage)
    exact = {"tpi": {"total": "12.3456789"}, "tpn": {"total": "12.5"}}
    with behind_wall(court.tenant):
        Case.objects.for_tenant(court.tenant).update(
            exact=exact, printed={"tpi": {"total": 1235}, "tpn": {"total": 1250}}, gates={"tpi": {"WBK.total": False}}
        )
        Transition.objects.for_tenant(court.tenant).create(
            case_id=court.case_id, number=1, event="begin_tpi", source="submitted", target="tpi-round-1",
            guards=["no-conflict"], reason="-2+3", role="tpi-leader", at=NOW, on=NOW.date(),
        )  # fmt: skip


def test_answers_are_those_of_the_unit_each_assessor_and_what_stands(court: Court) -> None:
    settle(court, "determined")
    rows = {(row["item"], row["source"]): row for row in told(court, "rani", "jawaban")}
    own = {item: json.loads(row["value"]) for (item, source), row in rows.items() if source == "self"}
    assert own == ANSWERS
    assert json.loads(rows["P1.i.b", "tpi-member"]["value"]) == "B"
    assert rows["P1.i.b", "tpi-member"]["version"] == 1  # what came after the submission is still the assessor's own
    assert json.loads(rows["P1.i.b", "standing-tpi"]["value"]) == "C"
    assert json.loads(rows["P1.i.a", "standing-tpn"]["value"]) == "Ya"
    assert json.loads(rows["P1.i.b", "standing-tpn"]["value"]) == "A"
    assert rows["P1.i.b", "standing-tpn"]["assessor"] == "tpn-desk"


def test_figures_are_exact_beside_their_print_by_body_with_gates(court: Court) -> None:
    settle(court, "determined")
    rows = {(row["body"], row["sort"], row["name"]): row for row in told(court, "rani", "angka")}
    total = rows["tpi", "figure", "total"]
    assert (total["exact"], str(total["printed"])) == ("12.3456789", "12.35")
    assert rows["tpi", "gate", "WBK.total"]["met"] is False
    assert ("self", "figure", "total") in rows
    assert rows["tpn", "figure", "total"]["exact"] == "12.5"


@pytest.mark.parametrize(
    ("who", "stage", "levels"),
    [
        ("putu", "tpi-round-2", set()),
        ("putu", "tpi-report", {"tpi-member", "tpi-leader"}),
        ("putu", "panel", {"tpi-member", "tpi-leader"}),
        ("umar", "desk", set()),
        ("umar", "field", set()),
        ("umar", "clearance", {"tpi-member", "tpi-leader", "tpn-desk"}),
        ("putu", "determined", {"tpi-member", "tpi-leader", "tpn-desk"}),
    ],
)
def test_levels_stay_apart_in_exports_too(court: Court, who: str, stage: str, levels: set[str]) -> None:
    settle(court, stage)
    found = {row["source"] for row in told(court, who, "jawaban")}
    assert {source for source in found if source.startswith("tp")} == levels
    figures = {row["body"] for row in told(court, who, "angka")}
    assert ("tpn" in figures) is ("tpn-desk" in levels)
    assert ("tpi" in figures) is ("tpi-member" in levels)


def test_an_assessor_who_still_judges_gets_nobodys_answers(court: Court) -> None:
    settle(court, "field")
    sheet(court, "umar", Level.TPN_FIELD, {"P1.i.b": "D"}, JudgementState.OPEN)
    assert {row["source"] for row in told(court, "umar", "jawaban")} == {"self"}


def test_a_submission_that_was_taken_back_tells_nothing_of_the_draft(court: Court) -> None:
    more_cases(court, 1, stage="withdrawn")
    assert len(told(court, "rani", "penilaian")) == 2
    assert {row["case_id"] for row in told(court, "rani", "jawaban")} == {str(court.case_id)}


@pytest.mark.parametrize("table", list(TABLES))
def test_each_kind_of_file_gives_back_every_row(court: Court, table: str) -> None:
    settle(court, "determined")
    rows, client = told(court, "rani", table), court.client("rani")
    sent = {kind: client.post(PAGE, {"tahun": "2026", "tabel": table, "jenis": kind}) for kind in ("csv", "parquet")}
    parquet = pq.read_table(BytesIO(b"".join(sent["parquet"]))).to_pylist()
    assert [{key: str(value) for key, value in row.items()} for row in parquet] == [
        {key: str(value) for key, value in row.items()} for row in rows
    ]
    lines = list(csv.DictReader(StringIO(b"".join(sent["csv"]).decode(), newline="")))
    text = [column.name for column in TABLES[table].columns if column.kind == "text"]
    cells = [[line[name] for name in text] for line in lines]
    assert [[unguarded(cell) for cell in line] for line in cells] == [[row[name] for name in text] for row in rows]
    assert not any(cell.startswith(("=", "+", "-", "@")) for line in cells for cell in line)
    assert Entry.objects.for_tenant(court.tenant).filter(action="assessments.exported").count() == 2


def test_a_workbook_comes_whole_too(court: Court) -> None:
    answer = court.client("rani").post(PAGE, {"tahun": "2026", "tabel": "penilaian", "jenis": "xlsx"})
    assert b"".join(answer)[:2] == b"PK"
    assert 'filename="penilaian-2026.xlsx"' in answer["Content-Disposition"]


def test_a_long_file_is_made_by_a_job_with_progress_and_fetched_by_who_asked(
    court: Court, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(exporting.AT_ONCE, "csv", 1)
    more_cases(court, 2, stage="fit")
    client = court.client("rani")
    assert client.post(PAGE, {"tahun": "2026", "tabel": "penilaian", "jenis": "csv"}).status_code == 303
    assert "<progress" in client.get(PAGE).content.decode()
    with behind_wall(court.tenant):
        row = Export.objects.for_tenant(court.tenant).get()
    make_export.call(tenant=str(court.tenant), export=str(row.pk))
    with behind_wall(court.tenant):
        row.refresh_from_db()
    assert (row.state, row.done, row.total) == ("done", 3, 3)
    answer = client.get(f"{PAGE}/{row.pk}")
    assert b"".join(answer).count(b"\r\n") == 4
    assert court.client("putu").get(f"{PAGE}/{row.pk}").status_code == 404
    assert client.get(f"{PAGE}/{UUID(int=1)}").status_code == 404
    with behind_wall(court.tenant):
        Export.objects.for_tenant(court.tenant).update(asked_at=NOW.replace(year=2020))
    forget_exports.call()
    assert not Export.objects.for_tenant(court.tenant).exists()


def test_who_may_not_any_more_gets_no_file(court: Court, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(exporting.AT_ONCE, "csv", 0)
    with behind_wall(court.tenant):
        row = ask_export(actor=court.actors["rani"], wish=ExportWish(2026, "langkah", "csv"), now=NOW)
    court.users["rani"].is_active = False
    court.users["rani"].save()
    make_export.call(tenant=str(court.tenant), export=str(row.pk))
    with behind_wall(court.tenant):
        row.refresh_from_db()
    assert (row.state, row.digest) == ("stopped", "")


def test_only_leader_controller_and_the_ministry_export(court: Court) -> None:
    for who in ("nina", "gita", "hana", "indra", "sekar", "dewi"):
        assert court.client(who).get(PAGE).status_code == 403, who
        assert court.client(who).post(PAGE, {"tahun": "2026", "tabel": "jawaban", "jenis": "csv"}).status_code == 403
    with behind_wall(court.tenant), pytest.raises(PermissionDenied):
        ask_export(actor=court.actors["nina"], wish=ExportWish(2026, "jawaban", "csv"), now=NOW)
    for wish in (
        ExportWish(1999, "jawaban", "csv"),
        ExportWish(2026, "rahasia", "csv"),
        ExportWish(2026, "jawaban", "exe"),
    ):
        with behind_wall(court.tenant), pytest.raises(ExportRefused):
            ask_export(actor=court.actors["rani"], wish=wish, now=NOW)
    assert court.client("rani").post(PAGE, {"tahun": "../", "tabel": "x"}).status_code == 422
