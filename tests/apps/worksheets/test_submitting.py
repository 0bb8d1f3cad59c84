"""Handing a self-assessment in: by its head alone, exactly once; what was answered and shown is pinned by digest."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied

from pulau.apps.agencies.contract import Agency
from pulau.apps.evidence.models import PreparationState
from pulau.apps.people.contract import Role, Wish, appoint
from pulau.apps.people.models import Basis
from pulau.apps.worksheets.assessing import assess, conditions_of
from pulau.apps.worksheets.changes import Change
from pulau.apps.worksheets.comparing_submissions import compare_submission
from pulau.apps.worksheets.evidence_selectors import evidence_by_item
from pulau.apps.worksheets.handing_selectors import submissions_of
from pulau.apps.worksheets.locked import WorksheetSubmitted
from pulau.apps.worksheets.models import SheetState, Submission, Worksheet
from pulau.apps.worksheets.selectors import WorksheetNotFound
from pulau.apps.worksheets.services.answers import answer_items, restore_answer
from pulau.apps.worksheets.services.handing import (
    Handing,
    SubmissionEnded,
    SubmissionHeld,
    WarningsUnaccepted,
    WorksheetMoved,
    submit_worksheet,
    withdraw_submission,
)
from pulau.apps.worksheets.services.opening import state_prior_title
from pulau.apps.worksheets.services.talking import Remark, add_comment
from pulau.core.shared.actor import Actor
from pulau.core.shared.problems import BadInput
from pulau.exchange.packages.manifest import read_manifest
from pulau.exchange.packs import load_pack
from pulau.foundation import storage
from pulau.foundation.journal.models import Entry
from pulau.foundation.notices.models import Notice
from tests.apps.worksheets.handing import ITEM, add_bytes, fresh, hand_in, lay, look
from tests.cast import NOW
from tests.house import FIRST_DAY, House

pytestmark = pytest.mark.django_db


@pytest.fixture
def answered(house: House) -> House:
    house.answer("ayu", {ITEM: "Ya", "P1.i.b": "A"})
    lay(house)
    return house


@pytest.mark.parametrize("who", ["ayu", "hana", "indra"])
def test_nobody_but_the_head_hands_in(answered: House, who: str) -> None:
    with pytest.raises(PermissionDenied):
        hand_in(answered, who)
    assert fresh(answered).state == SheetState.DRAFT


@pytest.mark.parametrize("who", ["joko", "dewi"])
def test_another_unit_and_another_agency_find_nothing(answered: House, who: str) -> None:
    with pytest.raises(WorksheetNotFound):
        hand_in(answered, who)


def test_who_stands_in_for_the_head_may_and_the_journal_says_for_whom(answered: House) -> None:
    tenant, gita = answered.tenants["sagara"], answered.users["gita"]
    wish = Wish(role=Role.UNIT_HEAD, unit_id=answered.units["disdukcapil"].pk, since=FIRST_DAY, basis=Basis.PLH,
                until=date(2099, 1, 1), document="SP 7/2026", on_behalf_of=gita.pk)  # fmt: skip
    appoint(actor=Actor.system(tenant), user_id=answered.users["fajar"].pk, wish=wish, now=NOW)
    client = answered.confirmed("fajar")
    found = look(answered, "gita", datetime.now(UTC))
    sent = {"segel": found.seal, "terima": sorted(found.check.codes)}
    assert client.post(answered.address("ajukan"), sent).status_code == 303
    entry = Entry.objects.for_tenant(tenant).get(action="worksheets.submitted")
    assert (entry.role, entry.on_behalf_of) == ("unit-head", gita.pk)


def test_what_was_handed_in_is_pinned_and_evidence_replaced_later_changes_nothing_of_it(answered: House) -> None:
    piece = lay(answered, "P1.i.b", content=b"lama")
    made = hand_in(answered)
    manifest = read_manifest(storage.get(made.manifest))
    assert [one.item for one in manifest.answers] == [ITEM, "P1.i.b"]
    pinned = next(one for one in manifest.evidence if one.code == piece.code)
    assert (pinned.version, storage.get(pinned.digest)) == (1, b"lama")
    assert (manifest.answers_digest, manifest.evidence_digest) == (made.answers, made.evidence)
    add_bytes(answered, piece, 2, b"baru")
    assert compare_submission(fresh(answered), manifest).same
    assert storage.get(pinned.digest) == b"lama"


def test_a_file_that_is_gone_from_the_store_is_told(answered: House) -> None:
    made = hand_in(answered)
    manifest = read_manifest(storage.get(made.manifest))
    broken = json.loads(storage.get(made.manifest))
    broken["answers"][0]["digest"] = "0" * 64
    broken["evidence"][0]["size"] = "7"
    other = read_manifest(json.dumps(broken).encode())
    found = compare_submission(fresh(answered), other)
    assert (found.differing_answers, found.differing_evidence) == ((ITEM,), (ITEM,))
    assert compare_submission(fresh(answered), manifest).same


def test_the_name_of_a_confidential_file_stays_out(answered: House) -> None:
    piece = lay(answered, "P1.i.b", content=b"rahasia", confidential=True)
    manifest = read_manifest(storage.get(hand_in(answered).manifest))
    assert [one.name for one in manifest.evidence if one.code == piece.code] == [""]


def test_after_it_every_change_is_refused_and_talk_goes_on(answered: House) -> None:
    hand_in(answered)
    ayu, sheet = answered.actors["ayu"], answered.sheet.pk
    with pytest.raises(WorksheetSubmitted):
        answer_items(actor=ayu, worksheet_id=sheet, changes=[Change(ITEM, 1, "Tidak")], now=NOW)
    with pytest.raises(WorksheetSubmitted):
        restore_answer(actor=ayu, worksheet_id=sheet, item=ITEM, version=1, seen=1, now=NOW)
    with pytest.raises(WorksheetSubmitted):
        state_prior_title(actor=ayu, worksheet_id=sheet, title="WBK", now=NOW)
    with pytest.raises(WorksheetSubmitted):
        hand_in(answered)
    add_comment(actor=ayu, worksheet_id=sheet, remark=Remark(ITEM, "Sudah diajukan."), now=NOW)


def test_what_stands_in_the_way_and_what_is_not_accepted_hold_it_back(house: House) -> None:
    gita, sheet = house.actors["gita"], house.sheet.pk
    with pytest.raises(SubmissionHeld):
        submit_worksheet(actor=gita, worksheet_id=sheet, handing=Handing(look(house).seal), now=NOW)
    house.answer("ayu", {ITEM: "Ya"})
    lay(house, state=PreparationState.WAITING)
    with pytest.raises(SubmissionHeld) as held:
        hand_in(house)
    assert [finding.code for finding in held.value.check.blocking] == ["checking"]


def test_each_warning_is_accepted_by_itself(answered: House) -> None:
    found = look(answered)
    handing = Handing(found.seal, found.check.codes - {"gate:WBK"})
    with pytest.raises(WarningsUnaccepted) as missing:
        submit_worksheet(actor=answered.actors["gita"], worksheet_id=answered.sheet.pk, handing=handing, now=NOW)
    assert missing.value.codes == ("gate:WBK",)
    assert "gate:WBK" in hand_in(answered).accepted


def test_an_answer_that_changed_since_the_head_looked_is_not_handed_in_unseen(answered: House) -> None:
    found = look(answered)
    answered.answer("ayu", {"P1.i.b": "B"})
    handing = Handing(found.seal, found.check.codes)
    with pytest.raises(WorksheetMoved):
        submit_worksheet(actor=answered.actors["gita"], worksheet_id=answered.sheet.pk, handing=handing, now=NOW)
    assert not Submission.objects.for_tenant(answered.tenants["sagara"]).exists()


def test_unit_administrator_and_assessors_hear_of_it(answered: House) -> None:
    tenant = answered.tenants["sagara"]
    wish = Wish(role=Role.TPI_LEADER, unit_id=None, since=FIRST_DAY)
    appoint(actor=Actor.system(tenant), user_id=answered.users["eka"].pk, wish=wish, now=NOW)
    hand_in(answered)
    told = Notice.objects.for_tenant(tenant).filter(kind__startswith="worksheets.").values_list("kind", "user_id")
    names = {user.pk: name for name, user in answered.users.items()}
    assert {(kind, names[user]) for kind, user in told} == {
        *(("worksheets.submitted", name) for name in ("ayu", "fajar", "gita", "hana")),
        ("worksheets.awaits_assessment", "eka"),
    }


def test_it_is_taken_back_with_a_reason_and_the_next_one_is_number_two(answered: House) -> None:
    first = hand_in(answered)
    gita, sheet = answered.actors["gita"], answered.sheet.pk
    with pytest.raises(BadInput):
        withdraw_submission(actor=gita, worksheet_id=sheet, number=1, reason=" ", now=NOW)
    with pytest.raises(PermissionDenied):
        withdraw_submission(actor=answered.actors["ayu"], worksheet_id=sheet, number=1, reason="Salah", now=NOW)
    withdraw_submission(actor=gita, worksheet_id=sheet, number=1, reason="Bukti tertukar", now=NOW)
    with pytest.raises(SubmissionEnded):
        withdraw_submission(actor=gita, worksheet_id=sheet, number=1, reason="Lagi", now=NOW)
    answered.answer("ayu", {"P1.i.b": "B"})
    assert hand_in(answered).number == 2
    assert [made.state for made in submissions_of(fresh(answered))] == ["standing", "withdrawn"]
    assert compare_submission(fresh(answered), read_manifest(storage.get(first.manifest))).same


@pytest.mark.parametrize(("zone", "day", "late"), [("WIT", date(2026, 6, 1), True), ("WIB", date(2026, 5, 31), False)])
def test_the_day_is_that_of_the_agency_at_midnight(answered: House, zone: str, day: date, late: bool) -> None:  # noqa: FBT001
    Agency.objects.for_tenant(answered.tenants["sagara"]).update(zone=zone)
    found = look(answered, now=(moment := datetime(2026, 5, 31, 15, 30, tzinfo=UTC)))
    assert ("late" in found.check.codes) is late
    made = hand_in(answered, now=moment)
    assert made.submitted_on == day
    assert made.next_on is not None
    assert made.next_on > day


def test_the_page_shows_the_version_that_was_handed_in_until_it_is_withdrawn(house: House) -> None:
    house.answer("ayu", {ITEM: "Ya"})
    piece = lay(house, ITEM, content=b"satu")
    made = hand_in(house)
    add_bytes(house, piece, 2, b"dua")

    def shown() -> int:
        (found,) = evidence_by_item(house.actors["ayu"], fresh(house), [ITEM])[ITEM]
        return found.number

    assert shown() == 1
    gita = house.actors["gita"]
    withdraw_submission(actor=gita, worksheet_id=house.sheet.pk, number=made.number, reason="Salah pindai", now=NOW)
    assert shown() == 2


def test_a_worksheet_of_a_law_that_names_no_last_day_is_looked_at_without_one(house: House) -> None:
    house.open("disdukcapil", 2018, regulation="permenpan-rb-52-2014")
    row = Worksheet.objects.for_tenant(house.tenants["sagara"]).get(year=2018)
    assert assess(house.actors["gita"], row, NOW).deadline is None
    held = conditions_of(load_pack(row.regulation), row.year)
    assert held is not None
    assert held.instrument == "Permenpan RB 52/2014"


def test_the_conditions_of_a_year_without_a_last_day_are_those_that_hold_as_it_begins() -> None:
    assert conditions_of(load_pack("permenpan-rb-52-2014"), 2021) is not None
    assert conditions_of(load_pack("permenpan-rb-52-2014"), 2022) is None
