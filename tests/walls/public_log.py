"""The addresses of the public log: receipts are of who did it and who reads the journal; contents are erased by few."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Final

from django.urls import reverse

from pulau.foundation.journal.models import Entry

if TYPE_CHECKING:
    from tests.walls.furnished import Furnished

SIGNED_IN: Final = frozenset({"ayu", "gita", "joko", "hana", "indra", "dewi", "vera", "eka"})
ADMINISTERING: Final = frozenset({"hana", "vera"})
WHOSE: Final = {"sagara": "hana", "lain": "vera"}


def of_log(place: Callable[..., Any]) -> dict[str, Callable[[Furnished], Iterator[Any]]]:
    """Return the fillers of the addresses that are not for everybody."""

    def own(_made: Furnished) -> Iterator[Any]:
        yield place("transparency:receipts", reverse("transparency:receipts"), SIGNED_IN, read=SIGNED_IN)

    def one(name: str, *, write: bool = False) -> Callable[[Furnished], Iterator[Any]]:
        def fill(made: Furnished) -> Iterator[Any]:
            for code, who in WHOSE.items():
                rows = Entry.objects.for_tenant(made.house.tenants[code]).filter(unit_id=None, actor_id=None)
                entry = rows.first()
                assert entry is not None
                duty, through = ADMINISTERING if write else SIGNED_IN, frozenset({who})
                path = reverse(name, args=[entry.pk])
                yield place(name, path, duty, duty - through, through, through if write else None)

        return fill

    return {
        "transparency:receipts": own,
        "transparency:receipt": one("transparency:receipt"),
        "transparency:receipt-file": one("transparency:receipt-file"),
        "transparency:erase": one("transparency:erase", write=True),
    }
