"""The pages of cases: who finds them, and what they say."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.apps.assessments.court import Court, court

__all__ = ["court"]

HOME = "/penilaian/disdukcapil/2026/"


def test_the_list_leads_to_the_case(court: Court) -> None:
    page = court.client("ayu").get("/penilaian")
    assert reverse("assessments:case", args=["disdukcapil", 2026]) in page.content.decode()
    assert court.client("ayu").get(HOME).status_code == 200


def test_a_step_names_the_regulation_it_rests_on_in_full(court: Court) -> None:
    court.stand_at("tpi-round-1")
    for page in (HOME, f"{HOME}langkah/begin_round_2"):
        assert "Permenpan RB 90/2021, Lampiran I, " in court.client("rani").get(page).content.decode()


@pytest.mark.parametrize("who", ["joko", "dewi"])
def test_others_do_not_find_it(court: Court, who: str) -> None:
    assert HOME not in court.client(who).get("/penilaian").content.decode()
    assert court.client(who).get(HOME).status_code == 404


def test_strangers_are_asked_to_sign_in(client: Client, court: Court) -> None:
    assert client.get(HOME).status_code == 302
