"""Opening a worksheet on its page: for whom, what is asked, and what is told where it cannot be."""

from __future__ import annotations

from html import unescape
from typing import Any

import pytest
from django.db import IntegrityError
from django.utils import timezone

from pulau.apps.agencies.contract import WorkUnit
from pulau.apps.people.models import Appointment
from pulau.apps.worksheets import opening_form
from pulau.apps.worksheets.models import Worksheet
from pulau.apps.worksheets.views import opening
from pulau.core.shared.problems import BadInput
from tests.house import REGULATION, House

NEW = "/lke/baru"
pytestmark = pytest.mark.django_db


def post(house: House, who: str | None, **typed: str) -> Any:  # noqa: ANN401 - a test client's answer has no public type
    values = {"unit": "rsud", "year": "2026", "regulation": REGULATION, "prior_title": ""}
    return house.client(who).post(NEW, values | typed)


def count(house: House) -> int:
    return sum(Worksheet.objects.for_tenant(tenant).count() for tenant in house.tenants.values())


def choices(house: House, who: str) -> set[str]:
    return {code for code, _name in house.client(who).get(NEW).context["form"].units}


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("hana", 200),
        ("ayu", 200),
        ("gita", 200),
        ("joko", 200),
        ("dewi", 200),
        ("indra", 403),
        ("eka", 403),
        (None, 302),
    ],
)
def test_teams_heads_and_administrators_may_open(house: House, who: str | None, status: int) -> None:
    assert house.client(who).get(NEW).status_code == status


def test_only_units_for_which_one_may_are_offered(house: House) -> None:
    assert choices(house, "hana") == {"disdukcapil", "rsud"}
    assert choices(house, "ayu") == {"disdukcapil"}
    assert choices(house, "dewi") == {"disdukcapil-lain"}


def test_the_administrator_opens_one_for_a_unit_and_is_led_to_it(house: House) -> None:
    response = post(house, "hana", prior_title="WBK")
    assert (response.status_code, response.headers["Location"]) == (303, "/lke/rsud/2026/")
    row = Worksheet.objects.for_tenant(house.tenants["sagara"]).get(unit__code="rsud")
    assert (row.year, row.regulation, row.prior_title) == (2026, REGULATION, "WBK")


def test_a_team_opens_one_for_its_unit_under_any_form(house: House) -> None:
    assert post(house, "joko", year="2026", regulation="permenpan-rb-52-2014").status_code == 303
    row = Worksheet.objects.for_tenant(house.tenants["sagara"]).get(unit__code="rsud")
    assert row.regulation == "permenpan-rb-52-2014"


@pytest.mark.parametrize(
    ("who", "unit"),
    [("ayu", "rsud"), ("dewi", "rsud"), ("hana", "disdukcapil-lain"), ("hana", "tidak-ada"), ("hana", "\x00")],
)
def test_a_unit_that_is_not_ones_own_is_told_at_the_field(house: House, who: str, unit: str) -> None:
    before = count(house)
    response = post(house, who, unit=unit)
    assert response.status_code == 422
    assert list(response.context["field_errors"]) == ["unit"]
    assert count(house) == before


@pytest.mark.parametrize("who", ["indra", "eka"])
def test_who_may_not_open_cannot_post(house: House, who: str) -> None:
    before = count(house)
    assert post(house, who).status_code == 403
    assert post(house, None).status_code == 401
    assert count(house) == before


def test_one_that_is_there_is_led_to_with_a_word(house: House) -> None:
    before = count(house)
    client = house.client("ayu")
    values = {"unit": "disdukcapil", "year": "2026", "regulation": "permenpan-rb-10-2019", "prior_title": ""}
    response = client.post(NEW, values)
    assert (response.status_code, response.headers["Location"]) == (303, "/lke/disdukcapil/2026/")
    page = unescape(client.get("/lke/disdukcapil/2026/").content.decode())
    assert "Lembar kerja Dinas Kependudukan tahun 2026 sudah ada." in page
    assert "sudah ada." not in client.get("/lke/disdukcapil/2026/").content.decode()
    assert count(house) == before


def test_one_that_somebody_opened_at_the_same_moment_is_led_to(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.open("rsud", 2026)

    def too_late(**_facts: object) -> None:
        raise IntegrityError

    monkeypatch.setattr(opening, "open_worksheet", too_late)
    response = post(house, "joko")
    assert (response.status_code, response.headers["Location"]) == (303, "/lke/rsud/2026/")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("unit", ""),
        ("year", ""),
        ("year", "dua ribu"),
        ("year", "2013"),
        ("year", "2101"),
        ("year", "-2026"),
        ("year", "9" * 5000),
        ("regulation", ""),
        ("regulation", "permenpan-rb-5-2024"),
        ("regulation", "../rahasia"),
        ("prior_title", "WBKX"),
    ],
)
def test_what_cannot_be_taken_is_told_at_its_field_and_the_rest_stays(house: House, field: str, value: str) -> None:
    before = count(house)
    response = post(house, "hana", **{"prior_title": "WBBM", field: value})
    assert response.status_code == 422
    assert list(response.context["field_errors"]) == [field]
    page = unescape(response.content.decode())
    assert f'href="#{field}"' in page
    assert 'aria-invalid="true"' in page
    kept = {"unit": "rsud", "year": "2026", "regulation": REGULATION, "prior_title": "WBBM"}
    for name, typed in kept.items():
        if name != field:
            assert response.context["values"][name] == typed
            assert f'value="{typed}" selected' in page or f'value="{typed}"' in page
    assert count(house) == before


def test_what_the_rules_refuse_is_told_at_its_field(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_facts: object) -> None:
        raise BadInput.because("unknown-title", "prior_title", value="WBBM", known="WBK")

    monkeypatch.setattr(opening, "open_worksheet", refuse)
    response = post(house, "hana", prior_title="WBBM")
    assert response.status_code == 422
    assert "WBBM" in response.context["field_errors"]["prior_title"]


def test_the_page_says_that_the_year_does_not_tell_the_form(house: House) -> None:
    page = house.client("hana").get(NEW).content.decode()
    assert "Tahun tidak menentukan formulir" in page
    assert "permenpan-rb-5-2024" not in page  # it amends; it has no worksheet of its own


def test_a_link_fills_in_unit_and_year(house: House) -> None:
    values = house.client("hana").get(NEW, {"unit": "rsud", "tahun": "2024"}).context["values"]
    assert (values["unit"], values["year"]) == ("rsud", "2024")
    assert house.client("hana").get(NEW).context["values"]["year"] == str(timezone.localdate().year)


def test_script_in_what_was_typed_stays_text(house: House) -> None:
    page = post(house, "hana", unit="<script>alert(1)</script>", year='"><script>').content.decode()
    assert "<script>alert(1)" not in page
    assert '"><script>' not in page


def test_of_very_many_units_the_code_is_typed(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening_form, "MOST_CHOICES", 1)
    page = house.client("hana").get(NEW)
    assert page.context["form"].units is None
    assert 'name="unit" type="text"' in page.content.decode()
    assert post(house, "hana", unit=" rsud ").status_code == 303


def test_without_units_the_administrator_is_led_to_adding_them(house: House) -> None:
    lain = house.tenants["lain"]
    Appointment.objects.for_tenant(lain).delete()
    WorkUnit.objects.for_tenant(lain).delete()
    Appointment.objects.for_tenant(house.tenants["sagara"]).filter(user=house.users["hana"]).update(tenant=lain)
    assert 'href="/unit"' in house.client("hana").get(NEW).content.decode()


def test_both_languages_render(house: House) -> None:
    client = house.client("hana")
    for language in ("id", "en"):
        client.cookies["pulau_language"] = language
        response = client.get(NEW)
        assert (response.status_code, response.headers["Content-Language"]) == (200, language)


@pytest.mark.parametrize("who", ["hana", "ayu"])
def test_the_page_is_a_few_queries(house: House, who: str, django_assert_max_num_queries: Any) -> None:  # noqa: ANN401
    client = house.client(who)
    with django_assert_max_num_queries(5):  # one of them asks in which zone the agency's year begins
        client.get(NEW)
