"""Files beside a declaration: taken in by what they are, taken off without being lost."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from pulau.apps.declarations.actions import ATTACHED, DETACHED
from pulau.apps.declarations.file_kinds import kind_of, plain_name
from pulau.apps.declarations.models import Attachment, DeclarationState
from pulau.apps.declarations.plans import (
    MOST_ATTACHMENTS,
    NOT_NOW,
    TOO_MANY,
    DeclarationNotFound,
    DeclarationRefused,
)
from pulau.apps.declarations.policies import PLAN
from pulau.apps.declarations.selectors.declarations import get_plan_for
from pulau.core.shared.actor import Actor
from pulau.foundation import storage
from pulau.foundation.journal import services as journal
from pulau.foundation.tenancy.deciding import require


@transaction.atomic
def attach_file(*, actor: Actor, declaration_id: UUID, name: str, content: bytes, now: datetime) -> Attachment:
    """Keep a file beside a declaration: PDF, JPEG or PNG, by its bytes and its name, at most 10 MB.

    Raises DeclarationNotFound, DeclarationRefused, OSError where it cannot be kept.
    """
    declaration = get_plan_for(actor, declaration_id, lock=True)
    actor = require(actor, PLAN, unit_id=declaration.unit_id)
    if declaration.state in {DeclarationState.CLOSED, DeclarationState.CANCELLED}:
        raise DeclarationRefused(NOT_NOW)
    if Attachment.objects.for_actor(actor).filter(declaration=declaration).count() >= MOST_ATTACHMENTS:
        raise DeclarationRefused(TOO_MANY, "file")
    kind = kind_of(name, content)
    attachment: Attachment = Attachment.objects.for_actor(actor).create(
        declaration=declaration,
        name=plain_name(name),
        media_type=kind.media_type,
        digest=storage.put(content),
        size=len(content),
        added_by_id=actor.user_id,
        added_at=now,
    )
    payload = {"attachment": attachment.pk, "digest": attachment.digest, "size": attachment.size}
    journal.record(actor, ATTACHED.code, declaration, payload, now, unit_id=declaration.unit_id)
    return attachment


@transaction.atomic
def detach_file(*, actor: Actor, declaration_id: UUID, attachment_id: UUID, now: datetime) -> Attachment:
    """Take a file off a declaration; row and bytes stay. Raises DeclarationNotFound, DeclarationRefused."""
    declaration = get_plan_for(actor, declaration_id, lock=True)
    actor = require(actor, PLAN, unit_id=declaration.unit_id)
    if declaration.state in {DeclarationState.CLOSED, DeclarationState.CANCELLED}:
        raise DeclarationRefused(NOT_NOW)
    found: Attachment | None = (
        Attachment.objects.for_actor(actor).filter(declaration=declaration, pk=attachment_id).first()
    )
    if found is None:
        raise DeclarationNotFound(attachment_id)
    if found.removed_at is None:
        found.removed_at = now
        found.save(update_fields=["removed_at"])
        payload = {"attachment": found.pk, "digest": found.digest} | journal.changed({}, {"removed": now.isoformat()})
        journal.record(actor, DETACHED.code, declaration, payload, now, unit_id=declaration.unit_id)
    return found
