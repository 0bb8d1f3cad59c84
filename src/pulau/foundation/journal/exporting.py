"""The journal as a file: CSV for people, JSON Lines for programs; entry by entry, so that memory does not grow."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.db.models import Q
from django.utils.translation import get_language, override, pgettext
from django.utils.translation import gettext as _

from pulau.core.shared.permissions import reach
from pulau.exchange.table_files import csv_lines
from pulau.foundation.journal import services as journal
from pulau.foundation.journal.actions import EXPORTED
from pulau.foundation.journal.naming import payload_of
from pulau.foundation.journal.policies import EXPORT
from pulau.foundation.journal.telling import tell
from pulau.foundation.registry.entry_standings import standings_for
from pulau.foundation.sealing import fingerprint
from pulau.foundation.tenancy.deciding import require
from pulau.foundation.tenancy.models import Tenant
from pulau.foundation.tenancy.wall import behind_wall

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from django.db.models import QuerySet

    from pulau.core.shared.actor import Actor
    from pulau.foundation.journal.asking import Asked
    from pulau.foundation.journal.models import Entry
    from pulau.foundation.journal.telling import Told
    from pulau.foundation.registry.entry_standings import EntryStanding

CHUNK: Final = 500
FORMATS: Final = ("csv", "jsonl")
_MOST_NAMED: Final = 20


@transaction.atomic
def record_export(*, actor: Actor, kind: str, asked: Asked, now: datetime) -> None:
    """Write that the actor takes the journal out, and which part of it. Raises PermissionDenied."""
    right = reach(actor, EXPORT)
    unit_id = None if right.everything or not right.units else right.units[0]
    actor = require(actor, EXPORT, unit_id=unit_id)
    wanted = asked.wanted
    payload = {
        "format": kind, "query": fingerprint("query", asked.query), "action": wanted.action or None,
        "since": wanted.since, "until": wanted.until, "users": list(wanted.people or ())[:_MOST_NAMED],
        "units": list(wanted.units or ())[:_MOST_NAMED], "kind": wanted.object_type or None,
    }  # fmt: skip
    journal.record(actor, EXPORTED.code, Tenant(pk=actor.tenant_id), payload, now, unit_id=unit_id)


def payload_digest(entry: Entry) -> str:
    """Return the SHA-256 of an entry's canonical payload: 64 hex digits."""
    return hashlib.sha256(entry.payload.encode()).hexdigest()


def as_csv(actor: Actor, rows: QuerySet[Entry], zone: ZoneInfo) -> Iterator[str]:
    """Yield the lines of the CSV file, in the language that is active when it is asked for."""
    language = get_language() or "id"
    action = pgettext("satu tindakan", "Tindakan")
    head = [
        *(_("Waktu (UTC)"), _("Waktu setempat"), action, _("Uraian"), _("Oleh"), _("Peran"), _("Mewakili")),
        *(_("Unit"), _("Jenis objek"), _("Objek"), _("Nomor objek"), _("Isi"), _("Sidik isi"), _("Log publik")),
        *(_("Nomor di log"), _("Disaksikan"), _("Dihapus atas dasar hukum")),
        *(_("Nomor permintaan"), _("Nomor orang"), _("Nomor unit"), _("Nomor entri")),
    ]

    def lines() -> Iterator[list[str | int | None]]:
        for chunk in _chunks(actor, rows):
            with override(language), behind_wall(actor.tenant_id):
                told = tell(actor, chunk, zone)
            yield from (_cells(each) for each in told)

    return csv_lines(head, lines())


def as_json_lines(actor: Actor, rows: QuerySet[Entry]) -> Iterator[str]:
    """Yield one JSON object a line: the entry as it is kept, without the salt, and with the digest of its payload."""
    for chunk in _chunks(actor, rows):
        with behind_wall(actor.tenant_id):
            standings = standings_for(actor, {entry.pk: entry.action for entry in chunk})
        objects = (_object(entry, standings[entry.pk]) for entry in chunk)
        yield from (f"{json.dumps(each, ensure_ascii=False)}\n" for each in objects)


def _chunks(actor: Actor, rows: QuerySet[Entry]) -> Iterator[list[Entry]]:
    """Read some at a time, each time from where the last ended: no cursor of the database stays open meanwhile.

    The file goes out when the request is over, so each part enters the wall by itself.
    """
    rest = rows
    while chunk := _read(actor, rest):
        yield chunk
        last = chunk[-1]
        rest = rows.filter(at__lte=last.at).filter(Q(at__lt=last.at) | Q(id__lt=last.pk))


def _read(actor: Actor, rows: QuerySet[Entry]) -> list[Entry]:
    with behind_wall(actor.tenant_id):
        return list(rows[:CHUNK])


def _cells(told: Told) -> list[str | int | None]:
    entry = told.entry
    return [
        *(_moment(entry.at), told.at.isoformat(timespec="seconds"), entry.action, told.sentence, told.who, told.role),
        *(told.behalf, told.unit, told.kind or entry.object_type, told.subject, entry.object_id, entry.payload),
        *(payload_digest(entry), told.standing.state, told.standing.index, _witnesses(told.standing)),
        *(_ground(told.standing), _text(entry.request_id), _text(entry.actor_id), _text(entry.unit_id), str(entry.pk)),
    ]


def _witnesses(standing: EntryStanding) -> str:
    return "; ".join(f"{each.name} {_moment(each.at)}" for each in standing.witnesses)


def _ground(standing: EntryStanding) -> str:
    erasure = standing.erasure
    return f"{erasure.article}: {erasure.ground}" if erasure else ""


def _object(entry: Entry, standing: EntryStanding) -> dict[str, object]:
    return {
        "id": str(entry.pk), "at": _moment(entry.at), "action": entry.action, "actor": _text(entry.actor_id),
        "role": entry.role, "on_behalf_of": _text(entry.on_behalf_of), "unit": _text(entry.unit_id),
        "object_type": entry.object_type, "object": entry.object_id, "request": _text(entry.request_id),
        "payload": payload_of(entry), "payload_digest": payload_digest(entry), "outbox": entry.outbox,
        "log": _log(standing),
    }  # fmt: skip


def _log(standing: EntryStanding) -> dict[str, object]:
    """Return how far an entry has come, without fields that have no value."""
    erasure = standing.erasure
    witnesses = [{"name": each.name, "at": _moment(each.at)} for each in standing.witnesses]
    erased = erasure and {
        "article": erasure.article, "ground": erasure.ground, "document": erasure.document, "at": _moment(erasure.at)
    }  # fmt: skip
    told = {"state": standing.state, "index": standing.index, "witnesses": witnesses or None, "erased": erased}
    return {key: value for key, value in told.items() if value is not None}


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _text(value: object) -> str | None:
    return None if value is None else str(value)
