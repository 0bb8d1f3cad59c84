"""What witnesses say decides whether this log goes on: each for itself."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from pulau.apps.transparency import places
from pulau.apps.transparency.contract import sequence_once
from pulau.apps.transparency.models import Head, LogState
from pulau.apps.transparency.running import cosigning
from pulau.apps.transparency.running.sequencing import WITNESS_AHEAD, refuse
from pulau.core.log.notes import read_note, read_signatures
from pulau.exchange.log.asking_witnesses import Asked, Outcome
from pulau.exchange.log.trusted_logs import TrustedLog
from pulau.exchange.log.witnessing import Witness, create_witness
from tests.cast import NOW
from tests.house import build_house

pytestmark = pytest.mark.django_db(transaction=True)


def test_no_other_witness_takes_back_what_one_has_seen(witnessed: dict[str, Path]) -> None:
    sequence_once()
    refuse(WITNESS_AHEAD, {"witness": "ombudsman", "witnessed": 1_000}, NOW)
    build_house()
    head = Head.objects.order_by("-size")[0]
    parties = {party.name: party for party in places.policy().witnesses}
    line = head.cosignatures.get(witness="bpkp.test").line
    said = Asked(Outcome.SIGNED, lines=read_signatures(line))
    assert cosigning._answered(parties["bpkp"], head, said, NOW)
    assert LogState.objects.get().refused == WITNESS_AHEAD
    said = Asked(Outcome.SIGNED, lines=read_signatures(head.cosignatures.get(witness="ombudsman.test").line))
    assert cosigning._answered(parties["ombudsman"], head, said, NOW)
    assert LogState.objects.get().refused == ""


def test_a_signature_that_was_brought_as_a_file_comes_into_the_published_checkpoint(witnessed: dict[str, Path]) -> None:
    sequence_once()
    office = create_witness(witnessed["bpkp"].parent / "office", "office.test", [TrustedLog(places.known_keys()[0])])
    lines = places.witness_lines()
    places.write_witness_lines(f"witness office {office.vkey}\n{lines}")
    sequence_once()
    asked = cosigning.request_for("office", NOW)
    with closing(Witness(witnessed["bpkp"].parent / "office")) as witness:
        answer = witness.add_checkpoint(str(asked).encode(), int(NOW.timestamp()))
    assert cosigning.take_lines(answer.body, NOW)[0].name == "office"
    sequence_once()
    note = read_note(places.tree_store().read("checkpoint"))
    assert "office.test" in {each.name for each in note.signatures}


def test_a_witness_that_is_no_longer_relied_on_holds_nothing_up(witnessed: dict[str, Path]) -> None:
    sequence_once()
    refuse(WITNESS_AHEAD, {"witness": "kpk", "witnessed": 1_000}, NOW)
    cosigners = cosigning.Cosigners()
    cosigners.turn(NOW)
    cosigners.close()
    assert LogState.objects.get().refused == ""
