"""`pulau log status`."""

from __future__ import annotations

import json
import sys
from datetime import datetime

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from pulau.apps.transparency import places
from pulau.apps.transparency.management.answering import REFUSED, answering
from pulau.apps.transparency.models import Alarm, Audit, Head, LogState, WitnessStanding
from pulau.apps.transparency.refusals import alarm_told, trouble_told
from pulau.apps.transparency.running import alarms
from pulau.exchange.log.lock_store import peek
from pulau.foundation.journal.outbox import moment, oldest_pending


class Command(BaseCommand):
    """Print how the log stands; exits with 1 while something rings."""

    help = "Print how the log stands."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the form."""
        parser.add_argument("--json", action="store_true")

    def handle(self, *_args: object, **options: object) -> None:
        """Print it; nothing is changed."""
        with answering():
            told = status(timezone.now())
        if options["json"]:
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=1))
        else:
            self.stdout.write("\n".join(_lines(told)))
        if told["alarms"]:
            sys.exit(REFUSED)


def status(now: datetime) -> dict[str, object]:
    """Return how the log stands, as plain JSON."""
    state, lock = LogState.objects.first(), peek(places.chosen().lock)
    pending, oldest = oldest_pending()
    quorum = Head.objects.filter(quorum_at__isnull=False).order_by("-size").values_list("size", flat=True).first()
    return {
        "origin": state.origin if state else places.begun_origin(),
        "size": state.size if state else 0,
        "root": bytes(state.root).hex() if state else "",
        "lock_size": lock.size if lock else None,
        "turned_at": moment(state.turned_at) if state and state.turned_at else None,
        "pending": pending,
        "oldest_pending": moment(oldest) if oldest else None,
        "witnessed_size": quorum,
        "refused": state.refused if state else "",
        "witnesses": _witnesses(),
        "alarms": [
            {"code": each.code, "about": each.about, "since": moment(each.since), "facts": each.facts, **_words(each)}
            for each in alarms.ringing()
        ],
        "audit": _audit(),
        "at": moment(now),
    }


def _words(alarm: Alarm) -> dict[str, str]:
    told = alarm_told(alarm.code, alarm.facts, alarm.about)
    return {"what": told.what, "do": told.do}


def _witnesses() -> list[dict[str, object]]:
    policy = places.sound_policy()
    rows = {row.vkey: row for row in WitnessStanding.objects.all()}
    found: list[dict[str, object]] = []
    for party in policy.witnesses if policy else ():
        row = rows.get(party.key.vkey)
        found.append(
            {
                "name": party.name,
                "key": party.key.vkey,
                "url": party.url,
                "size": row.size if row else 0,
                "cosigned_at": moment(row.cosigned_at) if row and row.cosigned_at else None,
                "trouble": row.trouble if row else "",
                "trouble_what": trouble_told(row.trouble, {**row.trouble_facts, "witness": party.name}).what
                if row and row.trouble
                else "",
            }
        )
    return found


def _audit() -> dict[str, object] | None:
    row = Audit.objects.first()
    if row is None:
        return None
    return {
        "begun_at": moment(row.begun_at),
        "ended_at": moment(row.ended_at) if row.ended_at else None,
        "size": row.size,
        "part": row.parts[0] if row.parts else None,
        "done": row.done,
        "every": row.every,
        "found": {part: each["count"] for part, each in row.found.items()},
    }


def _lines(told: dict[str, object]) -> list[str]:
    lines = [
        _("Log: %(origin)s") % told,
        _("Ukuran: %(size)s daun; akar %(root)s") % told,
        _("Putaran terakhir pengurut: %(at)s") % {"at": told["turned_at"] or _("belum pernah")},
        _("Menunggu: %(pending)s entri") % told + (f" ({told['oldest_pending']})" if told["oldest_pending"] else ""),
        _("Disaksikan sampai ukuran: %(size)s") % {"size": told["witnessed_size"] or 0},
    ]
    witnesses, rung, audit = told["witnesses"], told["alarms"], told["audit"]
    for each in witnesses if isinstance(witnesses, list) else []:
        words = _("Saksi %(name)s: ukuran %(size)s, terakhir %(at)s")
        lines.append(words % {**each, "at": each["cosigned_at"] or "–"} + f" {each['trouble_what']}".rstrip())
    if isinstance(audit, dict):
        end = audit["ended_at"] or f"{audit['part']} {audit['done']}/{audit['every']}"
        lines.append(_("Audit terakhir: %(begun_at)s – %(end)s") % {**audit, "end": end})
    for each in rung if isinstance(rung, list) else []:
        lines += [f"! {each['code']} ({each['since']}): {each['what']}", f"  {each['do']}"]
    return lines if rung else [*lines, _("Tidak ada alarm.")]
