"""An invitation opens one door, once, to whoever owns the address, and for fourteen days."""

from __future__ import annotations

import re
from datetime import timedelta
from http import HTTPStatus
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone

from pulau.apps.people.contract import Role, Wish, appoint
from pulau.apps.people.models import Appointment, Employee, Invitation, OutsideKind, Posting
from pulau.apps.people.services.appointing import AppointmentConflicts
from pulau.apps.people.services.inviting import INVITATION_DAYS, Invited, invite
from pulau.apps.people.services.outsiders import add_outsider, end_outsider
from pulau.apps.people.staffing import OutsiderFacts
from pulau.apps.people.wishes import GrantBeyondReach, SelfAppointed
from pulau.core.shared.roles import Scope
from pulau.foundation.accounts.models import User
from pulau.foundation.journal.models import Entry
from pulau.foundation.notices.models import Notice
from tests.apps.people.grants import employ, grant, open_ministry
from tests.days import today
from tests.house import FIRST_DAY, House

LINK = re.compile(r"/undangan/([\w-]{43})")
PASSWORD = "kapal-kecil-di-teluk-41"
ADDRESS = "nina@uji.example.id"


def offer(house: House, email: str = ADDRESS, by: str = "hana", **more: Any) -> Invited:  # noqa: ANN401 - of a wish
    asked: dict[str, Any] = {"role": Role.ZONE_TEAM, "unit_id": house.units["rsud"].pk, "since": today(), **more}
    wish = Wish(**asked)
    return invite(actor=house.actors[by], email=email, full_name="Nina Sari", wish=wish, now=timezone.now())


def opened(key: str, body: dict[str, str] | None = None, client: Client | None = None) -> Any:  # noqa: ANN401 - answer
    browser = client or Client()
    path = f"/undangan/{key}"
    return browser.get(path) if body is None else browser.post(path, body)


NEWCOMER = {"nama": "Nina Sari, S.E.", "sandi": PASSWORD, "ulangi": PASSWORD}


def test_a_newcomer_names_themselves_chooses_a_password_and_holds_the_role(house: House) -> None:
    key = offer(house).key
    browser = Client()
    page = opened(key, client=browser).content.decode()
    assert "Anda diundang sebagai Tim kerja ZI" in page
    assert "RSUD Tanjung Sagara" in page
    done = opened(key, NEWCOMER, browser)
    assert done.status_code in {302, 303}
    user = User.objects.get(email=ADDRESS)
    assert (user.full_name, user.check_password(PASSWORD)) == ("Nina Sari, S.E.", True)
    row = Appointment.objects.for_actor(house.actors["hana"]).get(user=user)
    assert (row.role, row.unit_id, row.since) == ("zone-team", house.units["rsud"].pk, today())
    assert browser.get("/lke").status_code == 200
    told = Notice.objects.for_actor(house.actors["hana"]).get(kind="people.accepted")
    assert told.user_id == house.users["hana"].pk


def test_it_is_used_once(house: House) -> None:
    key = offer(house).key
    opened(key, NEWCOMER)
    again = opened(key, NEWCOMER)
    assert again.status_code == 410
    assert "sudah dipakai" in again.content.decode()
    assert Appointment.objects.for_actor(house.actors["hana"]).filter(user__email=ADDRESS).count() == 1


def test_who_has_an_account_signs_in_and_accepts_with_the_invited_address_only(house: House) -> None:
    key = offer(house, "EKA@uji.example.id").key
    stranger = opened(key).content.decode()
    assert "sudah memiliki akun" in stranger
    assert "/masuk?next=%2Fundangan%2F" in stranger
    assert opened(key, NEWCOMER).status_code == 200, "no second account, and no password overwritten"
    assert User.objects.get(email="eka@uji.example.id").full_name == "Eka Nugraha"
    other = house.client("joko")
    assert "Undangan untuk alamat lain" in opened(key, client=other).content.decode()
    assert opened(key, {}, other).status_code == 422
    assert not Appointment.objects.for_actor(house.actors["hana"]).filter(user=house.users["eka"]).exists()
    eka = house.client("eka")
    assert (opened(key, {}, eka).status_code, eka.get("/lke").status_code) == (303, 200)


def test_the_key_of_a_link_comes_into_no_log(house: House, caplog: pytest.LogCaptureFixture) -> None:
    key = offer(house).key
    assert opened(key, {**NEWCOMER, "nama": ""}).status_code == 422
    assert opened("y" * 43).status_code == 404
    assert key not in caplog.text
    assert "y" * 43 not in caplog.text


def test_expired_revoked_and_unknown_links_each_say_what_to_do(house: House) -> None:
    browser = house.client("hana")
    expired, revoked = offer(house), offer(house, "lain@uji.example.id")
    Invitation.objects.for_actor(house.actors["hana"]).filter(pk=expired.invitation.pk).update(
        expires_at=timezone.now()
    )
    path = f"/undangan/{revoked.invitation.pk}/batalkan"
    assert "lain@uji.example.id" in browser.get(path).content.decode()
    assert browser.post(path).status_code == 303
    for key, status, words in (
        (expired.key, 410, "kedaluwarsa"), (revoked.key, 410, "dibatalkan"), ("x" * 43, 404, "tidak membuka undangan")
    ):  # fmt: skip
        for body in (None, NEWCOMER):
            answer = opened(key, body)
            assert (answer.status_code, words in answer.content.decode()) == (status, True)
            assert ADDRESS not in answer.content.decode()
    assert not User.objects.filter(email__in=[ADDRESS, "lain@uji.example.id"]).exists()


def test_sending_again_makes_a_new_link_and_closes_the_old_one(house: House) -> None:
    made = offer(house)
    assert house.client("hana").post(f"/undangan/{made.invitation.pk}/kirim-ulang").status_code == 303
    [letter] = mail.outbox
    found = LINK.search(str(letter.body))
    assert found is not None
    assert opened(made.key).status_code == 404
    assert opened(found.group(1)).status_code == 200
    row = Invitation.objects.for_actor(house.actors["hana"]).get()
    assert (row.expires_at - timezone.now()).days >= INVITATION_DAYS - 1
    assert found.group(1) not in str(list(Invitation.objects.for_actor(house.actors["hana"]).values_list()))
    assert found.group(1) not in str(list(Entry.objects.for_actor(house.actors["hana"]).values_list("payload")))


def test_the_page_sends_a_letter_with_the_link(house: House) -> None:
    body = {"peran": "unit-head", "surel": "NINA@uji.example.id ", "nama": "Nina", "unit": "rsud"}
    body |= {"mulai": today().isoformat(), "sampai": "", "dokumen": "SK 1/2026"}
    browser = house.client("hana")
    assert browser.get("/undangan/baru").status_code == 200
    assert browser.post("/undangan/baru", body).status_code == 303
    [letter] = mail.outbox
    assert (letter.to, LINK.search(str(letter.body)) is not None) == ([ADDRESS], True)
    assert "Kabupaten Tanjung Sagara mengundang Anda memegang peran Kepala unit" in str(letter.body)
    page = browser.get("/undangan").content.decode()
    assert ADDRESS in page
    assert "Menunggu" in page


def test_a_mail_server_that_is_away_loses_nothing(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_args: object, **_kwargs: object) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr("pulau.apps.people.letters.send_mail", away)
    made = offer(house)
    browser = house.client("hana")
    browser.post(f"/undangan/{made.invitation.pk}/kirim-ulang")
    assert "belum terkirim" in browser.get("/undangan").content.decode()
    assert Invitation.objects.for_actor(house.actors["hana"]).count() == 1


def test_the_rules_are_those_of_appointing(house: House) -> None:
    employ(house, house.users["eka"], "rsud", "198501012010012001")
    with pytest.raises(SelfAppointed):
        offer(house, "hana@uji.example.id", role=Role.AUDITOR, unit_id=None)
    with pytest.raises(AppointmentConflicts):
        offer(house, "ayu@uji.example.id", unit_id=house.units["disdukcapil"].pk)
    with pytest.raises(ValidationError):
        offer(house, "bukan-surel")
    with pytest.raises(ValidationError):
        offer(house, unit_id=house.units["disdukcapil-lain"].pk)
    open_ministry(house)
    asked = grant(scope=Scope.COUNTRY)
    with pytest.raises(GrantBeyondReach):
        invite(actor=house.actors["hana"], email=ADDRESS, full_name="N", wish=asked, now=timezone.now())
    for who in ("ayu", "gita", "indra"):
        with pytest.raises(PermissionDenied):
            offer(house, by=who)


def test_what_stands_against_it_by_the_time_is_told_and_nothing_is_half_done(house: House) -> None:
    key = offer(house, "eka@uji.example.id").key
    offered = Wish(role=Role.ZONE_TEAM, unit_id=house.units["rsud"].pk, since=today())
    appoint(actor=house.actors["hana"], user_id=house.users["eka"].pk, wish=offered, now=timezone.now())
    answer = opened(key, {}, house.client("eka"))
    assert answer.status_code == 422
    assert "sudah memegang peran Tim kerja ZI" in answer.content.decode()
    assert Invitation.objects.for_actor(house.actors["hana"]).get().accepted_at is None


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"sandi": "pendek", "ulangi": "pendek"}, "pendek"),
        ({"ulangi": "lain-sama-sekali-41"}, "tidak sama"),
        ({"nama": " "}, "Tulis nama"),
    ],
)
def test_a_password_or_name_that_will_not_do_opens_no_account(house: House, fields: dict[str, str], words: str) -> None:
    key = offer(house).key
    answer = opened(key, {**NEWCOMER, **fields})
    assert (answer.status_code, words in answer.content.decode()) == (422, True)
    assert not User.objects.filter(email=ADDRESS).exists()
    assert opened(key).status_code == 200


@pytest.mark.parametrize("who", ["ayu", "gita", "indra", "eka"])
def test_invitations_are_for_who_administers(house: House, who: str) -> None:
    made = offer(house)
    browser = house.client(who)
    paths = ["/undangan", "/undangan/baru", f"/undangan/{made.invitation.pk}/batalkan"]
    assert [browser.get(path).status_code for path in paths] == [403, 403, 403]


def test_the_list_asks_no_more_for_more(house: House, django_assert_max_num_queries: Any) -> None:  # noqa: ANN401 - pytest-django's
    for number in range(12):
        offer(house, f"orang{number}@uji.example.id", since=today() + timedelta(days=number))
    browser = house.client("hana")
    with django_assert_max_num_queries(15):
        page = browser.get("/undangan?cari=orang").content.decode()
    assert page.count("@uji.example.id</span>") == 12


def test_choosing_the_role_asks_once_what_the_agency_is(house: House, django_assert_max_num_queries: Any) -> None:  # noqa: ANN401 - pytest-django's
    browser = house.client("hana")
    with django_assert_max_num_queries(6):
        assert browser.get("/undangan/baru").status_code == HTTPStatus.OK


def test_an_employee_who_gets_their_account_by_it_assesses_no_unit_where_they_serve(house: House) -> None:
    """Nobody knew the account before: the record of the employee is joined to it first, and then asked."""
    row = employ(house, house.users["eka"], "rsud", "198501012010012001")
    Employee.objects.for_actor(house.actors["hana"]).filter(pk=row.pk).update(user=None, email="Nina@uji.example.id")
    post = {"unit": house.units["rsud"], "position": "Perawat", "since": FIRST_DAY}
    Posting(tenant_id=row.tenant_id, employee=row, basis="definitive", **post).save()
    invited = offer(house, role=Role.TPI_MEMBER)
    assert invited.invitation.employee_id == row.pk, "whatever the capitals"
    answer = opened(invited.key, NEWCOMER)
    assert answer.status_code == 422
    assert "bertugas di RSUD Tanjung Sagara" in answer.content.decode()
    assert not User.objects.filter(email=ADDRESS).exists(), "nothing half done"
    assert opened(
        offer(house, role=Role.TPI_MEMBER, unit_id=house.units["disdukcapil"].pk).key, NEWCOMER
    ).status_code in {302, 303}


def test_the_roles_of_an_outside_person_end_with_their_time(house: House) -> None:
    hana, now = house.actors["hana"], timezone.now()
    facts = OutsiderFacts(
        kind=OutsideKind.OMBUDSMAN, institution="Ombudsman", name="Nina", since=today(), email=ADDRESS
    )
    person = add_outsider(actor=hana, facts=facts, now=now)
    offered = offer(house, role=Role.COMPANION, unit_id=None, companion_kind=OutsideKind.OMBUDSMAN)
    opened(offered.key, NEWCOMER)
    duty = Appointment.objects.for_actor(hana).get(user__email=ADDRESS)
    end_outsider(actor=hana, outsider_id=person.pk, last_day=today(), now=now)
    duty.refresh_from_db()
    assert duty.until == today()


def test_nor_where_a_record_of_theirs_was_never_joined_to_their_account(house: House) -> None:
    """Lists of employees come in after the first accounts: the same number or address is the same person."""
    row = employ(house, house.users["eka"], "rsud", "198501012010012001")
    post = {"unit": house.units["rsud"], "position": "Perawat", "since": FIRST_DAY}
    Posting(tenant_id=row.tenant_id, employee=row, basis="definitive", **post).save()
    Employee.objects.for_actor(house.actors["hana"]).filter(pk=row.pk).update(user=None, email="")
    wish = Wish(role=Role.TPI_MEMBER, unit_id=house.units["rsud"].pk, since=today())
    User.objects.filter(pk=house.users["eka"].pk).update(nip=row.nip)
    with pytest.raises(AppointmentConflicts):
        appoint(actor=house.actors["hana"], user_id=house.users["eka"].pk, wish=wish, now=timezone.now())
    User.objects.filter(pk=house.users["eka"].pk).update(nip=None)
    Employee.objects.for_actor(house.actors["hana"]).filter(pk=row.pk).update(email="EKA@uji.example.id")
    with pytest.raises(AppointmentConflicts):
        appoint(actor=house.actors["hana"], user_id=house.users["eka"].pk, wish=wish, now=timezone.now())
