"""Units on their pages: the tree, one unit, and what is told to happen to it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from pulau.apps.agencies.contract import UnitKind, WorkUnit, close_unit, merge_unit, rename_unit
from tests.apps.agencies.branches import Branches, grow
from tests.cast import NOW

if TYPE_CHECKING:
    from tests.house import House

DAY = date(2025, 7, 1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def tree(house: House) -> Branches:
    return grow(house)


def page(tree: Branches, path: str, who: str = "hana", **asked: str) -> str:
    response = tree.house.client(who).get(path, asked)
    assert response.status_code == 200, response.status_code
    return str(response.content.decode())


def post(tree: Branches, path: str, who: str | None = "hana", **typed: str) -> Any:  # noqa: ANN401 - a test client's
    return tree.house.client(who).post(path, {"day": "2025-07-01", "document": "Perda 4/2025"} | typed)


# --- the tree


def test_the_first_level_is_shown_and_the_next_unfolds_below_it(tree: Branches) -> None:
    shown = page(tree, "/unit")
    assert "Unit puskesmas-air-tawar" in shown
    found = tree.house.client("hana").get("/unit").context
    assert tree.leaf not in found["page"].object_list
    assert {branch.unit.code: branch.count for branch in found["branches"]}["dinkes"] == 1
    level = tree.house.client("hana").get("/unit", {"induk": "dinkes"})
    assert [unit.code for unit in level.context["page"].object_list] == ["puskesmas-air-tawar"]
    assert [unit.code for unit in level.context["path"]] == ["dinkes"]


def test_a_level_of_somebody_else_is_not_there(tree: Branches) -> None:
    for code in ("disdukcapil-lain", "tidak-ada"):
        assert tree.house.client("hana").get("/unit", {"induk": code}).status_code == 404


def test_a_kind_can_be_looked_for_at_every_level(tree: Branches) -> None:
    rename_unit(
        actor=tree.hana,
        unit_id=tree.leaf.pk,
        name="Puskesmas",
        code="pkm",
        kind=UnitKind.HEALTH_CENTRE,
        day=DAY,
        now=NOW,
    )
    found = tree.house.client("ayu").get("/unit", {"jenis": "health-centre"})
    assert [unit.code for unit in found.context["page"].object_list] == ["pkm"]
    assert "Unit dinkes" in found.content.decode()


def test_ended_units_stand_apart(tree: Branches) -> None:
    close_unit(actor=tree.hana, unit_id=tree.beside.pk, day=DAY, now=NOW)
    shown = page(tree, "/unit")
    assert "Unit disdik" not in shown
    assert "1 unit sudah berakhir" in shown
    assert "Unit disdik" in page(tree, "/unit", berakhir="ya")


def test_a_branch_with_many_parts_shows_the_first_and_leads_to_all(tree: Branches) -> None:
    for number in range(14):
        tree.add(f"bagian-{number:02}", tree.beside.pk)
    (branch,) = [
        branch for branch in tree.house.client("hana").get("/unit").context["branches"] if branch.unit.code == "disdik"
    ]
    assert (branch.count, len(branch.parts), branch.more) == (14, 12, 2)
    assert "2 lagi, buka semuanya" in page(tree, "/unit")


def test_a_unit_is_added_below_another_by_its_form(tree: Branches) -> None:
    client = tree.house.client("hana")
    typed = {"name": "Pustu", "code": "pustu", "kind": "health-centre", "parent": "dinkes", "since": "01/02/2020"}
    response = client.post("/unit", typed)
    assert (response.status_code, response.headers["Location"]) == (303, "/unit?induk=dinkes")
    unit = WorkUnit.objects.for_actor(tree.hana).get(code="pustu")
    assert (unit.parent_id, unit.since) == (tree.branch.pk, date(2020, 2, 1))
    for wrong in (
        {"parent": "disdukcapil-lain"},
        {"region_code": "00"},
        {"since": "31/02/2020"},
        {"since": "0001-01-01"},
    ):
        refused = client.post("/unit", {**typed, "code": "lain", **wrong})
        assert refused.status_code == 422
        assert list(refused.context["field_errors"]) == list(wrong)


# --- one unit


def test_a_unit_tells_what_it_is_and_what_happened(tree: Branches) -> None:
    rename_unit(
        actor=tree.hana, unit_id=tree.branch.pk, name="Dinas Kesehatan", code="dinkes-kb", kind=UnitKind.OFFICE,
        day=DAY, document="Perda 4/2025", now=NOW,
    )  # fmt: skip
    merge_unit(actor=tree.hana, unit_id=tree.beside.pk, into_id=tree.branch.pk, day=DAY, now=NOW)
    shown = page(tree, "/unit/dinkes-kb", "ayu")
    for text in (
        "Unit dinkes menjadi Dinas Kesehatan; kode dinkes menjadi dinkes-kb",
        "Dasar: Perda 4/2025",
        "Menerima unit lain",
        "4 Januari 2010",
        'href="/unit/puskesmas-air-tawar"',
        'href="/unit/disdik"',
    ):
        assert text in shown, text
    assert "berakhir pada 30 Juni 2025" in page(tree, "/unit/disdik")


def test_an_old_code_leads_to_the_new_address(tree: Branches) -> None:
    rename_unit(actor=tree.hana, unit_id=tree.branch.pk, name="A", code="baru", kind=UnitKind.OFFICE, day=DAY, now=NOW)
    response = tree.house.client("ayu").get("/unit/dinkes")
    assert (response.status_code, response.headers["Location"]) == (302, "/unit/baru")


@pytest.mark.parametrize("path", ["/unit/disdukcapil-lain", "/unit/tidak-ada"])
def test_another_agencys_unit_is_not_there(tree: Branches, path: str) -> None:
    assert tree.house.client("hana").get(path).status_code == 404
    for deed in ("ganti-nama", "gabung", "pindah", "tutup", "buka", "perbaiki"):
        assert tree.house.client("hana").get(f"{path}/{deed}").status_code == 404


def test_only_the_administrator_is_led_to_changes(tree: Branches) -> None:
    assert "/unit/dinkes/ganti-nama" in page(tree, "/unit/dinkes")
    assert "/unit/dinkes/ganti-nama" not in page(tree, "/unit/dinkes", "gita")
    for deed in ("ganti-nama", "gabung", "pindah", "tutup", "perbaiki"):
        for who in ("gita", "indra", "dewi", "eka"):
            assert tree.house.client(who).get(f"/unit/dinkes/{deed}").status_code == 403
            assert post(tree, f"/unit/dinkes/{deed}", who).status_code == 403
        assert tree.house.client("hana").get(f"/unit/dinkes/{deed}").status_code == 200


# --- changes


def test_a_rename_leads_to_the_new_address(tree: Branches) -> None:
    response = post(tree, "/unit/dinkes/ganti-nama", name="Dinas Kesehatan", code="dinkes-kb", kind="office")
    assert (response.status_code, response.headers["Location"]) == (303, "/unit/dinkes-kb")
    assert tree.now(tree.branch).name == "Dinas Kesehatan"


def test_what_cannot_be_is_told_at_its_field_and_the_rest_stays(tree: Branches) -> None:
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    for field, typed in (
        ("code", {"code": "disdik"}),
        ("code", {"code": "Dinas"}),
        ("day", {"day": tomorrow}),
        ("day", {"day": "2001-01-01"}),
        ("day", {"day": "kemarin"}),
        ("name", {"name": ""}),
        ("document", {"document": "d" * 161}),
    ):
        facts = {"name": "Nama tetap", "code": "kode-tetap", "kind": "office"} | typed
        response = post(tree, "/unit/dinkes/ganti-nama", **facts)
        assert response.status_code == 422
        assert [name for name, _ in response.context["errors"]] == [field]
        shown = response.content.decode()
        assert f'id="{field}-galat"' in shown
        if field != "name":
            assert 'value="Nama tetap"' in shown
    assert tree.now(tree.branch).name == "Unit dinkes"


def test_nothing_changed_is_told(tree: Branches) -> None:
    same = {"name": "Unit dinkes", "code": "dinkes", "kind": "office"}
    assert post(tree, "/unit/dinkes/ganti-nama", **same).status_code == 422


def test_a_move_below_itself_is_told(tree: Branches) -> None:
    response = post(tree, "/unit/dinkes/pindah", parent="puskesmas-air-tawar")
    assert response.status_code == 422
    assert "tidak dapat berada di bawah dirinya sendiri" in response.content.decode()
    assert post(tree, "/unit/puskesmas-air-tawar/pindah", parent="disdik").status_code == 303
    assert tree.now(tree.leaf).parent_id == tree.beside.pk


def test_an_end_names_the_unit_and_what_will_be(tree: Branches) -> None:
    shown = page(tree, "/unit/disdik/tutup")
    assert "Bubarkan <bdi>Unit disdik</bdi>" in shown
    assert "Lembar kerjanya tetap dapat dibaca" in shown
    blocked = page(tree, "/unit/dinkes/tutup")
    assert "Masih ada 1 unit di bawah Unit dinkes" in blocked
    assert 'data-color="danger"' not in blocked
    assert post(tree, "/unit/dinkes/tutup").status_code == 422
    assert post(tree, "/unit/disdik/tutup").status_code == 303
    assert tree.now(tree.beside).until == DAY - timedelta(days=1)
    assert tree.house.client("hana").get("/unit/disdik/tutup").status_code == 404, "it is over"
    assert post(tree, "/unit/disdik/buka", day=NOW.date().isoformat()).status_code == 303
    assert tree.now(tree.beside).until is None


def test_a_merger_is_chosen_then_told_then_done(tree: Branches) -> None:
    assert 'name="into"' in page(tree, "/unit/dinkes/gabung")
    shown = page(tree, "/unit/dinkes/gabung", into="disdik")
    assert "1 unit di bawahnya pindah ke Unit disdik" in shown
    assert "Gabungkan <bdi>Unit dinkes</bdi> ke Unit disdik" in shown
    for into in ("", "disdukcapil-lain", "tidak-ada"):
        assert post(tree, "/unit/dinkes/gabung", into=into).status_code == 422
    for into in ("dinkes", "puskesmas-air-tawar"):
        assert post(tree, "/unit/dinkes/gabung", into=into).status_code == 422
    assert tree.now(tree.branch).until is None
    response = post(tree, "/unit/dinkes/gabung", into="disdik")
    assert (response.status_code, response.headers["Location"]) == (303, "/unit/disdik")
    assert tree.now(tree.leaf).parent_id == tree.beside.pk


def test_a_mistake_is_mended_by_its_form(tree: Branches) -> None:
    typed = {"name": "Dinas Kesehatan", "kind": "office", "region_code": "", "since": "2011-01-03"}
    assert post(tree, "/unit/dinkes/perbaiki", **typed).status_code == 303
    assert tree.now(tree.branch).since == date(2011, 1, 3)


# --- size and language


def test_pages_are_a_few_queries_whatever_the_size(tree: Branches, django_assert_max_num_queries: Any) -> None:  # noqa: ANN401
    for number in range(60):
        tree.add(f"satu-{number:02}", tree.branch.pk)
        tree.add(f"dua-{number:02}", tree.beside.pk)
    client = tree.house.client("hana")
    for path in ("/unit", "/unit?induk=dinkes", "/unit?cari=satu", "/unit/dinkes", "/unit/dinkes/pindah"):
        client.get(path)
        # On a unit's own page each app to the right asks once: worksheets, declarations, documents, coverage,
        # cases, titles, bars, and bars that came with a merger.
        with django_assert_max_num_queries(21 if path == "/unit/dinkes" else 15):
            assert client.get(path).status_code == 200


def test_both_languages_render(tree: Branches) -> None:
    client = tree.house.client("hana")
    for language in ("id", "en"):
        client.cookies["pulau_language"] = language
        for path in ("/unit", "/unit/dinkes", "/unit/dinkes/tutup", "/unit/disdik/gabung", "/unit/disdik/pindah"):
            response = client.get(path)
            assert (response.status_code, response.headers["Content-Language"]) == (200, language)
