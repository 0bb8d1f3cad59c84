"""Files on their way in, of which each person finds their own alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

from django.urls import reverse
from django.utils import timezone

from pulau.foundation.uploads.keeping import begin_upload

if TYPE_CHECKING:
    from tests.walls.furnished import Furnished
    from tests.walls.places import Place

OWNERS: Final = {"dukcapil": "ayu", "lain": "dewi"}
SENDING: Final[frozenset[str | None]] = frozenset({"ayu", "fajar", "gita", "joko", "hana", "indra", "dewi", "vera"})
SPOKEN: Final = {"uploads:uploads": frozenset({"OPTIONS"}), "uploads:upload": frozenset({"PATCH", "DELETE"})}
"""Methods beside GET, HEAD and POST that tus has there; tests/foundation/test_uploads.py tries who gets through."""


def begin(made: Furnished, texts: Mapping[str, str]) -> None:
    """Let somebody of each sphere have a file on its way."""
    for sphere, who in OWNERS.items():
        actor = made.house.actors[who]
        row = begin_upload(actor=actor, name=f"{texts[sphere]}.pdf", length=10, now=timezone.now())
        made.uploads[sphere] = row.pk


def of_sending(place: type[Place]) -> Callable[[Furnished], Iterator[Place]]:
    """Return a filler of the address where files begin."""

    def fill(_made: Furnished) -> Iterator[Place]:
        yield place("uploads:uploads", reverse("uploads:uploads"), duty=SENDING, read=None, write=SENDING)

    return fill


def of_uploads(place: type[Place]) -> Callable[[Furnished], Iterator[Place]]:
    """Return a filler of an upload's own address: nothing to anybody but whose it is."""

    def fill(made: Furnished) -> Iterator[Place]:
        for sphere, who in OWNERS.items():
            path = reverse("uploads:upload", args=[made.uploads[sphere]])
            owner: frozenset[str | None] = frozenset({who})
            yield place("uploads:upload", path, duty=SENDING, blind=SENDING - owner, read=owner)

    return fill
