"""The rules digest: the same for the same law, another for another."""

from __future__ import annotations

import pytest

from tests.core.packs import AMENDMENT, OVERLAY, TAKING, TINY, changed, load

PACK = load()


def digest(*changes: tuple[str, str], text: str = TINY) -> str:
    return load(changed(*changes, text=text)).rules_digest


def test_the_rules_digest_is_sha_256_in_hex() -> None:
    assert len(PACK.rules_digest) == 64
    assert int(PACK.rules_digest, 16) >= 0
    assert load().rules_digest == PACK.rules_digest


@pytest.mark.parametrize(
    "changes",
    [
        [("weight: 12,", "weight: 11,"), ("weight: 8,", "weight: 9,")],
        [("minimum: 75,", "minimum: 75.5,")],
        [("B: 0.67,", "B: 0.66,")],
        [("value_if_now: 0,", "value_if_now: 0.5,")],
        [("due: [kepala, staf]", "due: [kepala]")],
        [("P1.a: {number: A.I.1.a", "P1.z: {number: A.I.1.a")],
        [("status: in-force", "status: revoked")],
        [("since: 2020-01-01", "since: 2020-01-02")],
        [("dimensions: [system], keywords: [tim]", "dimensions: [people], keywords: [tim]")],
        [('citation: "Pasal 9"', 'citation: "Pasal 8"')],
        [("requires: WBK", "requires: WBBM")],
    ],
)
def test_another_law_has_another_digest(changes: list[tuple[str, str]]) -> None:
    assert digest(*changes) != PACK.rules_digest


@pytest.mark.parametrize(
    "changes",
    [
        [("keywords: [tim]", "keywords: [kelompok, kerja]")],
        [("option_step: 10", "option_step: 99")],
        [('note: "Dari lembar kerja."', 'note: "Lain."')],
        [("minimum: 75,", "minimum: 75.00,")],
        [("minimum: 75,", "minimum: 75, unit: points,")],
        [("status: in-force", "status:   in-force # of today")],
    ],
)
def test_wording_keywords_effort_and_spelling_are_no_law(changes: list[tuple[str, str]]) -> None:
    assert digest(*changes) == PACK.rules_digest


def test_sentences_of_an_open_point_are_no_law_but_its_setting_is() -> None:
    text = TINY + 'open_points:\n  zero: {setting: one, id: "Satu.", en: "One.", citation: "Bab II"}\n'
    reworded = changed(('id: "Satu."', 'id: "Tunggal."'), ('en: "One."', 'en: "Single."'), text=text)
    assert load(reworded).rules_digest == load(text).rules_digest
    assert digest(("setting: one", "setting: two"), text=text) != load(text).rules_digest


def test_the_digest_covers_amendments_and_overlays() -> None:
    amended = TINY + "amended_by: [newer]\n"
    before = load(amended, newer=AMENDMENT).rules_digest
    after = load(amended, newer=changed(("WBBM: BB", "WBBM: A"), text=AMENDMENT)).rules_digest
    laid = load(OVERLAY, "court", tiny=TINY).rules_digest
    raised = load(changed(("minimum: 15,", "minimum: 14,"), text=OVERLAY), "court", tiny=TINY).rules_digest
    assert len({PACK.rules_digest, before, after, laid, raised}) == 5


def test_a_pack_that_takes_from_another_changes_with_it() -> None:
    before = load(TAKING, "taking", tiny=TINY).rules_digest
    after = load(TAKING, "taking", tiny=changed(("B: 0.67,", "B: 0.66,"))).rules_digest
    assert before != after
