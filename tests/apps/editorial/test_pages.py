"""Writing pages: versions are only added, the newest alone is published, and only editors may."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import translation

from pulau.apps.editorial.models import Page, PageKind, PageVersion, VersionState
from pulau.apps.editorial.policies import EDIT
from pulau.apps.editorial.refusals import (
    EditedMeanwhile,
    HalfLanguage,
    NoLanguage,
    NothingToPublish,
    PageNotFound,
    SlugTaken,
    SlugWrong,
    VersionNotFound,
)
from pulau.apps.editorial.selectors import public_page
from pulau.apps.editorial.services.pages import (
    begin_page,
    place_page,
    publish_page,
    restore_version,
    save_draft,
    take_page_back,
)
from pulau.apps.editorial.wishes import Draft, Texts, Wording
from pulau.core.shared import roles
from pulau.core.shared.actor import Actor, Appointment
from pulau.core.shared.problems import BadInput
from pulau.foundation.journal.models import Entry
from pulau.foundation.tenancy.deciding import allowed
from pulau.foundation.tenancy.permanent import RowIsPermanent
from tests.apps.editorial.press import BOTH, INDONESIAN, begun, press, published
from tests.cast import NOW
from tests.house import House

__all__ = ["press"]
LATER = NOW + timedelta(days=1)
CHANGED = Texts(Wording("Judul baru", "", "Isi baru."), BOTH.en)


def entries(press: House) -> list[str]:
    rows = Entry.objects.for_tenant(press.tenants["sagara"]).filter(action__startswith="editorial.")
    return list(rows.order_by("at", "action").values_list("action", flat=True))


def test_a_draft_is_read_by_nobody_until_it_is_published(press: House) -> None:
    made = begun(press)
    with pytest.raises(PageNotFound):
        public_page("halaman", PageKind.PAGE)
    publish_page(actor=press.actors["tika"], slug="halaman", seen=made.number, now=LATER)
    shown = public_page("halaman", PageKind.PAGE)
    assert (shown.title, shown.language, shown.other, shown.published_at) == ("Judul", "id", False, LATER)
    assert entries(press) == ["editorial.page_begun", "editorial.page_published"]


def test_a_newer_draft_leaves_the_public_what_it_had(press: House) -> None:
    live = published(press)
    save_draft(actor=press.actors["tika"], slug="halaman", draft=Draft(CHANGED, seen=live.number), now=LATER)
    assert public_page("halaman", PageKind.PAGE).title == "Judul"


def test_who_saves_over_what_they_have_not_read_is_refused_and_told_whose_it_is(press: House) -> None:
    first = begun(press)
    draft = Draft(CHANGED, seen=first.number)
    theirs = save_draft(actor=press.actors["uli"], slug="halaman", draft=draft, now=LATER)
    with pytest.raises(EditedMeanwhile) as refused:
        save_draft(actor=press.actors["tika"], slug="halaman", draft=Draft(BOTH, seen=first.number), now=LATER)
    assert refused.value.newest == theirs
    assert refused.value.newest.written_by_id == press.users["uli"].pk
    with pytest.raises(EditedMeanwhile):
        publish_page(actor=press.actors["tika"], slug="halaman", seen=first.number, now=LATER)
    assert PageVersion.objects.count() == 2


def test_a_page_is_taken_back_and_published_again_with_its_first_day(press: House) -> None:
    live = published(press)
    away = take_page_back(actor=press.actors["tika"], slug="halaman", seen=live.number, now=LATER)
    assert away.state == VersionState.WITHDRAWN
    with pytest.raises(PageNotFound):
        public_page("halaman", PageKind.PAGE)
    with pytest.raises(NothingToPublish):
        take_page_back(actor=press.actors["tika"], slug="halaman", seen=away.number, now=LATER)
    publish_page(actor=press.actors["tika"], slug="halaman", seen=away.number, now=LATER)
    assert public_page("halaman", PageKind.PAGE).published_at == NOW


def test_what_the_public_reads_already_is_not_published_again(press: House) -> None:
    live = published(press)
    with pytest.raises(NothingToPublish):
        publish_page(actor=press.actors["tika"], slug="halaman", seen=live.number, now=LATER)


def test_an_old_version_comes_back_as_a_draft(press: House) -> None:
    live = published(press)
    newer = save_draft(actor=press.actors["tika"], slug="halaman", draft=Draft(CHANGED, seen=live.number), now=LATER)
    back = restore_version(actor=press.actors["uli"], slug="halaman", number=1, seen=newer.number, now=LATER)
    assert (back.title_id, back.state, back.number) == ("Judul", VersionState.DRAFT, 4)
    told = json.loads(Entry.objects.for_tenant(press.tenants["sagara"]).get(object_id=str(back.pk)).payload)
    assert told["restored"] == "1"
    with pytest.raises(VersionNotFound):
        restore_version(actor=press.actors["uli"], slug="halaman", number=9, seen=back.number, now=LATER)


def test_a_version_is_never_changed_or_removed(press: House) -> None:
    row = begun(press)
    row.title_id = "Lain"
    with pytest.raises(RowIsPermanent):
        row.save()
    with pytest.raises(RowIsPermanent):
        row.delete()
    with pytest.raises(RowIsPermanent):
        PageVersion.objects.all().update(title_id="Lain")
    with pytest.raises(RowIsPermanent):
        PageVersion.objects.all().delete()


def test_the_text_of_the_software_is_read_until_an_editor_publishes_another(press: House) -> None:
    shipped = public_page("tentang", PageKind.PAGE)
    assert shipped.title == "Tentang Pulau"
    live = published(press, "tentang")
    assert public_page("tentang", PageKind.PAGE).title == "Judul"
    take_page_back(actor=press.actors["tika"], slug="tentang", seen=live.number, now=LATER)
    assert public_page("tentang", PageKind.PAGE) == shipped


@pytest.mark.parametrize("slug", ["Huruf Besar", "garis_bawah", "-tepi", "dua--garis", "", "x" * 61, "satu/dua"])
def test_an_address_has_small_letters_digits_and_single_hyphens(press: House, slug: str) -> None:
    with pytest.raises(SlugWrong):
        begun(press, slug)


def test_two_pages_do_not_share_an_address_nor_is_news_called_as_a_page_of_the_software(press: House) -> None:
    begun(press)
    with pytest.raises(SlugTaken):
        begun(press, kind=PageKind.NEWS)
    with pytest.raises(SlugTaken):
        begun(press, "panduan", kind=PageKind.NEWS)


def test_a_language_is_written_whole_or_not_at_all(press: House) -> None:
    for texts, field in (
        (Texts(Wording("Judul")), "isi_id"),
        (Texts(Wording("Judul", "", "Isi"), Wording("", "", "Text")), "judul_en"),
        (Texts(Wording("Judul", "", "Isi"), Wording("", "Lead", "")), "judul_en"),
    ):
        with pytest.raises(HalfLanguage) as refused:
            begun(press, texts=texts)
        assert refused.value.field == field
    with pytest.raises(NoLanguage):
        begun(press, texts=Texts(Wording(" \n", "", "\u200b")))
    with pytest.raises(BadInput):
        begun(press, texts=Texts(Wording("Judul", "", "x" * 40_001)))
    assert not Page.objects.exists()


def test_a_missing_language_is_read_in_the_other_and_says_so(press: House) -> None:
    published(press, texts=INDONESIAN)
    with translation.override("en"):
        shown = public_page("halaman", PageKind.PAGE)
    assert (shown.title, shown.language, shown.other) == ("Judul saja", "id", True)


def test_a_place_in_the_footer_is_told_with_what_it_was(press: House) -> None:
    begun(press)
    page = place_page(actor=press.actors["tika"], slug="halaman", footer=3, now=LATER)
    assert page.footer == 3
    row = Entry.objects.for_tenant(press.tenants["sagara"]).get(action="editorial.page_placed")
    assert json.loads(row.payload) == {"after": {"footer": "3"}, "before": {}}


@pytest.mark.parametrize("who", ["ayu", "gita", "joko", "hana", "indra", "dewi"])
def test_nobody_writes_by_a_duty_in_a_body(press: House, who: str) -> None:
    made = begun(press)
    actor, draft = press.actors[who], Draft(BOTH, seen=made.number)
    deeds = (
        lambda: begin_page(actor=actor, slug="lain", kind=PageKind.PAGE, draft=draft, now=NOW),
        lambda: save_draft(actor=actor, slug="halaman", draft=draft, now=NOW),
        lambda: publish_page(actor=actor, slug="halaman", seen=1, now=NOW),
        lambda: take_page_back(actor=actor, slug="halaman", seen=1, now=NOW),
        lambda: restore_version(actor=actor, slug="halaman", number=1, seen=1, now=NOW),
        lambda: place_page(actor=actor, slug="halaman", footer=1, now=NOW),
    )
    for deed in deeds:
        with pytest.raises(PermissionDenied):
            deed()
    assert PageVersion.objects.count() == 1


@pytest.mark.parametrize("role", sorted(set(roles.SCOPES) - {roles.OPERATOR}))
def test_of_all_grants_the_operators_alone_lets_edit(press: House, role: str) -> None:
    operator = press.actors["tika"]
    assert allowed(operator, EDIT)
    for scope in roles.Scope:
        assert not allowed(replace(operator, role=role, appointments=(Appointment(role, scope=scope),)), EDIT)
    in_a_body = Appointment(roles.OPERATOR, scope=roles.Scope.AGENCY)
    assert not allowed(Actor(operator.user_id, operator.tenant_id, roles.OPERATOR, (in_a_body,)), EDIT)
