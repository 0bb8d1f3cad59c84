from __future__ import annotations

import pytest

from pulau.foundation.registry.hooks import Hook, HookTakenTwice
from pulau.foundation.registry.journal_actions import JournalAction

OPENED = JournalAction("a.opened", "Dibuka", "Opened")


def test_entries_come_back_in_the_order_they_were_added() -> None:
    hook: Hook[JournalAction] = Hook("actions")
    closed = JournalAction("a.closed", "Ditutup", "Closed")
    hook.add(OPENED, closed)
    assert list(hook) == [OPENED, closed]
    assert hook.get("a.closed") is closed
    assert hook.get("a.lost") is None


def test_the_same_entry_twice_is_one_entry() -> None:
    hook: Hook[JournalAction] = Hook("actions")
    hook.add(OPENED, JournalAction("a.opened", "Dibuka", "Opened"))
    assert len(hook) == 1


def test_two_meanings_of_one_code_are_refused_and_the_first_stays() -> None:
    hook: Hook[JournalAction] = Hook("actions")
    hook.add(OPENED)
    with pytest.raises(HookTakenTwice, match=r"a\.opened"):
        hook.add(JournalAction("a.opened", "Dibuka lagi", "Opened again"))
    assert list(hook) == [OPENED]


def test_english_is_for_english_only() -> None:
    assert [OPENED.sentence(language) for language in ("en", "en-gb", "id", "fr")] == [
        "Opened",
        "Opened",
        "Dibuka",
        "Dibuka",
    ]
