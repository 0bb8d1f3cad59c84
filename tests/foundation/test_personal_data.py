"""The register of personal data against the models, and the page of the docs against the register."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models

from pulau.foundation.registry.personal_data import (
    Impersonal,
    Kept,
    OnErasure,
    PersonalField,
    fields_of,
    personal,
    personal_data,
    personal_tables,
)
from pulau.foundation.registry.personal_data_page import personal_data_page
from pulau.foundation.registry.purposes import WHILE_ACCOUNT, WORK

PAGE = Path(__file__).resolve().parents[2] / "docs" / "security" / "personal-data.md"
TELLING = (
    *(models.CharField, models.TextField, models.JSONField, models.BinaryField, models.FileField),
    *(models.GenericIPAddressField, models.UUIDField),
)


def telling_fields() -> Iterator[str]:
    """Every field of every installed model that can tell of a person: texts, numbers, files, pointers at accounts."""
    user = get_user_model()
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.concrete_fields:
            text = isinstance(field, TELLING) and not field.primary_key
            if text or (field.primary_key and isinstance(field, models.CharField)) or field.related_model is user:
                yield f"{model._meta.label}.{field.name}"


def undeclared() -> list[str]:
    declared = {entry.code for entry in personal_data}
    return sorted(set(telling_fields()) - declared)


def test_every_field_that_can_tell_of_a_person_is_in_the_register() -> None:
    assert len(list(telling_fields())) > 100, "the walk has lost its way"
    assert undeclared() == [], "declare it in the app's personal_data.py, as personal or as impersonal with the reason"


def test_a_field_that_nobody_declared_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(personal_data._entries, "people.Employee.nik")
    assert undeclared() == ["people.Employee.nik"]


def test_the_register_names_no_field_that_does_not_exist() -> None:
    for entry in personal_data:
        model, name = entry.code.rsplit(".", 1)
        apps.get_model(model)._meta.get_field(name)


def test_every_table_of_the_register_has_fields_and_look_ups_that_exist() -> None:
    for table in personal_tables:
        assert fields_of(table.code), table.code
        model: Any = apps.get_model(table.code)
        for lookup in (*table.users, *table.employees, *table.outsiders, *table.emails):
            assert models.QuerySet(model).filter(**{f"{lookup}__in": []}) is not None


def test_a_table_that_an_erasure_touches_is_one_in_which_the_person_is_found() -> None:
    listed = {table.code for table in personal_tables}
    by_cascade = {"sessions.Session", "account.EmailConfirmation", "accounts.User_groups",
                  "accounts.User_user_permissions"}  # fmt: skip
    touched = {
        field.model
        for field in personal_data
        if isinstance(field, PersonalField) and field.on_erasure is not OnErasure.KEEP
    }
    assert touched - by_cascade <= listed


def test_rows_are_removed_as_wholes() -> None:
    for table in personal_tables:
        kinds = {field.on_erasure is OnErasure.REMOVE for field in fields_of(table.code)}
        assert len(kinds) == 1, f"{table.code}: removes some fields and keeps others"


def test_what_is_kept_names_its_ground_and_what_is_replaced_its_stand_in() -> None:
    with pytest.raises(ValueError, match="ground"):
        personal("a.B", Kept(WORK, WHILE_ACCOUNT, OnErasure.KEEP), {"c": ("C", "C")})
    with pytest.raises(ValueError, match="stand-in"):
        personal("a.B", Kept(WORK, WHILE_ACCOUNT, OnErasure.PSEUDONYM), {"c": ("C", "C")})


def test_everything_is_told_in_both_languages() -> None:
    for entry in personal_data:
        if isinstance(entry, Impersonal):
            assert entry.reason
            continue
        assert entry.words("id")
        assert entry.words("en")
        assert entry.purpose.words("id") != entry.purpose.words("en")
        assert entry.retention.words("id") != entry.retention.words("en")


def test_the_page_is_what_the_register_says() -> None:
    assert PAGE.read_text(encoding="utf-8") == personal_data_page(), (
        "pulau docs personal-data > docs/security/personal-data.md"
    )
