"""The texts of pledges: versions that are written, approved, retired, and never change once they hold."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from pulau.apps.declarations.mapping import text_digest
from pulau.apps.declarations.models import PledgeKind, PledgeTemplate
from pulau.apps.declarations.selectors.templates import TemplateNotFound, approved_template
from pulau.apps.declarations.services.templates import (
    TemplateMovedOn,
    TemplateWish,
    UnknownPlaces,
    approve_template,
    retire_template,
    take_starter,
    write_template,
)
from pulau.apps.declarations.starters import STARTERS
from pulau.core.pledging.texts import wrong_places
from pulau.core.shared.actor import Appointment
from pulau.foundation.journal.models import Entry
from tests.apps.declarations.pledging import SHORT, approved
from tests.cast import NOW
from tests.house import House

pytestmark = pytest.mark.django_db
PERSONAL = PledgeKind.PERSONAL


def wish(**changes: object) -> TemplateWish:
    return TemplateWish(PERSONAL, replace(SHORT, **changes))  # type: ignore[arg-type]  # fields of a value


def test_our_own_texts_have_no_unknown_place_and_as_many_points_in_both_languages() -> None:
    assert set(STARTERS) == set(PledgeKind)
    for text, english in STARTERS.values():
        assert wrong_places(text) == wrong_places(english) == []
        assert len(text.points) == len(english.points)


def test_an_approved_version_stays_and_the_next_one_takes_its_place(house: House) -> None:
    first = approved(house, PERSONAL, SHORT)
    draft = write_template(actor=house.actors["hana"], wish=wish(points=("jujur;",)), now=NOW)
    assert approved_template(house.actors["hana"], PERSONAL) == first
    approve_template(actor=house.actors["indra"], template_id=draft.pk, seen=text_digest(draft), now=NOW)
    first.refresh_from_db()
    assert (draft.version, first.state, first.points) == (2, "retired", ["jujur;", "hemat."])
    assert approved_template(house.actors["hana"], PERSONAL) == draft


def test_what_changed_while_it_was_read_is_not_approved_nor_written_over(house: House) -> None:
    hana, indra = house.actors["hana"], house.actors["indra"]
    draft = write_template(actor=hana, wish=wish(), now=NOW)
    seen = text_digest(draft)
    write_template(actor=hana, wish=replace(wish(title="Lain"), seen=seen), now=NOW)
    with pytest.raises(TemplateMovedOn):
        approve_template(actor=indra, template_id=draft.pk, seen=seen, now=NOW)
    with pytest.raises(TemplateMovedOn):
        write_template(actor=hana, wish=replace(wish(title="Ketiga"), seen=seen), now=NOW)
    draft.refresh_from_db()
    assert (draft.state, draft.title, draft.version) == ("draft", "Lain", 1)


def test_a_place_that_is_none_is_refused(house: House) -> None:
    with pytest.raises(UnknownPlaces) as refused:
        write_template(actor=house.actors["hana"], wish=wish(opening="Saya, {nma}"), now=NOW)
    assert refused.value.places == ["{nma}"]


def test_who_wrote_it_does_not_approve_it_but_as_head_and_then_it_is_said(house: House) -> None:
    hana, indra = house.actors["hana"], house.actors["indra"]
    draft = take_starter(actor=hana, kind=PERSONAL, now=NOW)
    with pytest.raises(PermissionDenied):
        approve_template(actor=hana, template_id=draft.pk, seen=text_digest(draft), now=NOW)
    both = replace(hana, appointments=(*hana.appointments, Appointment("agency-head")))
    approve_template(actor=both, template_id=draft.pk, seen=text_digest(draft), now=NOW)
    entry = Entry.objects.for_actor(hana).get(action="declarations.template_approved")
    assert '"by_writer":true' in entry.payload
    page = house.client("indra").get(reverse("declarations:template", args=[draft.pk])).content.decode()
    assert "orang yang sama" in page
    with pytest.raises(PermissionDenied):
        take_starter(actor=indra, kind=PledgeKind.OFFICE, now=NOW)


@pytest.mark.parametrize("who", ["ayu", "gita", "joko", "dewi"])
def test_nobody_else_touches_a_text(house: House, who: str) -> None:
    row = approved(house, PERSONAL, SHORT)
    refused = (PermissionDenied, TemplateNotFound)
    with pytest.raises(PermissionDenied):
        write_template(actor=house.actors[who], wish=wish(), now=NOW)
    with pytest.raises(refused):
        approve_template(actor=house.actors[who], template_id=row.pk, seen=text_digest(row), now=NOW)
    with pytest.raises(refused):
        retire_template(actor=house.actors[who], template_id=row.pk, now=NOW)
    client = house.client(who)
    assert client.get(reverse("declarations:templates")).status_code == 403


def test_on_the_pages_a_text_is_taken_over_changed_compared_and_approved(house: House) -> None:
    hana, indra = house.client("hana"), house.client("indra")
    taken = hana.post(reverse("declarations:take_starter", args=["personal"]))
    row = PledgeTemplate.objects.for_tenant(house.tenants["sagara"]).get()
    assert taken["Location"] == reverse("declarations:template", args=[row.pk])
    indra.post(reverse("declarations:approve_template", args=[row.pk]), {"terlihat": text_digest(row)})
    write = reverse("declarations:write_template", args=["personal"])
    typed = {"judul": "Pakta baru", "butir": "jujur {nma}", "pembuka": "", "penutup": "", "terlihat": ""}
    wrong = hana.post(write, typed)
    assert wrong.status_code == 422
    assert "{nma}" in wrong.content.decode()
    assert "Pakta baru" in wrong.content.decode()
    hana.post(write, typed | {"butir": "jujur {nama}"})
    draft = PledgeTemplate.objects.for_tenant(house.tenants["sagara"]).get(state="draft")
    page = indra.get(reverse("declarations:template", args=[draft.pk])).content.decode()
    assert "<ins>Pakta baru</ins>" in page
    assert f"<del>{row.title}</del>" in page
    stale = indra.post(reverse("declarations:approve_template", args=[draft.pk]), {"terlihat": "0" * 64})
    assert stale.status_code == 409


def test_the_list_asks_as_many_questions_whatever_there_is(house: House, django_assert_num_queries: object) -> None:
    client = house.client("hana")
    client.get(reverse("declarations:templates"))
    counts = []
    for kind in PledgeKind:
        with django_assert_num_queries(9, exact=False) as asked:  # type: ignore[operator]  # pytest-django's fixture
            client.get(reverse("declarations:templates"))
        counts.append(len(asked))
        approved(house, kind)
    assert len(set(counts)) == 1
