"""Every address, tried by everybody: whoever it is not for is refused, told nothing, and changes nothing."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client

from pulau.apps.worksheets import selectors
from pulau.apps.worksheets.models import Worksheet
from pulau.foundation.tenancy import deciding
from pulau.foundation.tenancy.scope import ScopedQuerySet
from tests.walls.application import as_the_owner_again, on_postgres
from tests.walls.cases import BY_GUESTS
from tests.walls.furnished import PEOPLE, SPHERES, Furnished, furnished_house, mark
from tests.walls.headers import header_faults
from tests.walls.places import Place, places
from tests.walls.repairs import CODES as PRACTICES
from tests.walls.telling import DEALT, Telling
from tests.walls.uploads import SPOKEN

METHODS = ("GET", "HEAD", "POST")
PARTS = 6
"""Of the addresses, so many parts; beside the matrix, which asks all of them, each run asks one on PostgreSQL."""
STRANGE = ("PUT", "PATCH", "DELETE", "OPTIONS")


@pytest.fixture
def made(db: None) -> Iterator[Furnished]:
    logging.disable(logging.CRITICAL)  # thousands of refusals, each with its trace
    yield furnished_house()
    logging.disable(logging.NOTSET)


def breaches(made: Furnished, which: Callable[[Place], bool] = lambda _place: True, *, dealt: int = 1) -> list[str]:
    """Try every place as everybody; return what went wrong. First who is refused, then who gets through.

    Of those who are refused, `dealt` leaves some out (tests/walls/telling.py).
    """
    found, unknown = places(made)
    wrong = [f"nobody says who may open {name}" for name in unknown]
    before = made.state()
    clients = {who: _client(made, who) for who in PEOPLE}
    tries = [(place, who, method) for place in found if which(place) for who in PEOPLE for method in METHODS]
    telling = Telling(dealt)
    for place, who, method in tries:
        if not place.lets_in(who, method) and telling(place, who, method):
            wrong += _refused(place, who, method, clients[who])
    if made.state() != before:
        wrong.append("a refused request changed something")
    for place, who, method in tries:
        if place.lets_in(who, method) and method != "HEAD":
            with transaction.atomic():
                wrong += _tried(place, who, method, clients[who])
                transaction.set_rollback(True)
    return wrong


def _client(made: Furnished, who: str | None) -> Client:
    client = made.house.client(who)
    client.raise_request_exception = False
    return client


def _send(client: Client, place: Place, method: str) -> Any:  # noqa: ANN401 - an answer
    return client.post(place.path, place.body) if method == "POST" else client.generic(method, place.path)


def _tried(place: Place, who: str | None, method: str, client: Client) -> list[str]:
    answer = _send(client, place, method)
    wrong = [] if answer.status_code in place.expected(who, method) else [str(answer.status_code)]
    wrong += header_faults(answer, private=who is not None)
    return [f"{who} {method} {place.path}: {fault}" for fault in wrong]


def _refused(place: Place, who: str | None, method: str, client: Client) -> list[str]:
    answer = _send(client, place, method)
    wrong = [] if answer.status_code in place.expected(who, method) else [str(answer.status_code)]
    wrong += header_faults(answer, private=who is not None)
    told = answer.content.decode("utf-8", "replace")
    wrong += [f"tells of {sphere}" for sphere, people in SPHERES.items() if who not in people and mark(sphere) in told]
    return [f"{who} {method} {place.path}: {fault}" for fault in wrong]


@pytest.mark.first
@pytest.mark.slow
@pytest.mark.skipif(connection.vendor == "sqlite", reason="2026-11-26: on SQLite tests/apps/test_matrix.py asks more")
@pytest.mark.parametrize(
    ("part", "dealt"), [(0, DEALT), *(pytest.param(part, 1, marks=pytest.mark.nightly) for part in range(PARTS))]
)
def test_everybody_finds_only_the_doors_that_are_theirs(made: Furnished, part: int, dealt: int) -> None:
    names = sorted({place.name for place in places(made)[0]})[part::PARTS]
    assert breaches(made, lambda place: place.name in names, dealt=dealt) == []


# A view that takes one of them takes all, if it was forgotten: by day each place is asked one, in turn; at night all.
@pytest.mark.once
@pytest.mark.parametrize("many", [1, pytest.param(len(STRANGE), marks=pytest.mark.nightly)])
def test_no_place_takes_a_method_that_it_does_not_know(made: Furnished, many: int) -> None:
    found, _unknown = places(made)
    client = _client(made, "hana")
    before = made.state()
    each = {place.name: place for place in found}  # a view refuses them wherever it stands
    turns = [[STRANGE[(first + more) % len(STRANGE)] for more in range(many)] for first in range(len(STRANGE))]
    statuses = {
        (name, method): client.generic(method, each[name].path).status_code
        for number, name in enumerate(sorted(each))
        for method in turns[number % len(STRANGE)]
        if method not in SPOKEN.get(name, ())
    }
    assert {method for _name, method in statuses} == set(STRANGE)
    assert {key: status for key, status in statuses.items() if status not in {403, 404, 405}} == {}
    assert made.state() == before


ELSEWHERE = "disdukcapil-lain"
HEADLESS = {
    (name, True)
    for name in (
        *("worksheets:submit", "worksheets:withdraw", "proposals:withdraw", "outcomes:grant_own"),
        *("outcomes:certificate", "outcomes:objection", "outcomes:accept"),
        *("remediation:publish", "remediation:withdraw"),
    )
}
"""What the head of a unit or of an agency does alone: the agency beside has neither."""
GONE = {"zone_areas:remove", "remediation:follow", "remediation:effect"}
"""Its keeper is let in, and finds that it was taken away already, or that nobody has published it yet."""


def _elsewhere(path: str) -> bool:
    return ELSEWHERE in path or PRACTICES["lain"] in path


def test_the_places_are_tried_from_both_sides(made: Furnished) -> None:
    found, unknown = places(made)
    assert unknown == []
    assert len(found) > 60
    without = [place for place in found if not any(place.lets_in(who, m) for who in PEOPLE for m in METHODS)]
    odd = [
        place.path
        for place in without
        if not (place.name in GONE | BY_GUESTS or (place.name, _elsewhere(place.path)) in HEADLESS)
    ]
    assert odd == [], "nobody gets through, so that a wrong address would look like a good wall"


def test_an_address_that_nobody_classified_is_found(made: Furnished, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(places.__globals__["OTHER"], "worksheets:webhooks")
    assert "nobody says who may open worksheets:webhooks" in breaches(made, lambda _place: False)


def test_the_check_sees_a_unit_that_is_open_to_the_whole_agency(
    made: Furnished, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(selectors, "worksheets_for", Worksheet.objects.for_actor)
    wrong = breaches(made, lambda place: place.name == "worksheets:overview")
    assert any(line.startswith("joko GET") and line.endswith(": 200") for line in wrong)
    assert not any(line.startswith("dewi GET /lke/disdukcapil/") for line in wrong)  # the other wall still stands


def test_the_check_sees_a_wall_between_agencies_that_fell(made: Furnished, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ScopedQuerySet, "of", lambda self, _tenant: self.all())
    if on_postgres():
        held = breaches(made, lambda place: place.name == "worksheets:overview")
        assert not any(line.startswith("vera") for line in held), "the second wall holds alone"
    as_the_owner_again(monkeypatch)
    wrong = breaches(made, lambda place: place.name == "worksheets:overview")
    assert any(line.startswith("vera GET /lke/disdukcapil/") for line in wrong)


def test_the_check_sees_a_policy_that_was_removed(made: Furnished, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deciding, "may_somewhere", lambda _actor, _action: True)
    wrong = breaches(made, lambda place: place.name == "worksheets:webhooks")
    assert any(line.startswith("joko GET /webhook: 200") for line in wrong)
    assert any("joko" in line and "tells of kelola" in line for line in wrong)
