"""What was drawn becomes a signature by a witness alone: one by one, once each, marked everywhere, also half way."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from pulau.apps.declarations.attesting_jobs import go_on
from pulau.apps.declarations.models import (
    AttestItem,
    AttestItemState,
    AttestRun,
    AttestState,
    Pact,
    PactState,
    TabletSession,
)
from pulau.apps.declarations.services.attesting import (
    NothingToAttest,
    attest_pact,
    resume_attesting,
    start_attesting,
)
from pulau.apps.declarations.services.pacts import PactNotOpen, ReasonMissing, withdraw_pact
from pulau.apps.declarations.services.tablet import OwnDrawing, refuse_drawing
from pulau.apps.people.services.staff import link_account
from pulau.apps.signing.contract import Document, Given, Means, ProviderAway, newest, signatories_of
from pulau.exchange.signatures.providers.local import LocalProvider
from pulau.foundation import storage
from pulau.foundation.jobs.queue import waiting
from pulau.foundation.journal.models import Entry
from pulau.foundation.tenancy.wall import behind_wall
from tests.apps.declarations.pledging import ask, own, pact_of, texts, worker
from tests.apps.declarations.tablet import STROKES, advance, attest, device, draw, fresh
from tests.apps.signing.desk import application, as_requested
from tests.cast import NOW
from tests.house import House

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_of_the_tests")]
NAMES = ("Edo Tanpaakun", "Fitri Tanpaakun", "Gani Tanpaakun")


@pytest.fixture
def drawn(house: House) -> list[Pact]:
    """Three of the civil registry drew at Gita's tablet."""
    texts(house)
    people = [worker(house, name, account=False) for name in NAMES]
    ask(house)
    row, tablet = device(house)
    pacts = [pact_of(one) for one in people]
    assert [draw(tablet, pact) for pact in pacts] == [303] * 3
    assert row.unit_id == pacts[0].unit_id
    return [fresh(pact) for pact in pacts]


def test_a_witness_makes_it_a_signature_that_says_how_it_came_about(house: House, drawn: list[Pact]) -> None:
    run = attest(house, "gita", drawn[0])
    assert (run.state, run.size) == (AttestState.DONE, 1)
    pact = fresh(drawn[0])
    assert (pact.state, pact.witness_id, pact.drawing) == (
        PactState.SIGNED, house.users["gita"].pk, drawn[0].drawing,
    )  # fmt: skip
    assert [fresh(one).state for one in drawn[1:]] == [PactState.DRAWN] * 2
    document = pact.document
    assert document is not None
    with behind_wall(document.tenant_id):
        first, witness = signatories_of(document)
        pdf = storage.get(newest(document).digest)
    assert (first.name, first.means, first.user_id, first.employee_id) == (
        "Edo Tanpaakun", Means.DRAWN, None, pact.employee_id,
    )  # fmt: skip
    assert (witness.user_id, witness.means, first.attested_by_id) == (
        house.users["gita"].pk, Means.CERTIFICATE, witness.pk,
    )  # fmt: skip
    assert pdf.count(b"/Type /Sig\n") + pdf.count(b"/Type /Sig ") + pdf.count(b"/Type/Sig/") >= 2
    told = house.client(None).get(f"/v/{document.code}").content.decode()
    assert "Tanda tangan gambar dengan saksi (disaksikan G. P.)" in told
    assert waiting("pulau.apps.declarations.tasks.attest_many") >= 1
    assert Entry.objects.for_tenant(pact.tenant_id).filter(action="declarations.pact_witnessed").count() == 1


def test_tapped_twice_each_is_one_document(house: House, drawn: list[Pact]) -> None:
    gita = house.actors["gita"]
    chosen = {pact.pk: pact.drawing for pact in drawn}
    unit_id = drawn[0].unit_id
    assert unit_id is not None
    with as_requested(gita):
        first, second = (start_attesting(actor=gita, unit_id=unit_id, chosen=chosen, now=NOW) for _turn in "ab")
    assert {advance(first).state, advance(second).state, advance(first).state} == {AttestState.DONE}
    assert Document.objects.for_tenant(gita.tenant_id).count() == 3
    with as_requested(gita), pytest.raises(NothingToAttest):
        start_attesting(actor=gita, unit_id=unit_id, chosen=chosen, now=NOW)


def test_it_goes_on_where_the_provider_went_away(
    house: House, drawn: list[Pact], monkeypatch: pytest.MonkeyPatch
) -> None:
    turns, sign = count(1), LocalProvider.sign

    def perhaps(self: LocalProvider, *given: Any) -> Any:  # noqa: ANN401 - whatever the provider takes and gives
        if next(turns) == 4:  # the witness's own signature of the second: the drawing was sealed already
            raise ProviderAway("out")
        return sign(self, *given)

    monkeypatch.setattr(LocalProvider, "sign", perhaps)
    run = attest(house, "gita", *drawn)
    assert (run.state, run.told, run.tries) == (AttestState.PAUSED, "away", 1)
    assert sorted(fresh(one).state for one in drawn) == [PactState.DRAWN, PactState.DRAWN, PactState.SIGNED]
    assert Document.objects.for_tenant(run.tenant_id).count() == 1, "never a document that looks signed and is not"
    gita = house.actors["gita"]
    with as_requested(gita):
        resume_attesting(actor=gita, run_id=run.pk, now=NOW)
    assert advance(run).state == AttestState.DONE
    assert {fresh(one).state for one in drawn} == {PactState.SIGNED}


def test_what_a_killed_worker_left_goes_on_and_forgotten_tablets_end(house: House, drawn: list[Pact]) -> None:
    gita, unit_id = house.actors["gita"], drawn[0].unit_id
    assert unit_id is not None
    with as_requested(gita):
        run = start_attesting(actor=gita, unit_id=unit_id, chosen={drawn[0].pk: drawn[0].drawing}, now=NOW)
    for later, state in ((timedelta(minutes=29), PactState.DRAWN), (timedelta(minutes=31), PactState.SIGNED)):
        with application():
            go_on(NOW + later)
        assert fresh(drawn[0]).state == state
    assert AttestRun.objects.for_tenant(run.tenant_id).get().state == AttestState.DONE
    assert TabletSession.objects.for_tenant(run.tenant_id).get().ended_at is None
    with application():
        go_on(NOW + timedelta(hours=5))
    assert TabletSession.objects.for_tenant(run.tenant_id).get().ended_at == NOW


def test_nobody_attests_what_they_drew_themselves(house: House, drawn: list[Pact]) -> None:
    hana, gita = house.actors["hana"], house.actors["gita"]
    pact = drawn[0]
    assert pact.employee_id is not None
    link_account(actor=hana, employee_id=pact.employee_id, user_id=gita.person, now=NOW)
    with as_requested(gita), pytest.raises(OwnDrawing):
        attest_pact(actor=gita, pact_id=pact.pk, drawing=pact.drawing, given=Given(), now=NOW)
    with as_requested(gita), pytest.raises(OwnDrawing):
        refuse_drawing(actor=gita, pact_id=pact.pk, reason="Bukan saya", now=NOW)
    run = attest(house, "gita", *drawn)
    assert (run.size, fresh(pact).state) == (2, PactState.DRAWN)
    assert attest(house, "hana", pact).state == AttestState.DONE
    assert fresh(pact).witness_id == hana.person


def test_a_refused_drawing_is_drawn_anew_and_the_old_one_counts_no_more(house: House, drawn: list[Pact]) -> None:
    gita, pact = house.actors["gita"], drawn[0]
    with as_requested(gita), pytest.raises(ReasonMissing):
        refuse_drawing(actor=gita, pact_id=pact.pk, reason=" ", now=NOW)
    with as_requested(gita):
        refuse_drawing(actor=gita, pact_id=pact.pk, reason="Bukan orangnya.", now=NOW)
    after = fresh(pact)
    assert (after.state, after.drawing, after.reason) == (PactState.DUE, "", "Bukan orangnya.")
    assert storage.holds(pact.drawing), "nothing is deleted"
    entry = Entry.objects.for_tenant(pact.tenant_id).get(action="declarations.drawing_refused")
    assert pact.drawing in entry.payload
    assert "orangnya" not in entry.payload
    _row, tablet = device(house)
    assert draw(tablet, pact, strokes=STROKES.replace("330", "331")) == 303
    with as_requested(gita), pytest.raises(PactNotOpen):
        attest_pact(actor=gita, pact_id=pact.pk, drawing=pact.drawing, given=Given(), now=NOW)
    assert fresh(pact).state == PactState.DRAWN


def test_who_lost_the_duty_or_waited_too_long_attests_nothing(house: House, drawn: list[Pact]) -> None:
    gita, joko = house.actors["gita"], house.actors["joko"]
    unit_id = drawn[0].unit_id
    assert unit_id is not None
    chosen = {pact.pk: pact.drawing for pact in drawn}
    for stranger in (joko, house.actors["indra"]):
        with as_requested(stranger), pytest.raises(PermissionDenied):
            start_attesting(actor=stranger, unit_id=unit_id, chosen=chosen, now=NOW)
        with as_requested(stranger), pytest.raises(PermissionDenied):
            attest_pact(actor=stranger, pact_id=drawn[0].pk, drawing=drawn[0].drawing, given=Given(), now=NOW)
    with as_requested(gita):
        run = start_attesting(actor=gita, unit_id=unit_id, chosen=chosen, now=NOW - timedelta(hours=13))
    assert (advance(run).state, advance(run).told) == (AttestState.STOPPED, "confirm-again")
    AttestRun.objects.for_tenant(run.tenant_id).filter(pk=run.pk).update(
        state=AttestState.RUNNING, witness=house.users["joko"], confirmed_at=NOW
    )
    assert advance(run).told == "rights-gone"
    assert {fresh(one).state for one in drawn} == {PactState.DRAWN}
    left = AttestItem.objects.for_tenant(run.tenant_id).filter(run=run, state=AttestItemState.WAITING)
    assert left.count() == 3


def test_the_page_shows_what_waits_to_attendants_of_the_unit_alone(
    house: House,
    drawn: list[Pact],
    django_assert_max_num_queries: Any,  # noqa: ANN401 - a fixture of pytest-django
) -> None:
    address = f"/pakta/tablet/{TabletSession.objects.for_tenant(drawn[0].tenant_id).get().pk}"
    picture = f"/pakta/tablet/gambar/{drawn[0].pk}"
    gita = house.confirmed("gita")
    with django_assert_max_num_queries(15):
        page = gita.get(address).content.decode()
    assert all(name in page for name in NAMES)
    assert picture in page
    svg = gita.get(picture)
    assert (svg["Content-Type"], svg.content.count(b"<path")) == ("image/svg+xml", 1)
    for who, status in (("joko", 404), ("dewi", 404), ("indra", 403), ("eka", 403), (None, 302)):
        client = house.client(who)
        assert client.get(address).status_code == status, who
        assert client.get(picture).status_code == status, who
    body = {"gambar": [f"{pact.pk}:{pact.drawing}" for pact in drawn]}
    assert house.client("gita").post(f"{address}/saksikan", body)["Location"].startswith("/akun/konfirmasi")
    assert house.confirmed("joko").post(f"{address}/saksikan", body).status_code == 404
    assert gita.post(f"{address}/tolak/{drawn[2].pk}", {"alasan": ""}).status_code == 422
    assert gita.post(f"{address}/tolak/{drawn[2].pk}", {"alasan": "Bukan orangnya."}).status_code == 303
    assert gita.post(f"{address}/saksikan", body).status_code == 303
    run = AttestRun.objects.for_tenant(drawn[0].tenant_id).get()
    assert (run.size, run.witness_id) == (2, house.users["gita"].pk)
    assert "0 dari 2 dokumen" in gita.get(address).content.decode()
    advance(run)
    after = gita.get(address).content.decode()
    assert "2 dari 2 dokumen" in after
    assert gita.post(f"{address}/saksikan", body).status_code == 409
    assert "Tablet tanda tangan" in gita.get("/kelola").content.decode()
    assert gita.post(f"{address}/akhiri").status_code == 303
    assert "Berakhir" in gita.get(address).content.decode()


def test_who_has_an_account_sees_that_it_was_drawn_and_can_take_it_back(house: House) -> None:
    texts(house)
    ani = worker(house, "Ani Lestari")
    ask(house)
    _row, tablet = device(house)
    assert draw(tablet, pact_of(ani)) == 303
    attest(house, "gita", pact_of(ani))
    assert "digambar dengan tangan, disaksikan" in house.client("ani").get("/pakta").content.decode()
    with as_requested(own(ani)):
        withdraw_pact(actor=own(ani), pact_id=pact_of(ani).pk, reason="Saya keberatan.", now=NOW)
    after = fresh(pact_of(ani))
    assert after.document is not None
    assert (after.state, after.reason, after.document.state) == (PactState.WITHDRAWN, "Saya keberatan.", "withdrawn")
    entry = Entry.objects.for_tenant(ani.tenant_id).get(action="declarations.pact_withdrawn")
    assert entry.actor_id == ani.user_id
