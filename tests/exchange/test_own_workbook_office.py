"""A workbook that LibreOffice saved again, as xlsx or as ods, is read back with nothing lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from pulau.core.scoring.answers import take_answers
from pulau.core.scoring.model import Unanswered
from pulau.exchange.packs import load_pack
from pulau.exchange.workbook import is_own, read_own
from tests.exchange.filled import PACKS, at_random, scored, written
from tests.exchange.office import save_as

if TYPE_CHECKING:
    from pathlib import Path

    from pulau.core.scoring.model import Evaluation

pytestmark = [pytest.mark.libreoffice, pytest.mark.slow]

NOTES: Final = (
    "=1+1",
    "Rapat 😀 dua\nbaris, dan  dua spasi",
    "12",
    "1,50",
    '<b>"kutip" &amp; _x0041_</b>',
    "@SUM(A1)",
    "'petik di depan",
    "+62 812",
    "2026-11-22",
    "TRUE",
    "baris\n\nkosong di tengah",
    "\ttab di depan",
    " spasi di tepi ",
)
LINKS: Final = (
    ("https://arsip.example.go.id/zi?tahun=2026&berkas=7#halaman-3",),
    ("https://arsip.example.go.id/a", "https://arsip.example.go.id/b", "mailto:zi@example.go.id", "ftp://example.go.id/c"),
    ("Rak 3, map biru", '=HYPERLINK("https://jahat.example")', "javascript:alert(1)"),
    ("https://arsip.example.go.id/nama berkas berspasi.pdf",),
)  # fmt: skip


def _case(pack_id: str) -> tuple[Evaluation, dict[str, str], dict[str, tuple[str, ...]]]:
    pack = load_pack(pack_id)
    ids = list(pack.items)
    evaluation = scored(pack, at_random(pack, 4), prior_title="WBK" if pack.titles else None)
    return evaluation, dict(zip(ids, NOTES, strict=False)), dict(zip(reversed(ids), LINKS, strict=False))


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_nothing_is_lost_when_libreoffice_saves_the_workbook(kind: str, tmp_path: Path) -> None:
    cases = {pack_id: _case(pack_id) for pack_id in PACKS}
    saved = save_as(tmp_path, {pack_id: written(*case) for pack_id, case in cases.items()}, kind)
    for pack_id, (evaluation, notes, links) in cases.items():
        submission = read_own(saved[pack_id], f"lembar.{kind}")
        assert is_own(saved[pack_id])
        assert take_answers(evaluation.pack, submission.answers) == evaluation.answers
        assert submission.notes == notes
        assert submission.links == links
        assert submission.prior_title == evaluation.prior_title
        assert submission.findings == ()
        assert submission.printed["total"].value == pytest.approx(evaluation.total.points, abs=1e-9)


def test_the_rule_for_unanswered_items_is_told_after_libreoffice_saved_it(tmp_path: Path) -> None:
    pack = load_pack("permenpan-rb-52-2014")
    evaluation = scored(pack, at_random(pack, 2), unanswered=Unanswered.SKIP)
    saved = save_as(tmp_path, {"lembar": written(evaluation)}, "ods")
    assert [finding.code for finding in read_own(saved["lembar"], "lembar.ods").findings] == ["unanswered-left-out"]
