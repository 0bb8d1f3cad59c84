"""Units from a file: any order, no circles, parents that exist, history for what changes, all same the second time."""

from __future__ import annotations

import pytest

from pulau.apps.agencies.contract import WorkUnit
from pulau.apps.agencies.models import UnitChange
from pulau.foundation.journal.models import Entry
from tests.foundation.imports.taking import Taking
from tests.house import House

pytestmark = pytest.mark.django_db
HEAD = "Kode unit;Nama unit;Jenis unit;Kode induk;Kode wilayah;Berdiri sejak\n"
OWN = "disdukcapil;Dinas Kependudukan;Dinas atau badan;;;\nrsud;RSUD Tanjung Sagara;Dinas atau badan;;;\n"


@pytest.fixture
def taking(house: House) -> Taking:
    return Taking(house)


def units(house: House, agency: str = "sagara") -> dict[str, WorkUnit]:
    rows = WorkUnit.objects.for_tenant(house.tenants[agency]).select_related("parent")
    return {unit.code: unit for unit in rows}


def entries(house: House, action: str) -> int:
    return int(Entry.objects.for_tenant(house.tenants["sagara"]).filter(action=action).count())


def test_a_tree_is_written_whatever_the_order_of_its_rows(house: House, taking: Taking) -> None:
    rows = "c;Seksi;bagian;b;;\nb;Bidang;sekretariat;a;;1 Januari 2024\na;Kecamatan A;kecamatan;;32.04;31-01-2020\n"
    assert taking.take("unit", HEAD + OWN + rows) == {"added": 3, "same": 2}
    found = units(house)
    assert [found[code].parent for code in "abc"] == [None, found["a"], found["b"]]
    assert (found["a"].kind, found["a"].region_code, str(found["a"].since)) == ("district", "32.04", "2020-01-31")
    assert (entries(house, "agencies.unit_added"), taking.run.state) == (2 + 3, "done")
    assert set(units(house, "lain")) == {"disdukcapil-lain"}


def test_the_same_file_again_is_all_same(house: House, taking: Taking) -> None:
    rows = HEAD + OWN + "a;Kecamatan A;kecamatan;;32.04;31-01-2020\n"
    taking.take("unit", rows)
    before = entries(house, "agencies.unit_added")
    assert taking.plan("unit", rows) == {"same": 3}
    assert "Semua sudah sama" in taking.page()
    taking.start()
    taking.work()
    assert (taking.counts(), entries(house, "agencies.unit_added")) == ({"same": 3}, before)


def test_a_new_name_and_parent_hold_from_today_and_the_old_ones_are_kept(house: House, taking: Taking) -> None:
    rows = HEAD + "disdukcapil;Dinas Dukcapil;dinas;rsud;;\n"
    assert taking.plan("unit", rows) == {"changed": 1}
    differences = {each.column: (each.before, each.after) for each in taking.contents("changed")[2].differences}
    assert differences == {"name": ("Dinas Kependudukan", "Dinas Dukcapil"), "parent": ("", "rsud")}
    page = taking.page()
    assert "<del>Dinas Kependudukan</del>" in page
    taking.start()
    taking.work()
    unit = units(house)["disdukcapil"]
    assert (unit.name, unit.parent and unit.parent.code) == ("Dinas Dukcapil", "rsud")
    changes = UnitChange.objects.for_tenant(house.tenants["sagara"]).values_list("event", "name_before")
    assert list(changes) == [("renamed", "Dinas Kependudukan"), ("moved", "Dinas Dukcapil")]


def test_a_column_that_the_file_has_not_stays_as_it_is(house: House, taking: Taking) -> None:
    taking.take("unit", HEAD + OWN.replace(";;;\nrsud", ";rsud;32.04;\nrsud"))
    assert taking.plan("unit", "Kode;Nama;Jenis\ndisdukcapil;Dinas Kependudukan;dinas\n")["same"] == 1


def test_circles_are_refused_with_their_chain_and_what_hangs_on_them_too(house: House, taking: Taking) -> None:
    rows = "a;A;dinas;c;;\nb;B;dinas;a;;\nc;C;dinas;b;;\nd;D;dinas;c;;\ne;E;dinas;;;\nf;F;dinas;f;;\n"
    assert taking.plan("unit", HEAD + OWN + rows) == {"added": 1, "same": 2, "refused": 5}
    assert taking.flaws()[4] == ["unit-circle"]
    assert taking.contents()[4].flaws[0].params["chain"] == "a → c → b → a"
    assert (taking.flaws()[7], taking.flaws()[9]) == (["unit-parent-refused"], ["unit-circle"])
    assert "a → c → b → a" in taking.page(tampil="refused")


def test_a_circle_with_units_that_only_stand_here_is_found(house: House, taking: Taking) -> None:
    taking.take("unit", HEAD + OWN + "a;A;dinas;;;\nb;B;dinas;a;;\n")
    assert taking.plan("unit", HEAD + "a;A;dinas;b;;\n")["refused"] == 1
    assert taking.flaws() == {2: ["unit-circle"]}


def test_two_units_may_change_places(house: House, taking: Taking) -> None:
    taking.take("unit", HEAD + OWN + "a;A;dinas;;;\nb;B;dinas;a;;\n")
    assert taking.take("unit", HEAD + OWN + "a;A;dinas;b;;\nb;B;dinas;;;\n") == {"changed": 2, "same": 2}
    found = units(house)
    assert (found["b"].parent, found["a"].parent) == (None, found["b"])


def test_a_refused_row_that_would_have_opened_a_circle_refuses_the_one_that_needs_it(
    house: House, taking: Taking
) -> None:
    taking.take("unit", HEAD + OWN + "a;A;dinas;;;\nb;B;dinas;a;;\n")
    assert taking.plan("unit", HEAD + OWN + "a;A;dinas;b;;\nb;B;tidak dikenal;;;\n")["refused"] == 2
    assert taking.flaws() == {4: ["unit-circle"], 5: ["unknown-choice"]}


FAULTY = {
    "a;A;dinas;tidak-ada;;": "unit-parent-unknown",
    "A B;A;dinas;;;": "unit-code-form",
    ";A;dinas;;;": "required",
    "c;;dinas;;;": "required",
    "d;A;kapal;;;": "unknown-choice",
    "e;A;dinas;;99.99;": "unit-region-unknown",
    "f;A;dinas;;;32-13-2024": "no-date",
    f"g;{'A' * 201};dinas;;;": "too-long",
    "h;A;dinas": "row-short",
    "i;A;dinas;;;;x": "row-long",
    "j;A\x07;dinas;;;": "odd-characters",
}


def test_rows_that_cannot_be_are_refused_and_the_others_are_written(house: House, taking: Taking) -> None:
    rows = "".join(f"{row}\n" for row in FAULTY)
    found = taking.take("unit", f"{HEAD}{OWN}{rows}baik;Unit Baik;dinas;;;\n")
    assert found == {"added": 1, "same": 2, "refused": len(FAULTY)}
    assert taking.flaws() == {number: [flaw] for number, flaw in enumerate(FAULTY.values(), start=4)}
    assert set(units(house)) == {"disdukcapil", "rsud", "baik"}


def test_a_code_that_stands_twice_is_taken_from_neither_row(house: House, taking: Taking) -> None:
    assert taking.plan("unit", HEAD + OWN + "a;A;dinas;;;\na;B;dinas;;;\n") == {"same": 2, "refused": 2}
    assert taking.contents()[4].flaws[0].params == {"row": "5"}


def test_too_many_levels_are_refused(house: House, taking: Taking) -> None:
    chain = "".join(f"u{n};U;dinas;{f'u{n - 1}' if n else ''};;\n" for n in range(10))
    assert taking.plan("unit", HEAD + OWN + chain) == {"added": 8, "same": 2, "refused": 2}


def test_what_is_missing_ends_only_where_it_was_chosen(house: House, taking: Taking) -> None:
    rows = HEAD + OWN + "a;A;dinas;;;\nb;B;dinas;a;;\nc;C;dinas;b;;\n"
    taking.take("unit", rows)
    assert taking.take("unit", HEAD + OWN) == {"same": 2, "missing": 3}
    assert all(unit.until is None for unit in units(house).values())
    assert taking.plan("unit", HEAD + OWN) == {"same": 2, "missing": 3}
    assert "Akhiri juga 3" in taking.page()
    taking.start(ending=True)
    taking.work()
    assert taking.counts() == {"same": 2, "ended": 3}
    assert {code for code, unit in units(house).items() if unit.until} == {"a", "b", "c"}
    assert taking.plan("unit", HEAD + OWN) == {"same": 2}


def test_a_unit_that_the_file_names_as_a_parent_is_not_missing(house: House, taking: Taking) -> None:
    taking.take("unit", HEAD + OWN + "a;A;dinas;;;\nb;B;dinas;a;;\n")
    assert taking.plan("unit", HEAD + OWN + "b;B;dinas;a;;\n") == {"same": 3}


def test_an_ended_unit_is_neither_written_nor_a_parent(house: House, taking: Taking) -> None:
    taking.take("unit", HEAD + OWN + "a;A;dinas;;;\n")
    taking.take("unit", HEAD + OWN, ending=True)
    assert taking.plan("unit", HEAD + OWN + "a;A;dinas;;;\nb;B;dinas;a;;\n") == {"same": 2, "refused": 2}
    assert taking.flaws() == {4: ["unit-ended"], 5: ["unit-parent-ended"]}


@pytest.mark.parametrize(("kind", "language"), [("csv", "id"), ("xlsx", "en")])
def test_what_is_given_out_comes_back_all_same(house: House, taking: Taking, kind: str, language: str) -> None:
    taking.take("unit", HEAD + OWN + "a;'=Unit, “A”;kecamatan;;32.04;31-01-2020\nb;-B;puskesmas;a;;\n")
    client = house.client("hana")
    client.cookies["pulau_language"] = language
    answer = client.get(f"/impor/ekspor/unit.{kind}")
    data = b"".join(answer.streaming_content)  # type: ignore[attr-defined]  # a file's answer
    assert taking.plan("unit", data, f"unit.{kind}") == {"same": 4}
