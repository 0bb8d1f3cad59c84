"""Drawing assessors by lot, so that anybody can repeat the draw: no randomness here, the seed is made of public facts.

The seed is the SHA-256 of four lines: the scheme, the digest of what was handed in, what is drawn, and a number that is
public (of a lottery, a stock index) and unknown when the worksheet was handed in. Each candidate's ticket is the
SHA-256 of the seed and the candidate's id; the lowest tickets win. docs/domain/workflow.md shows it by command line.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

SCHEME: Final = "pulau-lot-1"


@dataclass(frozen=True, slots=True)
class Ticket:
    """A candidate's place in a draw: work already held (0 where that does not count), and the ticket in hexadecimal."""

    candidate: str
    load: int
    ticket: str


class TooFewCandidates(ValueError):  # noqa: N818 - a fact, as every error of this project
    """More are to be drawn than can be."""


def seed_of(manifest: str, purpose: str, number: str) -> str:
    """Return the seed: of a submission's manifest digest, what is drawn, and the public number as it was written."""
    return _digest("\n".join((SCHEME, manifest, purpose, " ".join(number.split()))))


def ranked(candidates: Collection[str], seed: str, loads: Mapping[str, int] | None = None) -> tuple[Ticket, ...]:
    """Return all candidates in the order of the draw; with `loads`, those with the least work first.

    The order of `candidates` and repetitions in it change nothing; who is not among `loads` has no work.
    """
    tickets = (
        Ticket(each, loads.get(each, 0) if loads is not None else 0, _digest(f"{seed}\n{each}"))
        for each in set(candidates)
    )
    return tuple(sorted(tickets, key=lambda ticket: (ticket.load, ticket.ticket, ticket.candidate)))


def draw(candidates: Collection[str], seed: str, count: int, loads: Mapping[str, int] | None = None) -> tuple[str, ...]:
    """Return the `count` that are drawn. Raises TooFewCandidates, also for a count below one."""
    order = ranked(candidates, seed, loads)
    if not 1 <= count <= len(order):
        raise TooFewCandidates(f"{count} of {len(order)}")
    return tuple(ticket.candidate for ticket in order[:count])


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8")).hexdigest()
