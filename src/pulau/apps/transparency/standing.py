"""How far entries have come: recorded, logged, witnessed. In three queries, whatever their number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.db.models import OuterRef, Subquery

from pulau.apps.transparency import places
from pulau.apps.transparency.logged import LOGGED
from pulau.apps.transparency.models import Head, LoggedLeaf


class State(StrEnum):
    """How far an entry has come."""

    APART = "apart"  # of a kind that does not go into the log, or there is no log
    RECORDED = "recorded"
    LOGGED = "logged"
    WITNESSED = "witnessed"


@dataclass(frozen=True, slots=True)
class Word:
    """A witness's word: its name in the policy, and when it signed, as it says."""

    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """How far one entry has come; `index` is its place in the log, `size` that of the head by which it is witnessed."""

    state: State
    index: int | None = None
    size: int | None = None
    words: tuple[Word, ...] = ()


def standings(actions: Mapping[UUID, str]) -> dict[UUID, Standing]:
    """Return how far entries have come, given with their actions."""
    if not places.chosen().enabled:
        return dict.fromkeys(actions, Standing(State.APART))
    reached = Head.objects.filter(quorum_at__isnull=False, size__gt=OuterRef("index")).order_by("size")
    rows = LoggedLeaf.objects.filter(pk__in=list(actions)).annotate(head=Subquery(reached.values("size")[:1]))
    logged = {entry: (index, size) for entry, index, size in rows.values_list("entry_id", "index", "head")}
    words = _words({size for _index, size in logged.values() if size is not None})
    return {entry: _standing(action, logged.get(entry), words) for entry, action in actions.items()}


def standing(entry_id: UUID, action: str) -> Standing:
    """Return how far one entry has come."""
    return standings({entry_id: action})[entry_id]


def words_so_far(entry_id: UUID) -> tuple[Word, ...]:
    """Return who cosigned the newest head that has an entry in it, be they the quorum or not."""
    index = LoggedLeaf.objects.filter(pk=entry_id).values_list("index", flat=True).first()
    head = Head.objects.filter(size__gt=index).order_by("-size").first() if index is not None else None
    return _words({head.size})[head.size] if head is not None else ()


def witnesses_asked() -> bool:
    """Whether entries of this installation come to be witnessed: there is a log, and the policy names witnesses."""
    policy = places.sound_policy() if places.chosen().enabled else None
    return policy is not None and bool(policy.witnesses)


def _standing(action: str, place: tuple[int, int | None] | None, words: Mapping[int, tuple[Word, ...]]) -> Standing:
    if place is None:
        return Standing(State.RECORDED if action in LOGGED else State.APART)
    index, size = place
    return Standing(State.LOGGED, index) if size is None else Standing(State.WITNESSED, index, size, words[size])


def _words(sizes: set[int]) -> dict[int, tuple[Word, ...]]:
    if not sizes:
        return {}
    policy = places.sound_policy()
    names = {each.key.id.hex(): each.name for each in policy.witnesses} if policy else {}
    return {
        head.size: tuple(Word(names[one.key_id], one.at) for one in head.cosignatures.all() if one.key_id in names)
        for head in Head.objects.filter(pk__in=sizes).prefetch_related("cosignatures")
    }
