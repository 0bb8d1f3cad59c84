"""Every action of the journal stands once in the table of what goes into the public log."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from pulau.apps.transparency.logged import APART, LOGGED, ActionUnplaced, Kind, kind_of
from pulau.core.log.entries import record_bytes
from pulau.core.shared.digest import canonical_bytes
from pulau.foundation.journal.models import Entry
from pulau.foundation.journal.outbox import record_of
from pulau.foundation.registry.journal_actions import journal_actions

LATER = {"outcomes.title_stated"}
"""Placed before the app that writes it."""


def test_every_action_is_logged_or_stays_out_for_a_reason() -> None:
    registered = {action.code for action in journal_actions}
    assert len(registered) > 200, "the walk has lost its way"
    assert registered - set(LOGGED) - set(APART) == set()


def test_the_table_names_no_action_that_nobody_writes() -> None:
    registered = {action.code for action in journal_actions}
    assert (set(LOGGED) | set(APART)) - registered - LATER == set()


def test_no_action_stands_twice() -> None:
    assert set(LOGGED) & set(APART) == set()


def test_an_action_that_is_in_neither_table_is_a_mistake_of_the_program() -> None:
    with pytest.raises(ActionUnplaced):
        kind_of("outcomes.invented")


@pytest.mark.parametrize(
    "action", ["worksheets.submitted", "signing.signed", "people.appointed", "outcomes.title_given"]
)
def test_what_the_specification_names_is_logged(action: str) -> None:
    assert kind_of(action) is not None


def test_what_a_person_does_for_their_own_account_stays_out() -> None:
    assert kind_of("accounts.password_changed") is None


def test_a_kind_tells_no_more_than_a_word() -> None:
    assert all(kind.value.replace("-", "").isalpha() and len(kind.value) < 16 for kind in Kind)


def test_the_record_of_an_entry_is_the_canonical_json_of_all_of_its_columns_but_salt_and_outbox() -> None:
    ids = {name: uuid4() for name in ("pk", "tenant_id", "actor_id", "on_behalf_of", "unit_id", "request_id")}
    payload = {"a": 'é\n"', "b": ["1", True, {"c": "€"}]}
    entry = Entry(
        **ids,
        role="unit-head",
        action="worksheets.submitted",
        object_type="worksheets.worksheet",
        object_id="x",
        payload=canonical_bytes(payload).decode(),
        at=datetime(2026, 11, 27, 6, 5, 4, 987_654, tzinfo=UTC),
        salt=b"s" * 32,
    )
    told = record_bytes(record_of(entry))
    said = json.loads(told)
    assert said.pop("v") == 1
    assert said["at"] == "2026-11-27T06:05:04.987Z"
    assert told == canonical_bytes(said)[:-1] + b',"v":1}'
    named = {"id": "pk", "tenant": "tenant_id", "actor": "actor_id", "unit": "unit_id", "request": "request_id"}
    assert {said[name] for name in named} == {str(ids[key]) for key in named.values()}
    columns = {field.attname for field in Entry._meta.concrete_fields} - {"salt", "outbox"}
    assert len(said) == len(columns)
