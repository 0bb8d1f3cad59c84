"""What nobody may read is told on no public page, feed, badge, picture, file or answer of the read API."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pulau.apps.opendata import limits
from pulau.apps.publication.models import PublishedUnit
from tests.walls.furnished import PEOPLE, SPHERES, Furnished, furnished_house, mark
from tests.walls.published import PUBLIC, count_and_release, drawn_as_words, publish_house, told_to

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.once,
    pytest.mark.slow,
    pytest.mark.usefixtures("clock_of_the_tests"),
]
MEDIA = ("/zona/", "/umpan/", "/lencana/", "/kartu/", "/data/", "/api/v1/open/", "/agenda")
"""Where the address of each kind of thing begins that tells a name."""
MARKUP = ("text/html", "image/svg+xml", "application/atom+xml")


@pytest.fixture
def made(db: None, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Furnished]:  # noqa: ANN401 - pytest-django hides its type
    settings.ANALYTICS_FOLDER = tmp_path / "snapshots"
    settings.PICTURES_FOLDER = tmp_path / "pictures"
    monkeypatch.setattr("pulau.apps.opendata.pictures.sharing_picture", drawn_as_words)
    monkeypatch.setattr(limits, "ANONYMOUS", 10_000)
    limits.forget()
    logging.disable(logging.CRITICAL)
    yield furnished_house()
    logging.disable(logging.NOTSET)
    limits.forget()


def secrets_of(made: Furnished, who: str | None) -> dict[str, str]:
    """Return what somebody may not read, by what it is: marks of spheres, and names of people who are no officials."""
    marks = {sphere: mark(sphere) for sphere, people in SPHERES.items() if who not in people}
    tokens = {f"token-{name}": mark(f"token-{name}") for name in made.tokens if name != who}
    names = {person: user.full_name for person, user in made.house.users.items() if who is None}
    addresses = {f"address of {person}": user.email for person, user in made.house.users.items() if who is None}
    return marks | tokens | names | addresses


def leaks(made: Furnished, told: dict[str, str], who: str | None = None) -> list[str]:
    """Tell which secret stands where."""
    hidden = secrets_of(made, who)
    return [f"{path}: {what}" for path, text in told.items() for what, secret in hidden.items() if secret in text]


def test_a_stranger_is_told_what_is_published_and_nothing_else(made: Furnished) -> None:
    shown = publish_house(made)
    told = dict(told_to(made.house.client(None), shown))
    assert leaks(made, told) == []
    met = [path for path, text in told.items() if mark(PUBLIC) in text]
    assert {media for media in MEDIA if any(path.startswith(media) for path in met)} == {*MEDIA}
    drawn = [path for path, text in told.items() if any(kind in text.partition("\n")[0] for kind in MARKUP)]
    assert len(drawn) > len(MEDIA)
    assert [path for path in drawn if "<b id=lolos" in told[path]] == []


def test_a_secret_in_a_published_field_is_found_wherever_it_is_told(made: Furnished) -> None:
    publish_house(made)
    PublishedUnit.objects.filter(agency__slug="sagara").update(name=mark("staf-dukcapil"))
    found = leaks(made, dict(told_to(made.house.client(None), count_and_release())))
    for media in MEDIA[:-1]:  # the agenda names bodies
        assert any(line.startswith(media) and line.endswith(": staf-dukcapil") for line in found), media


def test_a_draft_that_is_published_by_mistake_is_found(made: Furnished) -> None:
    shown = publish_house(made)
    row = PublishedUnit.objects.get(agency__slug="sagara", slug="disdukcapil")
    title = {**row.facts["titles"][0], "decree": made.house.users["gita"].full_name}
    PublishedUnit.objects.filter(pk=row.pk).update(facts={**row.facts, "titles": [title]})
    assert any(line.endswith(": gita") for line in leaks(made, dict(told_to(made.house.client(None), shown))))


@pytest.mark.nightly
@pytest.mark.parametrize("who", [who for who in PEOPLE if who is not None])
def test_who_has_signed_in_is_told_no_more_there(made: Furnished, who: str) -> None:
    shown = publish_house(made)
    assert leaks(made, dict(told_to(made.house.client(who), shown)), who) == []
