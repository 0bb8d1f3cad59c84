"""Many documents by one confirmation: exactly the listed ones, once each, also when the provider goes away half way."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import Any

import pytest

from pulau.apps.signing import advancing, tasks
from pulau.apps.signing.contract import (
    Document,
    DocumentState,
    ProviderAway,
    SignatoryNotFound,
    draw_signature,
    end_document,
    prepare_document,
)
from pulau.apps.signing.models import ItemState, RunState, SigningItem, SigningRun
from pulau.apps.signing.selectors.running import RunNotFound, counts_of, get_run_for, to_sign
from pulau.apps.signing.services.running import resume_run, start_run
from pulau.exchange.signatures.providers.local import LocalProvider
from pulau.foundation.notices.models import Notice
from pulau.foundation.tenancy.wall import behind_wall
from tests.apps.signing.desk import (
    LATER,
    STROKES,
    application,
    as_requested,
    drawn_wish,
    fresh,
    people,
    prepared,
    versions,
)
from tests.cast import NOW
from tests.house import House

pytestmark = pytest.mark.django_db


@pytest.fixture
def documents(house: House) -> list[Document]:
    return [prepared(house, "indra", "gita", title=f"Piagam {n}", now=NOW + timedelta(seconds=n)) for n in range(3)]


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: LATER)


def start(house: House, name: str, *, leave: int = 0) -> SigningRun:
    actor = house.actors[name]
    with as_requested(actor):
        ids = [place.signatory_id for place in to_sign(actor)]
        return start_run(actor=actor, signatory_ids=ids[: len(ids) - leave], now=LATER)


def advance(run: SigningRun) -> SigningRun:
    with application():
        advancing.advance(run.tenant_id, run.pk)
    with behind_wall(run.tenant_id):
        found: SigningRun = SigningRun.objects.for_tenant(run.tenant_id).get(pk=run.pk)
        return found


def counts(run: SigningRun) -> dict[str, int]:
    with behind_wall(run.tenant_id):
        return {state: many for state, many in counts_of(run).items() if many}


def test_exactly_what_was_confirmed_is_signed(house: House, documents: list[Document]) -> None:
    run = start(house, "indra", leave=1)
    late = prepared(house, "indra", title="Datang kemudian")
    ended = advance(run)
    assert (ended.state, counts(run)) == (RunState.DONE, {ItemState.DONE: 2})
    assert [fresh(one).state for one in documents] == [DocumentState.PARTLY] * 2 + [DocumentState.PREPARED]
    assert fresh(late).state == DocumentState.PREPARED
    advance(run)  # a job that runs twice signs nothing twice
    assert [versions(one) for one in documents] == [2, 2, 1]
    with behind_wall(run.tenant_id):
        notice = Notice.objects.for_tenant(run.tenant_id).get(kind="signing.run_ended")
    assert (notice.user_id, notice.params) == (house.users["indra"].pk, {"done": "2", "size": "2"})


def test_a_run_whose_job_was_lost_goes_on(
    house: House, documents: list[Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    run = start(house, "indra")
    with application():
        tasks.resume_runs.call()
    assert counts(run) == {ItemState.WAITING: 3}  # its job is on its way
    monkeypatch.setattr("django.utils.timezone.now", lambda: LATER + timedelta(minutes=31))
    with application():
        tasks.resume_runs.call()
    assert counts(run) == {ItemState.DONE: 3}
    assert [versions(one) for one in documents] == [2, 2, 2]


def test_a_run_covers_only_what_waits_for_its_person(house: House, documents: list[Document]) -> None:
    hana, indra = house.actors["hana"], house.actors["indra"]
    others = [people(documents[0])[1].pk]
    with as_requested(indra), pytest.raises(SignatoryNotFound):
        start_run(actor=indra, signatory_ids=others, now=LATER)
    with as_requested(indra), pytest.raises(ValueError, match="0 documents"):
        start_run(actor=indra, signatory_ids=[], now=LATER)
    run = start(house, "indra")
    with as_requested(hana), pytest.raises(RunNotFound):
        get_run_for(hana, run.pk)


@pytest.fixture
def fails(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Let the provider be away at chosen turns, counted from 1."""
    plan: dict[str, Any] = {"at": set()}
    turns, sign = count(1), LocalProvider.sign

    def perhaps(self: LocalProvider, *given: Any) -> Any:  # noqa: ANN401 - whatever the provider takes and gives
        if next(turns) in plan["at"]:
            raise ProviderAway("out")
        return sign(self, *given)

    monkeypatch.setattr(LocalProvider, "sign", perhaps)
    return plan


def test_a_run_pauses_where_the_provider_goes_away_and_goes_on_from_there(
    house: House, documents: list[Document], fails: dict[str, Any]
) -> None:
    fails["at"] = {2, 3}
    run = start(house, "indra")
    paused = advance(run)
    assert (paused.state, paused.told, paused.tries) == (RunState.PAUSED, "away", 1)
    assert [versions(one) for one in documents] == [2, 1, 1]
    assert advance(run).tries == 2
    done = advance(run)
    assert (done.state, counts(run)) == (RunState.DONE, {ItemState.DONE: 3})
    assert [versions(one) for one in documents] == [2, 2, 2]


def test_what_cannot_be_signed_is_passed_over_with_its_reason(house: House, documents: list[Document]) -> None:
    run = start(house, "indra")
    hana = house.actors["hana"]
    with as_requested(hana):
        end_document(actor=hana, document_id=documents[1].pk, state=DocumentState.CANCELLED, reason="Salah", now=LATER)
    assert advance(run).state == RunState.DONE
    with behind_wall(run.tenant_id):
        skipped = SigningItem.objects.for_tenant(run.tenant_id).get(run=run, state=ItemState.SKIPPED)
    assert (skipped.title, skipped.told) == ("Piagam 1", "ended")


def test_a_run_left_too_long_asks_its_person_again(
    house: House, documents: list[Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    indra = house.actors["indra"]
    run = start(house, "indra")
    tomorrow = LATER + timedelta(hours=13)
    monkeypatch.setattr("django.utils.timezone.now", lambda: tomorrow)
    stopped = advance(run)
    assert (stopped.state, stopped.told) == (RunState.STOPPED, "confirm-again")
    assert [versions(one) for one in documents] == [1, 1, 1]
    with as_requested(indra):
        resume_run(actor=indra, run_id=run.pk, now=tomorrow)
    assert advance(run).state == RunState.DONE


def test_a_witness_attests_many_drawn_pacts_by_one_confirmation(house: House) -> None:
    hana = house.actors["hana"]
    drawn = []
    for name in ("Budi", "Cici"):
        with as_requested(hana):
            document = prepare_document(actor=hana, wish=drawn_wish(house, "gita", name), now=NOW)
            draw_signature(actor=hana, signatory_id=people(document)[0].pk, strokes=STROKES, now=NOW)
        drawn.append(document)
    run = start(house, "gita")
    with behind_wall(run.tenant_id):
        assert set(SigningItem.objects.for_tenant(run.tenant_id).values_list("attests", flat=True)) == {True}
    assert advance(run).state == RunState.DONE
    assert [fresh(one).state for one in drawn] == [DocumentState.COMPLETE] * 2


def test_who_may_not_act_any_more_signs_nothing(house: House, documents: list[Document]) -> None:
    run = start(house, "indra")
    user = house.users["indra"]
    user.is_active = False
    user.save()
    stopped = advance(run)
    assert (stopped.state, stopped.told) == (RunState.STOPPED, "rights-gone")
    assert [versions(one) for one in documents] == [1, 1, 1]
