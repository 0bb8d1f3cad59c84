"""A report is data first: kept as canonical JSON, and said in the same words everywhere."""

from __future__ import annotations

from dataclasses import asdict, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pulau.core.shared.digest import canonical_digest
from pulau.exchange.pdf.parts import LONGEST_PARAGRAPH, Entry, Heading, Points, Table
from pulau.exchange.reports.content import Dissent, content_bytes, read_content, still_so
from pulau.exchange.reports.document import facts_of, parts_of, sections_of
from pulau.exchange.reports.printing import paragraphs
from pulau.exchange.reports.verdicts import short_verdict, verdict_words
from pulau.foundation.storage import digest_of
from tests.exchange.reports.invented import content, levels

ORDER = (
    "basis", "team", "method", "result", "scores", "gates", "results", "strengths", "findings", "differences",
    "questions", "plan", "dissents", "origin",
)  # fmt: skip


@pytest.mark.parametrize("kind", ["tpi", "tpn"])
def test_what_is_kept_is_read_again_and_lies_under_the_digest_of_its_own_bytes(kind: str) -> None:
    made = content(kind)
    kept = content_bytes(made)
    assert read_content(kept) == made
    assert content_bytes(read_content(kept)) == kept
    assert digest_of(kept) == canonical_digest(asdict(made))


def dissent(place: int) -> Dissent:
    return Dissent("Sekar Arum", "Ombudsman", "Penilaian TPI selesai", "2026-03-02", f"Keluhan ke-{place}.")


PLACES = st.lists(st.integers(0, 3), max_size=5)


@given(PLACES, PLACES, st.booleans())
def test_a_dissent_that_comes_later_takes_no_signature_back(
    printed: list[int],
    later: list[int],
    signed: bool,  # noqa: FBT001 - drawn
) -> None:
    said = replace(content(), dissents=tuple(map(dissent, printed)))
    now = replace(said, dissents=tuple(map(dissent, printed + later)))
    assert still_so(said, now, signed=signed) is (signed or not later)


@given(PLACES.filter(bool), st.integers(0, 4), st.booleans())
def test_a_dissent_in_print_that_is_no_more_or_anything_else_that_changed_does(
    printed: list[int],
    gone: int,
    signed: bool,  # noqa: FBT001 - drawn
) -> None:
    said = replace(content(), dissents=tuple(map(dissent, printed)))
    place = gone % len(printed)
    assert not still_so(said, replace(said, dissents=said.dissents[:place] + said.dissents[place + 1 :]), signed=signed)
    assert not still_so(said, replace(said, met=not said.met), signed=signed)


def test_something_else_is_no_report() -> None:
    with pytest.raises(ValueError, match="int in a report"):
        read_content(content_bytes(content()).replace(b'"engine":"1"', b'"engine":1'))


def test_the_sections_come_in_the_ministrys_order_and_none_is_empty() -> None:
    found = sections_of(content())
    assert tuple(one.code for one in found) == ORDER
    assert all(one.parts for one in found)
    bare = replace(content(), strengths=(), findings=(), differences=(), questions=(), dissents=())
    assert all(one.parts for one in sections_of(bare))


def test_scores_stand_by_area_half_and_sub_area_for_each_level() -> None:
    made, found = content("tpn"), levels("tpn")
    table = next(part for part in parts_of(made) if isinstance(part, Table) and "Bobot" in part.columns)
    assert table.columns == ("Bagian", "Bobot", "Mandiri", "%", "TPI", "%", "TPN", "%", "Minimum", "Keadaan")
    assert {len(row) for row in table.rows} == {len(table.columns)}
    assert [row.rank for row in made.scores].count("area") == 6
    assert [row.rank for row in made.scores].count("half") == 12
    subs = len(found["tpn"].pack.sub_areas)
    assert [row.rank for row in made.scores].count("sub-area") == subs


def test_a_missed_minimum_says_by_how_much_and_what_is_to_be_reached() -> None:
    made = content()
    words = [part for part in parts_of(made) if isinstance(part, Points)][-1]
    missed = [row for row in made.gates if not row.figures[-1].met]
    assert len(words.points) == len(missed) > 0
    assert "Kurang" not in short_verdict(made)
    assert f"{len(missed)} dari {len(made.gates)}" in verdict_words(made)[0]


def test_findings_stand_in_the_order_of_the_form_with_the_official_number() -> None:
    titles = [part.title for part in parts_of(content(remarks=5)) if isinstance(part, Entry)]
    assert titles[0].startswith("A.I.1.i.a ")
    assert titles[2:4] == [titles[0], titles[1]]  # first what was praised, then the catatan


def test_a_text_of_any_length_is_whole() -> None:
    text = "kata " * 5_000
    pieces = paragraphs("Catatan", text)
    assert " ".join(piece for _label, piece in pieces).split() == text.split()
    assert all(len(piece) <= LONGEST_PARAGRAPH for _label, piece in pieces)
    assert [label for label, _piece in pieces] == ["Catatan", *[""] * (len(pieces) - 1)]


def test_what_the_panel_decided_is_what_the_ministrys_report_concludes() -> None:
    made = content("tpn")
    assert "dibina" in short_verdict(made)
    passed = replace(made, decision="recommended")
    assert "Direkomendasikan kepada Menteri" in dict(facts_of(passed))["Simpulan"]
    assert any("Menuju WBK" in line for line in verdict_words(passed))


def test_a_re_evaluation_says_whether_the_title_is_kept() -> None:
    made = content()
    keeps = replace(made, head=replace(made.head, keeps=True))
    assert "tidak lagi memenuhi" in verdict_words(keeps)[1]
    assert "masih memenuhi" in verdict_words(replace(keeps, met=True))[1]


def test_headings_are_numbered_without_a_gap() -> None:
    numbers = [part.text.split(".")[0] for part in parts_of(content()) if isinstance(part, Heading)]
    assert numbers == [str(number) for number in range(1, len(ORDER) + 1)]
