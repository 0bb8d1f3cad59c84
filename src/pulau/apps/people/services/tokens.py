"""Issuing and revoking API tokens."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from pulau.apps.people.actions import TOKEN_ISSUED, TOKEN_REVOKED
from pulau.apps.people.keys import token_digest
from pulau.apps.people.models import ApiToken
from pulau.apps.people.policies import KEEP_TOKENS
from pulau.apps.people.selectors import tokens_of
from pulau.foundation.journal import services as journal
from pulau.foundation.tenancy.deciding import require

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor

TOKEN_PREFIX = "pulau_"  # noqa: S105 - the part of every key that says what it is
TOKEN_DAYS = 365
MOST_TOKENS = 50
"""How many tokens that were not revoked a person may have in a body."""


class TokenNotFound(Exception):  # noqa: N818 - a fact, as every error of this project
    """The person has no such token, or it was revoked already."""


class TooManyTokens(Exception):  # noqa: N818 - a fact, as every error of this project
    """The person has as many tokens as they may."""


@dataclass(frozen=True, slots=True)
class Issued:
    """A new token, and its key, which is told this once."""

    token: ApiToken
    key: str


@transaction.atomic
def issue_token(*, actor: Actor, name: str, now: datetime, days: int = TOKEN_DAYS) -> Issued:
    """Make a key for the actor's own programs.

    Raises TooManyTokens, and ValidationError for an empty or overlong name.
    """
    actor = require(actor, KEEP_TOKENS, person_id=actor.person)
    if tokens_of(actor).count() >= MOST_TOKENS:
        raise TooManyTokens
    key = f"{TOKEN_PREFIX}{secrets.token_urlsafe(32)}"
    token = ApiToken(
        tenant_id=actor.tenant_id,
        user_id=actor.person,
        name=name.strip(),
        digest=token_digest(key),
        created_at=now,
        expires_at=now + timedelta(days=days),
    )
    token.full_clean(exclude=["tenant", "user"], validate_unique=False, validate_constraints=False)
    token.save(force_insert=True)
    journal.record(actor, TOKEN_ISSUED.code, token, {"expires": token.expires_at.date()}, now)
    return Issued(token, key)


@transaction.atomic
def revoke_token(*, actor: Actor, token_id: UUID, now: datetime) -> None:
    """Take a key of the actor's own back for good. Raises TokenNotFound."""
    actor = require(actor, KEEP_TOKENS, person_id=actor.person)
    own = ApiToken.objects.for_actor(actor).filter(pk=token_id, user_id=actor.person, revoked_at__isnull=True)
    token = own.select_for_update().first()
    if token is None:
        raise TokenNotFound(token_id)
    token.revoked_at = now
    token.save(update_fields=["revoked_at"])
    journal.record(actor, TOKEN_REVOKED.code, token, {}, now)
