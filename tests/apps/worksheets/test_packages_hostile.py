"""A package that is whole as a bag and hostile in what it says: it is refused in words, and nothing of it is kept."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from pulau.apps.evidence.models import Evidence, EvidenceVersion
from pulau.apps.worksheets.models import Worksheet
from pulau.apps.worksheets.services.opening import open_worksheet
from pulau.core.shared.actor import Actor
from tests.apps.worksheets.proving import keep
from tests.cast import NOW
from tests.exchange.packages.made import CODE, parts, sha256, write
from tests.house import REGULATION, House

pytestmark = pytest.mark.django_db
TEXT = b"Notula rapat tim\n"


def package(folder: Path, change: Callable[[dict[str, Any]], object], *, handed: bool = False) -> Path:
    """A package whose documents were changed by somebody who then made a whole bag of them."""
    said = parts()
    version = said["evidence.json"]["pieces"][0]["versions"][0]
    name = f"evidence/{CODE}-v1.txt"
    version.update(digest=sha256(TEXT), size=len(TEXT), name="notula.txt", kind="txt", file=name)
    if not handed:
        said["package.json"]["submission"] = None
        del said["manifest.json"]
    change(said)
    return write(folder / "paket.zip", said, {name: TEXT} if version["file"] else {})


def taken(path: Path, **more: str) -> str:
    out = StringIO()
    call_command("package_import", file=str(path), stdout=out, stderr=StringIO(), **more)
    return out.getvalue()


def pieces(said: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = said["evidence.json"]["pieces"][0]
    return found


HOSTILE: dict[str, Callable[[dict[str, Any]], object]] = {
    "script": lambda said: pieces(said).update(address="javascript:alert(1)"),
    "both": lambda said: pieces(said).update(shared=True, confidential=True),
    "days": lambda said: pieces(said).update(valid_from="2026-02-01", valid_until="2026-01-01"),
    "item": lambda said: pieces(said)["items"][0].update(item="X9.z"),
    "position": lambda said: pieces(said)["items"][0].update(asked=99),
    "position-huge": lambda said: pieces(said)["items"][0].update(asked=10**12),
    "remark": lambda said: pieces(said)["items"][0].update(remark="x" * 600),
    "twice": lambda said: pieces(said)["items"].append(pieces(said)["items"][0]),
    "version-twice": lambda said: pieces(said)["versions"].append(pieces(said)["versions"][0]),
    "version-huge": lambda said: pieces(said)["versions"][0].update(number=10**30),
    "cause": lambda said: pieces(said)["versions"][0].update(cause="x" * 2000),
    "title": lambda said: pieces(said).update(title="x" * 400),
    "halves": lambda said: pieces(said).update(title="\ud800"),
    "note-halves": lambda said: said["worksheet.json"]["answers"][0].update(note="\ud800"),
    "note-long": lambda said: said["worksheet.json"]["answers"][0].update(note="x" * 19_000),
    "answer-version": lambda said: said["worksheet.json"]["answers"][0].update(version=10**30),
    "answer-item": lambda said: said["worksheet.json"]["answers"][0].update(item="X9.z", value=None),
    "answer-float": lambda said: said["worksheet.json"]["answers"][0].update(value=1.5),
    "answer-nan": lambda said: said["worksheet.json"]["answers"][0].update(value=float("nan")),
    "answer-deep": lambda said: said["worksheet.json"]["answers"][0].update(value={"a": [[{}]]}),
    "moment": lambda said: said["worksheet.json"]["answers"][0].update(at="0001-01-01T00:00:00+14:00"),
    "year": lambda said: said["package.json"].update(year=10**20),
    "title-held": lambda said: said["package.json"].update(prior_title="raja"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_what_a_package_says_is_refused_in_words_and_nothing_is_kept(what: str, house: House, tmp_path: Path) -> None:
    path = package(tmp_path, HOSTILE[what])
    with pytest.raises((CommandError, SystemExit)):
        taken(path, unit="rsud")
    system = Actor.system(house.tenants["sagara"])
    assert not Worksheet.objects.for_actor(system).filter(unit=house.units["rsud"]).exists()
    assert not Evidence.objects.for_actor(system).exists()


def test_a_good_one_is_taken_into_an_open_worksheet_of_its_form_and_title_alone(house: House, tmp_path: Path) -> None:
    path = package(tmp_path, lambda _said: None)
    wanted = {"unit_id": house.units["rsud"].pk, "year": 2026, "regulation": REGULATION, "prior_title": "WBK"}
    open_worksheet(actor=house.actors["hana"], now=NOW, **wanted)  # type: ignore[arg-type]  # of several kinds
    with pytest.raises(CommandError):
        taken(path, unit="rsud")
    assert "2 jawaban" in taken(path, unit="disdukcapil")


def test_a_package_adds_nothing_to_another_units_piece(house: House, tmp_path: Path) -> None:
    piece = keep(house, "Hasil pemeriksaan", who="ayu", confidential=True)
    with pytest.raises(CommandError):
        taken(package(tmp_path, lambda said: theirs(said, piece.code)), unit="rsud")
    assert [each.number for each in EvidenceVersion.objects.for_actor(house.actors["ayu"])] == [1]


def theirs(said: dict[str, Any], code: str) -> None:
    """Let the package's piece bear somebody's number, with a version that is not there yet."""
    pieces(said).update(code=code)
    pieces(said)["versions"][0].update(number=2)
    pieces(said)["items"][0].update(version=2)
