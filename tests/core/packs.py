"""Small packs for tests: one tiny law written out, with one item of each answer kind, and ways to change it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pulau.core.regulation.parse import parse_pack
from pulau.core.shared.problems import BadInput

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pulau.core.regulation.model import Pack

TINY = """\
id: tiny
instrument: Peraturan Contoh 1/2020
kind: worksheet
status: in-force
citation: "Berita Negara 1"
in_force: {since: 2020-01-01, citation: "Pasal 9"}
weights: {enabler: 60, result: 40, citation: "Lampiran I"}
answers:
  yes-no: {options: {Ya: 1, Tidak: 0}, citation: "Lampiran II"}
  abcd: {options: {A: 1, B: 0.67, C: 0.33, D: 0}, citation: {text: "Lampiran II", mark: C, note: "Dari lembar kerja."}}
  index: {maximum: 4, citation: "Lampiran II"}
  percentage: {maximum: 100, citation: "Lampiran II"}
areas:
  "1": {fulfilment: 30, reform: 30, citation: "Lampiran I"}
titles:
  WBK:
    citation: "Bab III"
    gates:
      total: {measure: total, minimum: 75, citation: "Bab III, Tabel 6"}
      area-1: {measure: areas.1, unit: percent, minimum: 60, citation: "Bab III, Tabel 7"}
  WBBM:
    citation: "Bab III"
    gates:
      total: {measure: total, minimum: 85, citation: "Bab III, Tabel 6"}
      survey: {measure: items.H1.a, minimum: 18, citation: "Bab III, Tabel 8"}
      prior-title: {requires: WBK, citation: "Bab III, Tabel 6"}
effort: {option_step: 10, ratio_count: 2, index_hundredth: 1, percent_point: 3, citation: "Ketetapan"}
sub_areas:
  P1:
    number: A.I.1
    part: fulfilment
    area: "1"
    weight: 30
    citation: "Lampiran II, A.I.1"
    items:
      P1.a: {number: A.I.1.a, answer: yes-no, dimensions: [system], keywords: [tim], citation: "Lampiran II, A.I.1.a"}
      P1.b: {number: A.I.1.b, answer: abcd, dimensions: [people, culture], keywords: [aksi], citation: "Lampiran II"}
  R1:
    number: A.II.1
    part: reform
    area: "1"
    weight: 30
    citation: "Lampiran II, A.II.1"
    items:
      R1.a:
        number: A.II.1.a
        answer: ratio
        dimensions: [people]
        keywords: [laporan]
        citation: "Lampiran II, A.II.1.a"
        ratio:
          inputs: [kepala, staf, sudah, catatan]
          done: sudah
          due: [kepala, staf]
          zero: {value: 1, citation: {text: "Lampiran II", mark: I, note: "Penyebut 0 tidak diatur."}}
      R1.b:
        number: A.II.1.b
        answer: ratio
        dimensions: [culture]
        keywords: [pelanggaran]
        citation: "Lampiran II, A.II.1.b"
        ratio:
          inputs: [lalu, kini]
          before: lalu
          now: kini
          zero: {value: 1, value_if_now: 0, citation: {text: "Lampiran II", mark: I, note: "Penyebut 0 tidak diatur."}}
      R1.c: {number: A.II.1.c, answer: yes-no, dimensions: [culture], keywords: [agen], citation: "Lampiran II"}
  H1:
    number: B.I
    part: result
    weight: 40
    citation: "Lampiran II, B.I"
    items:
      H1.a: {number: B.I.a, answer: index, weight: 20, dimensions: [culture], keywords: [survei], citation: "Bab II"}
      H1.b: {number: B.I.b, answer: percentage, weight: 12, dimensions: [system], keywords: [temuan], citation: "x"}
      H1.c: {number: B.I.c, answer: abcd, weight: 8, dimensions: [system], keywords: [kinerja], citation: "Lampiran II"}
"""

OVERLAY = """\
id: court
instrument: Keputusan Mahkamah 2/2021
kind: overlay
status: in-force
citation: "Pasal 1"
in_force: {citation: "Pasal 2"}
overlay_of: tiny
titles:
  WBK:
    citation: "Pasal 3"
    gates:
      team: {measure: items.P1.a, minimum: 15, citation: "Pasal 3"}
"""

AMENDMENT = """\
id: newer
instrument: Peraturan Contoh 3/2024
kind: amendment
status: in-force
amends: tiny
citation: "Pasal I"
in_force: {since: 2024-07-15, citation: "Pasal II"}
proposal:
  - since: 2024-07-15
    due: "05-31"
    citation: "Tabel 5"
    conditions:
      sakip: {level: agency, minimum: {WBK: B, WBBM: BB}, citation: "Tabel 5"}
    eased_units: [samsat]
open_points:
  calendar: {setting: "05-31", id: "Batas dapat diganti.", en: "The date may change.", citation: "Tabel 5"}
"""

TAKING = """\
id: taking
instrument: Peraturan Contoh 2/2019
kind: worksheet
status: unverified
citation: "Pasal 1"
in_force: {citation: "Pasal 1"}
weights: {enabler: 60, result: 40, citation: "Lampiran"}
areas:
  "1": {fulfilment: 60, citation: "Lampiran"}
takes:
  - {pack: tiny, part: fulfilment, factor: 2, citation: "Lampiran IV"}
  - {pack: tiny, part: result, factor: 1, citation: "Lampiran V"}
"""

ALL_BEST: Mapping[str, object] = {
    "P1.a": "Ya",
    "P1.b": "A",
    "R1.a": {"kepala": 1, "staf": 3, "sudah": 4},
    "R1.b": {"lalu": 5, "kini": 0},
    "R1.c": "Ya",
    "H1.a": 4,
    "H1.b": 100,
    "H1.c": "A",
}


def reader(texts: Mapping[str, str]) -> Callable[[str], tuple[str, str]]:
    """Read packs out of texts by id, each from a file `<id>.yaml`."""

    def read(pack_id: str) -> tuple[str, str]:
        if pack_id not in texts:
            raise BadInput.because("unknown-regulation", pack_id)
        return texts[pack_id], f"{pack_id}.yaml"

    return read


def load(text: str = TINY, pack_id: str = "tiny", **others: str) -> Pack:
    """Load a pack from its text; `others` are the packs it refers to."""
    return parse_pack(pack_id, reader({**others, pack_id: text}))


def changed(*changes: tuple[str, str], text: str = TINY) -> str:
    """Return the text with each old part, which stands in it once, replaced by the new."""
    for old, new in changes:
        assert text.count(old) == 1, (text.count(old), old)
        text = text.replace(old, new)
    return text


def without(*keys: str, text: str = TINY) -> str:
    """Return the text without some of its top keys."""
    blocks = re.split(r"^(?=\S)", text, flags=re.MULTILINE)
    return "".join(block for block in blocks if block.partition(":")[0] not in keys)
