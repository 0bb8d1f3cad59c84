"""An office is found by its name, by what people call it, and by where it is; nothing typed is an error."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pulau.apps.agencies.contract import Agency, UnitKind, add_unit, rename_unit
from pulau.apps.publication.models import PublishedUnit
from pulau.apps.publication.selectors.search import MOST_HITS, Narrowed, find_units, units_in_order
from pulau.core.shared.actor import Actor
from pulau.exchange.typed_words import abbreviated, plain_words, typed_words
from tests.apps.publication.publishing import publish, publish_all, unit
from tests.cast import NOW
from tests.house import House

pytestmark = pytest.mark.django_db


def names(typed: str, narrowed: Narrowed | None = None) -> list[str]:
    """The names of the units found, the best first."""
    return [row.name for row in units_in_order(find_units(typed, narrowed).ids)]


@pytest.fixture
def town(house: House) -> House:
    """A regency with offices of long names, published."""
    system = Actor.system(house.tenants["sagara"])
    Agency.objects.for_tenant(house.tenants["sagara"]).update(region_code="97.01")
    for code, name, kind in (
        ("ptsp", "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu", UnitKind.OFFICE),
        ("capil", "Dinas Kependudukan dan Pencatatan Sipil", UnitKind.OFFICE),
        ("melati", "Rumah Sakit Umum Daerah Melati", UnitKind.HOSPITAL),
        ("kota", "Kantor Dinas Pasar Melati", UnitKind.OFFICE),
    ):
        add_unit(actor=system, code=code, name=name, kind=kind, now=NOW)
    publish_all()
    return house


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("pencatatan sipil", "Dinas Kependudukan dan Pencatatan Sipil"),
        ("PENCATATAN", "Dinas Kependudukan dan Pencatatan Sipil"),
        ("disdukcapil sipil", "Dinas Kependudukan dan Pencatatan Sipil"),
        ("dpmptsp", "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu"),
        ("rsud mel", "Rumah Sakit Umum Daerah Melati"),
        ("melati rumah", "Rumah Sakit Umum Daerah Melati"),
        ("rumah sakit tanjung", "RSUD Tanjung Sagara"),
    ],
)
def test_it_is_found_by_its_name_or_by_what_people_call_it(town: House, typed: str, first: str) -> None:
    assert names(typed)[0] == first


def test_names_count_before_places(town: House) -> None:
    assert names("sagara")[0] == "RSUD Tanjung Sagara"
    assert len(names("sagara")) == 6, "the others lie in Kabupaten Tanjung Sagara"


def test_a_word_that_nothing_holds_finds_nothing(town: House) -> None:
    assert names("rsud zzzz") == []
    assert names("") == names("  !?* ") == []


def test_what_is_narrowed_is_narrowed(town: House) -> None:
    PublishedUnit.objects.filter(slug="melati").update(title="WBK", silent=True)
    assert names("melati", Narrowed(title="WBK")) == ["Rumah Sakit Umum Daerah Melati"]
    assert names("melati", Narrowed(silent=True)) == ["Rumah Sakit Umum Daerah Melati"]
    assert names("melati", Narrowed(kind="office")) == ["Kantor Dinas Pasar Melati"]
    assert len(names("melati", Narrowed(place="97"))) == len(names("melati", Narrowed(place="97.01"))) == 2
    assert names("melati", Narrowed(place="32")) == []
    PublishedUnit.objects.filter(slug="melati").update(until=date(2026, 1, 1))
    assert names("melati", Narrowed(today=date(2026, 1, 2))) == ["Kantor Dinas Pasar Melati"]


def test_a_unit_is_found_by_its_former_name_and_no_more_by_one_that_was_only_corrected(town: House) -> None:
    system = Actor.system(town.tenants["sagara"])
    rename_unit(actor=system, unit_id=town.units["rsud"].pk, name="RSUD Cempaka", code="rsud-cempaka",
                kind=UnitKind.HOSPITAL, day=date(2026, 3, 2), now=NOW)  # fmt: skip
    publish(town)
    assert names("rsud cempaka") == ["RSUD Cempaka"]
    assert "RSUD Cempaka" in names("rsud tanjung sagara")
    assert unit("rsud-cempaka").facts["names"][0]["slug"] == "rsud"


def test_units_are_found_by_the_name_that_their_body_got(town: House) -> None:
    assert names("melati cendana") == []
    Agency.objects.for_tenant(town.tenants["sagara"]).update(name="Kabupaten Cendana")
    publish(town)
    assert len(names("melati cendana")) == 2


def test_of_very_many_hits_the_best_are_found_and_it_is_said(town: House) -> None:
    tenant = town.tenants["sagara"]
    system = Actor.system(tenant)
    for number in range(3):
        add_unit(actor=system, code=f"sd-{number}", name=f"SD Negeri {number}", kind=UnitKind.SCHOOL, now=NOW)
    publish(town)
    assert not find_units("sd").more
    assert len(find_units("sd").ids) == 3 <= MOST_HITS


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=80))
def test_nothing_that_is_typed_is_an_error(town: House, typed: str) -> None:
    assert len(find_units(typed).ids) <= MOST_HITS


@pytest.mark.parametrize(
    "typed", ['"', "') OR 1=1 --", "NEAR(a b)", "a:* & !b", "\x00", "%_", "head : rsud", "é" * 300]
)
def test_operators_are_only_signs(town: House, typed: str) -> None:
    assert find_units(typed).more is False


def test_an_office_is_abbreviated_where_its_name_holds_every_word() -> None:
    assert abbreviated(plain_words("Dinas Kependudukan dan Pencatatan Sipil")) == ["disdukcapil", "dukcapil"]
    assert abbreviated(["sipil"]) == []


def test_typed_words_are_few_plain_and_each_once() -> None:
    assert typed_words("Économie ÉCONOMIE  X_y-2") == ["economie", "x", "y", "2"]
    assert len(typed_words(" ".join(f"w{n}" for n in range(50)))) == 8
