"""The pages of data, files as they are sent, and what search engines are told."""

from __future__ import annotations

import gzip
import json

import pytest
from defusedxml import ElementTree
from django.conf import LazySettings
from django.core.management import call_command
from django.test import Client

from pulau.apps.opendata import mapping_site
from tests.apps.opendata.country import UNITS, content, publish_country, release

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def country() -> None:
    publish_country()


def test_the_page_says_what_to_do_before_there_is_a_release() -> None:
    page = Client().get("/data")
    assert page.status_code == 200
    assert "Belum ada rilis" in page.content.decode()


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_release_can_be_downloaded_understood_checked_and_recomputed(language: str) -> None:
    release()
    page = Client().get(f"/data/2026?bahasa={language}").content.decode()
    for part in ("/data/2026/1/unit-years.csv", "/data/2026/1/SHA256SUMS.p7s", "/periksa/jangkar.pem", "trends.sql"):
        assert part in page
    assert {"id": "Periksa keasliannya", "en": "Check that it is genuine"}[language] in page
    assert "creativecommons.org/licenses/by/4.0" in page


@pytest.mark.parametrize("path", ["/data/2001", "/data/2026/7", "/data/2026/1/tidak-ada.csv", "/data/2026/1/..%2Fx"])
def test_what_is_not_there_is_said_not_to_be(path: str) -> None:
    release()
    assert Client().get(path).status_code == 404


@pytest.mark.parametrize("path", ["/data/99999", "/data/0001", "/data/2026/0", "/data/2026/99999999999999999999"])
def test_numbers_that_no_database_takes_are_no_addresses(path: str) -> None:
    assert Client().get(path).status_code == 404


def test_a_file_goes_packed_to_who_takes_it_and_plain_to_others() -> None:
    made = release()
    plain = Client().get("/data/2026/1/units.csv")
    body = b"".join(plain.streaming_content)  # type: ignore[attr-defined]  # it streams
    assert body == content(made, "units.csv")
    assert plain.headers["Content-Length"] == str(len(body))
    packed = Client().get("/data/2026/1/units.csv", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(b"".join(packed.streaming_content)) == body  # type: ignore[attr-defined]  # the same
    assert packed.headers["ETag"] != plain.headers["ETag"]
    again = Client().get("/data/2026/1/units.csv", headers={"If-None-Match": plain.headers["ETag"]})
    assert again.status_code == 304
    assert "attachment" in plain.headers["Content-Disposition"]


def test_the_catalogue_names_every_release_and_file() -> None:
    made = release()
    [dataset] = json.loads(Client().get("/data/katalog.json").content)["@graph"]
    assert dataset["@type"] == "Dataset"
    assert dataset["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert len(dataset["distribution"]) == made.files.count()


def test_there_is_no_receipt_before_the_log_has_the_entry() -> None:
    release()
    assert Client().get("/data/2026/1/tanda-terima.pulau.json").status_code == 404


def test_search_engines_find_every_unit_once_in_both_languages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mapping_site, "UNITS_A_PART", 15)
    index = ElementTree.fromstring(Client().get("/sitemap.xml").content)
    parts = [(node.text or "").rpartition("/")[2] for node in index.findall(".//{*}loc")]
    assert parts == [f"sitemap-{number}.xml" for number in range(1, 5)]
    found = []
    for name in parts:
        response = Client().get(f"/{name}")
        tree = ElementTree.fromstring(b"".join(response.streaming_content))  # type: ignore[attr-defined]  # it streams
        found += [node.text or "" for node in tree.findall(".//{*}loc")]
        assert all(len(list(node.findall("{*}link"))) == 2 for node in tree.findall(".//{*}url"))
    units = [address for address in found if "/unit-" in address]
    assert len(units) == len(set(units)) == UNITS
    assert Client().get("/sitemap-5.xml").status_code == 404


def test_robots_are_kept_from_what_is_not_public() -> None:
    text = Client().get("/robots.txt").content.decode()
    assert "Disallow: /masuk" in text
    assert "Disallow: /zona" not in text
    assert "/sitemap.xml" in text


def test_who_finds_a_weakness_is_told_whom_to_tell_where_somebody_is_named(settings: LazySettings) -> None:
    assert Client().get("/.well-known/security.txt").status_code == 404
    settings.SECURITY_CONTACT = "mailto:keamanan@zona.example"
    text = Client().get("/.well-known/security.txt").content.decode()
    assert "Contact: mailto:keamanan@zona.example" in text
    assert "Expires: " in text


def test_the_operator_makes_a_release_by_command(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("opendata_build", year=2026)
    call_command("opendata_build", year=2026)
    first, second = capsys.readouterr().out.splitlines()
    assert "2026/1" in first
    assert "tidak ada versi baru" in second
