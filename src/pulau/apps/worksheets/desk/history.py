"""The history of an answer: who changed what and when, from what to what, and where it came from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Max

from pulau.apps.worksheets.desk.questions import words_of
from pulau.apps.worksheets.models import Answer, Level, Source
from pulau.apps.worksheets.selectors import Standing, history_of
from pulau.foundation.registry.answer_registers import answer_registers

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from pulau.apps.worksheets.changes import Clash
    from pulau.apps.worksheets.desk.frame import Desk
    from pulau.apps.worksheets.models import Worksheet

A_PAGE = 20
SYSTEM = "Pulau"


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One version: `by` whom and when, the answer in words `before` and `after`, the note where it `noted` a change.

    `file` names the file it was taken from, `restored` the version it went back to, `carried` the year it came from,
    `register` what proposed it, with the query and the digest of what it found; none of them: it was typed.
    """

    version: int
    by: str
    at: datetime
    before: str
    after: str
    answered: bool
    noted: str
    note_before: str
    note: str
    imported: bool
    file: str
    restored: str
    register: str
    query: str
    digest: str
    carried: str
    newest: bool


@dataclass(frozen=True, slots=True)
class HistoryView:
    """A page of changes, newest first; `older` is the version below which the next page starts, 0: there is none."""

    changes: tuple[ChangeView, ...]
    older: int
    first_page: bool
    seen: int


@dataclass(frozen=True, slots=True)
class RestoreClash:
    """An earlier state was to come back, but the answer changed meanwhile: what stands, and what was wanted."""

    version: int
    seen: int
    by: str
    at: datetime
    theirs: str
    their_note: str
    mine: str
    my_note: str


def history_view(desk: Desk, item: str, below: int | None) -> tuple[HistoryView, Standing | None]:
    """Return a page of an item's history, and the answer as it stands where it is on this page: one query."""
    newest = desk.revisions[item].version if item in desk.revisions else 0
    rows = history_of(desk.row, item, below=below, most=A_PAGE + 1)
    shown = rows[:A_PAGE]
    changes = tuple(
        _change(desk, one, rows[place + 1] if place + 1 < len(rows) else None, newest)
        for place, one in enumerate(shown)
    )
    older = shown[-1].version if len(rows) > A_PAGE else 0
    return HistoryView(changes, older, below is None, newest), _standing(shown, newest)


def newest_version(row: Worksheet, item: str) -> int:
    """Return the version of an answer that stands now; 0: it was never given."""
    rows = Answer.objects.for_tenant(row.tenant_id).filter(worksheet_id=row.pk, item=item, level=Level.SELF)
    return rows.aggregate(newest=Max("version"))["newest"] or 0


def restore_clash(desk: Desk, clash: Clash, version: int) -> RestoreClash:
    """Return both sides of a return that met another change, in words."""
    standing, change = clash.standing, clash.change
    return RestoreClash(
        version=version,
        seen=standing.version,
        by=standing.user_name or SYSTEM,
        at=standing.at,
        theirs=words_of(desk.calculation, change.item, standing.value, desk.language),
        their_note=standing.note,
        mine=words_of(desk.calculation, change.item, change.value, desk.language),
        my_note=str(change.note),
    )


def _change(desk: Desk, one: Answer, before: Answer | None, newest: int) -> ChangeView:
    old, old_note = (before.value, before.note) if before else (None, "")
    changed = old != one.value
    source = one.origin if isinstance(one.origin, dict) else {}
    return ChangeView(
        version=one.version,
        by=one.user.full_name if one.user else SYSTEM,
        at=one.at,
        before=words_of(desk.calculation, one.item, old, desk.language) if changed else "",
        after=words_of(desk.calculation, one.item, one.value, desk.language),
        answered=changed,
        noted=_noted(old_note, one.note),
        note_before=old_note,
        note=one.note,
        imported=one.source == Source.IMPORTED,
        file=str(source.get("file", "")) if one.source == Source.IMPORTED else "",
        restored=str(source.get("version", "")) if one.source == Source.RESTORED else "",
        register=_register(source, desk.language) if one.source == Source.PROPOSED else "",
        query=str(source.get("query", "")),
        digest=str(source.get("digest", "")),
        carried=str(source.get("year", "")) if one.source == Source.CARRIED else "",
        newest=one.version == newest,
    )


def _register(origin: dict[str, Any], language: str) -> str:
    """Name the register that proposed an answer; by its code where the platform has it no more."""
    code = str(origin.get("register", ""))
    register = answer_registers.get(code)
    return register.words(language) if register else code or SYSTEM


def _noted(before: str, after: str) -> str:
    """Tell what happened to the note: added, removed, changed, or nothing (empty)."""
    if before == after:
        return ""
    return "added" if not before else "changed" if after else "removed"


def _standing(shown: Sequence[Answer], newest: int) -> Standing | None:
    one = shown[0] if shown and shown[0].version == newest else None
    if one is None:
        return None
    name = one.user.full_name if one.user else ""
    return Standing(one.item, one.version, one.value, one.note, one.source, one.user_id, name, one.at)
