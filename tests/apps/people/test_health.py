"""The operator sees how the installation is, and nothing of what is in it."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from pulau.apps.people.contract import Role
from pulau.apps.people.health import FIGURES, count_everything, health
from pulau.apps.people.models import HealthFigure
from pulau.apps.people.tasks import count_health
from pulau.core.shared.roles import Scope
from tests.apps.people.grants import add_person, employ, grant, open_ministry
from tests.house import House


@pytest.fixture
def operated(house: House) -> House:
    """Olga runs the installation."""
    open_ministry(house)
    add_person(house, "olga", "kemenuji", grant(scope=Scope.COUNTRY, role=Role.OPERATOR))
    employ(house, house.users["ayu"], "disdukcapil", "198501012010012001")
    return house


def test_figures_are_counted_over_all_bodies_and_again(operated: House) -> None:
    now = timezone.now()
    found = count_everything(now)
    assert (found["tenants"], found["units"], found["employees"]) == (3, 3, 1)
    assert set(found) == set(FIGURES)
    assert count_everything(now) == found
    assert HealthFigure.objects.count() == len(FIGURES)


def test_the_page_shows_states_and_figures_and_no_content(
    operated: House,
    django_assert_max_num_queries: Any,  # noqa: ANN401 - pytest-django's
) -> None:
    count_health.call()
    DBTaskResult.objects.create(
        args_kwargs={"args": [], "kwargs": {}},
        task_path="pulau.apps.people.tasks.count_health",
        backend_name="default",
        queue_name="default",
        run_after=timezone.now(),
    )
    browser = operated.client("olga")
    with django_assert_max_num_queries(15):
        page = browser.get("/kesehatan").content.decode()
    assert "Belum diketahui" in page, "no backup is known of"
    assert "Lengkap" in page
    assert health().jobs.waiting == 1
    names = [user.full_name for name, user in operated.users.items() if name != "olga"]
    texts = [*names, *(unit.name for unit in operated.units.values()), "Tanjung Sagara", "Muara Lain", "19850101"]
    assert [told for told in texts if told in page] == []


def test_before_the_first_count_the_page_says_so(operated: House) -> None:
    assert "Belum dihitung" in operated.client("olga").get("/kesehatan").content.decode()


@pytest.mark.parametrize("who", ["ayu", "hana", "indra", "eka"])
def test_nobody_else_opens_it(operated: House, who: str) -> None:
    assert operated.client(who).get("/kesehatan").status_code == 403


def test_the_operator_opens_nothing_of_a_body(operated: House) -> None:
    browser = operated.client("olga")
    browser.post("/instansi", {"instansi": str(operated.tenants["sagara"])})
    for path in ("/penugasan", "/unit", "/pegawai", "/jurnal", "/lke/tabel", "/siapa-melihat", "/undangan"):
        assert browser.get(path).status_code in {403, 404}, path
    assert browser.get(operated.address()).status_code == 404
    assert browser.get("/kesehatan").status_code == 200
