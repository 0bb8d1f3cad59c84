"""What can be taken away of a stored worksheet, by whom, and the whole of it on one page."""

from __future__ import annotations

import json
from io import BytesIO

import pytest
from openpyxl import load_workbook

from pulau.core.scoring.answers import take_answers
from pulau.core.scoring.evaluate import evaluate
from pulau.exchange.packs import load_pack
from pulau.exchange.result_json import result_text
from pulau.exchange.submission import Origin
from pulau.exchange.worksheet_files import read_worksheet
from tests.apps.worksheets.in_out import fill, pack_answers
from tests.exchange.filled import cell_at
from tests.house import REGULATION, YEAR, House

pytestmark = pytest.mark.once  # of files; who may have them is asked on PostgreSQL by the walls

KINDS = {
    "lembar-kerja": "lke-disdukcapil-2026.xlsx",
    "jawaban": "lke-disdukcapil-2026-jawaban.json",
    "hasil": "lke-disdukcapil-2026-hasil.json",
    "ringkasan": "lke-disdukcapil-2026-ringkasan.pdf",
}
PLACES = ("unduh", "unduh/lembar", *(f"unduh/{kind}" for kind in KINDS))
NOTES = {"P1.i.a": '=HYPERLINK("http://jahat.example","klik")', "P1.i.b": "@SUM(1)", "P1.ii.a": "-2+3\nbaris dua"}


@pytest.fixture
def filled(house: House) -> House:
    """The house with a full worksheet."""
    fill(house, NOTES)
    return house


@pytest.mark.parametrize(
    ("who", "status"), [("ayu", 200), ("gita", 200), ("hana", 200), ("indra", 200), ("joko", 404), ("dewi", 404),
                        ("eka", 403), (None, 302)]
)  # fmt: skip
@pytest.mark.parametrize("place", PLACES)
def test_who_reads_the_worksheet_may_take_it_away(filled: House, who: str | None, status: int, place: str) -> None:
    assert filled.client(who).get(filled.address(place)).status_code == status


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_is_named_after_unit_and_year(filled: House, kind: str) -> None:
    client = filled.client("ayu")
    answer = client.get(filled.address(f"unduh/{kind}"))
    assert answer["Content-Disposition"] == f'attachment; filename="{KINDS[kind]}"'
    assert KINDS[kind] in client.get(filled.address("unduh")).content.decode()


def test_there_is_nothing_else_to_take_away(filled: House) -> None:
    assert filled.client("ayu").get(filled.address("unduh/entah")).status_code == 404
    assert filled.client("ayu").post(filled.address("unduh/jawaban")).status_code == 405


def test_the_workbook_holds_answers_notes_unit_and_year(filled: House) -> None:
    data = filled.client("ayu").get(filled.address("unduh/lembar-kerja")).content
    back = read_worksheet(data, "a.xlsx")
    pack = load_pack(REGULATION)
    assert take_answers(pack, back.answers).values == take_answers(pack, pack_answers()).values
    assert back.notes == NOTES
    assert back.origin == Origin("disdukcapil", "Dinas Kependudukan", YEAR)


def test_a_note_is_never_a_formula(filled: House) -> None:
    book = load_workbook(BytesIO(filled.client("ayu").get(filled.address("unduh/lembar-kerja")).content))
    for item, note in NOTES.items():
        cell = cell_at(book, f"items.{item}", "Catatan")
        assert (cell.data_type, cell.value, cell.hyperlink) == ("s", note, None)


def test_the_answers_as_json_can_be_handed_in_again(filled: House) -> None:
    loaded = json.loads(filled.client("ayu").get(filled.address("unduh/jawaban")).content)
    assert (loaded["regulation"], loaded["unit"], loaded["year"]) == (REGULATION, "disdukcapil", YEAR)
    assert loaded["notes"] == NOTES
    assert len(loaded["answers"]) == len(load_pack(REGULATION).items)


def test_the_result_as_json_is_that_of_the_answers_to_the_byte(filled: House) -> None:
    pack = load_pack(REGULATION)
    whole = result_text(evaluate(pack, take_answers(pack, pack_answers())))
    assert filled.client("ayu").get(filled.address("unduh/hasil")).content.decode() == whole


def test_the_summary_is_a_pdf(filled: House) -> None:
    assert filled.client("ayu").get(filled.address("unduh/ringkasan")).content.startswith(b"%PDF-")


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_whole_worksheet_stands_on_one_page(filled: House, language: str) -> None:
    client = filled.client("ayu")
    client.cookies["pulau_language"] = language
    page = client.get(filled.address("unduh/lembar")).content.decode()
    pack = load_pack(REGULATION)
    assert all(f">{item.number}</span>" in page for item in pack.items.values())
    assert all(f'id="sub_areas.{sub}"' in page for sub in pack.sub_areas)
    whole = evaluate(pack, take_answers(pack, pack_answers()))
    point = "," if language == "id" else "."
    for score in (whole.total, *(area.score for area in whole.areas.values()), *whole.sub_areas.values()):
        shown = f"{float(round(score.points * 100 + 10**-9)) / 100:.2f}".replace(".", point)
        assert shown in page
    assert "-2+3\nbaris dua" in page
    assert "=HYPERLINK(&quot;http://jahat.example&quot;,&quot;klik&quot;)" in page


def test_an_empty_worksheet_has_its_page_too(house: House) -> None:
    page = house.client("ayu").get(house.address("unduh/lembar")).content.decode()
    assert page.count("Belum dijawab") == len(load_pack(REGULATION).items)


@pytest.mark.parametrize("place", PLACES)
def test_taking_away_asks_the_database_little(filled: House, place: str, django_assert_max_num_queries: object) -> None:
    client = filled.client("ayu")
    with django_assert_max_num_queries(6):  # type: ignore[operator]  # the plugin's fixture has no type
        client.get(filled.address(place))
