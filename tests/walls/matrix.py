"""The matrix: every address x method x role x {own, other, no} tenant. What must be denied is asked for, and counted.

Who of the house's people gets through where is written by hand in `places`; what other roles may beside them, here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.test import Client

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

from tests.walls import desks
from tests.walls.case_doors import casework, companions, outcomes, proposals, reports
from tests.walls.cases import CASES, guest_gets_in
from tests.walls.editorial import EDITING
from tests.walls.evidence import NAMES as EVIDENCE
from tests.walls.evidence import handed_to
from tests.walls.furnished import PEOPLE, SPHERES, Furnished, mark
from tests.walls.guests import Guest, invite_guests
from tests.walls.handing import HEADS_ALONE
from tests.walls.headers import header_faults
from tests.walls.places import ACTING, SIGNED_IN, Place, places
from tests.walls.repairs import CODES as PRACTICES
from tests.walls.repairs import DRAFTS
from tests.walls.sheets import SHEET
from tests.walls.telling import Telling
from tests.walls.uploads import SPOKEN

METHODS: Final = ("GET", "HEAD", "POST")
ALL: Final = (*METHODS, "PUT", "PATCH", "DELETE", "OPTIONS")
SAMPLE: Final = 61
"""Of the guests' requests, `make test` sends one in so many, odd for every method's sake; the night sends all."""
DENIED: Final = frozenset({302, 401, 403, 404, 405})
MEMBERS_ALONE: Final = frozenset({"worksheets:new"}) | EVIDENCE
"""Addresses that the teams of units get to, and not everybody else who works in their body."""
VISITED: Final = frozenset(
    {"agencies:units", "agencies:unit", "zone_areas:areas", "zone_areas:area", "agencies:readiness",
     "agencies:agency", "declarations:declaration", "declarations:attachment",
     "remediation:practices", "remediation:practice", "proposals:season", *outcomes.VISITED}
)  # fmt: skip
"""Addresses that a grant of region or country opens, to read."""
ANALOGS: Final = {
    "unit-head@other-unit": ("gita", "hana"),
    "unit-head@foreign-unit": ("gita", "vera"),
    "agency-head@foreign-body": ("indra", "vera"),
}
"""Guests whose like is in another place: they get in where the first does somewhere, if the second does there."""
BESIDE: Final[dict[str, dict[str, str]]] = {
    "journal:entries": {"auditor@own-body": "hana", "auditor@foreign-body": "vera", "auditor@country": "hana"},
    "journal:entry": {"auditor@own-body": "hana", "auditor@foreign-body": "vera", "auditor@country": "hana"},
    "journal:export": {"auditor@own-body": "hana", "auditor@foreign-body": "vera", "auditor@country": "hana"},
    **{
        name: {"auditor@own-body": "hana", "auditor@foreign-body": "vera", "auditor@country": "hana"}
        for name in ("transparency:receipt", "transparency:receipt-file")
    },
    "people:appointments": {"auditor@own-body": "hana", "auditor@foreign-body": "vera"},
    "people:interests_all": {
        f"{role}@{body}": whom
        for role in ("tpi-leader", "tpi-controller")
        for body, whom in (("own-body", "hana"), ("foreign-body", "vera"))
    },
    "agencies:readiness": {"tpi-leader@own-body": "hana", "tpi-leader@foreign-body": "vera"},
    "people:health": {"operator@country": "vera"},
    "evidence:house": {"operator@country": "vera"},
    **{name: {"operator@country": "vera"} for name in EDITING},
    **{
        name: {"auditor@own-body": "hana", "auditor@foreign-body": "vera"}
        for name in ("signing:documents", "signing:document", "signing:file")
    },
    **outcomes.BESIDE,
    **proposals.BESIDE,
}
"""Guests who get through at some addresses as one of the house's people does there."""


GUESTS_ALONE: Final = {
    **casework.GUESTS_ALONE,
    **outcomes.GUESTS_ALONE,
    **companions.GUESTS_ALONE,
    **reports.GUESTS_ALONE,
    **desks.GUESTS_ALONE,
}
GUESTS_WRITING: Final = {**outcomes.GUESTS_ALONE, **reports.GUESTS_WRITING, **desks.GUESTS_WRITING}


Doors = dict[str, set[tuple[str, str]]]
"""By person: the addresses (name and method) that open to them anywhere."""


@dataclass
class Matrix:
    """What came of it: how many addresses, how many denied requests, and every leak."""

    routes: int = 0
    requests: int = 0
    leaks: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return f"matrix: routes {self.routes}, requests {self.requests}, leaks {len(self.leaks)}"


def may_get_in(place: Place, guest: Guest, method: str, somewhere: Doors) -> bool:
    """Whether a guest gets through at a place, as written by hand."""
    if place.name in CASES:
        return guest_gets_in(place.name, place.path, guest.name, method)
    if place.name in {*GUESTS_ALONE, *GUESTS_WRITING}:
        return guest.name in (GUESTS_WRITING if method == "POST" else GUESTS_ALONE).get(place.name, ())
    whom = guest.like or BESIDE.get(place.name, {}).get(guest.name)
    if guest.name == "unit-head@foreign-unit" and place.name in HEADS_ALONE | DRAFTS:
        theirs = "/disdukcapil-lain/" in place.path or PRACTICES["lain"] in place.path
        return theirs and (method == "POST" or place.read is not None)
    if guest.name == "unit-head@foreign-unit" and place.name in SHEET:
        whom = "dewi"  # whose unit it is too
    if whom is not None:
        return place.lets_in(whom, method)
    if guest.name in ANALOGS and place.name not in SHEET:
        first, second = ANALOGS[guest.name]
        return place.lets_in(second, method) and (place.name, method) in somewhere[first]
    handed = handed_to(place.name, place.read, guest.name, method)
    return handed or (place.name not in MEMBERS_ALONE and _as_one_of_many(place, guest, method))


def _as_one_of_many(place: Place, guest: Guest, method: str) -> bool:
    """Whether a guest gets through where it is enough to have signed in, to act for the body, or to visit it."""
    everybody = place.write if method == "POST" else place.read
    if everybody in {ACTING, SIGNED_IN}:
        return place.name not in VISITED or method != "POST"
    if guest.where in {"region", "country"}:
        return place.name in VISITED and method != "POST" and place.lets_in("joko", method)
    if guest.where in {"own-unit", "own-body", "other-unit"}:
        return place.lets_in("joko", method)
    return place.lets_in("dewi", method) and place.lets_in("vera", method)


def walk(
    made: Furnished,
    *,
    every: int = 1,
    methods: tuple[str, ...] = METHODS,
    which: Callable[[Place], bool] = lambda _place: True,
) -> Matrix:
    """Ask everywhere as everybody; of the guests' requests only each `every`-th, another method at each place.

    `methods` beyond GET, HEAD and POST are for nobody.
    """
    matrix = Matrix()
    found, unknown = places(made)
    matrix.leaks += [f"nobody says who may open {name}" for name in unknown]
    matrix.routes = len({place.name for place in found})
    guests = invite_guests(made)
    found, _unknown = places(made)
    before = made.state()
    for who, client, place, method in _tries(
        [place for place in found if which(place)], made, guests, (every, methods)
    ):
        answer = ask(client, place, method)
        matrix.requests += 1
        wrong = [] if answer.status_code in DENIED else [str(answer.status_code)]
        wrong += header_faults(answer, private=who != "None")
        told = answer.content.decode("utf-8", "replace") if not answer.streaming else ""
        wrong += [
            f"tells of {sphere}" for sphere, people in SPHERES.items() if mark(sphere) in told and who not in people
        ]
        matrix.leaks += [f"{who} {method} {place.path}: {fault}" for fault in wrong]
    if made.state() != before:
        matrix.leaks.append("a denied request changed something")
    return matrix


def _tries(
    found: list[Place], made: Furnished, guests: list[Guest], how: tuple[int, tuple[str, ...]]
) -> Iterator[tuple[str, Client, Place, str]]:
    every, methods = how
    people = {who: made.house.client(who) for who in PEOPLE}
    for client in people.values():
        client.raise_request_exception = False
    telling = Telling()
    for place in found:
        for who, client in people.items():
            for method in _asked(place, methods):
                known = method in METHODS
                if known and (place.lets_in(who, method) or (every > 1 and not telling(place, who, method))):
                    continue
                yield str(who), client, place, method
    somewhere: Doors = {
        who: {(place.name, method) for place in found for method in METHODS if place.lets_in(who, method)}
        for who, _second in ANALOGS.values()
    }
    turn = 0
    for guest in guests:
        client = guest.client()
        for place in found:
            for method in _asked(place, methods):
                turn += 1
                if turn % every == 0 and not (method in METHODS and may_get_in(place, guest, method, somewhere)):
                    yield guest.name, client, place, method


def _asked(place: Place, methods: tuple[str, ...]) -> list[str]:
    """Return the methods without those that the place has for somebody: their own tests ask them."""
    return [method for method in methods if method not in SPOKEN.get(place.name, ())]


def ask(client: Client, place: Place, method: str) -> Answer:
    """Send what a form of the address would send, in a transaction of its own: one that fails breaks no other."""
    with transaction.atomic():
        return client.post(place.path, place.body) if method == "POST" else client.generic(method, place.path)
