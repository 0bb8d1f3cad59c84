"""The page of the log: an honest word for each state, for everybody, and also while the database is away."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from pulau.apps.transparency import places
from pulau.apps.transparency.contract import sequence_once
from pulau.apps.transparency.logged import Kind
from pulau.apps.transparency.models import KindFigures, LogState, WitnessStanding
from pulau.apps.transparency.public_status import Clause, quorum_of
from pulau.apps.transparency.running import alarms
from pulau.apps.transparency.running.counting import count_kinds
from pulau.apps.transparency.running.sequencing import KEYS_MISSING, refuse
from pulau.apps.transparency.words import ALARMS, KINDS, REFUSALS
from pulau.core.log.policies import read_policy
from pulau.exchange.log.reading import leaves_between
from tests.apps.transparency.conftest import QUORUM, add_witnesses
from tests.foundation.test_away import away
from tests.house import House
from tests.walls.application import on_postgres

MOST_QUERIES = 12


def page(client: Client | None = None) -> str:
    answer = (client or Client()).get("/log")
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def well(log: Path, house: House) -> Path:
    """A log in which all is well, with three witnesses."""
    folders = add_witnesses(log)
    sequence_once()
    assert len(folders) == 3
    return log


def _silent() -> None:
    alarms.ring(alarms.SILENT, {"last": ""}, timezone.now(), "bpkp")


def _still() -> None:
    LogState.objects.update(turned_at=timezone.now() - timedelta(minutes=10))


STATES: dict[str, Callable[[], object]] = {
    "Semua berjalan baik": lambda: None,
    "Berjalan, tetapi ada saksi yang diam": _silent,
    "Log tertinggal": lambda: alarms.ring(alarms.LAGGING, {"waiting": 3}, timezone.now()),
    "Log <b>tertinggal</b>": _still,
    "Pemeriksaan menemukan perbedaan": lambda: alarms.ring(alarms.JOURNAL, {"count": 1}, timezone.now()),
    "Log tidak ditandatangani": lambda: refuse(KEYS_MISSING, {"folder": "/rahasia/kunci"}, timezone.now()),
}


def test_each_state_has_its_own_word_the_gravest_first(well: Path) -> None:
    told = ""
    for words, happens in STATES.items():
        happens()
        told = page()
        assert f">{words.replace('<b>', '').replace('</b>', '')}</h2>" in told, words
        assert "/rahasia" not in told, "a path of the machine is for its operator"
    assert str(REFUSALS[KEYS_MISSING]) in told
    assert "Saksi ini lebih dari 24 jam" in told


def test_who_witnesses_when_and_the_quorum_in_words(well: Path) -> None:
    told = page()
    for words in ("ombudsman", "bpkp", "universitas", "Menandatangani yang terbaru", "semua dari:", "paling sedikit 1"):
        assert words in told
    assert WitnessStanding.objects.count() == 3
    vkeys = "\n".join(f"witness {row.name} {row.vkey}" for row in WitnessStanding.objects.all())
    clause = quorum_of(read_policy(f"{vkeys}\n{QUORUM}".encode()))
    others = Clause(least=1, parts=(Clause("bpkp"), Clause("universitas")))
    assert clause == Clause(least=2, parts=(Clause("ombudsman"), others))
    assert clause.everyone
    assert quorum_of(read_policy(b"quorum none\n")) is None


def test_a_log_without_witnesses_and_one_that_has_not_begun_say_so(log: Path, house: House) -> None:
    assert "Log belum dimulai" in page()
    sequence_once()
    told = page()
    assert "belum ada saksi" in told
    assert "belum mensyaratkan saksi" in told


def test_an_installation_without_a_log_says_so(house: House) -> None:
    assert "Instalasi ini tidak memakai log publik" in page()


def test_the_kinds_are_counted_from_the_tree_from_where_it_ended_last(log: Path, house: House) -> None:
    sequence_once()
    size = LogState.objects.get().size
    while count_kinds(most=7):
        assert KindFigures.objects.get().size <= size
    figures = KindFigures.objects.get()
    leaves = [leaf.decode() for leaf in leaves_between(places.tree_store(), size, 0, size)]
    assert sum(figures.counts.values()) == figures.size == size == len(leaves)
    assert figures.counts["role"] == sum('"type":"role"' in leaf for leaf in leaves) > 0
    assert "Peran dan kewenangan" in page()


def test_the_page_asks_the_same_whatever_there_is(well: Path, house: House) -> None:
    page()
    with CaptureQueriesContext(connection) as before:
        page()
    house.open("rsud", 2026)
    sequence_once()
    _silent()
    with CaptureQueriesContext(connection) as after:
        page()
    assert len(after) == len(before) <= MOST_QUERIES


def test_without_the_database_the_files_of_the_log_tell_what_they_can(well: Path, house: House) -> None:
    size = LogState.objects.get().size
    strangers = [Client()] if on_postgres() else [Client(), house.client("hana")]  # there her transaction cannot begin
    for client in strangers:
        with away():
            told = page(client)
        assert "Keadaan tidak diketahui saat ini" in told
        assert f">{size}<" in told
        assert told.count("Menandatangani yang terbaru") == 3
    (well / "tree" / "checkpoint").unlink()
    with away():
        assert "Keadaan tidak diketahui saat ini" in page()


def test_a_policy_that_cannot_be_read_does_not_take_the_page_away(well: Path) -> None:
    (well / "witnesses").write_text("quorum nobody\n", encoding="utf-8")
    alarms.ring(alarms.POLICY, {"line": 1}, timezone.now())
    assert str(ALARMS[alarms.POLICY]) in page()


def test_every_kind_and_every_alarm_has_words_for_the_public() -> None:
    assert set(KINDS) == {kind.value for kind in Kind}
    codes = {value for name, value in vars(alarms).items() if name.isupper() and isinstance(value, str)}
    assert codes - {alarms.REFUSED} == set(ALARMS)
    assert max(map(len, codes)) <= 32, "the length of Alarm.code"
