"""A person's own acts in words, with how far their entries have come: in a fixed number of queries a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils import timezone
from django.utils.translation import get_language

from pulau.apps.transparency import places
from pulau.apps.transparency.models import LoggedLeaf
from pulau.apps.transparency.proving import head_above
from pulau.apps.transparency.selectors import erased_of
from pulau.apps.transparency.standing import standings
from pulau.apps.transparency.telling import told
from pulau.foundation.journal.telling import tell
from pulau.foundation.registry.journal_actions import journal_actions
from pulau.foundation.tenancy.models import Tenant
from pulau.foundation.tenancy.place import zone_of

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor
    from pulau.foundation.journal.models import Entry
    from pulau.foundation.registry.entry_standings import EntryStanding


@dataclass(frozen=True, slots=True)
class Act:
    """One act: its sentence, what it was about (empty where it is not known here), in which body, when."""

    entry: Entry
    sentence: str
    kind: str
    subject: str
    body: str
    at: datetime
    zone: str
    standing: EntryStanding

    @property
    def provable(self) -> bool:
        """Whether there is a receipt to hand out."""
        return self.standing.index is not None and self.standing.erasure is None


def acts_told(actor: Actor | None, entries: Sequence[Entry]) -> list[Act]:
    """Put acts into words of the active language. What the body keeps is named only where the actor acts for it."""
    actions = {entry.pk: entry.action for entry in entries}
    found, erased = standings(actions), erased_of(list(actions))
    bodies = dict(Tenant.objects.filter(pk__in={entry.tenant_id for entry in entries}).values_list("pk", "name"))
    here = [entry for entry in entries if actor is not None and entry.tenant_id == actor.tenant_id]
    words = {each.entry.pk: each for each in tell(actor, here, zone_of(actor))} if actor is not None else {}
    language, acts = get_language() or "id", []
    for entry in entries:
        action, word = journal_actions.get(entry.action), words.get(entry.pk)
        at = word.at if word else timezone.localtime(entry.at)
        acts.append(
            Act(
                entry=entry,
                sentence=action.sentence(language) if action else entry.action,
                kind=word.kind if word else "",
                subject=word.subject if word else "",
                body=bodies.get(entry.tenant_id, ""),
                at=at,
                zone=at.tzname() or "",
                standing=told(entry.pk, entry.action, found[entry.pk], erased.get(entry.pk)),
            )
        )
    return acts


def lacking(entry_id: UUID) -> tuple[str, ...]:
    """Return the witnesses of the policy that have not cosigned the head by which an entry is proven now."""
    index = LoggedLeaf.objects.filter(pk=entry_id).values_list("index", flat=True).first()
    head = head_above(index if index is not None else 0)
    signed = {each.key_id for each in head.cosignatures.all()} if head else set()
    policy = places.sound_policy()
    return tuple(each.name for each in policy.witnesses if each.key.id.hex() not in signed) if policy else ()


def receipt_named(entry_id: UUID) -> str:
    """Return what the file of a receipt is called."""
    return f"tanda-terima-{str(entry_id)[:8]}.pulau.json"
