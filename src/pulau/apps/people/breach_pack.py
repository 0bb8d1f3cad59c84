"""The folder about an incident in one body: people, events and letters as CSV, JSON and text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from pulau.apps.people.breach import TOUCHED, Affected, Findings, Incident
from pulau.apps.people.breach_letters import deadline, to_authority, to_people
from pulau.exchange.table_files import csv_lines
from pulau.foundation.journal.exporting import payload_digest
from pulau.foundation.registry.journal_actions import journal_actions

if TYPE_CHECKING:
    from pulau.foundation.journal.models import Entry

OWNER_ONLY: Final = 0o700
_HOW: Final = {TOUCHED: "tersentuh", "seen": "mungkin terlihat"}


def write_pack(folder: Path, agency: str, incident: Incident, findings: Findings, now: datetime) -> None:
    """Write the folder of one body; it holds personal data, so only its owner may open it."""
    folder.mkdir(mode=OWNER_ONLY, parents=True)
    zone = incident.since.tzinfo
    letters = _letters(findings.people)
    people = [
        (
            one.name,
            one.email,
            number,
            _HOW[one.how],
            "; ".join(one.kinds("id")),
            f"surat-orang-{letters[_letter(one)]}.txt",
        )
        for number, one in findings.people.items()
    ]
    _csv(folder / "orang.csv", ("Nama", "Surel", "Nomor", "Bagaimana", "Data", "Surat"), people)
    head = ("Waktu", "Tindakan", "Uraian", "Oleh", "Peran", "Objek", "Nomor objek", "Permintaan")
    _csv(folder / "kejadian.csv", head, (_event(entry, zone) for entry in findings.entries))
    entries = (json.dumps(_entry(entry), ensure_ascii=False) for entry in findings.entries)
    _text(folder / "kejadian.jsonl", "".join(f"{line}\n" for line in entries))
    sign_ins = (
        (f"{each.at.astimezone(zone):%Y-%m-%dT%H:%M:%S%z}", each.user.email if each.user else "", each.kind,
         each.means, each.network, each.agent)
        for each in findings.events
    )  # fmt: skip
    _csv(folder / "masuk.csv", ("Waktu", "Akun", "Kejadian", "Dengan", "Jaringan", "Peramban"), sign_ins)
    for key, number in letters.items():
        kinds, touched = key
        _text(folder / f"surat-orang-{number}.txt", to_people(agency, incident, kinds, touched=touched))
    every = sorted({kind for one in findings.people.values() for kind in one.kinds("id")})
    _text(folder / "surat-lembaga.txt", to_authority(agency, incident, len(findings.people), every, _in(now, zone)))
    _text(
        folder / "ringkasan.json", json.dumps(_summary(agency, incident, findings, now), ensure_ascii=False, indent=1)
    )


Letter = tuple[tuple[str, ...], bool]


def _letter(one: Affected) -> Letter:
    return one.kinds("id"), one.how == TOUCHED


def _letters(people: dict[str, Affected]) -> dict[Letter, int]:
    """Number the letters: one for all of whom the same kinds of data are concerned."""
    return {key: number for number, key in enumerate(dict.fromkeys(map(_letter, people.values())), start=1)}


def _summary(agency: str, incident: Incident, findings: Findings, now: datetime) -> dict[str, object]:
    people = findings.people.values()
    return {
        "agency": agency,
        "since": incident.since.isoformat(),
        "until": incident.until.isoformat(),
        "user": str(incident.user_id) if incident.user_id else None,
        "request": str(incident.request_id) if incident.request_id else None,
        "made_at": now.isoformat(timespec="seconds"),
        "letters_until_if_known_only_now": deadline(now).isoformat(timespec="seconds"),
        "people": len(people),
        "touched": sum(one.how == TOUCHED for one in people),
        "sensitive": sum(any(kind.endswith("(peka)") for kind in one.kinds("id")) for one in people),
        "entries": len(findings.entries),
        "sign_in_events": len(findings.events),
        "kinds": sorted({kind for one in people for kind in one.kinds("id")}),
    }


def _event(entry: Entry, zone: object) -> tuple[str, ...]:
    action = journal_actions.get(entry.action)
    told = action.indonesian if action else ""
    return (
        *(
            f"{_in(entry.at, zone):%Y-%m-%dT%H:%M:%S%z}",
            entry.action,
            told,
            str(entry.actor_id or "sistem"),
            entry.role,
        ),
        *(entry.object_type, entry.object_id, str(entry.request_id or "")),
    )


def _entry(entry: Entry) -> dict[str, object]:
    return {
        "id": str(entry.pk), "at": entry.at.isoformat(), "action": entry.action,
        "actor": str(entry.actor_id) if entry.actor_id else None, "role": entry.role,
        "object_type": entry.object_type, "object": entry.object_id,
        "request": str(entry.request_id) if entry.request_id else None,
        "payload": json.loads(entry.payload), "payload_digest": payload_digest(entry),
    }  # fmt: skip


def _in(moment: datetime, zone: object) -> datetime:
    return moment.astimezone(zone) if isinstance(zone, ZoneInfo) else moment


def _csv(path: Path, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    _text(path, "".join(csv_lines(head, rows)))


def _text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
