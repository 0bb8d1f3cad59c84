"""Files beside a declaration: taken in by what they are, taken off without being lost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from typing import Final
from uuid import UUID

from django.db import transaction

from pulau.apps.declarations.actions import ATTACHED, DETACHED
from pulau.apps.declarations.models import Attachment, DeclarationState
from pulau.apps.declarations.plans import (
    FILE_EMPTY,
    FILE_KIND,
    FILE_LARGE,
    LARGEST_ATTACHMENT,
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

LONGEST_FILE_NAME: Final = 120


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file that is taken in: how it begins, and how its name may end."""

    media_type: str
    begins: bytes
    endings: frozenset[str]


KINDS: Final = (
    FileKind("application/pdf", b"%PDF-", frozenset({".pdf"})),
    FileKind("image/jpeg", b"\xff\xd8\xff", frozenset({".jpg", ".jpeg"})),
    FileKind("image/png", b"\x89PNG\r\n\x1a\n", frozenset({".png"})),
)


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
    kind = _kind(name, content)
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


def _kind(name: str, content: bytes) -> FileKind:
    if not content:
        raise DeclarationRefused(FILE_EMPTY, "file")
    if len(content) > LARGEST_ATTACHMENT:
        raise DeclarationRefused(FILE_LARGE, "file")
    ending = PurePath(name).suffix.lower()
    found = next((kind for kind in KINDS if content.startswith(kind.begins) and ending in kind.endings), None)
    if found is None:
        raise DeclarationRefused(FILE_KIND, "file")
    return found


def plain_name(name: str) -> str:
    """Return a file's own name without its folders and without signs that no name needs, its ending kept."""
    own = PurePath(name.replace("\\", "/")).name
    clean = "".join(sign for sign in own if sign.isprintable() and sign not in '<>:"/|?*')
    path = PurePath(clean)
    return f"{path.stem[: LONGEST_FILE_NAME - len(path.suffix)]}{path.suffix}"
