"""Answers that registers propose: nothing counts until a person accepts it, and it stays known where it came from."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

import pytest
from django.core.exceptions import PermissionDenied

from pulau.apps.people.answer_register import ZONE_TEAMS
from pulau.apps.people.contract import end_appointment
from pulau.apps.people.models import Appointment
from pulau.apps.worksheets.changes import AnswerChangedMeanwhile
from pulau.apps.worksheets.locked import WorksheetSubmitted
from pulau.apps.worksheets.models import ProposalState, ProposedAnswer, Source
from pulau.apps.worksheets.proposal_selectors import proposals_of
from pulau.apps.worksheets.proposing_jobs import propose_for_body
from pulau.apps.worksheets.selectors import answers_of, history_of
from pulau.apps.worksheets.services import proposing
from pulau.apps.worksheets.services.proposing import (
    ProposalDecided,
    accept_proposal,
    decline_proposal,
    refresh_proposals,
)
from pulau.core.shared.actor import Actor
from pulau.foundation.registry.answer_registers import AnswerRegister, Proposed
from pulau.foundation.registry.hooks import Hook
from tests.apps.worksheets.conftest import text_of
from tests.apps.worksheets.handing import ITEM, hand_in, look
from tests.cast import NOW
from tests.house import REGULATION, YEAR, House

pytestmark = pytest.mark.django_db


@dataclass
class Register:
    """A register of a test: what it finds now."""

    found: dict[str, tuple[object, str]] = field(default_factory=dict)

    def __call__(self, _actor: Actor, _unit: UUID, _year: int, _regulation: str) -> list[Proposed]:
        return [
            Proposed(item, value, "uji", digest * 64, "Menurut uji.", "By a test.")
            for item, (value, digest) in self.found.items()
        ]


@pytest.fixture
def register(monkeypatch: pytest.MonkeyPatch) -> Register:
    found = Register()
    hook: Hook[AnswerRegister] = Hook("answer registers")
    hook.add(AnswerRegister("uji", "Register uji", "Test register", found))
    monkeypatch.setattr(proposing, "answer_registers", hook)
    return found


def refresh(house: House, who: str = "ayu") -> tuple[int, int]:
    found = refresh_proposals(actor=house.actors[who], worksheet_id=house.sheet.pk, now=NOW)
    return found.made, found.superseded


def waiting(house: House) -> ProposedAnswer:
    found = proposals_of(house.sheet).filter(state=ProposalState.WAITING).get()
    assert isinstance(found, ProposedAnswer)
    return found


def test_a_proposal_is_no_answer_until_somebody_accepts_it(house: House, register: Register) -> None:
    register.found = {"P1.ii.a": ("Ya", "a"), "P1.ii.b": ("bukan pilihan", "a"), "X": ("Ya", "a")}
    assert refresh(house) == (1, 0)
    assert refresh(house) == (0, 0)
    assert "P1.ii.a" not in answers_of(house.sheet)
    one = waiting(house)
    accept_proposal(actor=house.actors["fajar"], worksheet_id=house.sheet.pk, proposal_id=one.pk, seen=0, now=NOW)
    version = history_of(house.sheet, "P1.ii.a")[0]
    assert (version.value, version.source, version.user_id) == ("Ya", Source.PROPOSED, house.users["fajar"].pk)
    assert (version.origin["register"], version.origin["query"]) == ("uji", "uji")
    assert version.origin["digest"] == "a" * 64
    page = text_of(house.client("ayu").get(house.address("butir/P1.ii.a")))
    assert "Usulan register, diterima" in page
    assert "a" * 64 in page
    with pytest.raises(ProposalDecided):
        accept_proposal(actor=house.actors["ayu"], worksheet_id=house.sheet.pk, proposal_id=one.pk, seen=1, now=NOW)


def test_what_differs_from_the_answer_that_stands_is_told_as_contradicted(house: House, register: Register) -> None:
    house.answer("ayu", {"P1.ii.a": "Tidak"})
    register.found = {"P1.ii.a": ("Ya", "a")}
    refresh(house)
    assert "contradicted" in look(house).check.codes
    one = waiting(house)
    with pytest.raises(AnswerChangedMeanwhile):
        accept_proposal(actor=house.actors["ayu"], worksheet_id=house.sheet.pk, proposal_id=one.pk, seen=0, now=NOW)
    decline_proposal(
        actor=house.actors["ayu"], worksheet_id=house.sheet.pk, proposal_id=one.pk, reason="Sudah dicabut", now=NOW
    )
    assert "contradicted" not in look(house).check.codes
    assert refresh(house) == (0, 0)
    register.found = {"P1.ii.a": ("Ya", "b")}
    assert refresh(house) == (1, 0)


def test_facts_that_change_replace_what_waits(house: House, register: Register) -> None:
    register.found = {"P1.ii.a": ("Ya", "a")}
    refresh(house)
    register.found = {"P1.ii.a": ("Tidak", "b")}
    assert refresh(house) == (1, 1)
    register.found = {}
    assert refresh(house) == (0, 1)
    house.answer("ayu", {"P1.ii.a": "Ya"})
    register.found = {"P1.ii.a": ("Ya", "c")}
    assert refresh(house) == (0, 0)


def test_only_who_fills_decides(house: House, register: Register) -> None:
    register.found = {"P1.ii.a": ("Ya", "a")}
    with pytest.raises(PermissionDenied):
        refresh(house, "hana")
    refresh(house)
    address = house.address(f"usulan/{waiting(house).pk}/terima")
    assert house.client("hana").post(address, {"terlihat": "0"}).status_code == 403
    assert house.client("dewi").post(address, {"terlihat": "0"}).status_code == 404
    assert "Terima usulan" not in text_of(house.client("hana").get(house.address("usulan")))
    decline = address.replace("terima", "tolak")
    assert house.client("ayu").post(decline, {"alasan": ""}).status_code == 422
    assert house.client("ayu").post(address, {"terlihat": "0"}).status_code == 303
    assert house.client("ayu").post(address, {"terlihat": "0"}).status_code == 409


def test_nothing_is_proposed_for_what_was_handed_in(house: House, register: Register) -> None:
    house.answer("ayu", {ITEM: "Ya"})
    register.found = {"P1.ii.a": ("Ya", "a")}
    hand_in(house)
    with pytest.raises(WorksheetSubmitted):
        refresh(house)
    assert propose_for_body(house.tenants["sagara"], NOW) == 0


def test_the_night_looks_for_every_open_worksheet_of_a_body(house: House, register: Register) -> None:
    register.found = {"P1.ii.a": ("Ya", "a")}
    house.open("rsud", YEAR)
    assert propose_for_body(house.tenants["sagara"], NOW) == 2


def test_a_team_of_two_answers_the_item_about_the_team_and_one_person_says_nothing(house: House) -> None:
    actor, unit = house.actors["ayu"], house.units["disdukcapil"].pk
    found = list(ZONE_TEAMS.propose(actor, unit, YEAR, REGULATION))
    assert [(one.item, one.value, one.facts["people"]) for one in found] == [(ITEM, "Ya", 2)]
    assert found == list(ZONE_TEAMS.propose(actor, unit, YEAR, REGULATION))
    assert list(ZONE_TEAMS.propose(actor, house.units["rsud"].pk, YEAR, REGULATION)) == []
    system = Actor.system(actor.tenant_id)
    row = Appointment.objects.for_actor(system).get(user=house.users["fajar"], role="zone-team")
    end_appointment(actor=system, appointment=row, last_day=NOW.date(), now=NOW)
    assert list(ZONE_TEAMS.propose(actor, unit, YEAR, REGULATION)) == []
