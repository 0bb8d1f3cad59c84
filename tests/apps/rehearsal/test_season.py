"""A small season keeps every rule; one from which a rule was taken away is found out."""

from __future__ import annotations

import dataclasses
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from pulau.apps.assessments.models import JudgedAnswer
from pulau.apps.rehearsal import hands, play
from pulau.apps.rehearsal.season import play_season
from pulau.core.workflow.assessment import ASSESSMENT

SEED = 5


@contextmanager
def without(event: str, *guards: str) -> Iterator[None]:
    """Take guards off an event of the process, as a mistake in its table would."""
    kept = dict(ASSESSMENT._by_source)
    for key, way in kept.items():
        if way.event == event:
            left = tuple(code for code in way.guards if code not in guards)
            ASSESSMENT._by_source[key] = dataclasses.replace(way, guards=left)
    try:
        yield
    finally:
        ASSESSMENT._by_source.update(kept)


def test_a_season_keeps_every_rule(db: None) -> None:
    found = play_season(agencies=range(2, 4), units=2, seed=SEED)
    assert (found.checked, found.violations) == (4, [])
    assert sum(found.states.values()) == 4
    assert found.refused > 3, "what was missing was tried first, and refused"


@pytest.mark.once
@pytest.mark.parametrize(
    ("event", "guards", "told"),
    [
        ("find_fit", ("tpi-report-signed",), "find_fit without tpi-report-signed"),
        ("recommend", ("votes-cast", "majority-for", "tpn-minimums"), "recommend without majority-for"),
        ("finish_tpi", ("no-conflict",), "had an interest in the unit"),
    ],
)
def test_a_guard_that_was_taken_away_is_found(
    db: None, monkeypatch: pytest.MonkeyPatch, event: str, guards: tuple[str, ...], told: str
) -> None:
    monkeypatch.setattr(hands, "HASTE", 1.0)
    monkeypatch.setattr(play, "INTERESTS", 1.0)
    if event == "finish_tpi":
        guards = (*guards, "members-submitted", "leader-submitted", "controller-submitted", "tpi-decided",
                  "differences-reasoned")  # fmt: skip
    with without(event, *guards):
        found = play_season(agencies=[0], units=2, seed=SEED)
    assert any(told in words for words in found.violations), found.violations


@pytest.mark.once
def test_an_answer_that_was_lost_is_found(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = JudgedAnswer.objects.queryset_class.bulk_create

    def losing(self: Any, rows: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - Django's own signature
        some = list(rows)
        judged = len(some) > 1 and isinstance(some[0], JudgedAnswer)
        return kept(self, some[1:] if judged else some, **kwargs)

    monkeypatch.setattr(JudgedAnswer.objects.queryset_class, "bulk_create", losing)
    found = play_season(agencies=[0], units=1, seed=SEED)
    assert any("lost" in words for words in found.violations), found.violations


@pytest.mark.nightly
def test_the_command_plays_in_databases_of_its_own() -> None:
    command = [sys.executable, "-m", "pulau", "simulate", "season", "--agencies", "2", "--units", "2", "--seed", "3",
               "--format", "json"]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    told = json.loads(done.stdout)
    assert (told["checked"], told["violations"], sum(told["states"].values())) == (4, 0, 4)
