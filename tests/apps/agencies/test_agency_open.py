"""`pulau agency open`: a real agency begins."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from pulau.apps.agencies.contract import AgencyKind, agency_of, units_of
from pulau.core.shared.actor import Actor
from pulau.foundation.journal.selectors import entries_for
from pulau.foundation.tenancy.models import Tenant

pytestmark = pytest.mark.django_db


def opened(*arguments: str) -> str:
    out = StringIO()
    call_command("agency_open", *arguments, stdout=out)
    return out.getvalue()


def test_an_agency_is_opened_with_nothing_in_it() -> None:
    told = opened("kab-contoh", "Kabupaten Contoh", "--kind", "regency")
    system = Actor.system(Tenant.objects.get(code="kab-contoh").pk)
    agency = agency_of(system)
    assert agency is not None
    assert (agency.name, agency.kind) == ("Kabupaten Contoh", AgencyKind.REGENCY)
    assert not units_of(system).exists()
    assert {entry.action for entry in entries_for(system)} == {"accounts.tenant_opened", "agencies.agency_described"}
    assert "pulau user add" in told


def test_an_address_of_pulau_is_no_code_and_another_is_proposed() -> None:
    with pytest.raises(CommandError, match="misalnya kab-pantau"):
        opened("pantau", "Kabupaten Pantau", "--kind", "regency")
    assert not Tenant.objects.exists()


def test_the_operator_makes_a_body_national_and_takes_it_back() -> None:
    opened("kemen-contoh", "Kementerian Contoh", "--kind", "ministry")
    system = Actor.system(Tenant.objects.get(code="kemen-contoh").pk)
    for options, national in (((), True), (("--withdraw",), False)):
        out = StringIO()
        call_command("agency_national", "kemen-contoh", *options, stdout=out)
        agency = agency_of(system)
        assert agency is not None
        assert agency.national is national
        assert "Kementerian Contoh" in out.getvalue()
    with pytest.raises(CommandError, match="tidak-ada"):
        call_command("agency_national", "tidak-ada")


def test_a_code_is_given_once() -> None:
    opened("kab-contoh", "Kabupaten Contoh", "--kind", "regency")
    with pytest.raises(CommandError, match="kab-contoh sudah dipakai"):
        opened("kab-contoh", "Kabupaten Lain", "--kind", "regency")
    assert Tenant.objects.get().name == "Kabupaten Contoh"


@pytest.mark.parametrize("code", ["Kab Contoh", "kab_contoh", "KAB", "-kab", ""])
def test_a_malformed_code_is_refused_in_words(code: str) -> None:
    with pytest.raises(CommandError, match="huruf kecil, angka, dan tanda hubung"):
        opened("--kind", "regency", "--", code, "Kabupaten Contoh")
    assert not Tenant.objects.exists()


def test_a_name_too_long_leaves_nothing_behind() -> None:
    with pytest.raises(CommandError):
        opened("kab-contoh", "x" * 201, "--kind", "city")
    assert not Tenant.objects.exists()


def test_an_unknown_kind_is_told_with_the_known_ones() -> None:
    with pytest.raises(CommandError, match="regency"):
        opened("kab-contoh", "Kabupaten Contoh", "--kind", "town")
