"""Requests about personal data and holds on erasures: what lies there, and who may do what with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from pulau.apps.people.models.staff import RequestKind
from pulau.apps.people.services.privacy import ask_about_data, hold_erasure

if TYPE_CHECKING:
    from tests.house import House
    from tests.walls.furnished import Furnished

ASKING = {"ayu": "hana", "dewi": "vera"}
"""Who asks, and who answers."""
SIGNED_IN = frozenset({"ayu", "gita", "joko", "hana", "indra", "dewi", "vera", "eka"})
ADMINISTERING = frozenset(ASKING.values())


def ask_all(house: House, canary: Callable[[str], str]) -> dict[str, tuple[UUID, UUID]]:
    """Let somebody of each agency ask to be erased, and a hold lie on it: the ids of both, by who asks."""
    made, now = {}, timezone.now()
    for who, administrator in ASKING.items():
        told = canary(f"data-{who}")
        row = ask_about_data(actor=house.actors[who], kind=RequestKind.ERASURE, told=told, now=now)
        document = canary("kelola" if administrator == "hana" else "kelola-lain")
        hold = hold_erasure(actor=house.actors[administrator], request_id=row.pk, document=document, now=now)
        made[who] = (row.pk, hold.pk)
    return made


def of_privacy(place: Callable[..., Any]) -> dict[str, Callable[[Furnished], Iterator[Any]]]:
    """Return the fillers of the addresses about personal data."""

    def own(name: str, *, read: bool) -> Callable[[Furnished], Iterator[Any]]:
        def fill(_made: Furnished) -> Iterator[Any]:
            yield place(
                name, reverse(name), SIGNED_IN, read=SIGNED_IN if read else None, write=None if read else SIGNED_IN
            )

        return fill

    def ask(_made: Furnished) -> Iterator[Any]:
        name, asking = "people:ask_about_data", SIGNED_IN - {"eka"}
        yield place(name, reverse(name), SIGNED_IN, frozenset({"eka"}), None, asking, {"jenis": "erasure"})

    def listed(_made: Furnished) -> Iterator[Any]:
        yield place("people:data_requests", reverse("people:data_requests"), ADMINISTERING, read=ADMINISTERING)

    def one(name: str, *, read: bool, hold: bool, body: dict[str, str]) -> Callable[[Furnished], Iterator[Any]]:
        def fill(made: Furnished) -> Iterator[Any]:
            for who, (request_id, hold_id) in made.requests.items():
                through = frozenset({ASKING[who]})
                path = reverse(name, args=[request_id, hold_id] if hold else [request_id])
                yield place(
                    name, path, ADMINISTERING, ADMINISTERING - through, through if read else None, through, body
                )

        return fill

    answer = {"putusan": "tolak", "jawaban": "disusupkan"}
    return {
        "people:own_data": own("people:own_data", read=True),
        "people:own_data_file": own("people:own_data_file", read=False),
        "people:ask_about_data": ask,
        "people:data_requests": listed,
        "people:data_request": one("people:data_request", read=True, hold=False, body=answer),
        "people:hold_erasure": one("people:hold_erasure", read=False, hold=False, body={"dokumen": "disusupkan"}),
        "people:end_hold": one("people:end_hold", read=False, hold=True, body={}),
    }
