"""Calibration: everybody scores blind, and nobody learns of another's values before the set is closed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from django.core.exceptions import PermissionDenied

from pulau.apps.assessments.calibration_news import tell_opened
from pulau.apps.assessments.desks.calibration import CalibrationNotFound, outcome_of
from pulau.apps.assessments.desks.told import (
    CalibrationOver,
    CalibrationOwn,
    CalibrationRefused,
    CalibrationWish,
    options_of,
)
from pulau.apps.assessments.models import CalibrationAnswer, CalibrationSet
from pulau.apps.assessments.services.calibrating import answer_calibration, close_calibration, open_calibration
from pulau.core.workflow.agreement import Leaning
from pulau.exchange.calibration import Told, default_sets
from pulau.foundation.journal.models import Entry
from pulau.foundation.notices.models import Notice
from pulau.foundation.tenancy.wall import behind_wall
from tests.apps.assessments.court import Court, court
from tests.cast import NOW

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["court"]

REGULATION = "permenpan-rb-90-2021"
DEFAULT = default_sets()[REGULATION]
KEYS = [told.expected for told in DEFAULT.items]
FAR = date(2099, 1, 1)
WISH = CalibrationWish("Kalibrasi uji", REGULATION, FAR, DEFAULT.items)


def opened(court: Court) -> CalibrationSet:
    with behind_wall(court.tenant):
        return open_calibration(actor=court.actors["putu"], wish=WISH, now=NOW)


def score(court: Court, who: str, row: CalibrationSet, values: Sequence[str] = KEYS) -> CalibrationAnswer:
    with behind_wall(court.tenant):
        return answer_calibration(actor=court.actors[who], set_id=row.pk, values=values, now=NOW)


def test_the_set_that_comes_with_pulau_is_twelve_cases_over_all_areas_with_real_options() -> None:
    assert len(DEFAULT.items) == 12
    assert {told.item[1] for told in DEFAULT.items} == set("123456")
    assert [told.item for told in DEFAULT.items if told.expected not in options_of(REGULATION, told.item)] == []
    assert DEFAULT.source.mark == "R"


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        (replace(WISH, name="  "), "name"),
        (replace(WISH, name="x" * 161), "name"),
        (replace(WISH, regulation="../x"), "regulation"),
        (replace(WISH, due_on=NOW.date() - timedelta(days=2)), "due"),
        (replace(WISH, items=()), "items"),
        (replace(WISH, items=(Told("P1.i.b", "x"),) * 41), "items"),
        (replace(WISH, items=(Told("H1.a", "Indeks", ""),)), "item"),
        (replace(WISH, items=(Told("P1.i.b", " "),)), "case"),
        (replace(WISH, items=(Told("P1.i.b", "x", "Ya"),)), "expected"),
        (replace(WISH, name="Kalibrasi\x00"), "name"),
    ],
)
def test_a_set_is_refused_with_what_is_wrong(court: Court, wish: CalibrationWish, code: str) -> None:
    with behind_wall(court.tenant), pytest.raises(CalibrationRefused) as refused:
        open_calibration(actor=court.actors["putu"], wish=wish, now=NOW)
    assert refused.value.code == code


def test_only_the_controller_opens_and_closes_and_only_assessors_score(court: Court) -> None:
    row = opened(court)
    with behind_wall(court.tenant):
        for who in ("nina", "rani", "gita", "hana", "tia"):
            with pytest.raises(PermissionDenied):
                open_calibration(actor=court.actors[who], wish=WISH, now=NOW)
            with pytest.raises(PermissionDenied):
                close_calibration(actor=court.actors[who], set_id=row.pk, now=NOW)
        for who in ("gita", "hana", "indra", "tia", "vino"):
            with pytest.raises(PermissionDenied):
                answer_calibration(actor=court.actors[who], set_id=row.pk, values=KEYS, now=NOW)
    with behind_wall(court.tenants["lain"]), pytest.raises(PermissionDenied):
        answer_calibration(actor=court.actors["dewi"], set_id=row.pk, values=KEYS, now=NOW)


def test_who_is_asked_to_score_is_told_once_as_the_set_opens_and_who_made_it_is_not(court: Court) -> None:
    row = opened(court)
    told = Notice.objects.for_tenant(court.tenant).filter(kind="assessments.calibration")
    names = sorted(next(name for name, user in court.users.items() if user.pk == one.user_id) for one in told)
    assert names == ["nina", "omar", "rani"]
    assert {(one.url, one.params["due"]) for one in told} == {(f"/penilai/kalibrasi/{row.pk}", "2099-01-01")}
    with behind_wall(court.tenant):
        assert row.opened_by_id == court.users["putu"].pk
        tell_opened(row, NOW)
    assert told.count() == 3, "told once, however often"
    page = court.client("nina").get("/pemberitahuan").content.decode()
    assert "Kalibrasi menunggu nilai Anda sampai 1 Januari 2099" in page


def test_a_set_is_scored_once_whole_and_not_by_who_made_it(court: Court) -> None:
    row = opened(court)
    with pytest.raises(CalibrationRefused) as refused:
        score(court, "nina", row, [*KEYS[:3], "Z", *KEYS[4:]])
    assert (refused.value.code, refused.value.position) == ("value", 4)
    with pytest.raises(CalibrationRefused):
        score(court, "nina", row, KEYS[:-1])
    score(court, "nina", row)
    with pytest.raises(CalibrationOver):
        score(court, "nina", row)
    with pytest.raises(CalibrationOwn):
        score(court, "putu", row)
    codes = Entry.objects.for_tenant(court.tenant).filter(action__startswith="assessments.calibration")
    assert sorted(codes.values_list("action", flat=True)) == [
        "assessments.calibration_answered", "assessments.calibration_opened"
    ]  # fmt: skip


def test_nobody_sees_values_or_what_is_expected_before_the_set_is_closed(court: Court) -> None:
    row = opened(court)
    odd = ["C" if "C" in options_of(REGULATION, told.item) else told.expected for told in DEFAULT.items]
    score(court, "nina", row, odd)
    address = f"/penilai/kalibrasi/{row.pk}"
    with behind_wall(court.tenant), pytest.raises(CalibrationNotFound):
        outcome_of(court.actors["putu"], row, NOW.date())
    for who in ("omar", "rani", "putu"):
        page = court.client(who).get(address).content.decode()
        assert "Nina" not in page, who
        assert "diharapkan" not in page, who
        assert " checked" not in page, who
    assert "Nilai Anda: C" in court.client("nina").get(address).content.decode()
    court.client("putu").post(f"{address}/tutup")
    for who in ("omar", "rani", "nina", "putu"):
        page = court.client(who).get(address).content.decode()
        assert "diharapkan" in page
        assert ("Nina Safitri" in page.split("</header>")[1]) is (who in {"nina", "putu"}), who


def test_after_its_day_a_set_is_closed_by_itself(court: Court) -> None:
    with behind_wall(court.tenant):
        row = open_calibration(actor=court.actors["putu"], wish=replace(WISH, due_on=NOW.date()), now=NOW)
        with pytest.raises(CalibrationOver):
            answer_calibration(actor=court.actors["nina"], set_id=row.pk, values=KEYS, now=NOW + timedelta(days=2))
        with pytest.raises(CalibrationOver):
            close_calibration(actor=court.actors["putu"], set_id=row.pk, now=NOW + timedelta(days=2))
    assert "diharapkan" in court.client("omar").get(f"/penilai/kalibrasi/{row.pk}").content.decode()


def test_the_outcome_counts_the_spread_and_each_assessor_beside_what_is_expected(court: Court) -> None:
    row = opened(court)
    score(court, "nina", row)
    score(court, "omar", row, [options_of(REGULATION, told.item)[0] for told in DEFAULT.items])
    with behind_wall(court.tenant):
        closed = close_calibration(actor=court.actors["putu"], set_id=row.pk, now=NOW)
        found = outcome_of(court.actors["nina"], closed, NOW.date())
    assert (found.answers, found.whole.n) == (2, 12)
    nina, omar = (next(one for one in found.scorers if one.name.startswith(name)) for name in ("Nina", "Omar"))
    assert (nina.agreement.same, nina.agreement.linear, nina.bias.mean) == (12, Fraction(1), Fraction(0))
    assert omar.bias.leaning is Leaning.GENEROUS
    first = found.spreads[0]
    assert (first.item, first.expected, first.own) == ("P1.i.b", "B", "B")
    assert {option: n for option, n, _share in first.options} == {"A": 1, "B": 1, "C": 0}


def test_the_controller_makes_a_set_on_the_page_and_an_assessor_scores_it(court: Court) -> None:
    putu, nina = court.client("putu"), court.client("nina")
    form = putu.get("/penilai/kalibrasi/baru").content.decode()
    assert DEFAULT.items[0].case[:40] in form
    typed = {"regulasi": REGULATION, "nama": "Uji", "tenggat": "besok", "butir": ["P1.i.b", ""], "kunci": ["B", ""],
             "cerita": ["Cerita <b>yang</b> diketik", ""]}  # fmt: skip
    wrong = putu.post("/penilai/kalibrasi/baru", typed)
    assert wrong.status_code == 422
    assert "Cerita &lt;b&gt;yang&lt;/b&gt; diketik" in wrong.content.decode()
    made = putu.post("/penilai/kalibrasi/baru", {**typed, "tenggat": "2099-01-01"})
    assert made.status_code == 303
    assert "Menunggu nilai Anda" in nina.get("/penilai/kalibrasi").content.decode()
    assert nina.post(made["Location"], {}).status_code == 422
    assert nina.post(made["Location"], {"nilai-1": "A"}).status_code == 303
    assert "Sudah Anda isi" in nina.get("/penilai/kalibrasi").content.decode()


def test_pages_of_calibration_are_the_assessors_alone(court: Court) -> None:
    row = opened(court)
    paths = ("/penilai/kalibrasi", f"/penilai/kalibrasi/{row.pk}", "/penilai/kalibrasi/baru")
    for who in ("gita", "hana", "indra", "tia", "vino", "sekar", "dewi"):
        assert [court.client(who).get(path).status_code for path in paths] == [403, 403, 403], who
    assert court.client("nina").get(paths[2]).status_code == 403
    assert court.client("nina").get(f"/penilai/kalibrasi/{UUID(int=1)}").status_code == 404
