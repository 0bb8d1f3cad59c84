"""Whoever downloads a release can check it with openssl and sha256sum, and recompute figures with the SQL in it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import duckdb
import pytest
from django.test import Client

from pulau.apps.opendata.models import DataRelease
from pulau.apps.publication.models import COUNTRY, PublishedFigures
from tests.apps.opendata.country import content, publish_country, release

pytestmark = pytest.mark.django_db


@pytest.fixture
def downloaded(tmp_path: Path) -> Path:
    """A release as somebody downloaded it from the site, with the anchor."""
    publish_country()
    made = release()
    folder = tmp_path / "rilis"
    folder.mkdir()
    for name in made.files.values_list("name", flat=True):
        response = Client().get(f"/data/2026/1/{name}")
        assert response.status_code == 200, name
        (folder / name).write_bytes(b"".join(response.streaming_content))  # type: ignore[attr-defined]  # it streams
    (folder / "jangkar.pem").write_bytes(Client().get("/periksa/jangkar.pem").content)
    return folder


def verified(folder: Path) -> bool:
    command = ["openssl", "cms", "-verify", "-binary", "-inform", "DER", "-in", "SHA256SUMS.p7s",
               "-content", "SHA256SUMS", "-CAfile", "jangkar.pem", "-out", "SHA256SUMS.asli"]  # fmt: skip
    return subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode == 0


def summed(folder: Path) -> bool:
    done = subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=folder, capture_output=True, check=False)
    return done.returncode == 0


def test_openssl_and_sha256sum_find_a_release_genuine(downloaded: Path) -> None:
    assert verified(downloaded)
    assert summed(downloaded)
    assert (downloaded / "SHA256SUMS.asli").read_bytes() == (downloaded / "SHA256SUMS").read_bytes()


def test_a_changed_figure_is_found(downloaded: Path) -> None:
    path = downloaded / "unit-years.csv"
    path.write_bytes(path.read_bytes().replace(b",granted,", b",revoked,", 1))
    assert verified(downloaded)
    assert not summed(downloaded)


def test_a_list_made_to_fit_a_changed_figure_is_found(downloaded: Path) -> None:
    path = downloaded / "SHA256SUMS"
    path.write_bytes(path.read_bytes().replace(b"a", b"b", 1))
    assert not verified(downloaded)


def test_another_installations_signature_is_not_this_ones(downloaded: Path) -> None:
    other = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=Lain", "-keyout", "k.pem",
             "-out", "jangkar.pem"]  # fmt: skip
    subprocess.run(other, cwd=downloaded, check=True, capture_output=True)
    assert not verified(downloaded)


def test_the_countrys_figures_can_be_recomputed_with_the_sql_of_the_release(
    downloaded: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(downloaded)
    with duckdb.connect() as database:
        database.execute((downloaded / "views.sql").read_text())
        answer = database.execute((downloaded / "trends.sql").read_text())
        names = [column[0] for column in answer.description or ()]
        rows = [dict(zip(names, row, strict=True)) for row in answer.fetchall()]
    told = {row["year"]: row for row in rows if row["scope"] == "country"}
    figures = PublishedFigures.objects.filter(place=COUNTRY)
    assert figures.count() == 3
    for each in figures:
        for name in ("units", "declared", "symbolic", "granted_wbk", "wbk", "wbbm", "not_passed", "revoked"):
            assert told[each.year][name] == getattr(each, name), (each.year, name)


def test_every_question_of_a_release_runs(downloaded: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(downloaded)
    files = [path for path in downloaded.glob("*.sql") if path.name != "views.sql"]
    assert len(files) >= 3
    with duckdb.connect() as database:
        database.execute((downloaded / "views.sql").read_text())
        for path in files:
            database.execute(path.read_text()).fetchall()


def test_the_manifest_on_the_page_is_that_of_the_list(downloaded: Path) -> None:
    made = DataRelease.objects.get()
    assert made.manifest.encode() in Client().get("/data/2026").content
    assert content(made, "SHA256SUMS") == (downloaded / "SHA256SUMS").read_bytes()
