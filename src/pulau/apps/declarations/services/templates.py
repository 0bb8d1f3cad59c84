"""The texts of pledges in versions: written by the administrator, approved by the agency's head, retired."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from pulau.apps.declarations.actions import TEMPLATE_APPROVED, TEMPLATE_RETIRED, TEMPLATE_WRITTEN
from pulau.apps.declarations.mapping import text_digest
from pulau.apps.declarations.models import PledgeKind, PledgeTemplate, TemplateState
from pulau.apps.declarations.policies import APPROVE_TEMPLATES, KEEP_TEMPLATES
from pulau.apps.declarations.selectors.templates import approved_template, get_template_for
from pulau.apps.declarations.starters import STARTERS
from pulau.core.pledging.texts import PledgeText, wrong_places
from pulau.foundation.journal import services as journal
from pulau.foundation.tenancy.deciding import require

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor


class UnknownPlaces(Exception):  # noqa: N818 - a fact, as every error of this project
    """The text has braces around something that is no place; `places` names each once."""

    def __init__(self, places: list[str]) -> None:
        super().__init__(places)
        self.places = places


class TextEmpty(Exception):  # noqa: N818 - the same
    """A text without a title or without a single point pledges nothing."""


class TemplateMovedOn(Exception):  # noqa: N818 - the same
    """The version is no draft any more, was changed since it was read, or was retired already."""


@dataclass(frozen=True, slots=True)
class TemplateWish:
    """A text as it is to be, with its English translation where there is one; `seen` is the digest of the draft read.

    `seen` is empty where there was no draft.
    """

    kind: PledgeKind
    text: PledgeText
    english: PledgeText = field(default_factory=PledgeText)
    seen: str = ""


@transaction.atomic
def write_template(*, actor: Actor, wish: TemplateWish, now: datetime) -> PledgeTemplate:
    """Write the draft of a kind, a new version where there is none. An approved version never changes.

    Raises TextEmpty, UnknownPlaces, TemplateMovedOn (somebody else changed the draft meanwhile).
    """
    actor = require(actor, KEEP_TEMPLATES)
    _check(wish)
    versions = PledgeTemplate.objects.for_actor(actor).filter(kind=wish.kind).select_for_update()
    newest = versions.first()
    drafted = newest is not None and newest.state == TemplateState.DRAFT
    row = newest if newest is not None and drafted else PledgeTemplate(tenant_id=actor.tenant_id, kind=wish.kind)
    before = text_digest(row) if drafted else ""
    if wish.seen != before:
        raise TemplateMovedOn
    if not drafted:
        row.version = newest.version + 1 if newest is not None else 1
    _put(row, wish)
    row.made_by_id, row.made_at = actor.user_id, now
    row.save()
    payload = {
        "kind": wish.kind,
        "version": row.version,
        **journal.changed({"text": before}, {"text": text_digest(row)}),
    }
    journal.record(actor, TEMPLATE_WRITTEN.code, row, payload, now)
    return row


@transaction.atomic
def take_starter(*, actor: Actor, kind: PledgeKind, now: datetime) -> PledgeTemplate:
    """Take our own text over as the draft of a kind. Raises TemplateMovedOn where there is a draft already."""
    text, english = STARTERS[kind]
    return write_template(actor=actor, wish=TemplateWish(kind, text, english), now=now)


@transaction.atomic
def approve_template(*, actor: Actor, template_id: UUID, seen: str, now: datetime) -> PledgeTemplate:
    """Approve the draft as it was read (`seen`, its digest); the version before retires.

    Whoever wrote it may approve it only as the agency's head, and the journal says that it was the same person.
    Raises TemplateMovedOn.
    """
    actor = require(actor, APPROVE_TEMPLATES)
    row = get_template_for(actor, template_id, lock=True)
    if row.state != TemplateState.DRAFT or text_digest(row) != seen:
        raise TemplateMovedOn
    before = approved_template(actor, row.kind)
    if before is not None:
        _retire(actor, before, now)
    row.state, row.approved_by_id, row.approved_at = TemplateState.APPROVED, actor.user_id, now
    row.save(update_fields=["state", "approved_by", "approved_at"])
    payload = {
        "kind": row.kind, "version": row.version, "text": seen, "by_writer": row.made_by_id == actor.user_id,
        **journal.changed({"state": TemplateState.DRAFT}, {"state": row.state}),
    }  # fmt: skip
    journal.record(actor, TEMPLATE_APPROVED.code, row, payload, now)
    return row


@transaction.atomic
def retire_template(*, actor: Actor, template_id: UUID, now: datetime) -> PledgeTemplate:
    """Retire a version: the head the one that holds, the administrator a draft. Raises TemplateMovedOn."""
    row = get_template_for(actor, template_id, lock=True)
    actor = require(actor, KEEP_TEMPLATES if row.state == TemplateState.DRAFT else APPROVE_TEMPLATES)
    if row.state == TemplateState.RETIRED:
        raise TemplateMovedOn
    _retire(actor, row, now)
    return row


def _retire(actor: Actor, row: PledgeTemplate, now: datetime) -> None:
    before = row.state
    row.state, row.retired_at = TemplateState.RETIRED, now
    row.save(update_fields=["state", "retired_at"])
    told = journal.changed({"state": before}, {"state": row.state})
    journal.record(actor, TEMPLATE_RETIRED.code, row, {"kind": row.kind, "version": row.version, **told}, now)


def _check(wish: TemplateWish) -> None:
    if not wish.text.title.strip() or not wish.text.points:
        raise TextEmpty
    wrong = [*wrong_places(wish.text), *wrong_places(wish.english)]
    if wrong:
        raise UnknownPlaces(list(dict.fromkeys(wrong)))


def _put(row: PledgeTemplate, wish: TemplateWish) -> None:
    text, english = wish.text, wish.english
    row.title, row.opening, row.points, row.closing = text.title, text.opening, list(text.points), text.closing
    row.title_en, row.opening_en = english.title, english.opening
    row.points_en, row.closing_en = list(english.points), english.closing
