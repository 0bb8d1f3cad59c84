"""Reading people and their duties: a module a subject."""

from __future__ import annotations

from pulau.apps.people.selectors.appointments import (
    actors_around,
    agencies_within,
    as_actor,
    bonds_of,
    duties_of,
    held_appointments,
    held_by_key,
    held_now,
    part_of,
    people_of_unit,
    tokens_of,
)

__all__ = [
    "actors_around",
    "agencies_within",
    "as_actor",
    "bonds_of",
    "duties_of",
    "held_appointments",
    "held_by_key",
    "held_now",
    "part_of",
    "people_of_unit",
    "tokens_of",
]
