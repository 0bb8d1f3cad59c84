"""Checking the signatures inside a PDF, offline: against anchors that whoever checks chose to trust.

The verdict is about the file alone. Whether a document was withdrawn or replaced since is told by who keeps it.
What the levels and verdicts mean, and what was not tried: docs/domain/signatures.md.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigSeedSubFilter, enumerate_sig_fields
from pyhanko.sign.validation import EmbeddedPdfSignature

from pulau.exchange.signatures.apart import outside_loop
from pulau.exchange.signatures.authenticity import all_known
from pulau.exchange.signatures.comparing import StepByStep
from pulau.exchange.signatures.integrity import (
    STRONG,
    Altered,
    Signed,
    Stamp,
    follows_signing,
    is_tail_sound,
    stamps_on,
    verify_bytes,
)
from pulau.exchange.signatures.opening import (
    FAULTS,
    LARGEST,
    MOST_SIGNATURES,
    Deadline,
    has_active_content,
    opened,
    unreadable,
)
from pulau.exchange.signatures.signing import Level, Trust
from pulau.exchange.signatures.standing import Standing, material_inside, standing, with_more
from pulau.exchange.signatures.telling import Finding, told
from pulau.exchange.signatures.verdicts import REASONS, WORST_FIRST, Checked, Problem, Report, Unreadable, Verdict

__all__ = [
    "LARGEST",
    "MOST_SIGNATURES",
    "REASONS",
    "Checked",
    "Problem",
    "Report",
    "Unreadable",
    "Verdict",
    "check",
]

_CLOCKS: Final = timedelta(minutes=5)
"""By how much the clocks of two machines may differ."""
_AT_FAULT: Final = {Standing.REVOKED: Verdict.REVOKED, Standing.ENDED: Verdict.EXPIRED}
_KINDS: Final = {
    "/Sig": {SigSeedSubFilter.PADES.value, SigSeedSubFilter.ADOBE_PKCS7_DETACHED.value},
    "/DocTimeStamp": {SigSeedSubFilter.ETSI_RFC3161.value},
}


def check(pdf: bytes, trust: Trust, *, now: datetime) -> Report:
    """Check every signature and document timestamp in a PDF. Raises Unreadable, and nothing else.

    Without anchors in `trust` only the bytes are judged, and no signature is better than UNTRUSTED. Lists in `trust`
    that are newer than those in the file tell of what was revoked since.
    """
    deadline = Deadline()
    reader = opened(pdf, deadline)
    try:
        return outside_loop(lambda: asyncio.run(_Check(pdf, reader, deadline, trust, now).report()))
    except FAULTS as fault:
        raise unreadable(fault) from None


@dataclass(slots=True)
class _Proof:
    """A moment that a timestamp proves, and whether the file itself shows that the timestamp counted."""

    moment: datetime
    lasting: bool


class _Check:
    """One check of one file: from its end to its start, since a later timestamp proves what stands before it."""

    def __init__(self, pdf: bytes, reader: PdfFileReader, deadline: Deadline, trust: Trust, now: datetime) -> None:
        self.pdf, self.reader, self.deadline = pdf, reader, deadline
        self.inside = material_inside(reader, trust)
        self.all = with_more(self.inside, trust)
        self.policy = StepByStep(self.deadline)
        self.now = now
        self.proved: _Proof | None = None
        self.stamps: list[datetime] = []
        self.file_verdicts: list[Verdict] = []

    async def report(self) -> Report:
        """Check everything."""
        active = has_active_content(self.reader, self.deadline)
        signatures = self._signatures()
        checked = []
        for position, signature in reversed(list(enumerate(signatures))):
            self.deadline.look()
            is_last = position == len(signatures) - 1
            if signature.sig_object_type == "/DocTimeStamp":
                await self._take_stamp(signature, is_last=is_last)
            else:
                checked.append(await self._checked(signature, is_last=is_last))
        checked.reverse()
        verdicts = {*self.file_verdicts, *(each.verdict for each in checked)}
        worst = next(verdict for verdict in WORST_FIRST if verdict in verdicts) if checked else Verdict.UNSIGNED
        return Report(worst, tuple(checked), tuple(reversed(self.stamps)), active)

    def _signatures(self) -> Sequence[EmbeddedPdfSignature]:
        filled = 0
        for _ in enumerate_sig_fields(self.reader, filled_status=True):
            filled += 1
            if filled > MOST_SIGNATURES:
                raise Unreadable("too-many-signatures")
        found: Sequence[EmbeddedPdfSignature] = self.reader.embedded_signatures
        if len(found) != filled:  # of a kind that pyHanko does not know, and leaves out
            raise Unreadable("damaged")
        return found

    async def _take_stamp(self, signature: EmbeddedPdfSignature, *, is_last: bool) -> None:
        """Take a timestamp over the whole document as proof of what stands before it."""
        try:
            self._verify_file(signature, is_last=is_last)
            stamp = Stamp(signature.signed_data)
            stamp.verify_over(signature.compute_digest(stamp.imprint_digest))
        except Altered:
            self.file_verdicts.append(Verdict.ALTERED)
            return
        proof = await self._proof((stamp,))
        if proof is None:
            self.file_verdicts.append(Verdict.EXPIRED)
            return
        self.stamps.append(stamp.moment)
        self.proved = proof

    async def _checked(self, signature: EmbeddedPdfSignature, *, is_last: bool) -> Checked:
        signed = Signed(signature.signed_data)
        claimed = signature.self_reported_timestamp
        try:
            self._verify_file(signature, is_last=is_last)
            signed.verify(signature.compute_digest())
            stamps = stamps_on(signed)
        except Altered:
            problem = Problem.UPDATED if is_last and _is_intact_itself(signature, signed) else Problem.NONE
            return told(self.pdf, signature, signed, Finding(Verdict.ALTERED, problem, claimed))
        proof = await self._proof(stamps) or self.proved
        at = self.now if proof is None else proof.moment
        held = await standing(signed.certificate, signed.along, self.all, at)
        level = await self._level(signed, proof, has_stamp=bool(stamps))
        verdict, problem = self._verdict(signed, held, proof, has_stamp=bool(stamps))
        moment = claimed if proof is None else proof.moment
        found = Finding(verdict, problem, moment, timestamped=proof is not None, level=level)
        return told(self.pdf, signature, signed, found)

    def _verify_file(self, signature: EmbeddedPdfSignature, *, is_last: bool) -> None:
        if signature.sig_object.get("/SubFilter") not in _KINDS.get(signature.sig_object_type, ()):
            raise Altered
        verify_bytes(self.pdf, signature, self.policy)
        if is_last and (follows_signing(signature) or not is_tail_sound(self.pdf, signature)):
            raise Altered

    async def _proof(self, stamps: Sequence[Stamp]) -> _Proof | None:
        """Return what the first timestamp proves that counts: at the moment until which it must have lasted itself."""
        until = self.now if self.proved is None else self.proved.moment
        for stamp in stamps:
            if not self._is_sound(stamp) or stamp.moment > until + _CLOCKS:
                continue
            then = await standing(stamp.certificate, stamp.along, self.all, stamp.moment, stamps=True)
            still = await standing(stamp.certificate, stamp.along, self.all, until, stamps=True)
            if then.counts and still.counts:
                inside = await self._inside(stamp, stamp.moment, then, stamps=True)
                return _Proof(stamp.moment, inside is Standing.GOOD)
        return None

    async def _level(self, signed: Signed, proof: _Proof | None, *, has_stamp: bool) -> Level:
        if proof is None:
            return Level.B_T if has_stamp and not self.all.anchors else Level.B_B
        lasting = proof.lasting and await self._inside(signed, proof.moment, None) is Standing.GOOD
        return Level.B_LT if lasting else Level.B_T

    async def _inside(
        self, signed: Signed, moment: datetime, found: Standing | None, *, stamps: bool = False
    ) -> Standing:
        """Judge by what the file itself brings along; `found` is what everything at hand says."""
        if found is not None and self.inside is self.all:
            return found
        return await standing(signed.certificate, signed.along, self.inside, moment, stamps=stamps)

    def _is_sound(self, signed: Signed) -> bool:
        return signed.digest in STRONG and signed.is_plain and all_known(signed, self.all)

    def _verdict(
        self, signed: Signed, held: Standing, proof: _Proof | None, *, has_stamp: bool
    ) -> tuple[Verdict, Problem]:
        if held is Standing.FOREIGN:
            return Verdict.UNTRUSTED, Problem.NONE if self.all.anchors else Problem.NO_ANCHOR
        unproved = Problem.TIMESTAMP_UNTRUSTED if has_stamp else Problem.NO_TIMESTAMP
        if held in _AT_FAULT:
            return _AT_FAULT[held], Problem.NONE if proof else unproved
        if signed.digest not in STRONG:
            return Verdict.UNTRUSTED, Problem.WEAK
        if not self._is_sound(signed):
            return Verdict.ALTERED, Problem.NONE
        if proof is None:
            return (Verdict.EXPIRED if has_stamp else Verdict.INTACT), unproved
        return Verdict.INTACT, Problem.REVOCATION_UNKNOWN if held is Standing.UNSHOWN else Problem.NONE


def _is_intact_itself(signature: EmbeddedPdfSignature, signed: Signed) -> bool:
    """Whether the bytes that were signed are as they were, so that only what follows is at fault."""
    try:
        signed.verify(signature.compute_digest())
    except Altered:
        return False
    return True
