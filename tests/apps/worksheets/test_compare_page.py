"""A worksheet beside last year's, beside another unit's, and beside a file that nobody keeps."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from pulau.apps.agencies.contract import UnitKind, add_unit
from pulau.apps.people.contract import Role, Wish, appoint
from pulau.apps.worksheets.models import Answer, Worksheet
from pulau.core.shared.actor import Actor
from pulau.exchange.packs import load_pack
from pulau.foundation.journal.models import Entry
from tests.apps.worksheets.conftest import demo_bytes, demo_json
from tests.apps.worksheets.what_next import context, fill, page
from tests.cast import NOW
from tests.exchange.answers_for import answers_for
from tests.exchange.filled import at_random
from tests.exchange.lookalike import build
from tests.house import FIRST_DAY, REGULATION, House

OLD = "permenpan-rb-52-2014"


def last_year(house: House, changes: dict[str, Any], year: int = 2025) -> Worksheet:
    """The civil registry's worksheet of another year: that of this year with some other answers."""
    sheet = house.open("disdukcapil", year)
    house.answer("ayu", {**demo_json("rsud-2025")["answers"], **changes}, sheet=sheet)
    return sheet


def upload(client: Client, house: House, data: bytes, name: str = "tpi.json", **fields: str) -> Any:  # noqa: ANN401 - a test client's answer
    answer: Any = client.post(house.address("bandingkan"), {"berkas": SimpleUploadedFile(name, data), **fields})
    return answer


def test_the_latest_earlier_year_is_taken_unasked(house: House) -> None:
    fill(house)
    for year in (2023, 2025, 2027):
        last_year(house, {}, year)
    found = context(house.client("ayu"), house.address("bandingkan"))
    assert (found["versus"].before, found["versus"].after) == ("2025", "2026")
    assert [year for year, _name, _current in found["years"]] == [2027, 2025, 2023]


def test_without_an_earlier_year_a_later_one_stands_after_this_one(house: House) -> None:
    fill(house)
    last_year(house, {"P1.i.a": "Ya"}, 2027)
    versus = context(house.client("ayu"), house.address("bandingkan"))["versus"]
    assert (versus.before, versus.after, versus.total) == ("2026", "2027", Fraction(1, 4))


def test_figures_gates_and_items_are_told_with_both_answers(house: House) -> None:
    fill(house)
    same_share = {"harus": "46", "proses": "20", "selesai": "23"}
    last_year(house, {"H1.a": "3.2", "P1.i.a": "Ya", "P1.i.b": "C", "R5.ii.a": same_share})
    versus = context(house.client("ayu"), house.address("bandingkan"))["versus"]
    assert versus.total == Fraction("0.46") * Fraction(35, 8) + Fraction(1, 4) - Fraction(1, 4)
    assert [(row.item, row.gain) for row in versus.rising] == [
        ("P1.i.b", Fraction(1, 4)),
        ("H1.a", Fraction("0.46") * Fraction(35, 8)),
    ]
    assert [(row.item, row.gain) for row in versus.falling] == [("P1.i.a", Fraction(-1, 4))]
    assert [row.item for row in versus.level] == ["R5.ii.a"]
    assert versus.falling[0].before.startswith("Ya: ")
    assert versus.falling[0].after.startswith("Tidak: ")
    won = [gate.name for gate in versus.titles[0].gates if gate.change == "won"]
    assert won == ["Birokrasi bersih dan akuntabel", "Survei persepsi antikorupsi (IPAK)"]
    text = page(house.client("ayu"), house.address("bandingkan"))
    assert "Nilai total naik 2,01, dari 80,25 menjadi 82,26." in text
    assert "Menjadi terpenuhi" in text
    assert f'href="{house.address("butir/P1.i.a")}"' in text


def test_what_was_lost_is_told_too(house: House) -> None:
    fill(house)
    last_year(house, {"R5.ii.a": {"harus": "46", "proses": "0", "selesai": "46"}, "R5.i.a": "A", "R5.iii.a": "A"})
    versus = context(house.client("ayu"), house.address("bandingkan"))["versus"]
    assert [gate.name for gate in versus.titles[0].gates if gate.change == "lost"] == ["Area 5 Penguatan pengawasan"]
    assert versus.titles[0].change == "lost"
    assert "Syarat WBK tidak lagi terpenuhi seluruhnya." in versus.sentences


def test_two_equal_worksheets_are_said_to_be_equal(house: House) -> None:
    fill(house)
    last_year(house, {})
    text = page(house.client("ayu"), house.address("bandingkan"))
    assert "Semua jawaban sama." in text
    assert "Tidak ada syarat yang berubah." in text


def test_items_of_another_form_are_not_paired_but_totals_areas_and_gates_are_compared(house: House) -> None:
    fill(house)
    sheet = house.open("disdukcapil", 2018, regulation=OLD)
    house.answer("ayu", answers_for(load_pack(OLD)), sheet=sheet)
    text = page(house.client("ayu"), house.address("bandingkan"))
    assert "Formulirnya berbeda" in text
    assert "Tidak ada pertanyaan yang dapat dipasangkan" in text
    assert "Jawaban yang berbeda" not in text
    versus = context(house.client("ayu"), house.address("bandingkan"))["versus"]
    assert (versus.paired, len(versus.only_before), len(versus.only_after)) == (0, 84, 113)
    area = next(row for row in versus.figures if row.path == "areas.1")
    assert (area.points, area.before.weight, area.after.weight) == (None, 5, 8)
    assert area.percent == area.after.percent - area.before.percent
    assert {title.id for title in versus.titles} == {"WBK", "WBBM"}


def test_of_two_forms_that_share_items_those_are_paired(house: House) -> None:
    fill(house)
    sheet = house.open("disdukcapil", 2019, regulation="permenpan-rb-10-2019")
    house.answer("ayu", {"P1.i.a": "Ya"}, sheet=sheet)
    versus = context(house.client("ayu"), house.address("bandingkan"))["versus"]
    assert (versus.paired, len(versus.only_before), len(versus.only_after)) == (87, 3, 26)
    assert "Permenpan RB 10/2019 tidak memuat ambang WBK dan WBBM yang pasti." in versus.sentences


def test_without_another_year_a_file_is_offered(house: House) -> None:
    fill(house)
    text = page(house.client("ayu"), house.address("bandingkan"))
    assert "belum mempunyai lembar kerja tahun lain" in text
    assert "Berkas, tanpa disimpan" in text


@pytest.mark.parametrize("query", ["tahun=2011", "tahun=abc", "tahun=٢٠٢٥", "tahun=99999999999999999999", "tahun=-1"])
def test_a_year_that_is_not_there_is_not_found(house: House, query: str) -> None:
    last_year(house, {})
    assert house.client("ayu").get(house.address(f"bandingkan?{query}")).status_code == 404


@pytest.mark.parametrize(
    ("name", "unit", "status"),
    [
        ("hana", "rsud", 200),
        ("indra", "rsud", 200),
        ("ayu", "rsud", 404),
        ("hana", "disdukcapil-lain", 404),
        ("hana", "tidak-ada", 404),
        ("hana", "%00", 404),
        ("hana", "a/../b", 404),
    ],
)
def test_another_units_worksheet_is_compared_only_by_who_may_read_it(
    house: House, name: str, unit: str, status: int
) -> None:
    fill(house)
    house.open("rsud", 2026)
    answer = house.client(name).get(house.address(f"bandingkan?unit={unit}&tahun=2026"))
    assert answer.status_code == status
    if status == 200:
        versus = answer.context["versus"]
        assert (versus.before, versus.after) == ("RSUD Tanjung Sagara, 2026", "Dinas Kependudukan, 2026")
        assert versus.sentences[0].startswith("Nilai total: 0,00 di RSUD")


def test_units_are_found_by_code_or_name_and_only_those_one_may_read(house: House) -> None:
    house.open("rsud", 2026)
    assert "unit=disdukcapil" not in page(house.client("hana"), house.address("bandingkan?cari=disdukcapil"))
    assert 'unit=rsud&amp;tahun=2026"' in page(house.client("hana"), house.address("bandingkan?cari=tanjung"))
    nothing = page(house.client("hana"), house.address("bandingkan?cari=%3Cb%3Emuara"))
    assert "Tidak ada lembar kerja unit lain yang cocok dengan “&lt;b&gt;muara”" in nothing
    assert "Lembar kerja unit lain" not in page(house.client("ayu"), house.address("bandingkan?cari=rsud"))
    page(house.client("hana"), house.address("bandingkan?cari=%00%25" + "x" * 500))


def test_the_team_of_two_units_compares_them_and_finds_no_third(house: House) -> None:
    system = Actor.system(house.tenants["sagara"])
    house.units["bpbd"] = add_unit(actor=system, code="bpbd", name="BPBD", kind=UnitKind.OFFICE, now=NOW)
    for unit in ("rsud", "bpbd"):
        house.open(unit, 2026)
    unit_id = house.units["rsud"].pk
    appoint(
        actor=system,
        user_id=house.users["ayu"].pk,
        wish=Wish(role=Role.ZONE_TEAM, unit_id=unit_id, since=FIRST_DAY),
        now=NOW,
    )
    assert "unit=rsud" in page(house.client("ayu"), house.address("bandingkan?cari=rsud"))
    assert "unit=bpbd" not in page(house.client("ayu"), house.address("bandingkan?cari=bpbd"))
    assert "unit=bpbd" in page(house.client("hana"), house.address("bandingkan?cari=bpbd"))


@pytest.mark.parametrize("name", ["tpi.json", "ministry.xlsx", "own.xlsx"])
def test_a_file_is_compared_and_kept_nowhere(house: House, name: str) -> None:
    fill(house)
    pack = load_pack(REGULATION)
    files = {
        "tpi.json": demo_bytes("rsud-2025"),
        "ministry.xlsx": build(pack.id, at_random(pack, 7)).write(),
        "own.xlsx": demo_bytes("disdukcapil-2025"),
    }
    counts = [model.objects.for_actor(house.actors["ayu"]).count() for model in (Answer, Entry, Worksheet)]
    answer = upload(house.client("ayu"), house, files[name], name)
    assert answer.status_code == 200
    assert answer.context["versus"].before == name
    assert answer.context["versus"].after == "LKE 2026"
    assert "lalu dilupakan" in answer.content.decode()
    assert [model.objects.for_actor(house.actors["ayu"]).count() for model in (Answer, Entry, Worksheet)] == counts


def test_what_differs_from_a_file_rises_and_falls_nowhere(house: House) -> None:
    fill(house)
    theirs = demo_json("rsud-2025")
    theirs["answers"]["P1.i.b"] = "C"
    answer = upload(house.client("ayu"), house, json.dumps(theirs).encode())
    text = answer.content.decode()
    assert "Nilai total: 82,01 di tpi.json, 82,26 di LKE 2026; selisih 0,25." in text
    assert "Poinnya lebih tinggi di LKE 2026" in text
    assert "Menjadi terpenuhi" not in text


def test_the_language_switch_keeps_the_comparison_with_a_file(house: House) -> None:
    fill(house)
    client = house.client("ayu")
    first = upload(client, house, demo_bytes("disdukcapil-2025"), "own.xlsx")
    again = client.post(
        house.address("bandingkan"),
        {"lembar": first.context["worksheet_text"], "nama": first.context["from_file"], "bahasa": "en"},
    )
    assert '<html lang="en"' in again.content.decode()
    assert again.context["versus"].total == first.context["versus"].total
    assert again.context["from_file"] == "own.xlsx"


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "kosong.xlsx", "Berkas ini kosong"),
        (b"PK\x03\x04rusak", "rusak.xlsx", "rusak.xlsx"),
        (b'{"regulation": "permenpan-rb-90-2021", "answers": {"P9.x": "A"}}', "lain.json", "P9.x"),
        (b'{"regulation": "tidak-ada", "answers": {}}', "<b>.json", "tidak-ada"),
    ],
)
def test_a_file_that_cannot_be_read_says_why_and_the_page_stays(
    house: House, data: bytes, name: str, words: str
) -> None:
    fill(house)
    last_year(house, {})
    answer = upload(house.client("ayu"), house, data, name)
    text = answer.content.decode()
    assert answer.status_code == 422
    summary = text[text.index("Berkas belum dapat dibandingkan") :]
    assert words in summary[: summary.index("</ul>")]
    assert answer.context["versus"].before == "2025"
    assert "<b>.json" not in text


def test_no_file_at_all_says_what_to_do(house: House) -> None:
    answer = house.client("ayu").post(house.address("bandingkan"))
    assert answer.status_code == 422
    assert "Pilih berkas lembar kerja lebih dahulu" in answer.content.decode()
    broken = house.client("ayu").post(house.address("bandingkan"), {"lembar": "{", "nama": "tpi.json"})
    assert broken.status_code == 422
