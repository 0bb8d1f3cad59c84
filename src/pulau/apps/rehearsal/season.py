"""Playing a season: bodies and units one after another, each unit in one transaction, then the check."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from random import Random
from typing import TYPE_CHECKING, Final

from django.db import transaction

from pulau.apps.rehearsal.cast import body, ministry
from pulau.apps.rehearsal.checking import check_body
from pulau.apps.rehearsal.drawn import drawing
from pulau.apps.rehearsal.play import Play
from pulau.apps.rehearsal.record import Remembered
from pulau.foundation.tenancy.place import zones_asked_once
from pulau.foundation.tenancy.wall import behind_wall

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

BEGIN: Final = datetime(2026, 2, 2, 1, 0, tzinfo=UTC)


@dataclass
class Outcome:
    """What came of a season: units by where they stand, how many were checked, what is wrong, what was refused."""

    states: Counter[str] = field(default_factory=Counter)
    checked: int = 0
    violations: list[str] = field(default_factory=list)
    refused: int = 0
    barred: int = 0


def play_season(
    *, agencies: Iterable[int], units: int, seed: int, told: Callable[[int], None] = lambda _done: None
) -> Outcome:
    """Play the bodies of the numbers given, each with so many units, into an empty installation.

    `told` hears after each body how many are done. The same numbers and seed give the same season.
    """
    outcome = Outcome()
    centre = ministry(BEGIN)
    with zones_asked_once(), drawing() as drawn:
        for done, number in enumerate(agencies, start=1):
            remembered, random = Remembered(), Random(f"{seed}-{number}")  # noqa: S311 - a play, not a secret
            made = body(number, units, BEGIN)
            with behind_wall(made.tenant_id):
                for unit in made.units:
                    with transaction.atomic():
                        Play(made, unit, centre, (random, drawn, remembered), BEGIN).through()
                states, checked, wrong = check_body(made.tenant_id, remembered)
            outcome.states.update(states)
            outcome.checked += checked
            outcome.violations += [*remembered.wrong, *wrong]
            outcome.refused += remembered.refused
            outcome.barred += remembered.barred
            drawn.held.clear()
            told(done)
    return outcome
