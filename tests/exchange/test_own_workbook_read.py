"""Pulau's own workbook comes home: everything that was written, and each mistake at its cell."""

from __future__ import annotations

from fractions import Fraction
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from pulau.core.scoring.answers import take_answers
from pulau.core.scoring.model import Unanswered
from pulau.core.shared.problems import BadInput
from pulau.exchange.packs import load_pack
from pulau.exchange.submission import Finding
from pulau.exchange.workbook import is_own, read_own
from tests.exchange.filled import PACKS, at_random, best, cell_at, edited, scored, written

if TYPE_CHECKING:
    from collections.abc import Callable

    from openpyxl import Workbook

PACK = load_pack("permenpan-rb-90-2021")
ITEMS = tuple(PACK.items)
TEMPLATE = written(scored(PACK, {}))
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"], include_characters="\n\t"), min_size=1, max_size=60)


def _problems(data: bytes) -> list[tuple[str, str]]:
    with pytest.raises(BadInput) as caught:
        read_own(data, "lembar.xlsx")
    return [(problem.code, problem.place) for problem in caught.value.problems]


def _changed(change: Callable[[Workbook], object], data: bytes = TEMPLATE) -> bytes:
    book = load_workbook(BytesIO(data))
    change(book)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("pack_id", PACKS)
@pytest.mark.parametrize("seed", range(3))
def test_reading_gives_back_what_was_written(pack_id: str, seed: int) -> None:
    pack = load_pack(pack_id)
    evaluation = scored(pack, at_random(pack, seed, answered=0.7), prior_title="WBBM" if pack.titles else None)
    submission = read_own(written(evaluation), "lembar.xlsx")
    assert take_answers(pack, submission.answers) == evaluation.answers
    assert (submission.kind, submission.regulation, submission.prior_title) == (
        "pulau",
        pack.id,
        evaluation.prior_title,
    )
    assert submission.findings == ()


@settings(max_examples=12)
@given(
    notes=st.dictionaries(st.sampled_from(ITEMS), TEXT.filter(str.strip), max_size=4),
    links=st.dictionaries(
        st.sampled_from(ITEMS),
        st.lists(
            st.from_regex(r"https://[a-z]{1,8}\.example/[a-z0-9?&=#%/_.-]{0,20}", fullmatch=True),
            min_size=1,
            max_size=5,
        ),
        max_size=4,
    ),
)
def test_no_note_and_no_link_is_lost(notes: dict[str, str], links: dict[str, list[str]]) -> None:
    given_links = {item: tuple(listed) for item, listed in links.items()}
    submission = read_own(written(scored(PACK, {}), notes, given_links), "lembar.xlsx")
    assert submission.notes == notes
    assert submission.links == given_links


def test_text_that_looks_like_something_else_stays_text() -> None:
    texts = ("=1+1", "12", "1,50", "TRUE", "@a", "'a", "_x0041_", "<b>&amp;</b>", " a  b ", "😀", "a\n\nb", "\ta")
    notes = dict(zip(ITEMS, texts, strict=False))
    links = {item: (text,) for item, text in notes.items()}
    submission = read_own(written(scored(PACK, {}), notes, links), "lembar.xlsx")
    assert submission.notes == notes
    assert submission.links == links


def test_the_printed_figures_come_with_their_cells() -> None:
    evaluation = scored(PACK, best(PACK))
    printed = read_own(written(evaluation), "lembar.xlsx").printed
    assert {"total", "enabler", "result", "areas.5", "sub_areas.R5.iii", "sub_areas.H1"} <= printed.keys()
    assert (printed["total"].value, printed["areas.5"].value) == (Fraction(100), Fraction(15))
    assert printed["areas.5"].cell == "Ringkasan!E16"
    assert printed["sub_areas.H1"].value == Fraction(45, 2)


def test_a_workbook_that_nobody_recalculated_prints_nothing() -> None:
    [data] = edited(written(scored(PACK, best(PACK))), {"items.P1.i.a": "Tidak"})
    submission = read_own(data, "lembar.xlsx")
    assert submission.answers["P1.i.a"] == "Tidak"
    assert submission.printed == {}


def test_answers_may_be_typed_loosely() -> None:
    cells = {"items.P1.i.a": " ya ", "items.P1.i.b": "b", "items.H1.a": "3,87", "items.H2.a": 3.6}
    counts = {"items.R1.i.a#jumlah_agen": "4", "items.R1.i.a#jumlah_perubahan": 3, "prior_title": "wbk"}
    [data] = edited(TEMPLATE, {**cells, **counts})
    submission = read_own(data, "lembar.xlsx")
    taken = take_answers(PACK, submission.answers).values
    assert taken == {
        "P1.i.a": "Ya", "P1.i.b": "B", "H1.a": Fraction("3.87"), "H2.a": Fraction("3.6"),
        "R1.i.a": {"jumlah_agen": 4, "jumlah_perubahan": 3},
    }  # fmt: skip
    assert submission.prior_title == "WBK"


@pytest.mark.parametrize(
    ("key", "value", "problem"),
    [
        ("items.P1.i.b", "D", ("unknown-option", "Area 1!I7 (P1.i.b)")),
        ("items.P1.i.b", 1, ("unknown-option", "Area 1!I7 (P1.i.b)")),
        ("items.H1.a", 4.01, ("out-of-scale", "Hasil!I6 (H1.a)")),
        ("items.H1.a", "baik", ("not-a-number", "Hasil!I6 (H1.a)")),
        ("items.H1.a", "3.8.7", ("not-a-number", "Hasil!I6 (H1.a)")),
        ("items.H1.a", True, ("not-a-number", "Hasil!I6 (H1.a)")),
        ("items.R4.i.a#tercapai", 1, ("missing-input", "Area 4!I21 (R4.i.a.jumlah_sasaran)")),
        ("prior_title", "WKB", ("unknown-title", "Ringkasan!C8")),
    ],
)
def test_a_wrong_answer_is_named_at_its_cell(key: str, value: object, problem: tuple[str, str]) -> None:
    [data] = edited(TEMPLATE, {key: value})
    assert _problems(data) == [problem]


@pytest.mark.parametrize(
    ("value", "code"),
    [(-1, "negative-count"), (1.5, "fractional-count"), ("1.000", "fractional-count"), (1e13, "count-too-large")],
)
def test_a_wrong_count_is_named_at_its_own_cell(value: object, code: str) -> None:
    [data] = edited(TEMPLATE, {"items.R1.i.a#jumlah_agen": value, "items.R1.i.a#jumlah_perubahan": 3})
    cell = cell_at(load_workbook(BytesIO(TEMPLATE)), "items.R1.i.a#jumlah_agen").coordinate
    assert _problems(data) == [(code, f"Area 1!{cell} (R1.i.a.jumlah_agen)")]


def test_every_problem_is_told_at_once() -> None:
    [data] = edited(TEMPLATE, {"items.P1.i.a": "X", "items.P1.i.b": "Y", "items.H2.a": 5})
    assert [code for code, _ in _problems(data)] == ["unknown-option", "unknown-option", "out-of-scale"]


def test_sheets_may_be_renamed_and_moved() -> None:
    def rename(book: Workbook) -> None:
        book["Area 2"].title = "Tata laksana kita"
        book.move_sheet("Hasil", offset=-5)

    raw = at_random(PACK, 1)
    submission = read_own(_changed(rename, written(scored(PACK, raw))), "lembar.xlsx")
    assert take_answers(PACK, submission.answers) == take_answers(PACK, raw)


def test_a_copied_sheet_is_refused_since_it_has_rows_twice() -> None:
    problems = _problems(_changed(lambda book: book.copy_worksheet(book["Hasil"])))
    assert {code for code, _ in problems} == {"duplicate-row"}
    assert problems[0][1].startswith("Hasil Copy!A")


def test_a_form_that_lost_a_sheet_is_refused() -> None:
    assert _problems(_changed(lambda book: book.remove(book["Area 3"]))) == [("rows-missing", "lembar.xlsx")]


def test_a_form_of_other_rules_is_read_with_a_finding() -> None:
    def older(book: Workbook) -> None:
        book["PULAU_FORM"]["B4"] = "0" * 64
        book.remove(book["Area 3"])

    data = _changed(older, written(scored(PACK, best(PACK))))
    submission = read_own(data, "lembar.xlsx")
    expected = Finding.of("rules-differ", "lembar.xlsx", regulation=PACK.id, file="0" * 12, now=PACK.rules_digest[:12])
    assert submission.findings == (expected,)
    assert submission.answers["P1.i.a"] == "Ya"
    assert "P3.i.a" not in submission.answers


@pytest.mark.parametrize(
    ("cell", "value", "code"),
    [
        ("B2", "9", "form-version"),
        ("B3", None, "form-mark-broken"),
        ("B3", "permenpan-rb-1-1999", "unknown-regulation"),
    ],
)
def test_a_mark_that_is_not_ours_is_refused(cell: str, value: str | None, code: str) -> None:
    def spoil(book: Workbook) -> None:
        book["PULAU_FORM"][cell] = value

    assert [found for found, _ in _problems(_changed(spoil))] == [code]


def test_another_workbook_is_not_ours() -> None:
    other = _changed(lambda book: book.remove(book["PULAU_FORM"]))
    assert not is_own(other)
    assert _problems(other) == [("not-own-form", "lembar.xlsx")]


@pytest.mark.parametrize("data", [b"", b"{}", b"PK\x03\x04", TEMPLATE[:2000]])
def test_what_is_no_workbook_is_not_ours(data: bytes) -> None:
    assert not is_own(data)
    assert [code for code, _ in _problems(data)] == ["workbook-broken"]


def test_the_template_is_ours_and_holds_nothing() -> None:
    submission = read_own(TEMPLATE, "lembar.xlsx")
    assert is_own(TEMPLATE)
    assert (submission.answers, submission.notes, submission.links, submission.prior_title) == ({}, {}, {}, None)


def test_leaving_unanswered_items_out_is_told() -> None:
    data = written(scored(PACK, {"P1.i.a": "Ya"}, unanswered=Unanswered.SKIP))
    assert read_own(data, "lembar.xlsx").findings == (Finding.of("unanswered-left-out", "Ringkasan!C9"),)


def test_several_links_in_one_cell_are_several_links() -> None:
    typed = "https://a.example/1\n https://a.example/2\n"
    [data] = edited(TEMPLATE, {"items.P1.i.a|Bukti 1": typed, "items.P1.i.a|Bukti 3": "map biru\nrak 3"})
    assert read_own(data, "lembar.xlsx").links == {
        "P1.i.a": ("https://a.example/1", "https://a.example/2", "map biru\nrak 3"),
    }


def test_the_address_behind_other_words_is_taken_and_the_words_are_told() -> None:
    def link(book: Workbook) -> None:
        cell = cell_at(book, "items.P1.i.a", "Bukti 1")
        cell.value, cell.hyperlink = "SK Tim", "https://arsip.example.go.id/sk"
        cell_at(book, "items.P1.i.a", "Bukti 2").value = "rak 3"

    submission = read_own(_changed(link), "lembar.xlsx")
    assert submission.links == {"P1.i.a": ("https://arsip.example.go.id/sk", "rak 3")}
    expected = Finding.of("link-words", "Area 1!N6", words="SK Tim", target="https://arsip.example.go.id/sk")
    assert submission.findings == (expected,)


def test_numbers_typed_as_notes_are_kept_as_they_are_written() -> None:
    [data] = edited(TEMPLATE, {"items.P1.i.a|Catatan": 12, "items.P1.i.b|Catatan": 0.1, "items.P1.ii.a|Catatan": "  "})
    assert read_own(data, "lembar.xlsx").notes == {"P1.i.a": "12", "P1.i.b": "0.1"}
