"""What `pulau check` finds: people of the demo who could sign in where they must not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.hashers import check_password, is_password_usable
from django.core import checks
from django.db import connections

from pulau.foundation.accounts.demo import CAST
from pulau.foundation.accounts.demo_sign_in import DEMO_PASSWORD
from pulau.foundation.accounts.models import User

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.apps import AppConfig


def no_published_password(
    app_configs: Sequence[AppConfig] | None,  # noqa: ARG001 - Django's signature
    databases: Sequence[str] | None = None,
    **_more: object,
) -> list[checks.CheckMessage]:
    """Warn of a database that was tried out with the demo and then put to real use: its password is known to all."""
    if settings.DEMO_SIGN_IN or not databases or User._meta.db_table not in _tables(databases[0]):  # noqa: SLF001 - documented
        return []
    kept = set(User.objects.filter(email__in=[person.email for person in CAST]).values_list("password", flat=True))
    if not any(is_password_usable(text) and check_password(DEMO_PASSWORD, text) for text in kept):
        return []
    words = "people of the demo have the password that every demo prints"
    hint = "Begin with an empty database; the demo belongs into the embedded profile."
    return [checks.Warning(words, hint=hint, id="accounts.W001")]


def _tables(database: str) -> list[str]:
    return connections[database].introspection.table_names()
