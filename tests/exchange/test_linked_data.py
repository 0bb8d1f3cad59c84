"""What search engines are told: as schema.org names it, and safe inside a page."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pulau.exchange.linked_data import (
    Breadcrumbs,
    Dataset,
    Document,
    Download,
    Occasion,
    Organisation,
    Thing,
    script_text,
)
from pulau.exchange.marked_up import clean

HOME = "https://pulau.example"
AGENCY = Organisation(f"{HOME}/id/1", "Dinas Contoh", f"{HOME}/zona/dinas", region="Jawa Barat")
UNIT = Organisation(
    f"{HOME}/id/2",
    "Puskesmas Contoh",
    f"{HOME}/zona/dinas/puskesmas",
    office=True,
    region="Jawa Barat",
    locality="Kabupaten Bandung",
    award="WBK sejak 9 Desember 2024",
    parent=AGENCY,
)
DATASET = Dataset(
    f"{HOME}/data/2026",
    "Zona Integritas 2026",
    "Setiap unit.",
    f"{HOME}/data/2026",
    "https://creativecommons.org/licenses/by/4.0/",
    "2026.1",
    date(2026, 12, 31),
    date(2022, 1, 1),
    date(2026, 12, 31),
    AGENCY,
    "id",
    (Download(f"{HOME}/data/2026/unit.csv", "text/csv", 1234, "ab" * 32),),
)
DOCUMENT = Document(f"{HOME}/id/3", "Keputusan", f"{HOME}/periksa/3", "SK-1", date(2024, 12, 9), AGENCY)
OCCASION = Occasion(
    f"{HOME}/id/4", "Pencanangan", f"{HOME}/agenda/4", datetime(2026, 12, 9, 2, tzinfo=UTC), UNIT, place="Aula"
)
THINGS: list[Thing] = [AGENCY, UNIT, DATASET, DOCUMENT, OCCASION, Breadcrumbs((("Beranda", HOME),))]


def read(*things: Thing) -> list[dict[str, object]]:
    made = json.loads(script_text(things))
    assert made["@context"] == "https://schema.org"
    graph: list[dict[str, object]] = made["@graph"]
    return graph


def test_a_unit_is_an_office_of_its_body_with_its_place_and_title() -> None:
    (unit,) = read(UNIT)
    assert unit == {
        "@type": "GovernmentOffice",
        "@id": f"{HOME}/id/2",
        "name": "Puskesmas Contoh",
        "url": f"{HOME}/zona/dinas/puskesmas",
        "address": {
            "@type": "PostalAddress",
            "addressLocality": "Kabupaten Bandung",
            "addressRegion": "Jawa Barat",
            "addressCountry": "ID",
        },
        "award": "WBK sejak 9 Desember 2024",
        "parentOrganization": {
            "@type": "GovernmentOrganization",
            "@id": f"{HOME}/id/1",
            "name": "Dinas Contoh",
            "url": f"{HOME}/zona/dinas",
        },
    }


def test_what_is_not_known_of_a_body_is_left_out() -> None:
    (body,) = read(replace(AGENCY, region=""))
    assert body["address"] == {"@type": "PostalAddress", "addressCountry": "ID"}
    assert not {"award", "parentOrganization"} & set(body)


def test_a_release_names_its_licence_its_years_and_its_files() -> None:
    (dataset,) = read(DATASET)
    assert dataset["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert dataset["temporalCoverage"] == "2022-01-01/2026-12-31"
    assert dataset["isAccessibleForFree"] is True
    assert dataset["distribution"] == [
        {
            "@type": "DataDownload",
            "contentUrl": f"{HOME}/data/2026/unit.csv",
            "encodingFormat": "text/csv",
            "contentSize": "1234 B",
            "sha256": "ab" * 32,
        }
    ]


def test_a_document_has_its_number_day_and_publisher() -> None:
    (document,) = read(DOCUMENT)
    assert (document["@type"], document["identifier"], document["datePublished"]) == (
        "DigitalDocument",
        "SK-1",
        "2024-12-09",
    )
    assert document["publisher"] == AGENCY.reference()


def test_an_occasion_is_at_its_hour_and_zone_and_says_when_it_is_cancelled() -> None:
    wita = datetime(2026, 12, 9, 9, tzinfo=timezone(timedelta(hours=8)))
    (held,) = read(replace(OCCASION, start=wita, end=wita + timedelta(hours=2)))
    assert (held["startDate"], held["endDate"]) == ("2026-12-09T09:00+08:00", "2026-12-09T11:00+08:00")
    assert held["eventStatus"] == "https://schema.org/EventScheduled"
    assert held["location"] == {"@type": "Place", "name": "Aula", "address": "Aula"}
    (cancelled,) = read(replace(OCCASION, start=date(2026, 12, 9), cancelled=True, place=""))
    assert cancelled["startDate"] == "2026-12-09"
    assert cancelled["eventStatus"] == "https://schema.org/EventCancelled"
    assert cancelled["location"] == {"@type": "Place", "address": "Indonesia"}


def test_breadcrumbs_are_counted_from_the_home_page() -> None:
    (crumbs,) = read(Breadcrumbs((("Beranda", HOME), ("Dinas", f"{HOME}/zona/dinas"))))
    assert crumbs["itemListElement"] == [
        {"@type": "ListItem", "position": 1, "name": "Beranda", "item": HOME},
        {"@type": "ListItem", "position": 2, "name": "Dinas", "item": f"{HOME}/zona/dinas"},
    ]


def test_things_stand_in_the_order_given_and_equal_ones_give_equal_text() -> None:
    assert [one["@type"] for one in read(*THINGS)] == [
        "GovernmentOrganization",
        "GovernmentOffice",
        "Dataset",
        "DigitalDocument",
        "Event",
        "BreadcrumbList",
    ]
    assert script_text(THINGS) == script_text(list(THINGS))


@pytest.mark.parametrize("address", ["/zona", "javascript:alert(1)", "https://a b/"])
def test_an_address_that_is_none_is_refused(address: str) -> None:
    for thing in (replace(AGENCY, url=address), replace(AGENCY, id=address), replace(DOCUMENT, url=address)):
        with pytest.raises(ValueError, match="not an absolute address"):
            script_text([thing])
    with pytest.raises(ValueError, match="not an absolute address"):
        script_text([Breadcrumbs((("a", address),))])


def test_a_time_without_its_zone_is_refused() -> None:
    naive = datetime(2026, 1, 1)  # noqa: DTZ001 - what the test is about
    with pytest.raises(ValueError, match="needs its zone"):
        script_text([replace(OCCASION, start=naive)])


class Block(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - as HTMLParser has it
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


@given(st.text(st.characters(exclude_categories=())))
def test_any_name_comes_back_and_none_leaves_its_block(name: str) -> None:
    text = script_text([replace(AGENCY, name=name), Breadcrumbs(((name, HOME),))])
    assert not set(text) & set("<>&\u2028\u2029")
    assert text.encode()
    assert json.loads(text)["@graph"][0]["name"] == clean(name)


@pytest.mark.parametrize("name", ["</script><script>alert(1)</script>", "<!--<script>", "]]>", "\u2028", "&lt;"])
def test_an_html_reader_finds_one_block_and_the_name_in_it(name: str) -> None:
    block = Block()
    block.feed(f'<script type="application/ld+json">{script_text([replace(AGENCY, name=name)])}</script>')
    assert block.tags == ["script"]
    assert json.loads("".join(block.texts))["@graph"][0]["name"] == name
