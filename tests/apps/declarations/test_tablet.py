"""The tablet itself: opened, closed to all else, drawn at and signed at; hostile and unlucky ways of using it."""

from __future__ import annotations

import json

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from pulau.apps.declarations.models import Pact, PactState, PledgeKind
from pulau.apps.signing.contract import Document
from pulau.foundation.accounts.models import SignInEvent
from pulau.foundation.journal.models import Entry
from tests.apps.declarations.pledging import SHORT, approved, ask, pact_of, sign, texts, worker
from tests.apps.declarations.tablet import HOME, STROKES, device, draw, fresh, text_of_kind
from tests.foundation.codes import code_of, give_app
from tests.house import PASSWORD, House

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_of_the_tests")]


def with_password(house: House, key: str) -> None:
    house.users[key].set_password(PASSWORD)
    house.users[key].save()


def office(house: House) -> tuple[Pact, Pact]:
    """Ani has an account, Edo has none; Citra is of another unit."""
    texts(house)
    ani, edo = worker(house, "Ani Lestari"), worker(house, "Edo Tanpaakun", account=False)
    worker(house, "Citra Dewi", "rsud")
    with_password(house, "ani")
    ask(house)
    return pact_of(ani), pact_of(edo)


def by_account(client: Client, pact: Pact, **told: str) -> int:
    body = {"naskah": str(text_of_kind(pact)), "akun": "ani@uji.example.id", "sandi": PASSWORD, **told}
    return client.post(f"{HOME}/{pact.pk}/akun", body).status_code


def documents(house: House) -> int:
    return Document.objects.for_tenant(house.tenants["sagara"]).count()


def test_names_of_the_unit_alone_are_listed_without_numbers(house: House) -> None:
    _ani, edo = office(house)
    _row, tablet = device(house)
    page = tablet.get(HOME).content.decode()
    assert "Ani Lestari" in page
    assert "2 orang belum menandatangani" in page
    assert "Citra" not in page
    employee = edo.employee
    assert employee is not None
    assert employee.nip not in page
    found = tablet.get(HOME, {"cari": "edo"}).content.decode()
    assert "Ani" not in found
    assert "2 orang" in found, "how many are left in all"


def test_a_drawing_waits_and_no_document_exists_and_the_next_page_names_nobody(house: House) -> None:
    _ani, edo = office(house)
    _row, tablet = device(house)
    shown = tablet.get(f"{HOME}/{edo.pk}").content.decode()
    assert "Saya, Edo Tanpaakun, Analis" in shown
    assert "Tanda tangani dengan akun" not in shown
    assert draw(tablet, edo) == 303
    drawn = fresh(edo)
    assert (drawn.state, drawn.document_id, len(drawn.drawing), documents(house)) == (PactState.DRAWN, None, 64, 0)
    after = tablet.get(f"{HOME}/terima-kasih?cara=gambar").content.decode()
    assert "Edo" not in after
    assert f"6;url={HOME}" in after
    assert "Edo" not in tablet.get(HOME).content.decode()
    assert "Edo" not in tablet.get(f"{HOME}/{edo.pk}").content.decode(), "once drawn its page names nobody"
    entry = Entry.objects.for_tenant(edo.tenant_id).get(action="declarations.pact_drawn")
    assert "Edo" not in entry.payload
    assert draw(tablet, edo) == 303, "tapped twice it is kept once"
    assert draw(tablet, edo, strokes=STROKES.replace("330", "331")) == 409, "nobody draws over a drawing"
    assert fresh(edo).drawing == drawn.drawing


def test_who_cannot_draw_sets_a_cross(house: House) -> None:
    _ani, edo = office(house)
    _row, tablet = device(house)
    assert draw(tablet, edo, strokes="", cara="silang") == 303
    assert fresh(edo).state == PactState.DRAWN


HOSTILE = (
    *("", "Edo Tanpaakun", "NaN", '{"w":1200,"h":400,"strokes":[[[NaN,1],[900,9]]]}', "[" * 9_000, " " * 200_001),
    *('{"w":1200,"h":400,"strokes":[[["1","2"],["3","4"]]]}', '{"w":1200,"h":400,"strokes":[]}', "\x00\ufffd" * 5),
    '{"w":1e9,"h":400,"strokes":[[[1,2],[300,4]]]}',
    json.dumps({"w": 1200, "h": 400, "strokes": [[[x % 1200, 3] for x in range(10_001)]]}),
)


def test_hostile_strokes_are_refused_in_words(house: House) -> None:
    _ani, edo = office(house)
    _row, tablet = device(house)
    for strokes in HOSTILE:
        body = {"naskah": str(text_of_kind(edo)), "goresan": strokes}
        answer = tablet.post(f"{HOME}/{edo.pk}/gambar", body)
        assert (answer.status_code, "ambar" in answer.content.decode()) == (422, True), strokes[:60]
    assert fresh(edo).state == PactState.DUE


def test_an_account_signs_at_once_and_leaves_no_session(house: House) -> None:
    ani, _edo = office(house)
    _row, tablet = device(house)
    sessions = Session.objects.count()
    assert by_account(tablet, ani) == 303
    signed = fresh(ani)
    assert (signed.state, signed.drawing, signed.user_id) == (PactState.SIGNED, "", house.users["ani"].pk)
    assert (Session.objects.count(), "sessionid" in tablet.cookies) == (sessions, False)
    assert by_account(tablet, ani) == 409, "the step-up was for that one signature"
    assert documents(house) == 1


def test_wrong_passwords_count_for_the_account_and_hold_it_back(house: House) -> None:
    ani, _edo = office(house)
    _row, tablet = device(house)
    for _turn in range(5):
        assert by_account(tablet, ani, sandi="salah-sekali-ya") == 422
    assert SignInEvent.objects.filter(user=house.users["ani"], kind="failed").count() == 5
    assert by_account(tablet, ani) == 429
    elsewhere = Client().post("/masuk", {"login": "ani@uji.example.id", "password": PASSWORD})
    assert elsewhere.status_code == 429, "the same count as at the sign-in"
    assert fresh(ani).state == PactState.DUE


def test_a_second_factor_is_asked_for_and_a_closed_account_signs_nothing(house: House) -> None:
    ani, _edo = office(house)
    secret = give_app(house.users["ani"])
    _row, tablet = device(house)
    assert by_account(tablet, ani) == 422
    assert by_account(tablet, ani, kode="000000") == 422
    assert fresh(ani).state == PactState.DUE
    house.users["ani"].is_active = False
    house.users["ani"].save()
    assert by_account(tablet, ani, kode=code_of(secret)) == 422
    house.users["ani"].is_active = True
    house.users["ani"].save()
    assert by_account(tablet, ani, kode=code_of(secret)) == 303


def test_nobody_signs_for_somebody_else(house: House) -> None:
    ani, edo = office(house)
    _row, tablet = device(house)
    assert by_account(tablet, edo) == 422
    assert by_account(tablet, ani, akun="gita@uji.example.id") == 422
    assert {fresh(ani).state, fresh(edo).state} == {PactState.DUE}


def test_two_tablets_and_a_phone_make_one_pact(house: House) -> None:
    ani, edo = office(house)
    (_one, first), (_two, second) = device(house), device(house, "ayu")
    assert (draw(first, edo), draw(second, edo, strokes=STROKES.replace("20", "21"))) == (303, 409)
    assert ani.employee is not None
    sign(ani.employee)
    assert (draw(first, ani), by_account(second, ani)) == (409, 409)
    assert (fresh(ani).state, documents(house)) == (PactState.SIGNED, 1)


def test_people_of_other_units_and_bodies_are_not_there(house: House) -> None:
    office(house)
    other = Pact.objects.for_tenant(house.tenants["sagara"]).get(name="Citra Dewi")
    _row, tablet = device(house)
    assert tablet.get(f"{HOME}/{other.pk}").status_code == 404
    assert (draw(tablet, other), by_account(tablet, other)) == (404, 404)
    _far, elsewhere = device(house, "dewi", "disdukcapil-lain")
    assert "Ani" not in elsewhere.get(HOME).content.decode()
    assert draw(elsewhere, other) == 404


def test_a_changed_text_is_read_anew(house: House) -> None:
    _ani, edo = office(house)
    _row, tablet = device(house)
    before = str(text_of_kind(edo))
    approved(house, PledgeKind.PERSONAL, SHORT.__class__("Baru", SHORT.opening, ("jujur;",), ""))
    assert tablet.post(f"{HOME}/{edo.pk}/gambar", {"naskah": before, "goresan": STROKES}).status_code == 409
    assert fresh(edo).state == PactState.DUE
