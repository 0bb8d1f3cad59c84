"""Whether a worksheet is ready to be handed in: what each item still lacks, and what is said before the submission.

Nothing is read and nothing is decided here for anybody: facts go in, signs and findings come out.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from pulau.core.evidencing.asked import Shown, counts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date


class PieceState(StrEnum):
    """How far a piece of evidence is checked: looked at and good, still being looked at, or held back as dangerous."""

    READY = "ready"
    CHECKING = "checking"
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of evidence beside an item.

    `asked` is the position, from 1, of what the item asks for (0: something else); `since` its first and `until` its
    last day, included (None: no such limit). `preserved`: its bytes are kept here.
    """

    asked: int = 0
    preserved: bool = True
    since: date | None = None
    until: date | None = None
    state: PieceState = PieceState.READY
    withdrawn: bool = False

    @property
    def shown(self) -> Shown:
        """The piece as the rule of what is there sees it: the same on every page."""
        blocked = self.state is PieceState.BLOCKED
        return Shown(self.asked, self.preserved, blocked, self.withdrawn, self.since, self.until)


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """What is known of an item: how many pieces it asks for, those that are there, and what others say of it.

    `claims`: its answer gives points, so that it needs proof. `contradicted`: a register of the platform finds another
    answer. `discussed`: something was said about it since its answer was last changed.
    """

    answered: bool
    claims: bool = False
    asked: int = 0
    pieces: tuple[Piece, ...] = ()
    contradicted: bool = False
    discussed: bool = False


class Sign(StrEnum):
    """What an item still lacks, or what somebody should look at; in the order in which it is told."""

    UNANSWERED = "unanswered"
    BLOCKED = "blocked"
    CHECKING = "checking"
    NO_EVIDENCE = "no-evidence"
    PARTLY = "partly"
    EXPIRED = "expired"
    NOT_PRESERVED = "not-preserved"
    CONTRADICTED = "contradicted"
    EXPIRING = "expiring"
    DISCUSSED = "discussed"


NOTABLE: Final = frozenset({Sign.EXPIRING, Sign.DISCUSSED})
"""Signs that leave an item ready: worth a look, nothing is missing."""


@dataclass(frozen=True, slots=True)
class ItemReadiness:
    """How ready an item is; `covered` of the `asked` pieces are there."""

    signs: tuple[Sign, ...]
    answered: bool
    asked: int
    covered: int
    pieces: int

    @property
    def ready(self) -> bool:
        """Whether nothing is missing."""
        return NOTABLE.issuperset(self.signs)

    @property
    def evidenced(self) -> bool:
        """Whether all that is asked for is there; where nothing is asked for, whether anything is."""
        return self.covered == self.asked if self.asked else self.pieces > 0


def readiness_of(facts: ItemFacts, today: date, deadline: date | None) -> ItemReadiness:
    """Return how ready an item is on a day (`asked.day_of` of its year), with what runs out before the deadline."""
    held = [piece for piece in facts.pieces if not piece.withdrawn]
    good = [piece for piece in held if counts(piece.shown, today)]
    covered = len({piece.asked for piece in good} & set(range(1, facts.asked + 1)))
    said: Mapping[Sign, bool] = {
        Sign.UNANSWERED: not facts.answered,
        Sign.BLOCKED: any(piece.state is PieceState.BLOCKED for piece in held),
        Sign.CHECKING: any(piece.state is PieceState.CHECKING for piece in held),
        Sign.NO_EVIDENCE: facts.claims and not good,
        Sign.PARTLY: facts.claims and bool(good) and covered < facts.asked,
        Sign.EXPIRED: any(_ended(piece, today) for piece in held),
        Sign.NOT_PRESERVED: any(not piece.preserved for piece in held),
        Sign.CONTRADICTED: facts.contradicted,
        Sign.EXPIRING: deadline is not None and any(_ends_between(piece, today, deadline) for piece in held),
        Sign.DISCUSSED: facts.discussed,
    }
    signs = tuple(sign for sign in Sign if said[sign])
    return ItemReadiness(signs, facts.answered, facts.asked, covered, len(good))


def _ended(piece: Piece, today: date) -> bool:
    return piece.until is not None and piece.until < today


def _ends_between(piece: Piece, today: date, deadline: date) -> bool:
    return piece.until is not None and today <= piece.until < deadline


@dataclass(frozen=True, slots=True)
class Tally:
    """Items added up: how many there are, answered, with all their evidence, ready; and how many bear each sign."""

    items: int
    answered: int
    evidenced: int
    ready: int
    signs: Mapping[Sign, int]


def tally(found: Iterable[ItemReadiness]) -> Tally:
    """Add items up."""
    rows = list(found)
    return Tally(
        items=len(rows),
        answered=sum(row.answered for row in rows),
        evidenced=sum(row.evidenced for row in rows),
        ready=sum(row.ready for row in rows),
        signs={sign: sum(sign in row.signs for row in rows) for sign in Sign},
    )


class Blocking(StrEnum):
    """What keeps a worksheet from being handed in."""

    NOTHING_ANSWERED = "nothing-answered"
    BLOCKED = "blocked"
    CHECKING = "checking"


class Warned(StrEnum):
    """What the head of the unit may hand in with, knowing it. `gate` comes once a title, as `gate:WBK`."""

    UNANSWERED = "unanswered"
    NO_EVIDENCE = "no-evidence"
    PARTLY = "partly"
    EXPIRED = "expired"
    NOT_PRESERVED = "not-preserved"
    CONTRADICTED = "contradicted"
    DROPPED = "dropped"
    LOWER = "lower"
    LATE = "late"
    GATE = "gate"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that the check before the submission tells: its code, and the items that it is about."""

    code: str
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What the check asks beside the items: titles whose gates are not met, the year before, and the last day.

    `dropped` were answered in the year before and are not now, `lower` give less than then.
    """

    missed: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    lower: tuple[str, ...] = ()
    late: bool = False


@dataclass(frozen=True, slots=True)
class Check:
    """What stands in the way, and what the head has to accept piece by piece."""

    blocking: tuple[Finding, ...] = ()
    warnings: tuple[Finding, ...] = ()

    @property
    def codes(self) -> frozenset[str]:
        """The codes of the warnings."""
        return frozenset(finding.code for finding in self.warnings)

    def unaccepted(self, accepted: Collection[str]) -> tuple[str, ...]:
        """Return the codes of the warnings that are not among the accepted ones, in their order."""
        return tuple(finding.code for finding in self.warnings if finding.code not in accepted)


_NOTHING: Final = Circumstances()


@dataclass(frozen=True, slots=True)
class _Told:
    found: Mapping[str, ItemReadiness] = field(default_factory=dict)

    def about(self, code: str, sign: Sign) -> list[Finding]:
        items = tuple(item for item, ready in self.found.items() if sign in ready.signs)
        return [Finding(code, items)] if items else []


def check(found: Mapping[str, ItemReadiness], around: Circumstances = _NOTHING) -> Check:
    """Say what stands in the way of a submission and what has to be accepted; items in the order given."""
    told = _Told(found)
    blocking = [Finding(Blocking.NOTHING_ANSWERED)] if not any(row.answered for row in found.values()) else []
    blocking += told.about(Blocking.BLOCKED, Sign.BLOCKED) + told.about(Blocking.CHECKING, Sign.CHECKING)
    warnings = [Finding(f"{Warned.GATE}:{title}") for title in around.missed]
    for code in (Warned.UNANSWERED, Warned.NO_EVIDENCE, Warned.PARTLY, Warned.EXPIRED, Warned.NOT_PRESERVED,
                 Warned.CONTRADICTED):  # fmt: skip
        warnings += told.about(code, Sign(code.value))
    warnings += [Finding(Warned.DROPPED, around.dropped)] if around.dropped else []
    warnings += [Finding(Warned.LOWER, around.lower)] if around.lower else []
    warnings += [Finding(Warned.LATE)] if around.late else []
    return Check(tuple(blocking), tuple(warnings))
