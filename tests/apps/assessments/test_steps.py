"""Letting something happen on the case's page: confirmed, once, with its reason, by whom it is up to that day."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pulau.apps.agencies.contract import Agency, merge_unit
from pulau.apps.assessments.models import Transition
from pulau.apps.assessments.moving_news import turn_of
from pulau.apps.assessments.services.advancing import Advance, advance
from pulau.apps.assessments.steps import DECIDING
from pulau.apps.assessments.views.step import HERE
from pulau.apps.assessments.workflow_page import workflow_page
from pulau.apps.people.contract import Role, Wish, appoint, end_appointment
from pulau.apps.people.models import Appointment
from pulau.core.shared.actor import Actor
from pulau.core.workflow.assessment import ASSESSMENT, CLARIFICATION, COACHING, FIT, TPI_REPORT, TPI_ROUND_1
from pulau.foundation.notices.models import Notice
from pulau.foundation.notices.reminding import remind
from pulau.foundation.registry.process_cases import Fact, process_facts
from pulau.foundation.tenancy.acting import actor_in
from tests.apps.assessments.court import Court, court
from tests.apps.assessments.test_teams import CONTROLLER, LEADER, MEMBER, interest, seat
from tests.cast import NOW

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

    from pytest_django import DjangoAssertNumQueries

__all__ = ["court"]
HOME = "/penilaian/disdukcapil/2026/"
PAGE = Path(__file__).resolve().parents[3] / "docs" / "domain" / "workflow.md"


def facts(*, true: bool = True, but: str = "") -> AbstractContextManager[None]:
    """All guards hold, or none, but one."""
    told = [Fact(code, lambda *_: True) if (code != but) == true else Fact(code, lambda *_: False)
            for code in ASSESSMENT.guards]  # fmt: skip
    return process_facts.standing_in(*told)


@pytest.fixture
def open_guards() -> Iterator[None]:
    with facts():
        yield


def test_a_button_lets_it_happen_once_and_a_second_click_is_told_so(court: Court, open_guards: None) -> None:
    rani = court.client("rani")
    assert "langkah/begin_tpi" in rani.get(HOME).content.decode()
    sent = {"tahap": "submitted"}
    assert rani.post(f"{HOME}langkah/begin_tpi", sent).status_code == 303
    again = rani.post(f"{HOME}langkah/begin_tpi", sent)
    assert again.status_code == 409
    assert "sudah berpindah tahap" in again.content.decode()
    assert Transition.objects.for_tenant(court.tenant).count() == 1
    assert court.case().stage == TPI_ROUND_1


def test_without_its_guards_the_page_says_what_lacks_and_keeps_the_reason(court: Court) -> None:
    court.stand_at(TPI_REPORT)
    rani = court.confirmed("rani")
    with facts(but="tpi-report-signed"):
        page = rani.get(HOME).content.decode()
        sent = rani.post(f"{HOME}langkah/find_unfit", {"tahap": TPI_REPORT, "alasan": "Bukti belum cukup."})
    assert "laporan hasil evaluasi TPI sudah ditandatangani" in page
    assert sent.status_code == 422
    assert "Bukti belum cukup." in sent.content.decode()
    assert court.case().stage == TPI_REPORT


def test_what_decides_asks_for_a_reason_and_once_more_who_it_is(court: Court, open_guards: None) -> None:
    court.stand_at(TPI_REPORT)
    sent = {"tahap": TPI_REPORT, "alasan": "Belum cukup."}
    stale = court.client("rani").post(f"{HOME}langkah/find_unfit", sent)
    assert stale.status_code == 303
    assert "/akun/konfirmasi" in stale["Location"]
    assert court.case().stage == TPI_REPORT
    rani = court.confirmed("rani")
    assert rani.post(f"{HOME}langkah/find_unfit", {**sent, "alasan": " "}).status_code == 422
    assert rani.post(f"{HOME}langkah/find_unfit", sent).status_code == 303
    assert court.case().stage == COACHING
    seen = court.client("ayu").get(HOME).content.decode()
    assert "Belum cukup." in seen


@pytest.mark.once
def test_what_is_filled_in_elsewhere_does_not_happen_here(court: Court, open_guards: None) -> None:
    assert DECIDING <= HERE
    court.stand_at(FIT)
    assert court.confirmed("indra").post(f"{HOME}langkah/propose", {"tahap": FIT}).status_code == 404
    assert court.client("rani").post(f"{HOME}langkah/nothing").status_code == 404
    assert court.case().stage == FIT


def test_only_who_the_table_names(court: Court, open_guards: None) -> None:
    for who, status in (("ayu", 403), ("nina", 403), ("joko", 404), ("dewi", 404), ("tia", 404)):
        answer = court.at_work(who).post(f"{HOME}langkah/begin_tpi", {"tahap": "submitted"})
        assert answer.status_code == status, who


@pytest.mark.once
def test_the_unit_is_not_shown_what_lacks_at_others(court: Court) -> None:
    court.stand_at(TPI_REPORT)
    page = court.client("gita").get(HOME).content.decode()
    assert "TPI menyatakan layak diusulkan" in page
    assert "nilai TPI memenuhi" not in page


def test_a_conflict_holds_the_case_and_the_leader_sees_whom_to_replace(court: Court) -> None:
    for whom, level in (("nina", MEMBER), ("rani", LEADER), ("putu", CONTROLLER)):
        seat(court, whom, level)
    interest(court, "nina")
    rani = court.client("rani")
    sent = rani.post(f"{HOME}langkah/begin_tpi", {"tahap": "submitted"})
    assert sent.status_code == 422
    assert "tidak ada penilai yang berbenturan kepentingan" in sent.content.decode()
    assert "Ganti penilai yang berbenturan kepentingan" in rani.get(HOME).content.decode()
    assert "Berbenturan kepentingan" in rani.get(f"{HOME}tim").content.decode()
    assert "Berbenturan kepentingan" not in court.client("ayu").get(f"{HOME}tim").content.decode()


def test_a_new_head_acts_and_the_one_before_no_more(court: Court, open_guards: None) -> None:
    system, last = Actor.system(court.tenant), date(2026, 4, 30)
    held = Appointment.objects.for_tenant(court.tenant).get(user_id=court.users["indra"].pk)
    end_appointment(actor=system, appointment=held, last_day=last, now=NOW)
    wish = Wish(role=Role.AGENCY_HEAD, since=date(2026, 5, 1))
    appoint(actor=system, user_id=court.users["joko"].pk, wish=wish, now=NOW)
    court.stand_at(FIT)
    before, after = (actor_in(court.tenant, court.users[name].pk) for name in ("indra", "joko"))
    assert before is None
    assert after is not None
    wish_now = Advance("leave_unproposed", "Ditunda.")
    assert advance(actor=after, case_id=court.case_id, wish=wish_now, now=NOW).stage == COACHING
    assert court.client("indra").get(HOME).status_code == 403


def test_a_unit_that_is_merged_keeps_its_case_with_the_names_of_then(court: Court) -> None:
    system, unit = Actor.system(court.tenant), court.case().unit_id
    others = [row.pk for code, row in court.units.items() if row.tenant_id == court.tenant and row.pk != unit]
    later = datetime(2026, 6, 1, 3, tzinfo=UTC)
    merge_unit(actor=system, unit_id=unit, into_id=others[0], day=later.date(), now=later)
    case = court.case()
    assert (case.unit_name, case.unit_id) == ("Dinas Kependudukan", unit)
    assert "Dinas Kependudukan" in court.client("rani").get(HOME).content.decode()
    with facts():
        assert advance(actor=court.actors["rani"], case_id=case.pk, wish=Advance("begin_tpi"), now=NOW).stage


def told(court: Court, kind: str) -> set[str]:
    rows = Notice.objects.for_tenant(court.tenant).filter(kind=kind).values_list("user_id", flat=True)
    names = {user.pk: name for name, user in court.users.items()}
    return {names[user] for user in rows}


def test_who_is_told_that_it_moved_on(court: Court, open_guards: None) -> None:
    seat(court, "nina", MEMBER)
    assert told(court, "assessments.assigned") == {"nina"}
    advance(actor=court.actors["rani"], case_id=court.case_id, wish=Advance("begin_tpi"), now=NOW)
    assert told(court, "assessments.moved") == {"ayu", "fajar", "gita", "hana", "indra", "putu", "nina"}
    page = court.client("gita").get("/pemberitahuan").content.decode()
    assert "Penilaian TPI putaran 1" in page


def test_a_day_ends_at_midnight_in_the_zone_of_the_judged_body(court: Court) -> None:
    court.stand_at(TPI_ROUND_1, due_on=date(2026, 3, 12))
    now = datetime(2026, 3, 12, 15, 30, tzinfo=UTC)  # 22.30 WIB, 23.30 WITA, half past midnight of the next day in WIT
    for zone in ("WIB", "WITA"):
        Agency.objects.for_tenant(court.tenant).update(zone=zone)
        remind(court.tenant, now)
        assert (told(court, "assessments.due"), told(court, "assessments.late")) == ({"rani"}, set()), zone
    Agency.objects.for_tenant(court.tenant).update(zone="WIT")
    remind(court.tenant, now)
    remind(court.tenant, now)
    assert told(court, "assessments.late") == {"rani"}
    assert Notice.objects.for_tenant(court.tenant).filter(kind="assessments.late").count() == 1


@pytest.mark.once
def test_whose_turn_it_is(court: Court) -> None:
    held = [(court.users[name].pk, role, unit) for name, role, unit in (
        ("rani", Role.TPI_LEADER, None), ("gita", Role.UNIT_HEAD, court.case().unit_id),
        ("joko", Role.UNIT_HEAD, court.units["rsud"].pk), ("indra", Role.AGENCY_HEAD, None))]  # fmt: skip
    turns = {"submitted": {"rani"}, CLARIFICATION: {"rani", "gita"}, FIT: {"indra"}}
    for stage, wanted in turns.items():
        found = set(turn_of(court.stand_at(stage), [(user, str(role), unit) for user, role, unit in held]))
        assert found == {court.users[name].pk for name in wanted}, stage


def test_the_pages_ask_a_fixed_number_of_queries(
    court: Court, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    rani = court.client("rani")
    with django_assert_max_num_queries(15):
        rani.get("/penilaian?cari=dinas")
    with django_assert_max_num_queries(45):
        rani.get(HOME)


@pytest.mark.once
def test_the_list_is_searched_and_narrowed_to_a_stage(court: Court) -> None:
    rani = court.client("rani")
    asks = {"cari=kependudukan": True, "cari=pasar": False, "tahap=submitted": True, "tahap=desk": False}
    for asked, found in asks.items():
        assert (HOME in rani.get(f"/penilaian?{asked}").content.decode()) == found, asked


@pytest.mark.once
def test_the_page_of_the_docs_is_what_the_table_says() -> None:
    assert PAGE.read_text(encoding="utf-8") == workflow_page(), "pulau docs workflow > docs/domain/workflow.md"


@pytest.mark.once
def test_a_worksheet_that_was_handed_in_leads_to_its_case(court: Court) -> None:
    assert HOME in court.client("ayu").get("/lke/disdukcapil/2026/").content.decode()
