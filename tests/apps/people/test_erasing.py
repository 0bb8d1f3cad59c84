"""Erasing a person leaves scores, answers and journal valid, byte for byte; what is past its time ends by itself."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from pulau.apps.people.models import Appointment, DataRequest, Employee, Invitation, OutsidePerson, Role
from pulau.apps.people.models.staff import RequestKind, RequestState
from pulau.apps.people.selectors.privacy import leaves_for_good, person_in
from pulau.apps.people.services.inviting import accept_invitation, invite
from pulau.apps.people.services.privacy import ErasureBarred, erase_person
from pulau.apps.people.services.retention import sweep_body
from pulau.apps.people.wishes import Wish
from pulau.apps.worksheets.mapping import evaluation_of
from pulau.apps.worksheets.models import Answer, Mention, Presence
from pulau.apps.worksheets.selectors import values_of
from pulau.apps.worksheets.services.talking import Remark, add_comment
from pulau.core.shared.actor import Actor
from pulau.exchange.result_json import replay_digest
from pulau.foundation.accounts.models import User
from pulau.foundation.erasing import erase, rows_of
from pulau.foundation.journal.models import Entry
from pulau.foundation.notices.models import Notice
from pulau.foundation.notices.reminding import remind
from pulau.foundation.registry.personal_data import ERASED_NAME, OnErasure, Person, fields_of, personal_tables
from tests.apps.people.test_own_data import NIK, employ
from tests.cast import NOW
from tests.house import FIRST_DAY, House

GONE = date(2021, 1, 2)
SOON = datetime(2020, 12, 30, 3, tzinfo=UTC)
SECRETS = ("Ayu Larasati", "ayu@uji.example.id", NIK, "199001012015011001", "ayu@sagara.example.id")


@pytest.fixture
def left(house: House) -> House:
    """Ayu worked: answered, spoke, was named; and left."""
    employ(house, "ayu", until=GONE)
    house.answer("ayu", {"P1.i.a": "Ya", "P1.i.b": "A"})
    remark = Remark("P1.i.a", "Sudah lengkap.", (str(house.users["fajar"].pk),), "k")
    add_comment(actor=house.actors["ayu"], worksheet_id=house.sheet.pk, remark=remark, now=NOW)
    remark = Remark("P1.i.a", "Terima kasih.", (str(house.users["ayu"].pk),), "l")
    add_comment(actor=house.actors["fajar"], worksheet_id=house.sheet.pk, remark=remark, now=NOW)
    Appointment.objects.for_tenant(house.tenants["sagara"]).filter(user=house.users["ayu"]).update(until=GONE)
    return house


def person(house: House) -> Person:
    return person_in(house.tenants["sagara"], house.users["ayu"])


def bytes_of(table: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table} ORDER BY id")  # noqa: S608 - the name of a table
        return [tuple(bytes(v) if isinstance(v, memoryview) else v for v in row) for row in cursor.fetchall()]


def test_nothing_that_names_the_person_is_left(left: House) -> None:
    erase_person(actor=left.actors["hana"], person=person(left), now=NOW)
    tables = [row[0] for row in _tables() if row[0] != "django_session"]
    for table in tables:
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - names of our own tables
            text = repr(cursor.fetchall())
        assert not [secret for secret in SECRETS if secret in text], table


def _tables() -> list[tuple[str]]:
    with connection.cursor() as cursor:
        return [(table.name,) for table in connection.introspection.get_table_list(cursor) if table.type == "t"]


def test_what_others_were_told_of_the_persons_duties_goes_too(left: House) -> None:
    tenant, told = left.tenants["sagara"], ("people.ending", "people.accepted")
    wish = Wish(role=Role.ZONE_TEAM, unit_id=left.units["rsud"].pk, since=FIRST_DAY, until=GONE, document="SK 2")
    invited = invite(actor=left.actors["hana"], email="ayu@uji.example.id", full_name="Ayu", wish=wish, now=SOON)
    accept_invitation(invitation=invited.invitation, user=left.users["ayu"], now=SOON)
    remind(tenant, SOON)
    mine = Notice.objects.for_tenant(tenant).filter(user=left.users["hana"], kind__in=told)
    assert set(mine.values_list("kind", flat=True)) == set(told)
    assert all(row.params["name"] == "Ayu Larasati" for row in mine)
    Notice.objects.for_tenant(tenant).filter(pk=mine[0].pk).update(subject_id="lain")
    erase_person(actor=left.actors["hana"], person=person(left), now=NOW)
    assert mine.all().count() == 1, "and nothing that is about somebody else"


def test_scores_answers_and_journal_stay_byte_for_byte(left: House) -> None:
    sheet, digest = left.sheet, None
    sheet.refresh_from_db()
    digest = sheet.replay_digest
    journal, answers, comments = (bytes_of(t) for t in ("journal_entry", "worksheets_answer", "worksheets_comment"))
    erase_person(actor=left.actors["hana"], person=person(left), now=NOW)
    after = bytes_of("journal_entry")
    assert [row for row in after if row in journal] == journal
    assert len(after) == len(journal) + 1, "the erasure itself"
    assert bytes_of("worksheets_answer") == answers
    assert bytes_of("worksheets_comment") == comments
    sheet.refresh_from_db()
    assert digest
    standing = {item: found.value for item, found in values_of(sheet).items()}
    assert sheet.replay_digest == digest == replay_digest(evaluation_of(sheet, standing))


def test_pages_still_show_the_work_as_that_of_somebody_erased(left: House) -> None:
    erase_person(actor=left.actors["hana"], person=person(left), now=NOW)
    text = left.client("fajar").get(left.address("butir/P1.i.a")).content.decode()
    assert ERASED_NAME in text
    assert "Ayu" not in text
    journal = left.client("hana").get("/jurnal").content.decode()
    assert ERASED_NAME in journal


def test_the_account_is_closed_and_its_mentions_are_gone(left: House) -> None:
    left.client("ayu")
    done = erase_person(actor=left.actors["hana"], person=person(left), now=NOW)
    user = User.objects.get(pk=left.users["ayu"].pk)
    assert (user.full_name, user.nip, user.is_active, user.has_usable_password()) == (ERASED_NAME, None, False, False)
    assert user.email.endswith("@tidak-ada.invalid")
    assert not Mention.objects.for_tenant(left.tenants["sagara"]).filter(user=user).exists()
    assert {"accounts.User", "people.Employee", "worksheets.Mention"} <= done.keys()
    row = Employee.objects.for_tenant(left.tenants["sagara"]).get(user=user)
    assert (row.name, row.nik, row.nik_digest, row.email, row.title_after) == (ERASED_NAME, None, "", "", "")
    assert row.erased_at == NOW


def test_the_journal_tells_of_the_erasure_without_the_name(left: House) -> None:
    erase_person(actor=left.actors["hana"], person=person(left), now=NOW)
    entry = Entry.objects.for_tenant(left.tenants["sagara"]).get(action="people.person_erased")
    assert entry.role == "agency-administrator"
    told = json.loads(entry.payload)
    assert told["account"] is True
    assert told["user"] == str(left.users["ayu"].pk)


def test_who_is_kept_by_another_body_keeps_the_account(left: House) -> None:
    Appointment(tenant_id=left.tenants["lain"], user=left.users["ayu"], role=Role.ZONE_TEAM, scope="unit",
                unit=left.units["disdukcapil-lain"], since=FIRST_DAY, created_at=NOW).save()  # fmt: skip
    assert not leaves_for_good(left.users["ayu"].pk, left.tenants["sagara"], GONE)
    erase_person(actor=left.actors["hana"], person=person(left), now=NOW)
    user = User.objects.get(pk=left.users["ayu"].pk)
    assert (user.full_name, user.is_active) == ("Ayu Larasati", True)
    assert Employee.objects.for_tenant(left.tenants["sagara"]).get(user=user).name == ERASED_NAME


def test_who_works_or_holds_a_duty_is_not_erased(house: House) -> None:
    employ(house, "ayu")
    with pytest.raises(ErasureBarred) as barred:
        erase_person(actor=house.actors["hana"], person=person(house), now=NOW)
    assert {bar.code for bar in barred.value.bars} == {"people.duty", "people.employed"}


@pytest.mark.parametrize("who", ["joko", "gita", "indra", "dewi"])
def test_only_the_administrator_erases(left: House, who: str) -> None:
    with pytest.raises(Exception, match=r"people\.answer_data_requests"):
        erase_person(actor=left.actors[who], person=person(left), now=NOW)


def test_erasing_does_exactly_what_the_register_says(left: House) -> None:
    """Negative control: with one field of the register kept, its value stays."""
    who, tenant = person(left), left.tenants["sagara"]
    table = personal_tables.get("people.Employee")
    assert table is not None
    before: Any = rows_of(table, who, tenant).get()
    erase(who, tenant, NOW, account=False)
    after: Any = rows_of(table, who, tenant).get()
    for field in fields_of("people.Employee"):
        same = getattr(before, field.name) == getattr(after, field.name)
        untouched = field.on_erasure is OnErasure.KEEP or not getattr(before, field.name)
        assert same == untouched, field.code


def test_another_person_is_not_touched(left: House) -> None:
    fajar = User.objects.get(pk=left.users["fajar"].pk)
    erase_person(actor=left.actors["hana"], person=person(left), now=NOW)
    assert User.objects.get(pk=fajar.pk).full_name == "Fajar Prakoso"
    assert Mention.objects.for_tenant(left.tenants["sagara"]).filter(user=fajar).exists()
    assert Answer.objects.for_tenant(left.tenants["sagara"]).filter(user=left.users["ayu"]).count() == 2


def _old(house: House) -> Invitation:
    now, tenant = timezone.now(), house.tenants["sagara"]
    long_ago = timezone.localdate() - timedelta(days=11 * 365)
    employ(house, "eka", until=long_ago, since=long_ago)
    OutsidePerson(tenant_id=tenant, kind="press", institution="Koran", name="Nadia Pers", since=long_ago,
                  until=long_ago, created_at=NOW).save()  # fmt: skip
    DataRequest(tenant_id=tenant, user=house.users["eka"], kind=RequestKind.CORRECTION, state=RequestState.DONE,
                told="lama", answer="lama", requested_at=NOW, due=long_ago,
                answered_at=now - timedelta(days=6 * 365)).save()  # fmt: skip
    invitation = Invitation(tenant_id=tenant, email="tamu@uji.example.id", full_name="Tamu Lama", role=Role.AUDITOR,
                            scope="agency", since=long_ago, digest="d" * 64, created_at=now,
                            expires_at=now - timedelta(days=100))  # fmt: skip
    invitation.save()
    return invitation


def test_what_is_past_its_time_ends_and_nothing_else(house: House) -> None:
    invitation, tenant = _old(house), house.tenants["sagara"]
    told = StringIO()
    call_command("privacy_sweep", dry_run=True, stdout=told)
    for table in ("Employee", "OutsidePerson", "DataRequest", "Invitation"):
        assert f"sagara people.{table} 1" in told.getvalue()
    invitation.refresh_from_db()
    assert invitation.full_name == "Tamu Lama", "a trial changes nothing"
    old = timezone.now() - timedelta(days=2)
    Presence(tenant_id=tenant, worksheet=house.sheet, user=house.users["ayu"], area="1", seen_at=old).save()
    assert sweep_body(actor=Actor.system(tenant), now=timezone.now(), dry=True)["worksheets.Presence"] == 1
    done = sweep_body(actor=Actor.system(tenant), now=timezone.now())
    assert done.pop("worksheets.Presence") == 1
    assert done == {"people.Employee": 1, "people.OutsidePerson": 1, "people.DataRequest": 1, "people.Invitation": 1}
    invitation.refresh_from_db()
    assert (invitation.full_name, invitation.email.endswith(".invalid")) == (ERASED_NAME, True)
    assert Employee.objects.for_tenant(tenant).get().name == ERASED_NAME
    assert sweep_body(actor=Actor.system(tenant), now=timezone.now()) == {}, "a second time there is nothing to do"
    assert User.objects.get(pk=house.users["eka"].pk).full_name == "Eka Nugraha", "the account belongs to no body"
