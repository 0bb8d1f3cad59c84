"""The text that is read out: each version stays."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from pulau.apps.declarations.actions import DECLARATION_CHANGED
from pulau.apps.declarations.models import DeclarationState, DeclarationText
from pulau.apps.declarations.plans import (
    LONGEST_LINE,
    MOST_LINES,
    NOT_NOW,
    TEXT_EMPTY,
    TEXT_LONG,
    DeclarationRefused,
    TextStale,
)
from pulau.apps.declarations.policies import PLAN
from pulau.apps.declarations.selectors.declarations import get_plan_for
from pulau.apps.declarations.services.planning import STILL_PLANNED
from pulau.core.shared.actor import Actor
from pulau.core.shared.digest import canonical_bytes
from pulau.foundation.journal import services as journal
from pulau.foundation.storage import digest_of
from pulau.foundation.tenancy.deciding import require


@transaction.atomic
def write_text(
    *, actor: Actor, declaration_id: UUID, language: str, lines: Sequence[str], seen: int, now: datetime
) -> DeclarationText:
    """Keep a new version of the text in one language; each line is a paragraph that is read out.

    `seen` is the number of the version that the actor began from (0: none). Words that did not change make no version.
    Raises TextStale where somebody wrote a newer one meanwhile, DeclarationNotFound, DeclarationRefused.
    """
    declaration = get_plan_for(actor, declaration_id, lock=True)
    actor = require(actor, PLAN, unit_id=declaration.unit_id)
    if declaration.state not in STILL_PLANNED:
        raise DeclarationRefused(NOT_NOW)
    kept = [words for line in lines if (words := " ".join(line.split()))]
    if not kept and language == "id":
        raise DeclarationRefused(TEXT_EMPTY, "lines")
    if len(kept) > MOST_LINES or any(len(line) > LONGEST_LINE for line in kept):
        raise DeclarationRefused(TEXT_LONG, "lines")
    rows = DeclarationText.objects.for_actor(actor).filter(declaration=declaration, language=language)
    newest: DeclarationText | None = rows.order_by("-version").first()
    if newest is not None and newest.lines == kept:
        return newest
    if (newest.version if newest else 0) != seen:
        assert newest is not None  # noqa: S101 - versions are only added, so one that was seen is still there
        raise TextStale(newest)
    text: DeclarationText = rows.create(
        declaration=declaration, code=declaration.code, language=language, version=seen + 1, lines=kept, made_at=now
    )
    payload: dict[str, object] = {
        "text": text.pk,
        "language": language,
        "version": text.version,
        "digest": digest_of(canonical_bytes(kept)),
    }
    if language == "id" and declaration.state == DeclarationState.READY:  # the deed that was prepared has other words
        before = {"state": str(declaration.state)}
        declaration.state = DeclarationState.DRAFT
        declaration.save(update_fields=["state"])
        payload["state"] = journal.changed(before, {"state": str(declaration.state)})
    journal.record(actor, DECLARATION_CHANGED.code, declaration, payload, now, unit_id=declaration.unit_id)
    return text
