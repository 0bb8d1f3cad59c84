"""Score files: who may have one, what a stranger proves with it, what it says once a row was changed by hand."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection

from pulau.apps.assessments.contract import Advance, Handover, advance, submit_judgement
from pulau.apps.transparency import places
from pulau.apps.transparency.looping import once
from pulau.apps.worksheets.services.handing import withdraw_submission
from pulau.core.workflow.assessment import DETERMINED
from pulau.exchange.log import pulau_verify
from pulau.foundation.registry.logged_facts import logged_facts
from pulau.foundation.tenancy.wall import behind_wall
from tests.apps.assessments.court import Court, build_court, court
from tests.apps.assessments.judges import assign, give, judge
from tests.apps.reports.conftest import light, whole_files
from tests.apps.reports.reported import judged, made, signed
from tests.apps.transparency.conftest import add_witnesses
from tests.apps.worksheets.handing import fresh, hand_in
from tests.cast import NOW

if TYPE_CHECKING:
    from pathlib import Path

    from pulau.foundation.registry.logged_facts import FactDiffers

__all__ = ["court", "light", "whole_files"]

pytestmark = pytest.mark.django_db

OWN = "/lke/disdukcapil/2026/ajuan/1/nilai"
OUTCOME = "/penilaian/disdukcapil/2026/hasil/nilai"


def got(court: Court, who: str | None, address: str) -> tuple[int, str]:
    client = court.at_work(who) if who in {"tia", "umar", "vino", "sekar"} else court.client(who)
    answer = client.get(address)
    return answer.status_code, answer.content.decode()


def said(text: str, policy: str) -> str:
    """What the public verifier says: `replayed`, `unproven`, or where it differs."""
    try:
        found = pulau_verify.check_score(text, pulau_verify.parse_policy(policy.encode()))
    except pulau_verify.VerifierError as error:
        return " ".join([error.code, *map(str, error.facts.values())])
    return "replayed" if found.receipt is not None and found.receipt.checkpoint.quorum else "unproven"


@pytest.mark.once
def test_whoever_reads_the_worksheet_may_have_its_score_and_nobody_else(court: Court) -> None:
    for who in ("ayu", "gita", "fajar", "hana", "indra"):
        assert got(court, who, OWN)[0] == 200, who
    for who in ("joko", "dewi", "nina", "tia", "sekar"):
        assert got(court, who, OWN)[0] in {403, 404}, who
    assert got(court, None, OWN)[0] == 302
    assert got(court, "ayu", OWN.replace("/1/", "/2/"))[0] == 404
    assert "Unduh berkas nilai" in got(court, "ayu", OWN.removesuffix("/nilai"))[1]


@pytest.mark.once
def test_a_score_that_was_taken_back_is_no_score(court: Court) -> None:
    withdraw_submission(
        actor=court.actors["gita"], worksheet_id=court.sheet.pk, number=1, reason="Bukti tertukar", now=NOW
    )
    assert got(court, "ayu", OWN)[0] == 409
    assert "Unduh berkas nilai" not in got(court, "ayu", OWN.removesuffix("/nilai"))[1]
    hand_in(court, now=NOW + timedelta(hours=1))
    assert got(court, "ayu", OWN)[0] == 409
    assert got(court, "ayu", OWN.replace("/1/", "/2/"))[0] == 200


@pytest.mark.once
def test_a_report_gives_its_score_to_whoever_reads_it(court: Court) -> None:
    version = made(judged(court))
    signed(court, version, "rani", "putu")
    address = f"/penilaian/disdukcapil/2026/laporan/{version.report_id}/1/nilai"
    assert {got(court, who, address)[0] for who in ("nina", "rani", "putu")} == {200}
    assert {got(court, who, address)[0] for who in ("ayu", "gita", "hana", "joko", "dewi", "sekar")} <= {403, 404}
    assert "Unduh berkas nilai" in got(court, "rani", address.removesuffix("/nilai"))[1]
    advance(actor=court.actors["rani"], case_id=court.case_id, wish=Advance("find_unfit", "Belum layak."), now=NOW)
    assert {got(court, who, address)[0] for who in ("ayu", "gita", "hana", "indra")} == {200}
    assert {got(court, who, address)[0] for who in ("joko", "dewi", "tia")} <= {403, 404}
    told = json.loads(got(court, "ayu", address)[1])
    assert (told["about"]["level"], told["answers"]) == ("tpi", {"P1.i.a": "Ya", "P1.i.b": "B", "P1.ii.a": "Tidak"})


@pytest.mark.once
def test_a_report_whose_score_moved_since_gives_none(court: Court) -> None:
    version = made(judged(court))
    address = f"/penilaian/disdukcapil/2026/laporan/{version.report_id}/1/nilai"
    court.stand_at("tpi-round-2")
    judge(court, "rani", {"P1.i.b": "C"})
    later, wish = NOW + timedelta(days=1), Handover(1, "Tidak diuji petik")
    submit_judgement(actor=court.actors["rani"], case_id=court.case_id, wish=wish, now=later)
    court.stand_at("tpi-report")
    assert got(court, "rani", address)[0] == 409
    assert "Unduh berkas nilai" not in got(court, "rani", address.removesuffix("/nilai"))[1]


@pytest.mark.once
def test_the_outcome_gives_what_its_reader_was_told_and_no_more(court: Court) -> None:
    judged(court)
    assert {got(court, who, OUTCOME)[0] for who in ("ayu", "gita")} == {409}
    assert {got(court, who, OUTCOME)[0] for who in ("joko", "dewi")} <= {403, 404}
    assert "Unduh berkas nilai" not in got(court, "ayu", OUTCOME.removesuffix("/nilai"))[1]
    court.stand_at("desk")
    assign(court, "tia")
    give(court, "tia", {"P1.i.a": "Tidak"})
    levels = {who: json.loads(got(court, who, OUTCOME)[1])["about"]["level"] for who in ("ayu", "rani")}
    assert levels == {"ayu": "tpi", "rani": "tpi"}
    court.stand_at(DETERMINED)
    assert json.loads(got(court, "ayu", OUTCOME)[1])["about"]["level"] == "tpn"
    assert {got(court, who, OUTCOME)[0] for who in ("joko", "dewi")} <= {403, 404}
    assert "Unduh berkas nilai" in got(court, "ayu", OUTCOME.removesuffix("/nilai"))[1]


@pytest.mark.once
def test_an_answer_that_is_none_any_more_is_told_and_breaks_nothing(court: Court) -> None:
    by_hand(court, "UPDATE worksheets_answer SET value = '\"Z\"' WHERE item = 'P1.i.a'")
    status, body = got(court, "ayu", OWN)
    assert (status, json.loads(body)["problems"][0]["code"]) == (503, "unknown-option")


@pytest.mark.once
def test_a_score_changed_in_the_database_is_found_by_the_audit_and_by_whoever_has_the_file(
    log: Path, transactional_db: None
) -> None:
    court = build_court()
    judged(court)
    court.stand_at("desk")
    add_witnesses(log)
    once()
    once()
    policy = places.policy_text()
    own, tpi = got(court, "ayu", OWN)[1], got(court, "ayu", OUTCOME)[1]
    assert (said(own, policy), said(tpi, policy)) == ("replayed", "replayed")
    assert {"receipt", "packs"} <= set(json.loads(own)) & set(json.loads(tpi))

    raised = json.dumps({**fresh(court).exact, "total": "99"})
    by_hand(court, f"UPDATE worksheets_worksheet SET exact = '{raised}' WHERE state = 'submitted'")  # noqa: S608 - ours
    by_hand(court, "UPDATE assessments_judgedanswer SET value = '\"A\"' WHERE item = 'P1.i.b'")
    found = {one.object_type for one in audited(court)}
    assert found == {"worksheets.worksheet", "assessments.judgement", "assessments.case"}
    assert said(got(court, "ayu", OWN)[1], policy) == "differs result.exact.total"
    assert said(got(court, "ayu", OUTCOME)[1], policy).startswith("differs result.exact.areas.1, ")
    assert (said(own, policy), said(tpi, policy)) == ("replayed", "replayed")


def by_hand(court: Court, sql: str) -> None:
    with behind_wall(court.tenant), connection.cursor() as cursor:
        cursor.execute(sql)
        assert cursor.rowcount > 0


def audited(court: Court) -> list[FactDiffers]:
    with behind_wall(court.tenant):
        return [found for facts in logged_facts for found in facts.check(court.tenant)]
