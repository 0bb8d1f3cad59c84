"""A piece is described anew, preserved, withdrawn and brought back; its versions stay, and nobody is overwritten."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from pulau.apps.evidence.contract import EvidenceWish, EvidenceWithdrawn, add_version, keep_evidence, versions_of
from pulau.apps.evidence.models import Evidence
from pulau.apps.evidence.services.changing import bring_back, change_evidence, preserve_evidence, withdraw_evidence
from pulau.apps.evidence.wishes import FIELDS, EvidenceChangedMeanwhile, EvidencePreserved
from pulau.foundation.journal.models import Entry
from tests.apps.evidence.test_keeping import incoming
from tests.cast import NOW
from tests.house import House

pytestmark = pytest.mark.django_db


def outside(house: House) -> tuple[Evidence, EvidenceWish]:
    unit = house.units["disdukcapil"].pk
    wish = EvidenceWish(title="Berita", unit_id=unit, address="https://contoh.go.id/a")
    return keep_evidence(actor=house.actors["ayu"], wish=wish, file=None, now=NOW), wish


def seen(row: Evidence) -> dict[str, Any]:
    return {name: getattr(row, name) for name in FIELDS}


def test_two_writers_of_different_fields_keep_both_and_of_the_same_none_is_lost(house: House) -> None:
    row, wish = outside(house)
    ayu, fajar, before = house.actors["ayu"], house.actors["fajar"], seen(row)
    change_evidence(actor=ayu, evidence_id=row.pk, wish=replace(wish, title="Berita baru"), seen=before, now=NOW)
    both = change_evidence(
        actor=fajar, evidence_id=row.pk, wish=replace(wish, about="Dari situs"), seen=before, now=NOW
    )
    assert (both.title, both.about) == ("Berita baru", "Dari situs")
    with pytest.raises(EvidenceChangedMeanwhile) as clash:
        change_evidence(actor=fajar, evidence_id=row.pk, wish=replace(wish, title="Lain"), seen=before, now=NOW)
    assert clash.value.fields == ("title",)
    payloads = Entry.objects.for_actor(ayu).filter(action="evidence.evidence_changed").values_list("payload", flat=True)
    assert len(payloads) == 2
    assert "Berita baru" not in "".join(payloads)


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": " "},
        {"address": "javascript:alert(1)"},
        {"valid_from": date(2026, 2, 1), "valid_until": date(2026, 1, 1)},
        {"shared": True, "confidential": True},
        {"address": ""},
    ],
)
def test_what_cannot_be_is_refused(house: House, wrong: dict[str, Any]) -> None:
    row, wish = outside(house)
    with pytest.raises(ValidationError):
        change_evidence(
            actor=house.actors["ayu"], evidence_id=row.pk, wish=replace(wish, **wrong), seen=seen(row), now=NOW
        )


def test_nobody_hides_a_piece_from_themselves(house: House) -> None:
    row, wish = outside(house)
    with pytest.raises(PermissionDenied):
        change_evidence(
            actor=house.actors["hana"],
            evidence_id=row.pk,
            wish=replace(wish, confidential=True),
            seen=seen(row),
            now=NOW,
        )


def test_an_address_is_preserved_once_by_its_dated_copy(house: House, tmp_path: Path) -> None:
    row, _wish = outside(house)
    assert not row.preserved
    file, ayu, day = incoming(tmp_path, b"isi laman"), house.actors["ayu"], date(2026, 11, 20)
    version = preserve_evidence(actor=ayu, evidence_id=row.pk, file=file, seen_on=day, now=NOW)
    row.refresh_from_db()
    assert (version.number, row.head, row.seen_on, row.preserved) == (1, 1, day, True)
    with pytest.raises(EvidencePreserved):
        preserve_evidence(actor=ayu, evidence_id=row.pk, file=file, seen_on=day, now=NOW)


def test_a_withdrawn_piece_keeps_its_versions_and_takes_nothing_until_it_is_back(house: House, tmp_path: Path) -> None:
    row, wish = outside(house)
    ayu, file = house.actors["ayu"], incoming(tmp_path, b"satu")
    add_version(actor=ayu, evidence_id=row.pk, file=file, cause="", now=NOW)
    row = withdraw_evidence(actor=ayu, evidence_id=row.pk, reason="Keliru", now=NOW)
    with pytest.raises(EvidenceWithdrawn):
        add_version(actor=ayu, evidence_id=row.pk, file=file, cause="", now=NOW)
    with pytest.raises(EvidenceWithdrawn):
        change_evidence(actor=ayu, evidence_id=row.pk, wish=replace(wish, title="x"), seen=seen(row), now=NOW)
    assert [version.number for version in versions_of(row)] == [1]
    assert bring_back(actor=ayu, evidence_id=row.pk, now=NOW).withdrawn_at is None
    add_version(actor=ayu, evidence_id=row.pk, file=incoming(tmp_path, b"dua"), cause="", now=NOW)
