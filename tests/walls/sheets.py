"""Addresses below a worksheet: how each is filled, who of the house reads and writes there."""

from __future__ import annotations

from typing import Any, Final

from tests.walls.furnished import ITEM
from tests.walls.handing import DUTY, PROPOSAL
from tests.walls.proofs import PLACED

People = frozenset[str | None]
ANSWERS: Final = {f"versi:{ITEM}": "1", f"jawab:{ITEM}": "Ya", f"catatan:{ITEM}": "diambil"}
TEAM: Final = "team"  # who fills the worksheet
READERS: Final = "readers"  # who may read it
HEAD: Final = "head"  # who hands it in
TAKERS: Final = "who may take it along"

SHEET: Final[dict[str, tuple[list[list[str]], str, str, dict[str, Any]]]] = {
    "worksheets:overview": ([[]], READERS, "", {}),
    "worksheets:prior-title": ([[]], "", TEAM, {"predikat": "WBK"}),
    "worksheets:area": ([["1"], ["hasil"]], READERS, TEAM, ANSWERS),
    "worksheets:pulse": ([["1"]], READERS, "", {}),
    "worksheets:item": ([[ITEM]], READERS, TEAM, ANSWERS),
    "worksheets:item_pulse": ([[ITEM]], READERS, "", {}),
    "worksheets:restore": ([[ITEM]], "", TEAM, {"versi": "1", "terlihat": "1"}),
    "worksheets:comment": ([[ITEM]], "", READERS, {"komentar": "disusupkan"}),
    "worksheets:item_evidence": ([[ITEM]], READERS, "", {}),
    "worksheets:add_evidence": ([[ITEM]], "", TEAM, {"untuk": "1", "alamat": "https://contoh.example/disusupkan"}),
    "worksheets:change_evidence": ([[ITEM, PLACED]], "", TEAM, {"untuk": "2", "keterangan": "disusupkan"}),
    "worksheets:remove_evidence": ([[ITEM, PLACED]], "", TEAM, {}),
    "worksheets:last_year": ([[]], READERS, "", {}),
    "worksheets:last_answer": ([[]], "", TEAM, {"butir": ITEM, "versi": "1", "terlihat": "0"}),
    "worksheets:last_evidence": ([[]], READERS, TEAM, {"butir": ITEM}),
    "worksheets:plan": ([[]], READERS, "", {}),
    "worksheets:try": ([[]], READERS, "", {}),
    "worksheets:compare": ([[]], READERS, READERS, {}),
    "worksheets:simulate": ([[]], READERS, "", {}),
    "worksheets:upload": ([[]], TEAM, TEAM, {}),
    "worksheets:team": ([[]], READERS, TEAM, {"orang": ""}),
    "worksheets:take-suggested": ([[]], "", TEAM, {}),
    "worksheets:end-duty": ([[DUTY]], "", TEAM, {}),
    "worksheets:readiness": ([[]], READERS, "", {}),
    "worksheets:check": ([[]], READERS, "", {}),
    "worksheets:submit": ([[]], HEAD, HEAD, {"segel": "disusupkan"}),
    "worksheets:submissions": ([[]], READERS, "", {}),
    "worksheets:submission": ([["1"]], READERS, "", {}),
    "worksheets:manifest": ([["1"]], READERS, "", {}),
    "worksheets:score": ([["1"]], READERS, "", {}),
    "worksheets:withdraw": ([["1"]], "", HEAD, {"alasan": "disusupkan"}),
    "worksheets:proposals": ([[]], READERS, "", {}),
    "worksheets:refresh-proposals": ([[]], "", TEAM, {}),
    "worksheets:accept-proposal": ([[PROPOSAL]], "", TEAM, {"terlihat": "0"}),
    "worksheets:decline-proposal": ([[PROPOSAL]], "", TEAM, {"alasan": "disusupkan"}),
    "worksheets:print": ([[]], READERS, "", {}),
    "worksheets:paper": ([[]], READERS, "", {}),
    "worksheets:package": ([[]], "", TAKERS, {}),
    "worksheets:file": ([["lembar-kerja"], ["jawaban"], ["hasil"], ["ringkasan"]], READERS, "", {}),
}
"""Addresses below a worksheet: the rest of the address, who reads, who writes, what is sent."""
GROUPS: Final[dict[str, dict[str, People]]] = {
    "dukcapil": {
        HEAD: frozenset({"gita"}),
        TAKERS: frozenset({"gita", "hana", "indra"}),
        TEAM: frozenset({"ayu", "gita"}),
        READERS: frozenset({"ayu", "gita", "hana", "indra"}),
    },
    "lain": {
        HEAD: frozenset(),
        TAKERS: frozenset({"vera"}),
        TEAM: frozenset({"dewi"}),
        READERS: frozenset({"dewi", "vera"}),
    },
}
