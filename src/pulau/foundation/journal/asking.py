"""What somebody asks of the journal, as the fields of an address: checked, and told where it cannot be understood."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pulau.core.shared.ids import read_id
from pulau.foundation.journal.policies import SEE_NAMES
from pulau.foundation.journal.selectors import Wanted
from pulau.foundation.registry.journal_actions import journal_actions
from pulau.foundation.registry.subjects import Subjects, subjects
from pulau.foundation.tenancy.deciding import may_somewhere

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor

PEOPLE: Final = "accounts.user"
UNITS: Final = "agencies.workunit"
FIELDS: Final = ("orang", "unit", "tindakan", "dari", "sampai", "jenis", "objek", "permintaan")
LONGEST: Final = 100


@dataclass(frozen=True)
class Asked:
    """What is asked for, what was typed for it, and what could not be understood (by field)."""

    wanted: Wanted
    typed: Mapping[str, str]
    errors: Mapping[str, str] = field(default_factory=dict)

    @property
    def query(self) -> str:
        """The same as the fields of an address."""
        return urlencode(self.typed)


def asked_of(actor: Actor, given: Mapping[str, str]) -> Asked:
    """Read the fields of an address; what is wrong is told, and then nothing is to be shown."""
    typed = {name: given.get(name, "").replace("\x00", "").strip()[:LONGEST] for name in FIELDS}
    typed = {name: text for name, text in typed.items() if text}
    errors: dict[str, str] = {}
    wanted = Wanted(
        units=_ids(actor, UNITS, typed.get("unit", "")),
        people=_people(actor, typed.get("orang", ""), errors),
        action=_action(typed.get("tindakan", ""), errors),
        since=_day("dari", typed, errors),
        until=_day("sampai", typed, errors),
        object_type=_object_type(typed.get("jenis", ""), errors),
        object_id=typed.get("objek", ""),
        request_id=_number(typed.get("permintaan", ""), errors),
    )
    if wanted.since and wanted.until and wanted.until < wanted.since:
        errors["sampai"] = _("Tanggal akhir mendahului tanggal awal.")
    return Asked(wanted, typed, errors)


def action_choices(language: str) -> list[tuple[str, str]]:
    """Return every action of the journal and, before them, all actions of an app at once, in words."""
    apps = sorted({f"{action.code.split('.')[0]}." for action in journal_actions})
    whole = [(app, _("Semua: %(app)s") % {"app": app.rstrip(".")}) for app in apps]
    return whole + sorted(((each.code, each.sentence(language)) for each in journal_actions), key=lambda pair: pair[1])


def kind_choices(language: str) -> list[tuple[str, str]]:
    """Return the types of rows that apps have told of, in words."""
    return sorted(((each.code, each.kind(language)) for each in _kinds()), key=lambda pair: pair[1])


def _kinds() -> Iterator[Subjects]:
    return (each for each in subjects if "." in each.code)


def _ids(actor: Actor, code: str, words: str) -> Sequence[UUID] | None:
    """Return the ids that words stand for: an id itself, or whatever has them in its name. None: nothing is asked."""
    if not words:
        return None
    number = read_id(words)
    if number is not None:
        return [number]
    known = subjects.get(code)
    found = known.find(actor, words) if known and known.find else ()
    return [UUID(text) for text in found]


def _people(actor: Actor, words: str, errors: dict[str, str]) -> Sequence[UUID] | None:
    if words and read_id(words) is None and not may_somewhere(actor, SEE_NAMES):
        errors["orang"] = _("Anda tidak melihat nama di sini. Tulis nomor orangnya.")
        return []
    return _ids(actor, PEOPLE, words)


def _action(code: str, errors: dict[str, str]) -> str:
    if code and code not in dict(action_choices(get_language() or "id")):
        errors["tindakan"] = _("Pilih tindakan dari daftar.")
    return code


def _object_type(code: str, errors: dict[str, str]) -> str:
    # Any type may stand in a link of an entry, also one that no app has words for.
    if code and not all(part.isidentifier() for part in code.split(".")):
        errors["jenis"] = _("Pilih jenis dari daftar.")
    return code


def _day(name: str, typed: Mapping[str, str], errors: dict[str, str]) -> date | None:
    text = typed.get(name, "")
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        errors[name] = _("Tulis tanggal seperti 2026-11-22.")
        return None


def _number(text: str, errors: dict[str, str]) -> UUID | None:
    number = read_id(text) if text else None
    if text and number is None:
        errors["permintaan"] = _("Nomor permintaan terdiri atas 32 angka dan huruf, seperti di halaman galat.")
    return number
