"""One's own pact: read, signed once, refused, withdrawn; and what follows a document."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.http import Http404
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pulau.apps.declarations.mapping import text_digest
from pulau.apps.declarations.models import Pact, PactState, PledgeKind
from pulau.apps.declarations.pact_paper import facts_of
from pulau.apps.declarations.selectors.own_pacts import own_pacts
from pulau.apps.declarations.services.pacts import (
    Consent,
    PactNotOpen,
    ReasonMissing,
    TextChanged,
    TextMissing,
    refuse_pact,
    sign_pact,
    withdraw_pact,
)
from pulau.apps.declarations.services.templates import retire_template
from pulau.apps.people.services.staff import end_employee, move_employee
from pulau.apps.signing.contract import Document, DocumentState, Signatory, newest
from pulau.core.pledging.texts import PledgeText
from pulau.foundation import storage
from pulau.foundation.journal.models import Entry
from tests.apps.declarations.pledging import SHORT, approved, ask, own, pact_of, sign, texts, worker
from tests.cast import NOW
from tests.house import House
from tests.staff import post

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_of_the_tests")]
LATER = NOW + timedelta(minutes=1)
PAGE = "/pakta"


def asked(house: House, name: str = "Ani Lestari", unit: str = "disdukcapil") -> Pact:
    texts(house)
    employee = worker(house, name, unit, head=True)
    ask(house)
    return pact_of(employee)


def documents(house: House) -> list[Document]:
    return list(Document.objects.for_tenant(house.tenants["sagara"]).order_by("made_at"))


def test_it_is_signed_once_however_often_it_is_pressed(house: House) -> None:
    texts(house)
    ani = worker(house, "Ani Lestari")
    ask(house)
    pact = sign(ani)
    again = sign_pact(actor=own(ani), pact_id=pact.pk, consent=Consent(pact.template_id or pact.pk), now=LATER)
    (document,) = documents(house)
    assert (pact.state, again.document_id, pact.document_id) == (PactState.SIGNED, document.pk, document.pk)
    assert (document.state, document.personal, document.valid_until) == (
        "complete",
        True,
        NOW.date().replace(month=12, day=31),
    )
    assert document.subject_id == pact.pk
    assert storage.get(newest(document).digest).startswith(b"%PDF")
    entry = Entry.objects.for_tenant(ani.tenant_id).get(action="declarations.pact_signed")
    assert "Ani" not in entry.payload
    with pytest.raises(ReasonMissing):
        withdraw_pact(actor=own(ani), pact_id=pact.pk, reason=" ", now=LATER)
    gone = withdraw_pact(actor=own(ani), pact_id=pact.pk, reason="Saya keberatan.", now=LATER)
    document.refresh_from_db()
    assert (gone.state, gone.reason, gone.ended_at) == (PactState.WITHDRAWN, "Saya keberatan.", LATER)
    assert document.state == DocumentState.WITHDRAWN
    assert ask(house, now=LATER) == (0, 0), "a withdrawal is an answer"


def test_who_checks_it_is_told_unit_year_and_version_and_no_name(house: House) -> None:
    pact = asked(house)
    told = dict(facts_of(pact.pk))
    assert told["Tahun"] == "2026"
    assert told["Unit kerja"] == house.units["disdukcapil"].name
    assert not any("Ani" in value for value in told.values())


def test_after_a_newer_text_nothing_is_signed_and_the_change_is_shown(house: House) -> None:
    pact = asked(house)
    ani = house.confirmed("ani")
    shown = ani.get(PAGE).content.decode()
    assert "Saya, Ani Lestari, Kepala Dinas pada Dinas Kependudukan, Kabupaten Tanjung Sagara:" in shown
    old = approved_id(house, pact)
    assert old in shown
    approved(house, PledgeKind.OFFICE, PledgeText("Pakta Integritas", SHORT.opening, ("jujur;", "tepat waktu.")))
    answer = ani.post(reverse("declarations:sign_pact", args=[pact.pk]), {"naskah": old})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "<del>hemat.</del>" in page
    assert "<ins>tepat waktu.</ins>" in page
    assert approved_id(house, pact) in page
    assert documents(house) == []
    with pytest.raises(TextChanged):
        sign_pact(actor=own(pact.employee), pact_id=pact.pk, consent=Consent(pact.pk), now=NOW)  # type: ignore[arg-type]  # an employee's


def approved_id(house: House, pact: Pact) -> str:
    (body,) = own_pacts(house.users["ani"].pk, NOW)
    template = body.waiting[0].template
    assert template is not None
    assert body.waiting[0].pact == pact
    return str(template.pk)


def test_on_the_page_it_is_signed_by_one_press_after_being_asked_who_it_is(house: House) -> None:
    pact = asked(house)
    press = reverse("declarations:sign_pact", args=[pact.pk])
    shown = {"naskah": approved_id(house, pact)}
    stale = house.client("ani").post(press, shown)
    assert stale.status_code == 303
    assert "konfirmasi" in stale["Location"]
    assert documents(house) == []
    ani = house.confirmed("ani")
    assert [ani.post(press, shown)["Location"] for _twice in range(2)] == [PAGE, PAGE]
    (document,) = documents(house)
    page = ani.get(PAGE).content.decode()
    assert document.code in page
    assert "Ditandatangani" in page


def test_without_a_text_nothing_is_signed_and_the_page_says_so(house: House) -> None:
    pact = asked(house)
    template_id = approved_id(house, pact)
    retire_template(actor=house.actors["indra"], template_id=own_template(house, pact), now=NOW)
    with pytest.raises(TextMissing):
        sign_pact(actor=own(pact.employee), pact_id=pact.pk, consent=Consent(pact.pk), now=NOW)  # type: ignore[arg-type]  # an employee's
    ani = house.confirmed("ani")
    assert "belum disetujui" in ani.get(PAGE).content.decode()
    assert ani.post(reverse("declarations:sign_pact", args=[pact.pk]), {"naskah": template_id}).status_code == 409


def own_template(house: House, pact: Pact):  # type: ignore[no-untyped-def]  # noqa: ANN201 - an id
    (body,) = own_pacts(house.users["ani"].pk, NOW)
    return body.waiting[0].template.pk  # type: ignore[union-attr]  # it has one


def test_a_refusal_wants_a_reason_and_may_be_thought_over(house: House) -> None:
    pact = asked(house)
    ani = house.confirmed("ani")
    refuse = reverse("declarations:refuse_pact", args=[pact.pk])
    assert ani.post(refuse, {"alasan": "  "}).status_code == 422
    ani.post(refuse, {"alasan": "Saya ingin bertanya dahulu."})
    pact.refresh_from_db()
    assert (pact.state, pact.reason) == (PactState.REFUSED, "Saya ingin bertanya dahulu.")
    entry = Entry.objects.for_tenant(pact.tenant_id).get(action="declarations.pact_refused")
    assert "bertanya" not in entry.payload
    assert "Saya menandatangani" in ani.get(PAGE).content.decode()
    assert pact.employee is not None
    assert sign(pact.employee).state == PactState.SIGNED
    with pytest.raises(PactNotOpen):
        refuse_pact(actor=own(pact.employee), pact_id=pact.pk, reason="x", now=NOW)


@pytest.mark.parametrize("who", ["ayu", "gita", "hana", "indra", "dewi", "eka"])
def test_nobody_signs_for_another(house: House, who: str) -> None:
    pact = asked(house)
    client = house.confirmed(who)
    for name in ("sign_pact", "refuse_pact", "withdraw_pact"):
        answer = client.post(reverse(f"declarations:{name}", args=[pact.pk]), {"naskah": str(pact.pk), "alasan": "x"})
        assert answer.status_code == 404, name
    if who in house.actors:
        with pytest.raises(Http404):
            sign_pact(actor=house.actors[who], pact_id=pact.pk, consent=Consent(pact.pk), now=NOW)
    page = client.get(PAGE).content.decode()
    assert "Ani" not in page
    assert ("belum terhubung" in page) == (who != "indra"), "the regent has an own one, without an employee's row"
    pact.refresh_from_db()
    assert pact.state == PactState.DUE


def test_a_stranger_is_asked_to_sign_in(house: House) -> None:
    assert Client().get(PAGE).status_code == 302


def test_moved_in_the_middle_of_the_year_the_old_document_names_the_new_one(house: House) -> None:
    pact = asked(house)
    ani = pact.employee
    assert ani is not None
    first = sign(ani)
    there = post(house, "rsud", since=NOW.date(), position="Analis", echelon="")
    move_employee(actor=house.actors["hana"], employee_id=ani.pk, post=there, now=LATER)
    ask(house, now=LATER)
    second = sign(ani, LATER, state="due")
    old, new = documents(house)
    assert (old.state, old.successor_id, new.state) == (DocumentState.SUPERSEDED, new.pk, DocumentState.COMPLETE)
    first.refresh_from_db()
    assert (first.state, first.reason, second.kind) == (PactState.ENDED, "moved", PledgeKind.PERSONAL)
    assert first.document_id == old.pk
    assert Signatory.objects.for_tenant(ani.tenant_id).get(document=old).name == "Ani Lestari"


def test_who_left_signs_no_more(house: House) -> None:
    pact = asked(house)
    ani = pact.employee
    assert ani is not None
    end_employee(actor=house.actors["hana"], employee_id=ani.pk, last_day=NOW.date(), now=NOW)
    day_after = NOW + timedelta(days=1)
    with pytest.raises(PactNotOpen):
        sign_pact(actor=own(ani), pact_id=pact.pk, consent=Consent(pact.pk), now=day_after)


def test_the_page_asks_as_many_questions_whatever_was_signed(
    house: House, django_assert_max_num_queries: object
) -> None:
    pact = asked(house)
    ani = house.client("ani")
    ani.get(PAGE)
    counts = []
    for year in (2025, 2024, 2023):
        with django_assert_max_num_queries(20) as told:  # type: ignore[operator]  # pytest-django's fixture
            assert ani.get(PAGE).status_code == 200
        counts.append(len(told))
        Pact.objects.for_tenant(pact.tenant_id).create(
            kind="personal", year=year, cause="yearly", state="ended", unit_id=pact.unit_id, due_on=NOW.date(),
            employee_id=pact.employee_id, name="Ani Lestari", created_at=timezone.now(),
        )  # fmt: skip
    assert len(set(counts)) == 1


def test_the_seen_digest_is_of_both_languages(house: House) -> None:
    row = approved(house, PledgeKind.PERSONAL)
    before = text_digest(row)
    row.points_en = [*row.points_en[:-1], "something else"]
    assert text_digest(row) != before
