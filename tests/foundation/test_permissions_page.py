"""The page of permissions is the table."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pulau.core.shared import permissions as table
from pulau.core.shared.roles import SCOPES
from pulau.foundation.registry.permissions import permissions
from pulau.foundation.registry.permissions_page import permissions_page

PAGE = Path(__file__).resolve().parents[2] / "docs" / "security" / "permissions.md"


def test_the_page_is_what_the_table_says() -> None:
    assert PAGE.read_text(encoding="utf-8") == permissions_page(), (
        "pulau docs permissions > docs/security/permissions.md"
    )


def test_the_page_falls_behind_as_soon_as_an_action_is_added(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(permissions._entries, "uji.coba", table.Action("uji.coba", "Uji", "Try", table.OWN))
    assert PAGE.read_text(encoding="utf-8") != permissions_page()


def test_every_action_is_told_in_both_languages_and_names_roles_that_exist() -> None:
    assert len(permissions) > 20
    for action in permissions:
        assert re.fullmatch(r"[a-z_]+\.[a-z_0-9]+", action.code)
        assert action.indonesian
        assert action.english
        assert action.indonesian != action.english
        assert {permit.role for permit in action.permits} - {table.ANY_ROLE} <= SCOPES.keys(), action.code
