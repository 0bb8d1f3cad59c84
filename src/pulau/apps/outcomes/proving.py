"""What the public log proves of a title: whether its witnesses signed, and the proof that its certificate carries."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pulau.apps.outcomes.actions import DECREE_CORRECTED, DECREE_RECORDED, TITLE_STATED
from pulau.apps.transparency.contract import (
    NotLogged,
    Standing,
    State,
    lacking,
    printed,
    receipt,
    standing,
    witnesses_asked,
    words_so_far,
)
from pulau.core.log.tiles import TileRefused
from pulau.exchange.log.trees import FileMissing
from pulau.foundation.journal.models import Entry
from pulau.foundation.journal.outbox import waiting

if TYPE_CHECKING:
    from pulau.apps.outcomes.models import Decree, TitleHeld
    from pulau.apps.transparency.contract import Word

logger = logging.getLogger(__name__)
_UNPROVEN: Final = (NotLogged, FileMissing, TileRefused, OSError)
_NOWHERE: Final = Standing(State.APART)


@dataclass(frozen=True, slots=True)
class TitleProof:
    """What a certificate carries: the text of the code that proves it, and who witnessed when."""

    text: str
    words: tuple[Word, ...]


def entry_of(held: TitleHeld) -> Entry | None:
    """Return the journal entry that last stated a title in plain words, behind the wall of its body."""
    if held.stated is None:
        return None
    return Entry.objects.for_tenant(held.tenant_id).filter(pk=held.stated).first()


def standing_of(held: TitleHeld) -> Standing:
    """Return how far the statement of a title has come into the public log."""
    return standing(held.stated, TITLE_STATED.code) if held.stated else _NOWHERE


def signed_so_far(held: TitleHeld) -> tuple[Word, ...]:
    """Return the witnesses that have signed a head with the statement of a title in it, and when."""
    return words_so_far(held.stated) if held.stated else ()


def decree_standing(decree: Decree) -> Standing:
    """Return how far the recording of a decree, in this version, has come into the public log."""
    rows = Entry.objects.for_tenant(decree.tenant_id).filter(
        object_type=decree._meta.label_lower,  # noqa: SLF001 - Django's documented door
        object_id=str(decree.pk),
        action__in=(DECREE_RECORDED.code, DECREE_CORRECTED.code),
    )
    entry = rows.first()
    return standing(entry.pk, entry.action) if entry is not None else _NOWHERE


def lacking_of(held: TitleHeld) -> tuple[str, ...]:
    """Return the witnesses that have not signed yet, by the names that the policy has for them."""
    return lacking(held.stated) if held.stated else ()


def needs_witnesses() -> bool:
    """Whether certificates of this installation wait for witnesses at all."""
    return witnesses_asked()


def must_wait(held: TitleHeld) -> bool:
    """Whether a certificate that is asked for now waits for witnesses."""
    return needs_witnesses() and standing_of(held).state is not State.WITNESSED


def receipt_of(held: TitleHeld) -> str | None:
    """Return the receipt of what a title was stated to be, as a file's text; None while there is none."""
    entry = entry_of(held)
    try:
        return str(receipt(waiting(entry))) if entry is not None else None
    except _UNPROVEN as problem:
        logger.warning("title %s cannot be proven now: %s", held.pk, problem)
        return None


def proof_of(held: TitleHeld) -> TitleProof | None:
    """Return the proof of a title, None while there is none: not witnessed yet, or the log cannot be read now."""
    reached, entry = standing_of(held), entry_of(held)
    if reached.state is not State.WITNESSED or entry is None:
        return None
    try:
        return TitleProof(printed(waiting(entry)), reached.words)
    except _UNPROVEN as problem:
        logger.warning("title %s cannot be proven now: %s", held.pk, problem)
        return None
