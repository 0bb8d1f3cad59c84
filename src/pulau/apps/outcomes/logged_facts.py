"""Whether titles, decrees and certificates still are what the journal told of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.utils import translation

from pulau.apps.outcomes import actions
from pulau.apps.outcomes.models import Certificate, Decree, TitleHeld, TitleState
from pulau.apps.outcomes.selectors import newest_decrees
from pulau.apps.outcomes.services.stating import LANGUAGE
from pulau.apps.outcomes.wording import short, title_words
from pulau.foundation.journal.told import CHUNK, chunks_told, told_of
from pulau.foundation.registry.logged_facts import FactDiffers, LoggedFacts
from pulau.foundation.sealing import fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from uuid import UUID

    from pulau.foundation.journal.told import Told

_BEGINNING: Final = (actions.TITLE_GIVEN.code, actions.TITLE_RECORDED.code)
_OF_TITLES: Final = (*_BEGINNING, actions.TITLE_STATED.code, actions.TITLE_CLOSED.code)
_SEALED: Final = frozenset({"number", "about"})
_CORRECTED: Final = ("number", "day", "about", "valid_from", "valid_until", "digest")
"""What the journal tells of a corrected decree, where it differs from the version before."""


def changed_titles(tenant_id: UUID) -> Iterator[FactDiffers]:
    """Yield the titles of a body that are others than was told: whose, by which decree, from when, how they end."""
    rows = TitleHeld.objects.for_tenant(tenant_id).order_by("pk")
    page = list(rows[:CHUNK])
    while page:
        told = told_of(tenant_id, TitleHeld._meta.label_lower, [held.pk for held in page], _OF_TITLES)  # noqa: SLF001 - Django's documented door
        series = {each for held in page for each in (held.decree_id, held.closed_by_id) if each}
        decrees = newest_decrees(tenant_id, series)
        for held in page:
            yield from _title(held, told.get(str(held.pk), []), decrees)
        page = list(rows.filter(pk__gt=page[-1].pk)[:CHUNK])
    yield from _gone(tenant_id)


def _title(held: TitleHeld, entries: Sequence[Told], decrees: Mapping[UUID, Decree]) -> Iterator[FactDiffers]:
    begun = [one for one in entries if one.action in _BEGINNING]
    for one in begun:
        yield from one.differs(one.payload["title"], held.title)
    stated = _last([one for one in entries if one.action == actions.TITLE_STATED.code])
    if stated:
        found = _facts(held, decrees[held.decree_id])
        told = [{name: one.payload.get(name) for name in found} for one in stated]
        if found not in told:
            yield from stated[-1].differs(told[-1], found)
    yield from _ended(held, begun, [one for one in entries if one.action == actions.TITLE_CLOSED.code], decrees)


def _facts(held: TitleHeld, decree: Decree) -> dict[str, Any]:
    """Return what a title says of itself now, as `state_title` told it; None: it does not say it."""
    with translation.override(LANGUAGE):
        title = title_words(held.title)
    return {
        "title": title,
        "holder": short(held.name),
        "decree": short(decree.number),
        "decree_day": decree.day.isoformat(),
        "version": str(decree.version),
        "valid_from": held.since.isoformat(),
        "valid_until": held.until.isoformat() if held.until else None,
    }


def _ended(
    held: TitleHeld, begun: Sequence[Told], closed: Sequence[Told], decrees: Mapping[UUID, Decree]
) -> Iterator[FactDiffers]:
    """Yield that a title stands, or ended, otherwise than was told."""
    if not begun or (begun[0].action == actions.TITLE_RECORDED.code and "state" not in begun[0].payload):
        return  # recorded before its state was told
    start = {"state": str(TitleState.IN_FORCE), **{key: begun[0].payload.get(key, "") for key in ("on", "decree")}}
    start |= {"state": begun[0].payload.get("state", str(TitleState.IN_FORCE)), "decree": ""}
    last = _last(closed)
    earlier = [one for one in closed if one not in last]
    told = [_folded(start, [*earlier, *(one for one in last if one is not end), end]) for end in last] or [start]
    day = str(held.closed_on or "")
    if held.closed_by_id is not None:  # a corrected decree moves the day, and tells so itself
        told = [{**each, "on": str(decrees[held.closed_by_id].day)} for each in told]
    found = {"state": str(held.state), "on": day, "decree": str(held.closed_by_id or "")}
    if found not in told:
        yield from (last[-1] if last else begun[0]).differs(told[-1], found)


def _folded(start: Mapping[str, str], closed: Sequence[Told]) -> dict[str, str]:
    state = dict(start)
    for one in closed:
        state |= one.payload["after"]
    return state


def _last(entries: Sequence[Told]) -> list[Told]:
    """Return the newest entries: one, or more of the very same moment."""
    newest = max((one.at for one in entries), default=None)
    return [one for one in entries if one.at == newest]


def _gone(tenant_id: UUID) -> Iterator[FactDiffers]:
    for entries in chunks_told(tenant_id, _BEGINNING):
        ids = {one.object_id for one in entries}
        rows = TitleHeld.objects.for_tenant(tenant_id).filter(pk__in=ids).order_by().values_list("pk", flat=True)
        there = {str(pk) for pk in rows}
        for one in entries:
            if one.object_id not in there:
                yield from one.differs(one.payload, "")


def changed_decrees(tenant_id: UUID) -> Iterator[FactDiffers]:
    """Yield the versions of a body's decrees that say something else than was told as they were recorded."""
    for entries in chunks_told(tenant_id, (actions.DECREE_RECORDED.code, actions.DECREE_CORRECTED.code)):
        ids = [one.object_id for one in entries]
        there = {str(row.pk): row for row in Decree.objects.for_tenant(tenant_id).filter(pk__in=ids).order_by()}
        for one in entries:
            row = there.get(one.object_id)
            told = _recorded(one) if one.action == actions.DECREE_RECORDED.code else _corrected(one)
            found = {} if row is None else {name: value for name, value in _decree(row).items() if name in told}
            yield from one.differs(told, found or "")


def _recorded(told: Told) -> dict[str, str]:
    names = {"kind": "kind", "issuer": "issuer", "recorded": "number", "day": "day", "digest": "file"}
    names |= {name: key for name, key in (("valid_from", "from"), ("valid_until", "until")) if key in told.payload}
    return {name: told.payload.get(key, "") for name, key in names.items()}


def _corrected(told: Told) -> dict[str, str]:
    """Return what a correction told of its own version; what it emptied is not in it, and what it left is as before."""
    after, before = told.payload["after"], told.payload["before"]
    changed = {name: after.get(name, "") for name in _CORRECTED if name in after or name in before}
    return {"version": told.payload["version"], **changed}


def _decree(row: Decree) -> dict[str, str]:
    found = {name: str(getattr(row, name) or "") for name in _CORRECTED}
    sealed = {name: fingerprint(name, found[name]) if found[name] else "" for name in _SEALED}
    told = {"kind": row.kind, "issuer": row.issuer, "version": str(row.version)}
    return {**found, **sealed, **told, "recorded": fingerprint("decree", row.number)}


def changed_certificates(tenant_id: UUID) -> Iterator[FactDiffers]:
    """Yield the certificates of a body's titles that are of another decree or document than was told."""
    for entries in chunks_told(tenant_id, [actions.CERTIFIED.code]):
        rows = Certificate.objects.for_tenant(tenant_id).select_related("document").order_by()
        there = {str(row.pk): row for row in rows.filter(pk__in=[one.object_id for one in entries])}
        for one in entries:
            row = there.get(one.object_id)
            told = [one.payload["number"], one.payload["code"], one.payload["after"].get("decree")]
            found = [str(row.number), row.document.code, str(row.decree_id)] if row else ""
            if told[2] is not None:  # the same decree as before is not told again
                yield from one.differs(told, found)


FACTS: Final = (
    LoggedFacts("outcomes.titles", changed_titles),
    LoggedFacts("outcomes.decrees", changed_decrees),
    LoggedFacts("outcomes.certificates", changed_certificates),
)
