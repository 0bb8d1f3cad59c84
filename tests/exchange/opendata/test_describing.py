"""What describes a release: a package that names every file, schemas, dictionaries, and how to check it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from pulau.exchange.opendata.describing import package_text, schema_name, schema_text
from pulau.exchange.opendata.explaining import CHECK, dictionary_text, readme_text, sums_text
from pulau.exchange.opendata.model import tables
from pulau.exchange.opendata.packing import Made
from pulau.exchange.opendata.release import Release

RELEASE = Release(2025, 2, date(2026, 1, 9), final=True, site="https://zona.example/data")
UNITS = Made("units.csv", "text/csv; charset=utf-8", Path("units.csv.gz"), "a" * 64, 12, 3, packed=True)


def test_the_package_tells_licence_version_and_each_file_with_its_digest() -> None:
    package = json.loads(package_text(RELEASE, tables(), [UNITS]))
    assert (package["version"], package["created"], package["final"]) == ("2", "2026-01-09T00:00:00Z", True)
    assert package["licenses"][0]["name"] == "CC-BY-4.0"
    [told] = package["resources"]
    assert (told["name"], told["path"], told["bytes"], told["hash"]) == ("units", "units.csv", 12, f"sha256:{'a' * 64}")
    assert told["schema"] == schema_name(tables()["units"])


@pytest.mark.parametrize("name", list(tables()))
def test_a_schema_tells_each_column_and_only_references_what_is_there(name: str) -> None:
    table = tables()[name]
    schema = json.loads(schema_text(table, tables()))
    assert [field["name"] for field in schema["fields"]] == [column.name for column in table.columns]
    assert schema["primaryKey"] == list(table.key)
    for key in schema["foreignKeys"]:
        assert key["reference"]["resource"] in tables()
    for field in schema["fields"]:
        assert field["description"]
        assert field["description_id"]


def test_a_schema_says_why_a_count_of_people_is_hidden() -> None:
    schema = json.loads(schema_text(tables()["unit-years"], tables()))
    signed = next(field for field in schema["fields"] if field["name"] == "signed")
    assert "three people" in signed["hidden"]
    assert "tiga orang" in signed["hidden_id"]


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_readme_says_how_to_check_and_how_to_recompute(language: str) -> None:
    text = readme_text(RELEASE, tables(), [UNITS], language)
    assert CHECK in text
    assert "https://zona.example/periksa/jangkar.pem" in text
    assert "https://zona.example/data/2025/2/tanda-terima.pulau.json" in text
    assert "duckdb" in text
    assert "{" not in text


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_dictionary_tells_every_column(language: str) -> None:
    text = dictionary_text(tables(), language)
    for table in tables().values():
        assert f"## {table.name}:" in text
        assert all(f"| `{column.name}` |" in text for column in table.columns)


def test_the_list_of_digests_is_sorted_by_name_as_sha256sum_reads_it() -> None:
    other = Made("agencies.csv", "text/csv", Path("x"), "b" * 64, 1, 1, packed=True)
    assert sums_text([UNITS, other]) == f"{'b' * 64}  agencies.csv\n{'a' * 64}  units.csv\n"


def test_a_release_of_a_year_that_goes_on_ends_today() -> None:
    assert RELEASE.last_day == date(2025, 12, 31)
    assert Release(2026, 1, date(2026, 3, 2), final=False, site="https://x.example/data").last_day == date(2026, 3, 2)
