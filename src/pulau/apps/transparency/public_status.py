"""How the log stands, as anybody may know it: from the files of the tree, and from the database where it answers."""

from __future__ import annotations

import base64
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from django.db import InterfaceError, OperationalError

from pulau.apps.transparency import places
from pulau.apps.transparency.models import Head, KindFigures, LogState, WitnessStanding
from pulau.apps.transparency.running import alarms
from pulau.apps.transparency.selectors import erased_count
from pulau.apps.transparency.words import KINDS, alarm_words
from pulau.core.log.checkpoints import Checkpoint, cosigners_of, read_checkpoint
from pulau.core.log.notes import NoteRefused
from pulau.core.log.policies import NONE, Party, Policy
from pulau.exchange.log import keys
from pulau.exchange.log.reading import CHECKPOINT
from pulau.exchange.log.trees import FileMissing

if TYPE_CHECKING:
    from pulau.apps.transparency.models import Alarm

HEADS: Final = 8
STILL: Final = timedelta(minutes=3)
"""So long after the sequencer was last seen going round it is said to lag."""
_DIFFERENT: Final = frozenset({alarms.TILES, alarms.JOURNAL, alarms.FACTS})
_LAGGING: Final = frozenset({alarms.LAGGING, alarms.STORE})
logger = logging.getLogger(__name__)


class Verdict(StrEnum):
    """How the log stands, the gravest first."""

    OFF = "off"
    REFUSED = "refused"
    DIFFERENT = "different"
    LAGGING = "lagging"
    UNKNOWN = "unknown"
    EMPTY = "empty"
    UNWITNESSED = "unwitnessed"
    SILENT = "silent"
    WELL = "well"


@dataclass(frozen=True, slots=True)
class WitnessView:
    """A witness of the policy: when it last cosigned and up to which size, where it is asked, whether it is silent."""

    name: str
    host: str
    at: datetime | None
    size: int
    newest: bool
    silent: bool


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of the quorum: one witness by `name`, or so many (`least`) of its parts."""

    name: str = ""
    least: int = 0
    parts: tuple[Clause, ...] = ()

    @property
    def everyone(self) -> bool:
        """Whether all of its parts are needed."""
        return self.least == len(self.parts)


@dataclass(frozen=True, slots=True)
class Ringing:
    """An alarm in the public's words: what, about which witness, since when."""

    words: str
    about: str
    since: datetime


@dataclass(frozen=True, slots=True)
class LogStatus:
    """What the page shows. `away`: the database did not answer, so that what it alone knows is missing."""

    verdict: Verdict
    reason: str = ""
    origin: str = ""
    size: int = 0
    root: str = ""
    made_at: datetime | None = None
    witnessed_size: int | None = None
    witnesses: tuple[WitnessView, ...] = ()
    quorum: Clause | None = None
    kinds: tuple[tuple[str, int], ...] = ()
    counted: int = 0
    erased: int = 0
    heads: tuple[Head, ...] = ()
    ringing: tuple[Ringing, ...] = ()
    away: bool = False


def log_status(now: datetime) -> LogStatus:
    """Return how the log stands now; whatever cannot be read is left out, and the verdict says so."""
    if not places.chosen().enabled:
        return LogStatus(Verdict.OFF)
    policy = places.sound_policy()
    try:
        return _known(policy, now)
    except (OperationalError, InterfaceError) as problem:
        logger.warning("the page of the log does without the database: %s", problem)
        return _by_files(policy)


def _known(policy: Policy | None, now: datetime) -> LogStatus:
    state = LogState.objects.first()
    rings = list(alarms.ringing())
    heads = tuple(Head.objects.order_by("-size")[:HEADS])
    witnessed = Head.objects.filter(quorum_at__isnull=False).order_by("-size").values_list("size", flat=True).first()
    size = heads[0].size if heads else 0
    witnesses = _witnesses(policy, size, {each.about for each in rings if each.code == alarms.SILENT})
    figures = KindFigures.objects.first()
    counts: Mapping[str, int] = figures.counts if figures else {}
    verdict = _verdict(state, {each.code for each in rings}, witnesses, now)
    refused = state.refused if state else ""
    return LogStatus(
        verdict=verdict,
        reason=alarm_words(alarms.REFUSED, refused) if verdict is Verdict.REFUSED else "",
        origin=state.origin if state else "",
        size=size,
        root=base64.b64encode(bytes(heads[0].root)).decode() if heads else "",
        made_at=heads[0].made_at if heads else None,
        witnessed_size=witnessed,
        witnesses=witnesses,
        quorum=quorum_of(policy) if policy else None,
        kinds=tuple(sorted(((str(KINDS.get(kind, kind)), n) for kind, n in counts.items()), key=lambda pair: -pair[1])),
        counted=figures.size if figures else 0,
        erased=erased_count(),
        heads=heads,
        ringing=tuple(_ringing(each) for each in rings),
    )


def _verdict(state: LogState | None, ringing: set[str], witnesses: Sequence[WitnessView], now: datetime) -> Verdict:
    still = state is None or state.turned_at is None or now - state.turned_at > STILL
    found: tuple[tuple[bool, Verdict], ...] = (
        (bool(state and state.refused) or alarms.REFUSED in ringing, Verdict.REFUSED),
        (bool(ringing & _DIFFERENT), Verdict.DIFFERENT),
        (bool(ringing & _LAGGING) or (state is not None and still), Verdict.LAGGING),
        (state is None or not state.size, Verdict.EMPTY),
        (not witnesses, Verdict.UNWITNESSED),
        (any(each.silent for each in witnesses), Verdict.SILENT),
    )
    return next((verdict for holds, verdict in found if holds), Verdict.WELL)


def _witnesses(policy: Policy | None, size: int, silent: set[str]) -> tuple[WitnessView, ...]:
    if policy is None:
        return ()
    known = {row.vkey: row for row in WitnessStanding.objects.all()}
    return tuple(_witness(party, known.get(party.key.vkey), size, silent) for party in policy.witnesses)


def _witness(party: Party, row: WitnessStanding | None, size: int, silent: set[str]) -> WitnessView:
    signed = row.size if row else 0
    return WitnessView(
        name=party.name,
        host=urlsplit(party.url).hostname or "",
        at=row.cosigned_at if row else None,
        size=signed,
        newest=bool(signed) and signed >= size,
        silent=party.name in silent,
    )


def _ringing(alarm: Alarm) -> Ringing:
    about = alarm.about if alarm.code == alarms.SILENT else ""
    return Ringing(alarm_words(alarm.code, str(alarm.facts.get("code", ""))), about, alarm.since)


def quorum_of(policy: Policy) -> Clause | None:
    """Return who must have signed, as parts of parts; None where nobody must."""

    def clause(name: str) -> Clause:
        group = policy.groups.get(name)
        return Clause(least=group.least, parts=tuple(map(clause, group.members))) if group else Clause(name)

    return None if policy.quorum == NONE else clause(policy.quorum)


def _by_files(policy: Policy | None) -> LogStatus:
    """Return what the files of the tree say by themselves."""
    try:
        checkpoint, note = read_checkpoint(places.tree_store().read(CHECKPOINT))
        parties = policy.witnesses if policy else ()
        signed = {each.key: each.at for each in cosigners_of(note, [party.key for party in parties], keys.verify)}
    except (FileMissing, NoteRefused, OSError) as problem:
        logger.warning("nor can the newest checkpoint be read: %s", problem)
        return LogStatus(Verdict.UNKNOWN, away=True)
    return _told_by(checkpoint, policy, lambda party: signed.get(party.key))


def _told_by(checkpoint: Checkpoint, policy: Policy | None, signed: Callable[[Party], int | None]) -> LogStatus:
    witnesses = []
    for party in policy.witnesses if policy else ():
        seconds = signed(party)
        at = datetime.fromtimestamp(seconds, UTC) if seconds is not None else None
        size = checkpoint.size if at else 0
        witnesses.append(WitnessView(party.name, urlsplit(party.url).hostname or "", at, size, bool(at), silent=False))
    return LogStatus(
        Verdict.UNKNOWN,
        origin=checkpoint.origin,
        size=checkpoint.size,
        root=base64.b64encode(checkpoint.root).decode(),
        witnesses=tuple(witnesses),
        quorum=quorum_of(policy) if policy else None,
        away=True,
    )
