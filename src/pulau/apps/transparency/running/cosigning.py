"""Asking the witnesses of the policy to cosign the newest head, and keeping what they say.

Each is asked in a thread of its own, so that a slow one holds up nobody; what they answered is taken in by `turn`. An
office without a server gets the question as a file (`request_for`), and its answer is taken in by `take_lines`.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from django.db import transaction

from pulau.apps.transparency import places
from pulau.apps.transparency.models import Cosignature, Head, LogState, WitnessStanding
from pulau.apps.transparency.running import alarms
from pulau.apps.transparency.running.sequencing import BY_WITNESS, WITNESS_AHEAD, WITNESS_DISAGREES, allow, refuse
from pulau.core.log.checkpoints import cosigners_of
from pulau.core.log.notes import Note, NoteRefused, read_note, read_signatures, with_signatures
from pulau.core.log.policies import Party, Policy
from pulau.core.log.proofs import Growth
from pulau.core.log.tree import consistency_proof
from pulau.exchange.log import keys
from pulau.exchange.log.asking_witnesses import Asked, Outcome, ask, good_lines
from pulau.exchange.log.reading import subtree_in

if TYPE_CHECKING:
    from pulau.core.log.notes import Signature

SECONDS: Final = 5.0
ROUNDS: Final = 2
"""After the first question: asked again from the size that a witness said it knows, and taken in."""
_AGAIN: Final = timedelta(seconds=30)
"""So long after trouble a witness is asked again."""
_REMEMBERED: Final = 50
"""Heads that a file may answer: those that were asked about last, and the newest."""
REFUSED: Final = "refused"
UNREACHABLE: Final = "unreachable"


class LinesRefused(Exception):  # noqa: N818 - a fact, as every error of this project
    """Signature lines that were brought are no good cosignatures of a witness of the policy over a head of this log."""


class Cosigners:
    """The witnesses as the sequencer's process asks them."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(max_workers=8, thread_name_prefix="pulau-witness")
        self._asked: dict[str, tuple[int, Future[Asked]]] = {}
        self._told = (0, 0)

    def close(self) -> None:
        """Wait for nobody any more."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def turn(self, now: datetime, *, everyone: bool = False) -> Note | None:
        """Take in what was answered, and ask whoever has not cosigned the newest head; with `everyone` each of them.

        Returns the newest head with all of its signatures where there are new ones, also such as were brought as files.
        """
        newest = Head.objects.order_by("-size").first()
        policy = places.sound_policy()
        if newest is None or policy is None:
            return None
        refused_by = _refused_by()
        if refused_by and refused_by not in {party.name for party in policy.witnesses}:
            allow(now)  # the operator no longer relies on it
        for party in policy.witnesses:
            self._take(party, now)
        doubted = bool(_refused_by())
        for party in policy.witnesses:
            self._ask(party, newest, now, everyone=everyone, doubted=doubted)
        told = (newest.size, newest.cosignatures.count())
        if told == self._told or not told[1]:
            return None
        self._told = told
        return signed_note(newest)

    def wait(self, seconds: float = SECONDS) -> None:
        """Wait until each has answered, or the time is over: before the first signature, and where a command asks."""
        for _size, future in self._asked.values():
            try:
                future.exception(seconds)
            except TimeoutError:
                continue

    def hear(self, now: datetime) -> Note | None:
        """Ask every witness what it has seen, and take in what they say: before a sequencer signs anything.

        One that has seen more than this log, or another, refuses it (`LogState`).
        """
        told = self.turn(now, everyone=True)
        for _each in range(ROUNDS):
            self.wait()
            told = self.turn(now) or told
        return told

    def _ask(self, party: Party, newest: Head, now: datetime, *, everyone: bool, doubted: bool) -> None:
        standing = standing_of(party, now)
        busy = party.key.vkey in self._asked
        resting = standing.trouble and standing.asked_at and abs(now - standing.asked_at) < _AGAIN
        wanted = standing.size < newest.size or doubted
        if not party.url or busy or not (everyone or (wanted and not resting)):
            return
        WitnessStanding.objects.filter(pk=standing.pk).update(asked_at=now)
        growth = growth_for(min(standing.size, newest.size), newest)
        local = places.chosen().local_witnesses
        self._asked[party.key.vkey] = (
            newest.size,
            self._threads.submit(ask, party.url, growth, timeout=SECONDS, local=local),
        )

    def _take(self, party: Party, now: datetime) -> None:
        size, future = self._asked.get(party.key.vkey, (0, None))
        if future is not None and future.done():
            del self._asked[party.key.vkey]
            _answered(party, Head.objects.get(pk=size), future.result(), now)


def _answered(party: Party, head: Head, said: Asked, now: datetime) -> bool:
    """Keep what a witness said. Whether it cosigned."""
    lines = good_lines(read_note(head.note.encode()), said.lines, party.key)
    if said.outcome is Outcome.SIGNED and lines:
        keep_lines(head, party, lines, now)
        if _refused_by() == party.name:
            allow(now)
        return True
    row = WitnessStanding.objects.filter(pk=party.key.vkey)
    if said.outcome is Outcome.BEHIND and said.size <= head.size:
        row.update(size=said.size, trouble="", trouble_facts={})
    elif said.outcome is Outcome.BEHIND:
        row.update(trouble=WITNESS_AHEAD, trouble_facts={"size": said.size})
        if not Head.objects.filter(size=said.size).exists():
            refuse(WITNESS_AHEAD, {"witness": party.name, "witnessed": said.size, "here": head.size}, now)
    elif said.outcome is Outcome.CONFLICT:
        row.update(trouble=WITNESS_DISAGREES, trouble_facts={"size": head.size, "reason": said.reason})
        refuse(WITNESS_DISAGREES, {"witness": party.name, "size": head.size}, now)
    else:
        trouble = UNREACHABLE if said.outcome is Outcome.UNREACHABLE else REFUSED
        row.update(trouble=trouble, trouble_facts={"status": said.status, "reason": said.reason[:200]})
    return False


def _refused_by() -> str:
    """Return the witness on whose word nothing is signed; empty where that is not so."""
    state = LogState.objects.get()
    return str(state.refused_facts.get("witness", "")) if state.refused in BY_WITNESS else ""


@transaction.atomic
def keep_lines(head: Head, party: Party, lines: Sequence[Signature], now: datetime) -> None:
    """Keep good cosignatures of a witness; say since when the quorum is there."""
    note = read_note(head.note.encode())
    for line in lines:
        [cosigned] = cosigners_of(Note(note.text, (line,)), [party.key], keys.verify)
        Cosignature.objects.get_or_create(
            head=head,
            witness=party.key.name,
            key_id=party.key.id.hex(),
            defaults={"at": datetime.fromtimestamp(cosigned.at, UTC), "line": line.line},
        )
    standing_of(party, now)
    WitnessStanding.objects.filter(pk=party.key.vkey, size__lte=head.size).update(
        size=head.size, cosigned_at=now, trouble="", trouble_facts={}
    )
    alarms.hush(alarms.SILENT, now, party.name)
    if head.quorum_at is None and reached(head, places.policy()):
        head.quorum_at = now
        head.save(update_fields=["quorum_at"])


def reached(head: Head, policy: Policy) -> bool:
    """Whether the cosignatures of a head make the quorum of a policy; never where the policy asks for nobody."""
    by = {(each.witness, each.key_id) for each in head.cosignatures.all()}
    signed = [each.key for each in policy.witnesses if (each.key.name, each.key.id.hex()) in by]
    return bool(signed) and policy.reached(signed)


def signed_note(head: Head) -> Note:
    """Return a head with the log's signatures and those of its witnesses."""
    note = read_note(head.note.encode())
    lines = "".join(each.line for each in head.cosignatures.order_by("pk"))
    return with_signatures(note, read_signatures(lines)) if lines else note


def standing_of(party: Party, now: datetime) -> WitnessStanding:
    """Return how it stands with a witness; one that is new to the policy begins at nothing."""
    found, _made = WitnessStanding.objects.get_or_create(pk=party.key.vkey, defaults={"name": party.name, "since": now})
    return found


def growth_for(known: int, head: Head) -> Growth:
    """Return the question to a witness that cosigned `known` leaves last, about a head of this log."""
    subtree = subtree_in(places.tree_store(), head.size)
    return Growth(known, consistency_proof(known, head.size, subtree), read_note(head.note.encode()))


def request_for(name: str, now: datetime) -> Growth:
    """Return the question about the newest head for a witness without a server. Raises LookupError."""
    party = next((each for each in places.policy().witnesses if each.name == name), None)
    newest = Head.objects.order_by("-size").first()
    if party is None or newest is None:
        raise LookupError(name)
    standing = standing_of(party, now)
    standing.requested = [*(size for size in standing.requested if size != newest.size), newest.size][-_REMEMBERED:]
    standing.save(update_fields=["requested"])
    return growth_for(min(standing.size, newest.size), newest)


@transaction.atomic
def take_lines(raw: bytes, now: datetime) -> tuple[Party, Head]:
    """Take in the signature lines that a witness brought as a file. Raises LinesRefused."""
    try:
        lines = read_signatures(raw.decode())
    except (NoteRefused, UnicodeDecodeError) as problem:
        raise LinesRefused(str(problem)) from problem
    for party in places.policy().witnesses:
        mine = tuple(each for each in lines if (each.name, each.key_id) == (party.key.name, party.key.id))
        if not mine:
            continue
        wanted = standing_of(party, now).requested
        newest = Head.objects.order_by("-size").values_list("size", flat=True)[:_REMEMBERED]
        for head in Head.objects.filter(size__in={*wanted, *newest}).order_by("-size"):
            good = good_lines(read_note(head.note.encode()), mine, party.key)
            if good:
                keep_lines(head, party, good, now)
                return party, head
    raise LinesRefused("no witness of the policy signed any head of this log in it")


def recount(now: datetime) -> int:
    """Say anew which heads have the quorum, after the policy changed. Returns how many have it."""
    policy = places.policy()
    for head in Head.objects.filter(cosignatures__isnull=False).distinct().iterator():
        has = reached(head, policy)
        if has != (head.quorum_at is not None):
            Head.objects.filter(pk=head.pk).update(quorum_at=now if has else None)
    return Head.objects.filter(quorum_at__isnull=False).count()


def silent(now: datetime, after: timedelta) -> list[WitnessStanding]:
    """Return the witnesses of the policy that have not cosigned for so long although there was something to cosign."""
    newest = Head.objects.order_by("-size").values_list("size", flat=True).first() or 0
    found = []
    policy = places.sound_policy()
    for party in policy.witnesses if policy else ():
        standing = standing_of(party, now)
        last = standing.cosigned_at or standing.since
        if standing.size < newest and now - last > after:
            found.append(standing)
    return found
