"""Evidence is kept once under its digest, in versions that never change, and seen by its people alone."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from pulau.apps.evidence.contract import (
    EvidenceNotFound,
    EvidenceVersion,
    EvidenceWish,
    add_version,
    evidence_for,
    get_evidence_for,
    keep_evidence,
    versions_of,
)
from pulau.core.shared.problems import BadInput
from pulau.foundation import storage
from pulau.foundation.tenancy.permanent import RowIsPermanent
from tests.cast import NOW
from tests.house import House

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Incoming:
    path: Path
    name: str


def incoming(folder: Path, content: bytes, name: str = "notula.txt") -> Incoming:
    path = folder / "arrived"
    path.write_bytes(content)
    return Incoming(path, name)


def wish(house: House, **more: Any) -> EvidenceWish:  # noqa: ANN401 - any field of a wish
    return EvidenceWish(title="Notula rapat tim", unit_id=house.units["disdukcapil"].pk, **more)


def test_each_version_stays_and_the_same_bytes_add_none(house: House, tmp_path: Path) -> None:
    ayu = house.actors["ayu"]
    row = keep_evidence(actor=ayu, wish=wish(house), file=incoming(tmp_path, b"satu"), now=NOW)
    add_version(actor=ayu, evidence_id=row.pk, file=incoming(tmp_path, b"dua"), cause="Salah berkas", now=NOW)
    add_version(actor=ayu, evidence_id=row.pk, file=incoming(tmp_path, b"dua"), cause="Lagi", now=NOW)
    versions = versions_of(get_evidence_for(ayu, row.pk))
    assert [(each.number, storage.get(each.digest)) for each in versions] == [(2, b"dua"), (1, b"satu")]
    with pytest.raises(RowIsPermanent):
        EvidenceVersion.objects.for_actor(ayu).filter(pk=versions[0].pk).update(name="lain")


def test_it_is_seen_by_its_people_and_where_it_is_shared_by_the_agency(house: House, tmp_path: Path) -> None:
    def kept(**more: bool) -> set[str]:
        row = keep_evidence(actor=house.actors["ayu"], wish=wish(house, **more), file=incoming(tmp_path, b"x"), now=NOW)
        return {who for who, actor in house.actors.items() if evidence_for(actor).filter(pk=row.pk).exists()}

    assert kept() == {"ayu", "fajar", "gita", "hana", "indra"}
    assert kept(shared=True) == {"ayu", "fajar", "gita", "hana", "indra", "joko"}
    assert kept(confidential=True) == {"ayu", "fajar", "gita", "indra"}


def test_the_same_form_keeps_a_file_once_and_nobody_elses(house: House, tmp_path: Path) -> None:
    wished = wish(house, key="borang")
    kept = [
        keep_evidence(actor=house.actors[who], wish=wished, file=incoming(tmp_path, content), now=NOW).pk
        for who, content in (("ayu", b"x"), ("ayu", b"x"), ("ayu", b"y"), ("fajar", b"x"))
    ]
    assert kept[0] == kept[1]
    assert len(set(kept)) == 3


def test_a_file_that_is_not_what_it_says_is_refused_and_leaves_nothing(house: House, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="file-kind-differs"):
        keep_evidence(
            actor=house.actors["ayu"], wish=wish(house), file=incoming(tmp_path, b"%PDF-1.7", "foto.png"), now=NOW
        )
    assert not evidence_for(house.actors["ayu"]).exists()


def test_who_may_not_keep_it_is_refused_and_who_may_not_see_it_finds_nothing(house: House, tmp_path: Path) -> None:
    file = incoming(tmp_path, b"x")
    with pytest.raises(PermissionDenied):
        keep_evidence(actor=house.actors["joko"], wish=wish(house), file=file, now=NOW)
    row = keep_evidence(actor=house.actors["ayu"], wish=wish(house), file=file, now=NOW)
    for who in ("joko", "dewi"):
        with pytest.raises(EvidenceNotFound):
            add_version(actor=house.actors[who], evidence_id=row.pk, file=file, cause="", now=NOW)


def test_the_same_form_sent_again_as_confidential_makes_the_piece_so(house: House, tmp_path: Path) -> None:
    ayu, hana = house.actors["ayu"], house.actors["hana"]
    first = keep_evidence(actor=ayu, wish=wish(house, key="f"), file=incoming(tmp_path, b"daftar"), now=NOW)
    assert evidence_for(hana).filter(pk=first.pk).exists()
    closed = wish(house, key="f", confidential=True)
    again = keep_evidence(actor=ayu, wish=closed, file=incoming(tmp_path, b"daftar"), now=NOW)
    assert (again.pk, evidence_for(hana).filter(pk=first.pk).exists()) == (first.pk, False)
    opened = keep_evidence(actor=ayu, wish=wish(house, key="f"), file=incoming(tmp_path, b"daftar"), now=NOW)
    assert opened.confidential  # what was sent first and comes late opens nothing
