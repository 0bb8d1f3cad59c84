from __future__ import annotations

from types import MappingProxyType

import pytest

from pulau.core.regulation.wording import ItemWording, Wording, parse_wording
from pulau.core.shared.problems import BadInput, Problem
from pulau.exchange.packs import load_wording
from tests.core.packs import changed, load
from tests.core.sheets import SCORED

PHRASE = "{id: Kata, en: Word}"
PACK = load()

WORDS = """\
areas:
  "1": {id: Manajemen Perubahan, en: Change Management}
  "9": {id: Lain, en: Other}
sub_areas:
  P1: {id: Tim Kerja, en: The team}
  R1: {id: Laporan, en: Reports}
  H1: {id: Hasil, en: Result}
items:
  P1.a:
    question: {id: Apakah ada tim?, en: Is there a team?}
    options:
      Ya: {id: Ada, en: There is}
      Tidak: {id: Belum, en: Not yet}
    evidence: {id: [SK tim], en: [The decree, The list]}
  P1.b:
    question: {id: Apakah ada rencana?, en: Is there a plan?}
    options: {A: PHRASE, B: PHRASE, C: PHRASE, D: PHRASE}
    evidence: {id: [Rencana], en: [The plan]}
  R1.a:
    question: {id: Berapa yang melapor?, en: How many report?}
    inputs: {kepala: PHRASE, staf: PHRASE, sudah: PHRASE, catatan: PHRASE}
    evidence: {id: [Rekap], en: [The list]}
  R1.b:
    question: PHRASE
    inputs: {lalu: PHRASE, kini: PHRASE}
    evidence: {id: [Data], en: [Data]}
  R1.c: {question: PHRASE, options: {Ya: PHRASE, Tidak: PHRASE}, evidence: {id: [Data], en: [Data]}}
  H1.a: {question: PHRASE, evidence: {id: [Data], en: [Data]}}
  H1.b: {question: PHRASE, evidence: {id: [Data], en: [Data]}}
  H1.c: {question: PHRASE, options: {A: PHRASE, B: PHRASE, C: PHRASE, D: PHRASE}, evidence: {id: [Data], en: [Data]}}
  X9:
    unknown: to this pack
""".replace("PHRASE", PHRASE)


def worded(*texts: str) -> Wording:
    return parse_wording(PACK, [(text, f"words-{n}.yaml") for n, text in enumerate(texts)])


def refusal(text: str) -> Problem:
    with pytest.raises(BadInput) as caught:
        worded(text)
    assert len(caught.value.problems) == 1
    return caught.value.problems[0]


def test_words_are_read_in_both_languages() -> None:
    words = worded(WORDS)
    assert words.areas == {"1": {"id": "Manajemen Perubahan", "en": "Change Management"}}
    assert words.sub_areas["P1"] == {"id": "Tim Kerja", "en": "The team"}
    assert words.items["P1.a"] == ItemWording(
        question={"id": "Apakah ada tim?", "en": "Is there a team?"},
        options={"Ya": {"id": "Ada", "en": "There is"}, "Tidak": {"id": "Belum", "en": "Not yet"}},
        inputs={},
        evidence={"id": ("SK tim",), "en": ("The decree", "The list")},
    )
    assert list(words.items["R1.a"].inputs) == ["kepala", "staf", "sudah", "catatan"]
    assert words.items["R1.a"].options == {}


def test_words_are_frozen() -> None:
    words = worded(WORDS)
    maps = (words.areas, words.areas["1"], words.sub_areas, words.items, words.items["P1.a"].options)
    assert all(isinstance(mapping, MappingProxyType) for mapping in maps)
    assert isinstance(words.items["P1.a"].evidence, MappingProxyType)


def test_words_for_what_the_pack_does_not_have_are_passed_over() -> None:
    words = worded(WORDS)
    assert "X9" not in words.items
    assert "9" not in words.areas


def test_words_may_stand_in_several_files_and_the_first_counts() -> None:
    areas, items = WORDS.split("items:")
    later = changed(("Tim Kerja", "Lain"), text=areas)
    words = worded(areas, "items:" + items, later, "items:" + changed(("Apakah ada tim?", "Lain?"), text=items))
    assert words.sub_areas["P1"]["id"] == "Tim Kerja"
    assert words.items["P1.a"].question["id"] == "Apakah ada tim?"


@pytest.mark.parametrize(
    ("old", "new", "line", "path", "code", "params"),
    [
        (", en: The team", "", 5, "sub_areas.P1", "pack-missing", {"key": "en"}),
        ("{id: Tim Kerja, en: The team}", "Tim", 5, "sub_areas.P1", "pack-wrong-kind", {"expected": "mapping"}),
        (", en: The team", ", en: The team, fr: L", 5, "sub_areas.P1.fr", "pack-unknown-key",
         {"key": "fr", "allowed": "id, en"}),
        (", en: Is there a team?", "", 10, "items.P1.a.question", "pack-missing", {"key": "en"}),
        ("      Tidak: {id: Belum, en: Not yet}\n", "", 12, "items.P1.a.options", "pack-missing", {"key": "Tidak"}),
        ("      Tidak:", "      Mungkin:", 13, "items.P1.a.options.Mungkin", "pack-unknown-key",
         {"key": "Mungkin", "allowed": "Ya, Tidak"}),
        ("staf: {id: Kata, en: Word}, ", "", 21, "items.R1.a.inputs", "pack-missing", {"key": "staf"}),
        ("    evidence: {id: [Rekap], en: [The list]}\n", "", 20, "items.R1.a", "pack-missing", {"key": "evidence"}),
        ("{id: [Rekap], en: [The list]}", "{id: [Rekap]}", 22, "items.R1.a.evidence", "pack-missing", {"key": "en"}),
        ("{id: [Rekap], en: [The list]}", "{id: [Rekap], en: The list}", 22, "items.R1.a.evidence.en",
         "pack-wrong-kind", {"expected": "list"}),
        ("    evidence: {id: [Rekap]", "    proof: {id: [Rekap]", 22, "items.R1.a.proof", "pack-unknown-key",
         {"key": "proof", "allowed": "question, options, inputs, evidence"}),
        ("sub_areas:\n", "parts: 1\nsub_areas:\n", 4, "parts", "pack-unknown-key",
         {"key": "parts", "allowed": "areas, sub_areas, items, aspects"}),
    ],
)  # fmt: skip
def test_missing_words_are_refused_with_file_line_and_item(
    old: str, new: str, line: int, path: str, code: str, params: dict[str, str]
) -> None:
    problem = refusal(changed((old, new), text=WORDS))
    assert (problem.code, problem.place, dict(problem.params)) == (code, f"words-0.yaml:{line} {path}", params)


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ('  "1": {id', '  "2": {id', "tiny areas.1"),
        ("  P1: {id", "  P2: {id", "tiny sub_areas.P1"),
        ("  R1.a:", "  R1.z:", "tiny items.R1.a"),
    ],
)
def test_a_part_without_words_is_refused(old: str, new: str, place: str) -> None:
    assert refusal(changed((old, new), text=WORDS)) == Problem("wording-missing", place)


@pytest.mark.parametrize("pack_id", SCORED)
def test_the_packs_of_pulau_have_all_their_words(pack_id: str) -> None:
    words = load_wording(pack_id)
    for item in words.items.values():
        assert all(item.question.values())
        assert all(len(lines) >= 2 for lines in item.evidence.values())
