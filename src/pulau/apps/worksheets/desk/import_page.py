"""The preview of a file as values for its template: every figure and text as it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pulau.apps.worksheets.desk.effect import effect_rows, title_effects
from pulau.apps.worksheets.desk.handed import fit_of, hidden_fields
from pulau.apps.worksheets.desk.importing import Entry, State, moved_since, versions_text
from pulau.apps.worksheets.mapping import evaluation_of
from pulau.apps.worksheets.models import LONGEST_NOTE
from pulau.apps.worksheets.report.details import answer_words
from pulau.apps.worksheets.report.file_notes import difference_views, finding_views
from pulau.core.regulation.model import Choice
from pulau.core.scoring.answers import take_answer
from pulau.foundation.ui.formats import clock, long_date, number
from pulau.foundation.ui.templatetags.pulau import icon

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from pulau.apps.worksheets.desk.frame import Desk
    from pulau.apps.worksheets.desk.handed import Handed
    from pulau.core.scoring.revisions import Plain

_SHOWN_NOTE: Final = 240


@dataclass(frozen=True, slots=True)
class Side:
    """An item on one side: the option's key, the answer in words, the note; `more` is the note's rest where long."""

    key: str
    words: str
    note: str
    more: str


@dataclass(frozen=True, slots=True)
class ImportRow:
    """An item that the file would change; `moved` says who changed it since it was last shown."""

    item: str
    number: str
    question: str
    here: Side
    file: Side
    chosen: bool
    moved: str
    links: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """A file beside a worksheet: what is chosen of it, what there is to tell about it.

    `seen` are the versions the person saw, None where the preview is new to them.
    """

    desk: Desk
    handed: Handed
    entries: tuple[Entry, ...]
    chosen: Collection[str]
    seen: Mapping[str, int] | None = None
    told: tuple[str, ...] = ()


def preview_context(preview: Preview) -> dict[str, Any]:
    """Return what the preview shows beside the frame of the worksheet."""
    desk, entries = preview.desk, preview.entries
    moved = moved_since(entries, preview.seen) if preview.seen is not None else set()
    chosen = set(preview.chosen) - moved
    offered = {
        state: [_row(preview, entry, chosen, moved) for entry in entries if entry.state is state]
        for state in (State.REPLACES, State.FILLS)
    }
    return {
        "handed": preview.handed,
        "told": preview.told,
        "hidden": hidden_fields(preview.handed, desk.row),
        "versions": versions_text(entries),
        "replaces": offered[State.REPLACES],
        "fills": offered[State.FILLS],
        "chosen_count": sum(row.chosen for rows in offered.values() for row in rows),
        "changed_icon": icon("changed"),
        **_stays(entries),
        **_effect(desk, entries, chosen),
        **_file(preview.handed, desk),
        "new_links": sum(len(entry.links) for entry in entries),
    }


def _row(preview: Preview, entry: Entry, chosen: Collection[str], moved: Collection[str]) -> ImportRow:
    pack, wording = preview.desk.evaluation.pack, preview.desk.calculation.wording
    value, note = entry.stands
    return ImportRow(
        item=entry.item,
        number=pack.items[entry.item].number,
        question=wording.items[entry.item].question[preview.desk.language],
        here=_side(preview.desk, entry.item, value, note),
        file=_side(preview.desk, entry.item, entry.value, entry.note or ""),
        chosen=entry.item in chosen,
        moved=_who(entry) if entry.item in moved else "",
        links=entry.links,
    )


def _side(desk: Desk, item: str, value: Plain, note: str) -> Side:
    asked = desk.evaluation.pack.items[item]
    words = "" if value is None else answer_words(desk.calculation, item, take_answer(asked, value), desk.language)
    key = str(value) if value is not None and isinstance(asked.answer, Choice) else ""
    long = len(note) > _SHOWN_NOTE
    return Side(key, words, f"{note[:_SHOWN_NOTE]}…" if long else note, note if long else "")


def _who(entry: Entry) -> str:
    if entry.standing is None:
        return ""
    name = entry.standing.user_name or _("Pulau")
    when = {"day": long_date(entry.standing.at), "time": clock(entry.standing.at)}
    return _("Diubah %(name)s, %(day)s pukul %(time)s, sesudah Anda melihatnya") % {"name": name, **when}


def _stays(entries: Iterable[Entry]) -> dict[str, Any]:
    """Count what stays as it is: what is the same, and what the file does not have."""
    entries = list(entries)
    left_out = [entry.item for entry in entries if entry.left_out]
    return {
        "same_count": sum(entry.state is State.SAME for entry in entries),
        "kept_answers": sum(entry.value is None and entry.stands[0] is not None for entry in entries),
        "kept_notes": sum(entry.note is None and entry.stands[1] != "" for entry in entries),
        "blank_count": sum(entry.value is None and entry.stands[0] is None for entry in entries),
        "left_out": left_out,
        "longest_note": number(LONGEST_NOTE, 0),
    }


def _effect(desk: Desk, entries: Iterable[Entry], chosen: Collection[str]) -> dict[str, Any]:
    values = {item: found.value for item, found in desk.revisions.items()}
    values |= {entry.item: entry.value for entry in entries if entry.item in chosen and entry.value is not None}
    after = evaluation_of(desk.row, values)
    return {
        "effect": effect_rows(desk.calculation, after, desk.language),
        "title_effects": title_effects(desk.calculation, after, desk.language),
    }


def _file(handed: Handed, desk: Desk) -> dict[str, Any]:
    submission = handed.calculation.submission
    held = desk.row.prior_title or None
    return {
        "fit": fit_of(handed.origin, desk.row),
        "differences": difference_views(handed.calculation, desk.language),
        "findings": finding_views(handed.calculation, desk.language),
        "other_title": (submission.prior_title or _("belum ada")) if submission.prior_title != held else "",
    }


def taken_sentence(count: int) -> str:
    """Say how many items were taken over."""
    return ngettext("%(n)d butir diambil alih.", "%(n)d butir diambil alih.", count) % {"n": count}


def clash_sentence(count: int) -> str:
    """Say how many items somebody else changed meanwhile."""
    return ngettext(
        "%(n)d butir tidak diambil alih, karena diubah orang lain sesudah Anda melihatnya. "
        "Kedua isinya ada di bawah ini; mohon pilih.",
        "%(n)d butir tidak diambil alih, karena diubah orang lain sesudah Anda melihatnya. "
        "Kedua isinya ada di bawah ini; mohon pilih.",
        count,
    ) % {"n": count}
