"""`pulau files`: every file that rows name is compared with its digest, and a store moves to another."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from pulau.foundation import storage
from pulau.foundation.registry.kept_files import KeptFiles, kept_files
from pulau.foundation.storage.places import place_of
from tests.house import House

pytestmark = pytest.mark.django_db


def told(command: str, *arguments: str) -> tuple[int, str]:
    said = io.StringIO()
    try:
        call_command(command, *arguments, stdout=said, stderr=said)
    except SystemExit as ended:
        return int(ended.code or 0), said.getvalue()
    return 0, said.getvalue()


@pytest.fixture
def folder(tmp_path: Path, settings: Any) -> Path:  # noqa: ANN401 - pytest-django hides its type
    use(settings, tmp_path / "files")
    return tmp_path / "files"


def use(settings: Any, folder: Path) -> None:  # noqa: ANN401 - the same
    local = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": folder}}
    settings.STORAGES = {**settings.STORAGES, "blobs": local}


def test_a_missing_and_a_damaged_file_are_named_with_whose_they_are(
    house: House, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, damaged, missing = storage.put(b"utuh"), storage.put(b"rusak"), storage.digest_of(b"hilang")
    digests = {house.tenants["sagara"]: [whole, missing, ""], house.tenants["lain"]: [whole, damaged]}
    monkeypatch.setattr(kept_files, "_entries", {"uji": KeptFiles("uji", lambda tenant: digests[tenant])})
    assert told("files_check") == (1, f"hilang {missing} uji@sagara\n3 berkas diperiksa: 1 hilang, 0 rusak.\n")
    (folder / place_of(damaged)).write_bytes(b"lain")
    status, said = told("files_check")
    assert (status, f"rusak {damaged} uji@lain\n" in said) == (1, True)
    storage.put(b"rusak")
    storage.put(b"hilang")
    assert told("files_check") == (0, "3 berkas diperiksa: 0 hilang, 0 rusak.\n")


def test_a_store_that_is_away_is_no_missing_file(house: House, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_files, "_entries", {"uji": KeptFiles("uji", lambda _tenant: [storage.digest_of(b"x")])})
    folder.write_text("not a folder")
    with pytest.raises(CommandError, match="tidak dapat dicapai"):
        call_command("files_check")


def test_a_store_moves_to_another_and_what_is_damaged_stays_behind(
    house: House,
    folder: Path,
    tmp_path: Path,
    settings: Any,  # noqa: ANN401 - the same
) -> None:
    whole, damaged = storage.put(b"utuh"), storage.put(b"rusak")
    (folder / place_of(damaged)).write_bytes(b"lain")
    (folder / place_of(whole)).with_name(".put-x").write_bytes(b"unfinished")
    use(settings, tmp_path / "new")
    status, said = told("files_copy", str(folder))
    assert (status, said.splitlines()[0]) == (1, f"rusak {folder / place_of(damaged)}")
    assert (storage.get(whole), storage.holds(damaged)) == (b"utuh", False)
    with pytest.raises(CommandError, match="bukan folder"):
        call_command("files_copy", str(tmp_path / "nowhere"))


def test_apps_tell_what_they_keep(house: House) -> None:
    assert {"signing.document", "declarations.attachment", "evidence.version"} <= {each.code for each in kept_files}
    for source in kept_files:
        assert list(source.digests(house.tenants["sagara"])) == []
