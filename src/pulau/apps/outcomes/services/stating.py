"""Saying a title in plain words: the journal entry that anybody can read in the proof of its certificate."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.utils import translation

from pulau.apps.agencies.contract import agency_of
from pulau.apps.outcomes.actions import TITLE_STATED
from pulau.apps.outcomes.wording import short, title_words
from pulau.core.shared.actor import Actor
from pulau.exchange.packs import load_pack
from pulau.foundation.journal import services as journal

if TYPE_CHECKING:
    from pulau.apps.outcomes.models import Decree, TitleHeld
    from pulau.foundation.journal.models import Entry

LANGUAGE: Final = "id"


@transaction.atomic
def state_title(*, actor: Actor, held: TitleHeld, decree: Decree, now: datetime) -> Entry:
    """Write what a title is, in words that a stranger reads: public facts of bodies and decrees, no name of anybody.

    Called in the transaction that gives, records or corrects it; the title remembers the entry (`stated`).
    """
    agency = agency_of(Actor.system(held.tenant_id))
    with translation.override(LANGUAGE):
        facts: dict[str, object] = {
            "title": title_words(held.title),
            "holder": short(held.name),
            "agency": short(agency.name if agency else ""),
            "issuer": str(decree.get_issuer_display()),
            "decree": short(decree.number),
            "decree_day": decree.day,
            "version": decree.version,
            "valid_from": held.since,
            "valid_until": held.until,
        }
    if held.case is not None:
        facts |= {"law": short(load_pack(held.case.regulation).instrument), "year": held.case.year}
    entry = journal.record(actor, TITLE_STATED.code, held, facts, now, unit_id=held.unit_id)
    held.stated = entry.pk
    held.save(update_fields=["stated"])
    return entry
