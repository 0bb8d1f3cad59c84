"""Judging a receipt or a proof in print that somebody brings, against this installation's own policy.

Two programs that were written apart must find the same: the rules (`core.log`) and the public verifier, which also says
why. Nothing of what is brought is kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

from pulau.apps.transparency import places
from pulau.apps.transparency.standing import Word
from pulau.core.log.notes import NoteRefused
from pulau.core.log.printed import PREFIX
from pulau.core.log.receipts import LONGEST, Receipt, check_receipt
from pulau.exchange.log import pulau_verify
from pulau.exchange.log.keys import verify

VALID: Final = "valid"
UNWITNESSED: Final = "unwitnessed"
INVALID: Final = "invalid"
UNREADABLE: Final = "unreadable"
NO_POLICY: Final = "no-policy"
_LAST: Final = 253402300799
"""The last second that a calendar of four digits has."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What a proof proves: `state`, and why where it proves nothing; else the record, its place and its witnesses."""

    state: str
    code: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)
    record: Mapping[str, Any] = field(default_factory=dict)
    words: tuple[Word, ...] = ()
    log: str = ""
    index: int = 0
    size: int = 0

    def reason(self, language: str) -> str:
        """Return why it proves nothing, in a language; "" where it does, or where this installation has no log."""
        if self.code in {"", NO_POLICY}:
            return ""
        return pulau_verify.say("en" if language.startswith("en") else "id", self.code, **self.facts)


def is_proof(content: bytes) -> bool:
    """Whether some bytes may be a receipt or a proof in print; PDF files and photos never begin so."""
    return content[:64].lstrip().startswith((b"{", PREFIX.encode()))


def judge(given: bytes) -> Judged:
    """Return what a receipt's bytes, or the text of a proof in print, prove. Never raises for what is in them."""
    if not places.chosen().enabled or not places.known_keys():
        return Judged(UNREADABLE, NO_POLICY)
    try:
        policy = pulau_verify.parse_policy(places.policy_text().encode())
        brought = _brought(given, policy)
        verdict = pulau_verify.check_receipt(brought, policy)
    except pulau_verify.VerifierError as problem:
        return Judged(problem.verdict, problem.code, problem.facts)
    checkpoint = verdict.checkpoint
    if _by_the_rules(brought) != verdict.state:
        return Judged(INVALID, "note")
    return Judged(
        verdict.state,
        record=verdict.record,
        words=tuple(
            Word(one.witness, datetime.fromtimestamp(min(one.time, _LAST), UTC)) for one in checkpoint.cosigned
        ),
        log=checkpoint.origin,
        index=verdict.index,
        size=checkpoint.size,
    )


def _brought(given: bytes, policy: pulau_verify.Policy) -> pulau_verify.Receipt:
    """Return the receipt that was brought, or that a proof in print stands for. Raises VerifierError."""
    if given.startswith(PREFIX.encode()):
        text = given.decode("ascii", "replace").translate({ord(sign): None for sign in "\r\n\t"})
        return pulau_verify.parse_print(text, policy)
    if len(given) > LONGEST:
        raise pulau_verify.Fault("receipt")
    return pulau_verify.parse_receipt(given)


def _by_the_rules(brought: pulau_verify.Receipt) -> str:
    receipt = Receipt(brought.record, brought.salt, brought.leaf, brought.proof)
    try:
        return VALID if check_receipt(receipt, places.policy(), verify).quorum else UNWITNESSED
    except NoteRefused:
        return INVALID
