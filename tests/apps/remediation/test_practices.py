"""What worked in one unit is published, followed by others, and its effect is traced."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied

from pulau.apps.remediation.models import Practice, RemediationStep
from pulau.apps.remediation.refusals import AlreadyFollowed, PlanNotFound, PracticeNotFound
from pulau.apps.remediation.selectors import followers_of, get_practice_for
from pulau.apps.remediation.services.practices import (
    change_practice,
    follow_practice,
    publish_practice,
    tell_effect,
    withdraw_practice,
    write_practice,
)
from pulau.apps.remediation.wishes import PracticeWish
from pulau.core.shared.actor import Actor, Appointment
from pulau.core.shared.problems import BadInput
from tests.apps.assessments.court import Court, court
from tests.apps.remediation.test_plans import failed
from tests.cast import NOW
from tests.house import House

__all__ = ["court", "failed"]

WISH = PracticeWish("Antrean lewat pesan", "1", "Antre dua jam.", "Nomor dikirim.\nDipanggil.", "Antre 10 menit.")


@pytest.fixture
def draft(house: House) -> Practice:
    unit = house.units["disdukcapil"].pk
    return write_practice(actor=house.actors["ayu"], unit_id=unit, wish=WISH, now=NOW)


@pytest.fixture
def published(house: House, draft: Practice) -> Practice:
    return publish_practice(actor=house.actors["gita"], code=draft.code, now=NOW)


def test_a_draft_is_for_its_own_unit_until_the_head_publishes_it(house: House, draft: Practice) -> None:
    assert get_practice_for(house.actors["gita"], draft.code).title == WISH.title
    for who in ("joko", "dewi", "indra"):
        with pytest.raises(PracticeNotFound):
            get_practice_for(house.actors[who], draft.code)
    with pytest.raises(PermissionDenied):
        publish_practice(actor=house.actors["ayu"], code=draft.code, now=NOW)
    publish_practice(actor=house.actors["gita"], code=draft.code, now=NOW)
    assert get_practice_for(house.actors["dewi"], draft.code).unit_name == "Dinas Kependudukan"


def test_a_form_that_arrives_twice_writes_one_practice(house: House, draft: Practice) -> None:
    unit = house.units["disdukcapil"].pk
    assert write_practice(actor=house.actors["ayu"], unit_id=unit, wish=WISH, now=NOW).pk == draft.pk
    other = replace(WISH, outcome="Antre 5 menit.")
    assert write_practice(actor=house.actors["ayu"], unit_id=unit, wish=other, now=NOW).pk != draft.pk


def test_another_body_follows_it_and_the_author_sees_that_and_the_effect(house: House, published: Practice) -> None:
    dewi, unit = house.actors["dewi"], house.units["disdukcapil-lain"].pk
    copy = follow_practice(actor=dewi, code=published.code, unit_id=unit, now=NOW)
    with pytest.raises(AlreadyFollowed):
        follow_practice(actor=dewi, code=published.code, unit_id=unit, now=NOW)
    tell_effect(actor=dewi, copy_id=copy.pk, effect="Antre 15 menit.", now=NOW)
    (seen,) = followers_of(house.actors["gita"], published)
    assert (seen.unit_name, seen.agency_name, seen.effect) == (
        "Dinas Kependudukan Muara Lain", "Kota Muara Lain", "Antre 15 menit.",
    )  # fmt: skip
    with pytest.raises(PracticeNotFound):
        tell_effect(actor=house.actors["gita"], copy_id=copy.pk, effect="Palsu", now=NOW)


def test_before_and_after_are_the_area_s_own_figures(house: House, published: Practice) -> None:
    joko, unit = house.actors["joko"], house.units["rsud"].pk
    first = house.open("rsud", 2025)
    house.answer("joko", {"P1.i.a": "Tidak"}, sheet=first)
    copy = follow_practice(actor=joko, code=published.code, unit_id=unit, now=NOW)
    assert (copy.year, copy.before) == (2025, 0)
    later = house.open("rsud", 2026)
    house.answer("joko", {"P1.i.a": "Ya"}, sheet=later)
    after = tell_effect(actor=joko, copy_id=copy.pk, effect="Lebih cepat.", now=NOW).after
    later.refresh_from_db()
    assert after == later.printed["areas.1.percent"] > 0


def test_who_follows_is_not_told_to_third_bodies(house: House, published: Practice) -> None:
    unit = house.units["rsud"].pk
    follow_practice(actor=house.actors["joko"], code=published.code, unit_id=unit, now=NOW)
    assert followers_of(house.actors["dewi"], published) == []


def test_a_unit_does_not_follow_itself_nor_what_was_withdrawn(house: House, published: Practice) -> None:
    own = house.units["disdukcapil"].pk
    with pytest.raises(PracticeNotFound):
        follow_practice(actor=house.actors["ayu"], code=published.code, unit_id=own, now=NOW)
    withdraw_practice(actor=house.actors["gita"], code=published.code, now=NOW)
    with pytest.raises(PracticeNotFound):
        get_practice_for(house.actors["dewi"], published.code)


def test_two_writers_do_not_overwrite_each_other(house: House, draft: Practice) -> None:
    first = PracticeWish("Baru", "1", "a", "b", "c", seen=1)
    change_practice(actor=house.actors["ayu"], code=draft.code, wish=first, now=NOW)
    with pytest.raises(BadInput):
        change_practice(actor=house.actors["fajar"], code=draft.code, wish=first, now=NOW)


def test_a_search_leads_on_to_its_next_page(house: House, published: Practice) -> None:
    fields = {"tenant_id": published.tenant_id, "unit_id": published.unit_id, "state": "published", "area": "1"}
    rows = [Practice(**fields, code=f"{number:012d}", title=f"Antre {number}", written_at=NOW) for number in range(60)]
    Practice.objects.for_tenant(published.tenant_id).bulk_create(rows)
    dewi = house.client("dewi")
    assert "?cari=antre&amp;area=1&amp;halaman=2" in dewi.get("/praktik-baik?cari=antre&area=1").content.decode()
    assert dewi.get("/praktik-baik?cari=antre%00&area=1&halaman=2").content.decode().count("practice-cards") == 1


def test_a_step_follows_a_practice_for_its_own_unit_alone(failed: Court) -> None:
    """Gita heads two units here: what the one follows is no step of the other's plan."""
    dewi, gita, units = failed.actors["dewi"], failed.actors["gita"], failed.units
    practice = write_practice(actor=dewi, unit_id=units["disdukcapil-lain"].pk, wish=WISH, now=NOW)
    Practice.objects.for_tenant(practice.tenant_id).filter(pk=practice.pk).update(state="published")
    step = RemediationStep.objects.for_tenant(failed.tenant).get(key="P1.i.a")
    duties = (*gita.appointments, Appointment("unit-head", units["rsud"].pk))
    both, asked = Actor(gita.user_id, failed.tenant, gita.role, duties), {"step_id": step.pk, "now": NOW}
    with pytest.raises(PlanNotFound):
        follow_practice(actor=both, code=practice.code, unit_id=units["rsud"].pk, **asked)
    copy = follow_practice(actor=both, code=practice.code, unit_id=units["disdukcapil"].pk, **asked)
    assert copy.step_id == step.pk


def test_the_pages_of_practices(house: House, published: Practice) -> None:
    dewi = house.client("dewi")
    listed = dewi.get("/praktik-baik?cari=antre&area=1").content.decode()
    assert "Antrean lewat pesan" in listed
    assert "Antrean lewat pesan" not in dewi.get("/praktik-baik?area=6").content.decode()
    page = f"/praktik-baik/{published.code}"
    assert dewi.post(f"{page}/tiru").status_code == 303
    assert "Kota Muara Lain" in house.client("gita").get(page).content.decode()
    assert dewi.post(f"{page}/terbitkan").status_code == 403
    assert dewi.get(f"{page}/ubah").status_code == 404
    sent = {"judul": "", "area": "1", "masalah": "Ramai sekali", "langkah": "a", "hasil": "b"}
    answer = house.client("ayu").post("/praktik-baik/baru", sent)
    assert (answer.status_code, "Ramai sekali" in answer.content.decode()) == (422, True)
    assert house.client("ayu").post("/praktik-baik/baru", {**sent, "judul": "Kursi"}).status_code == 303
