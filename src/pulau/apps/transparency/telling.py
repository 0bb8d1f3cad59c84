"""What the journal's pages tell of the log: how far each entry has come, and why some never go in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from pulau.apps.transparency import places
from pulau.apps.transparency.logged import APART, Reason
from pulau.apps.transparency.policies import ERASE_ENTRY
from pulau.apps.transparency.selectors import erased_of
from pulau.apps.transparency.standing import Standing, State, standings
from pulau.foundation.registry.entry_standings import EntryStanding, EntryStandings, Erasure, Witnessing
from pulau.foundation.tenancy.deciding import allowed

if TYPE_CHECKING:
    from pulau.apps.transparency.models import ErasedEntry
    from pulau.core.shared.actor import Actor

_IN_LOG: Final = frozenset({State.LOGGED, State.WITNESSED})


def tell_standings(actor: Actor, actions: Mapping[UUID, str]) -> dict[UUID, EntryStanding]:
    """Return how far entries have come, in the language that is active; in four queries, whatever their number."""
    erased = erased_of(list(actions))
    may_erase = allowed(actor, ERASE_ENTRY)
    return {
        entry: told(entry, actions[entry], each, erased.get(entry), may_erase=may_erase)
        for entry, each in standings(actions).items()
    }


def told(
    entry: UUID, action: str, standing: Standing, erased: ErasedEntry | None, *, may_erase: bool = False
) -> EntryStanding:
    """Return one entry's standing in words."""
    settled = standing.state in {*_IN_LOG, State.APART}  # before, its commitment has yet to be made
    return EntryStanding(
        state=standing.state.value,
        why=why_apart(action) if standing.state is State.APART else "",
        index=standing.index,
        witnesses=tuple(Witnessing(word.name, word.at) for word in standing.words),
        erasure=Erasure(erased.article, erased.ground, erased.document, erased.at) if erased else None,
        receipt="" if standing.state is State.APART or erased else reverse("transparency:receipt", args=[entry]),
        erase=reverse("transparency:erase", args=[entry]) if may_erase and settled and not erased else "",
    )


def why_apart(action: str) -> str:
    """Return why an entry does not go into the log, as a sentence."""
    match APART.get(action):
        case _ if not places.chosen().enabled:
            return _("Instalasi ini tidak memakai log publik.")
        case Reason.OWN:
            return _("Hanya menyangkut akun orang itu sendiri; di log, kebiasaannya dapat terbaca dari waktunya.")
        case _:
            return _("Langkah kerja saja: tidak ada yang bernilai yang berubah karenanya.")


STANDINGS: Final = EntryStandings("transparency", tell_standings)
