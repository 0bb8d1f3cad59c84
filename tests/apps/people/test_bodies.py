"""A person with duties in two bodies works for one at a time."""

from __future__ import annotations

import pytest

from pulau.apps.people.contract import Role, Wish, appoint
from pulau.core.shared.actor import Actor
from tests.cast import NOW
from tests.house import House


@pytest.fixture
def of_both(house: House) -> House:
    """Ayu serves in the other agency's civil registry too."""
    system = Actor.system(house.tenants["lain"])
    unit = house.units["disdukcapil-lain"].pk
    appoint(
        actor=system,
        user_id=house.users["ayu"].pk,
        wish=Wish(role=Role.ZONE_TEAM, unit_id=unit, since=NOW.date()),
        now=NOW,
    )
    return house


def test_who_serves_one_body_is_not_offered_another(house: House) -> None:
    assert "Ganti instansi" not in house.client("ayu").get("/lke").content.decode()


def test_the_other_body_is_one_press_away_and_never_both_at_once(of_both: House) -> None:
    client = of_both.client("ayu")
    assert "Ganti instansi" in client.get("/lke").content.decode()
    assert client.get(of_both.address()).status_code == 200
    answer = client.post("/instansi", {"instansi": str(of_both.tenants["lain"])})
    assert (answer.status_code, answer["Location"]) == (303, "/lke")
    assert client.get(of_both.address()).status_code == 404
    client.post("/instansi", {"instansi": str(of_both.tenants["sagara"])})
    assert client.get(of_both.address()).status_code == 200


@pytest.mark.parametrize("asked", ["", "x", "5a6a0000-0000-4000-8000-000000000001"])
def test_a_body_in_which_one_holds_nothing_cannot_be_chosen(of_both: House, asked: str) -> None:
    client = of_both.client("ayu")
    assert client.post("/instansi", {"instansi": asked}).status_code == 422
    assert client.get(of_both.address()).status_code == 200


def test_another_bodys_wall_holds_for_who_serves_one(house: House) -> None:
    client = house.client("dewi")
    assert client.post("/instansi", {"instansi": str(house.tenants["sagara"])}).status_code == 422
    assert client.get(house.address()).status_code == 404


@pytest.mark.parametrize(("who", "status"), [("eka", 403), (None, 302)])
def test_who_holds_nothing_has_nothing_to_choose(house: House, who: str | None, status: int) -> None:
    assert house.client(who).get("/instansi").status_code == status
