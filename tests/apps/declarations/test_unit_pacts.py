"""What a head sees of the unit's pacts, what an administrator sees of all, and who sees no name."""

from __future__ import annotations

import pytest
from django.urls import reverse

from pulau.apps.declarations.services import asking
from pulau.apps.declarations.services.pacts import refuse_pact
from pulau.apps.people.contract import Role, Wish, appoint
from pulau.core.shared.actor import Actor
from pulau.foundation.accounts.services import register_user
from pulau.foundation.jobs.queue import waiting
from pulau.foundation.notices.models import Notice
from tests.apps.declarations.pledging import ask, own, pact_of, sign, texts, worker
from tests.cast import NOW
from tests.house import FIRST_DAY, House

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_of_the_tests")]
UNITS = "/pakta/unit"
DUKCAPIL = "/pakta/unit/disdukcapil"


def staffed(house: House) -> None:
    texts(house)
    for name, unit in (("Ani Lestari", "disdukcapil"), ("Budi Raharjo", "disdukcapil"), ("Citra Dewi", "rsud")):
        worker(house, name, unit)
    worker(house, "Edo Tanpaakun", account=False)
    ask(house)


def test_a_head_sees_who_has_not_signed_and_only_in_the_own_unit(house: House) -> None:
    staffed(house)
    gita = house.client("gita")
    assert gita.get(UNITS)["Location"] == DUKCAPIL
    page = gita.get(DUKCAPIL).content.decode()
    assert all(name in page for name in ("Ani Lestari", "Budi Raharjo", "Edo Tanpaakun"))
    assert "Citra" not in page
    assert "1 pegawai belum punya akun" in page
    assert gita.get("/pakta/unit/rsud").status_code == 404
    assert "Budi" not in gita.get(DUKCAPIL, {"cari": "ani"}).content.decode()


def test_who_signed_leaves_the_list_and_a_refusal_shows_its_reason(house: House) -> None:
    texts(house)
    ani, budi = worker(house, "Ani Lestari"), worker(house, "Budi Raharjo")
    ask(house)
    sign(ani)
    refuse_pact(actor=own(budi), pact_id=pact_of(budi).pk, reason="Saya belum membacanya.", now=NOW)
    page = house.client("gita").get(DUKCAPIL).content.decode()
    assert "Ani Lestari" not in page
    assert "Saya belum membacanya." in page
    assert "dari 2 ditandatangani" in page


def test_the_administrator_and_the_head_of_the_agency_see_every_unit(house: House) -> None:
    staffed(house)
    for who in ("hana", "indra"):
        client = house.client(who)
        page = client.get(UNITS).content.decode()
        assert "RSUD Tanjung Sagara" in page
        assert "Citra Dewi" in client.get("/pakta/unit/rsud").content.decode()
    assert (
        "RSUD" not in house.client("hana").get(UNITS, {"cari": "kependudukan"}).content.decode().partition("<main")[2]
    )


@pytest.mark.parametrize("who", ["ayu", "fajar", "joko", "dewi", "eka", None])
def test_nobody_else_gets_to_the_names(house: House, who: str | None) -> None:
    staffed(house)
    client = house.client(who)
    pact = pact_of_ani(house)
    for path in (UNITS, DUKCAPIL, "/pakta/unit/rsud"):
        answer = client.get(path)
        assert answer.status_code in {302, 403}
        assert "Ani Lestari" not in answer.content.decode()
    for name, args in (("remind_all", []), ("remind_unit", ["disdukcapil"]), ("ask_all", []), ("remind_one", [pact])):
        assert client.post(reverse(f"declarations:{name}", args=args)).status_code in {401, 403}
    assert not Notice.objects.for_tenant(house.tenants["sagara"]).filter(kind="declarations.pact_reminded").exists()


def pact_of_ani(house: House):  # type: ignore[no-untyped-def]  # noqa: ANN201 - an id
    from pulau.apps.declarations.models import Pact  # noqa: PLC0415 - this one helper's

    return Pact.objects.for_tenant(house.tenants["sagara"]).get(user_id=house.users["ani"].pk).pk


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.TPI_LEADER, Role.COMPANION, Role.GIFT_CONTROL])
def test_auditor_companion_and_assessors_see_no_name(house: House, role: Role) -> None:
    staffed(house)
    tenant = house.tenants["sagara"]
    user = register_user(actor=Actor.system(tenant), email="tamu@uji.example.id", full_name="Tamu", now=NOW)
    wish = Wish(role=role, unit_id=None, since=FIRST_DAY, companion_kind="ombudsman" if role == Role.COMPANION else "")
    appoint(actor=Actor.system(tenant), user_id=user.pk, wish=wish, now=NOW)
    house.users["tamu"] = user
    client = house.client("tamu")
    for path in (UNITS, DUKCAPIL):
        assert client.get(path).status_code == 403


def test_a_reminder_from_the_page_says_whom_it_reached(house: House) -> None:
    staffed(house)
    gita = house.client("gita")
    told = gita.post(f"{DUKCAPIL}/ingatkan", follow=True).content.decode()
    assert "2 pegawai diingatkan." in told
    assert "1 tidak terjangkau karena belum punya akun." in told
    one = gita.post(reverse("declarations:remind_one", args=[pact_of_ani(house)]), follow=True).content.decode()
    assert "1 sudah diingatkan hari ini." in one
    assert gita.post("/pakta/unit/rsud/ingatkan").status_code == 404


def test_asking_at_once_shows_how_far_it_is(house: House) -> None:
    texts(house)
    worker(house, "Ani Lestari")
    gita = house.client("gita")
    answer = gita.post(f"{DUKCAPIL}/minta")
    assert answer["Location"] == f"{DUKCAPIL}?berjalan=ya"
    running = gita.get(answer["Location"]).content.decode()
    assert 'hx-trigger="every 3s"' in running
    assert "0 dari 1 pegawai" in running
    assert waiting(asking.JOB) == 1
    ask(house)
    assert "hx-trigger" not in gita.get(answer["Location"]).content.decode().partition('id="permintaan"')[2][:200]


def test_the_lists_ask_as_many_questions_whatever_there_is(house: House, django_assert_max_num_queries: object) -> None:
    texts(house)
    hana = house.client("hana")
    counts: dict[str, list[int]] = {UNITS: [], DUKCAPIL: []}
    for number in range(3):
        worker(house, f"Pegawai {number}", account=False)
        ask(house)
        for path, found in counts.items():
            with django_assert_max_num_queries(15) as told:  # type: ignore[operator]  # pytest-django's fixture
                hana.get(path)
            found.append(len(told))
    assert [len(set(found)) for found in counts.values()] == [1, 1]
