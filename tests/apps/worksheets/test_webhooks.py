"""Webhooks from the change to the receiver: signed, tried again, never told to another agency."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from pulau.apps.worksheets import delivering, tasks
from pulau.apps.worksheets.announcing import DELIVER, EVENTS, SPREAD
from pulau.apps.worksheets.changes import Change
from pulau.apps.worksheets.models import DeliveryState, Webhook, WebhookDelivery
from pulau.apps.worksheets.selectors import WebhookNotFound
from pulau.apps.worksheets.sending import AddressRefused, secret_of, signature
from pulau.apps.worksheets.services import webhooks as services
from pulau.apps.worksheets.services.answers import answer_item
from pulau.apps.worksheets.services.opening import state_prior_title
from pulau.foundation.journal.models import Entry
from tests.apps.worksheets.receiver import Receiver, receiving
from tests.cast import NOW
from tests.house import House

PAGE = Path(__file__).parents[3] / "docs" / "howto" / "webhooks.md"
Check = Callable[[str, str, bytes, float], bool]


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as found:
        yield found


@pytest.fixture
def hook(house: House, receiver: Receiver) -> Webhook:
    return add(house, receiver.url)


def add(house: House, url: str, events: tuple[str, ...] = EVENTS, who: str = "hana") -> Webhook:
    return services.add_webhook(actor=house.actors[who], url=url, events=events, now=NOW)


def run_jobs() -> int:
    """Run what waits in the queue and is due, as a worker does; returns how many."""
    done = 0
    while row := DBTaskResult.objects.ready().first():
        row.status = "SUCCESSFUL"
        row.save()
        row.task.call(*row.args_kwargs["args"], **row.args_kwargs["kwargs"])
        done += 1
    return done


def deliveries(house: House) -> list[WebhookDelivery]:
    return list(WebhookDelivery.objects.for_actor(house.actors["hana"]).order_by("event"))


def documented_check() -> Check:
    """The function that the docs give to a receiver."""
    code = re.search(r"```python\n(.+?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert code is not None
    found: dict[str, Any] = {}
    exec(code.group(1), found)  # noqa: S102 - our own page, which must hold what it says
    check: Check = found["comes_from_pulau"]
    return check


def test_a_change_arrives_signed_with_what_the_docs_say(house: House, hook: Webhook, receiver: Receiver) -> None:
    house.answer("ayu", {"P1.i.a": "Ya"})
    run_jobs()
    told = {found.headers["X-Pulau-Event"]: found for found in receiver.received}
    assert set(told) == set(EVENTS)
    check, secret = documented_check(), secret_of(hook.pk, hook.generation)
    for found in told.values():
        header, body = found.headers["X-Pulau-Signature"], found.body.encode()
        assert check(secret, header, body, time.time())
        assert not check(secret, header, body + b" ", time.time())
        assert not check(secret, header, body, time.time() + 400)
        assert not check(secret_of(hook.pk, hook.generation + 1), header, body, time.time())
    body = json.loads(told["answer.changed"].body)
    documented = json.loads(PAGE.read_text("utf-8").split("```json", 1)[1].split("```", 1)[0])
    assert (body.keys(), body["worksheet"].keys()) == (documented.keys(), documented["worksheet"].keys())
    assert body["answers"] == {"P1.i.a": 1}
    assert json.loads(told["score.changed"].body)["score"]["total"] != "0"
    assert len({found.headers["X-Pulau-Delivery"] for found in receiver.received}) == 2
    assert {row.state for row in deliveries(house)} == {DeliveryState.DELIVERED}


def test_a_note_changes_an_answer_and_no_score(house: House, hook: Webhook, receiver: Receiver) -> None:
    house.answer("ayu", {"P1.i.a": "Ya"})
    run_jobs()
    receiver.received.clear()
    change = Change("P1.i.a", 1, note="SK Nomor 12")
    answer_item(actor=house.actors["ayu"], worksheet_id=house.sheet.pk, change=change, now=NOW)
    run_jobs()
    assert [found.headers["X-Pulau-Event"] for found in receiver.received] == ["answer.changed"]
    assert "SK Nomor 12" not in receiver.received[0].body


def test_a_title_that_is_stated_changes_a_gate(house: House, hook: Webhook, receiver: Receiver) -> None:
    state_prior_title(actor=house.actors["ayu"], worksheet_id=house.sheet.pk, title="WBK", now=NOW)
    run_jobs()
    assert [found.headers["X-Pulau-Event"] for found in receiver.received] == ["score.changed"]


def test_only_chosen_events_are_told(house: House, receiver: Receiver) -> None:
    add(house, receiver.url, ("score.changed",))
    house.answer("ayu", {"P1.i.a": "Ya"})
    run_jobs()
    assert [found.headers["X-Pulau-Event"] for found in receiver.received] == ["score.changed"]


def test_a_change_of_another_agency_is_not_told(house: House, hook: Webhook, receiver: Receiver) -> None:
    sheet = house.open("disdukcapil-lain", 2026, who="dewi")
    house.answer("dewi", {"P1.i.a": "Ya"}, sheet=sheet)
    assert run_jobs() == 0
    assert receiver.received == []


def test_a_change_that_is_taken_back_is_not_told(house: House, hook: Webhook) -> None:
    def answer_and_fail() -> None:
        house.answer("ayu", {"P1.i.a": "Ya"})
        assert DBTaskResult.objects.filter(task_path=SPREAD).count() == 1
        raise LookupError

    with pytest.raises(LookupError), transaction.atomic():
        answer_and_fail()
    assert DBTaskResult.objects.count() == 0


def test_while_nobody_listens_nothing_is_queued(house: House) -> None:
    house.answer("ayu", {"P1.i.a": "Ya"})
    assert DBTaskResult.objects.count() == 0


def test_a_refused_delivery_is_tried_again_after_growing_waits_then_given_up(
    house: House, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(house, receiver.url, ("score.changed",))
    receiver.statuses = [500]
    now = timezone.now()
    house.answer("ayu", {"P1.i.a": "Ya"})
    waits: list[timedelta] = []
    run_jobs()
    for attempt in range(1, 7):
        (row,) = deliveries(house)
        assert (row.attempts, row.last_status, row.last_problem) == (attempt, 500, "status")
        if row.next_at is None:
            break
        waits.append(row.next_at - now)
        later(monkeypatch, row.next_at)
        now = row.next_at
        run_jobs()
    assert [round(wait.total_seconds() / 60) for wait in waits] == [1, 5, 30, 180, 720]
    assert [found.state for found in deliveries(house)] == [DeliveryState.FAILED]
    assert len(receiver.received) == 6
    assert len({found.headers["X-Pulau-Delivery"] for found in receiver.received}) == 1


def later(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    """Let it be a later moment, for the worker and for the queue."""
    monkeypatch.setattr(timezone, "now", lambda: moment)


def test_a_receiver_that_comes_back_gets_it(house: House, receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    add(house, receiver.url, ("score.changed",))
    receiver.statuses = [500, 200]
    house.answer("ayu", {"P1.i.a": "Ya"})
    run_jobs()
    assert run_jobs() == 0, "not before its time"
    later(monkeypatch, timezone.now() + timedelta(minutes=2))
    run_jobs()
    (row,) = deliveries(house)
    assert (row.state, row.attempts, row.last_status, row.last_problem) == ("delivered", 2, 200, "")


def test_a_refused_connection_waits_for_the_next_try(house: House) -> None:
    with receiving() as gone:
        url = gone.url
    add(house, url, ("score.changed",))
    house.answer("ayu", {"P1.i.a": "Ya"})
    run_jobs()
    (row,) = deliveries(house)
    assert (row.state, row.attempts, row.last_status, row.last_problem) == ("pending", 1, None, "unreachable")
    assert DBTaskResult.objects.filter(task_path=DELIVER, status="READY").count() == 1


def test_a_pause_stops_what_is_new_and_what_waits(
    house: House, hook: Webhook, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    receiver.statuses = [500, 500, 200]
    house.answer("ayu", {"P1.i.a": "Ya"})
    run_jobs()
    services.pause_webhook(actor=house.actors["hana"], webhook_id=hook.pk, now=NOW)
    house.answer("ayu", {"P1.i.b": "A"})
    later(monkeypatch, timezone.now() + timedelta(minutes=2))
    run_jobs()
    assert len(receiver.received) == 2
    assert len(deliveries(house)) == 2
    services.resume_webhook(actor=house.actors["hana"], webhook_id=hook.pk, now=timezone.now())
    run_jobs()
    assert {row.state for row in deliveries(house)} == {DeliveryState.DELIVERED}


def test_a_job_that_runs_twice_tells_once(house: House, hook: Webhook, receiver: Receiver) -> None:
    house.answer("ayu", {"P1.i.a": "Ya"})
    spread = DBTaskResult.objects.get(task_path=SPREAD)
    tasks.spread.call(**spread.args_kwargs["kwargs"])
    run_jobs()
    for row in deliveries(house):
        tasks.deliver.call(tenant=str(row.tenant_id), delivery=str(row.pk))
    assert len(receiver.received) == 2


def test_a_delivery_that_another_worker_has_is_left_to_it(house: House, receiver: Receiver) -> None:
    add(house, receiver.url, ("score.changed",))
    receiver.statuses = [500]
    house.answer("ayu", {"P1.i.a": "Ya"})
    run_jobs()
    (row,) = deliveries(house)
    tasks.deliver.call(tenant=str(row.tenant_id), delivery=str(row.pk))
    assert len(receiver.received) == 1, "its next try is not yet due"


def test_of_two_webhooks_only_the_active_one_is_written_to(house: House, hook: Webhook, receiver: Receiver) -> None:
    other = add(house, receiver.url)
    services.pause_webhook(actor=house.actors["hana"], webhook_id=hook.pk, now=NOW)
    house.answer("ayu", {"P1.i.a": "Ya"})
    run_jobs()
    assert {row.webhook_id for row in deliveries(house)} == {other.pk}


def test_a_sweep_picks_up_what_a_killed_worker_left(house: House, hook: Webhook, receiver: Receiver) -> None:
    house.answer("ayu", {"P1.i.a": "Ya"})
    tasks.spread.call(**DBTaskResult.objects.get(task_path=SPREAD).args_kwargs["kwargs"])
    DBTaskResult.objects.all().delete()
    now = timezone.now()
    assert delivering.queue_overdue(now) == 0, "not before it is overdue"
    assert delivering.queue_overdue(now + timedelta(minutes=11)) == 2
    assert delivering.queue_overdue(now + timedelta(minutes=11)) == 0, "each once"
    WebhookDelivery.objects.for_actor(house.actors["hana"]).update(next_at=now)
    run_jobs()
    assert len(receiver.received) == 2


def test_a_sweep_leaves_a_paused_webhook_alone_and_forgets_what_ended(house: House, hook: Webhook) -> None:
    house.answer("ayu", {"P1.i.a": "Ya"})
    run_jobs()
    old = timezone.now() - timedelta(days=31)
    rows = WebhookDelivery.objects.for_actor(house.actors["hana"])
    rows.filter(event="answer.changed").update(created_at=old)
    rows.filter(event="score.changed").update(state="pending", next_at=old)
    services.pause_webhook(actor=house.actors["hana"], webhook_id=hook.pk, now=NOW)
    assert delivering.queue_overdue(timezone.now()) == 0
    assert [row.event for row in deliveries(house)] == ["score.changed"]


def test_a_secret_depends_on_the_webhook_and_its_generation(house: House, hook: Webhook, receiver: Receiver) -> None:
    other = add(house, receiver.url)
    before = secret_of(hook.pk, hook.generation)
    rotated = services.rotate_secret(actor=house.actors["hana"], webhook_id=hook.pk, now=NOW)
    secrets = {before, secret_of(rotated.pk, rotated.generation), secret_of(other.pk, other.generation)}
    assert len(secrets) == 3
    assert signature(before, 1, "{}") == signature(before, 1, "{}") != signature(before, 2, "{}")


def test_a_test_event_is_sent_whatever_was_chosen(house: House, receiver: Receiver) -> None:
    hook = add(house, receiver.url, ("score.changed",))
    services.send_test_event(actor=house.actors["hana"], webhook_id=hook.pk, now=timezone.now())
    run_jobs()
    assert json.loads(receiver.received[0].body)["event"] == "test"


def test_every_deed_is_in_the_journal_and_no_address_is(house: House, hook: Webhook) -> None:
    facts: dict[str, Any] = {"actor": house.actors["hana"], "webhook_id": hook.pk, "now": timezone.now()}
    services.choose_events(events=["score.changed"], **facts)
    services.rotate_secret(**facts)
    services.pause_webhook(**facts)
    services.resume_webhook(**facts)
    services.send_test_event(**facts)
    services.remove_webhook(**facts)
    entries = Entry.objects.for_actor(house.actors["hana"]).filter(action__contains="webhook").order_by("at")
    told = sorted(entry.action.partition("_")[2] for entry in entries)
    assert told == ["added", "changed", "changed", "changed", "changed", "removed", "tested"]
    assert not any("127.0.0.1" in entry.payload for entry in entries)
    assert deliveries(house) == []


@pytest.mark.parametrize("who", ["ayu", "gita", "indra", "dewi"])
def test_only_the_administrator_keeps_webhooks(house: House, hook: Webhook, receiver: Receiver, who: str) -> None:
    with pytest.raises(PermissionDenied):
        add(house, receiver.url, who=who)
    for deed in (services.rotate_secret, services.pause_webhook, services.remove_webhook, services.send_test_event):
        with pytest.raises(PermissionDenied):
            deed(actor=house.actors[who], webhook_id=hook.pk, now=NOW)


def test_what_cannot_be_kept_is_refused(house: House, hook: Webhook, receiver: Receiver) -> None:
    with pytest.raises(AddressRefused):
        add(house, "https://10.0.0.1/")
    with pytest.raises(services.NoEventChosen):
        add(house, receiver.url, ("entah",))
    with pytest.raises(WebhookNotFound):
        services.pause_webhook(actor=house.actors["hana"], webhook_id=house.sheet.pk, now=NOW)
    for _number in range(services.MOST_WEBHOOKS - 1):
        add(house, receiver.url)
    with pytest.raises(services.TooManyWebhooks):
        add(house, receiver.url)
