"""Answering an item: version, score, journal; two people at once; who may not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from pulau.apps.worksheets.changes import AnswerChangedMeanwhile, Change
from pulau.apps.worksheets.models import Answer, DailyScore, Worksheet
from pulau.apps.worksheets.selectors import WorksheetNotFound, answers_of, get_worksheet_by_id, history_of
from pulau.apps.worksheets.services.answers import answer_item, answer_items, restore_answer
from pulau.core.scoring.answers import take_answers
from pulau.core.scoring.evaluate import evaluate
from pulau.core.shared.numbers import print_exact
from pulau.core.shared.problems import BadInput
from pulau.exchange.packs import load_pack
from pulau.foundation.journal.models import Entry
from pulau.foundation.tenancy.permanent import RowIsPermanent
from tests.cast import NOW
from tests.exchange.answers_for import answers_for
from tests.house import REGULATION, House


def fresh(house: House) -> Worksheet:
    return get_worksheet_by_id(house.actors["ayu"], house.sheet.pk)


def test_an_answer_is_kept_with_its_score_and_its_journal_entry(house: House) -> None:
    saved = house.answer("ayu", {"P1.i.a": "Ya"})
    row = fresh(house)
    assert saved.written == {"P1.i.a": 1}
    assert row.revision == 1
    assert row.answered == 1
    assert row.exact["total"] == print_exact(saved.evaluation.total.points) != "0"
    entry = Entry.objects.for_actor(house.actors["ayu"]).filter(action="worksheets.items_answered").get()
    assert (entry.actor_id, entry.role, entry.object_id) == (house.users["ayu"].pk, "zone-team", str(row.pk))
    assert '"item":"P1.i.a"' in entry.payload
    assert row.replay_digest in entry.payload


def test_the_stored_score_is_that_of_all_answers_computed_anew(house: House) -> None:
    answers = answers_for(load_pack(REGULATION))
    for item, value in list(answers.items())[:12]:
        house.answer("ayu", {item: value})
    house.answer("fajar", dict(list(answers.items())[12:]))
    pack = load_pack(REGULATION)
    whole = evaluate(pack, take_answers(pack, answers))
    row = fresh(house)
    assert row.exact["total"] == print_exact(whole.total.points)
    assert row.titles == {title: verdict.met for title, verdict in whole.titles.items()}
    assert row.answered == row.items == len(pack.items)


def test_saying_again_what_stands_writes_nothing(house: House) -> None:
    house.answer("ayu", {"P1.i.a": "Ya"})
    again = answer_item(
        actor=house.actors["ayu"], worksheet_id=house.sheet.pk, change=Change("P1.i.a", 0, "Ya"), now=NOW
    )
    assert again.written == {}
    assert fresh(house).revision == 1


def test_the_later_of_two_sees_both_values(house: House) -> None:
    house.answer("ayu", {"P1.i.b": "A"})
    house.answer("fajar", {"P1.i.b": "B"})
    with pytest.raises(AnswerChangedMeanwhile) as caught:
        answer_item(actor=house.actors["ayu"], worksheet_id=house.sheet.pk, change=Change("P1.i.b", 1, "C"), now=NOW)
    clash = caught.value.clash
    assert (clash.change.value, clash.standing.value, clash.standing.user_name) == ("C", "B", "Fajar Prakoso")
    assert answers_of(house.sheet)["P1.i.b"].value == "B"


def test_a_note_and_an_answer_by_two_people_both_stay(house: House) -> None:
    house.answer("ayu", {"P1.i.b": "A"})
    house.answer("fajar", {"P1.i.b": "B"})
    change = Change("P1.i.b", 1, note="Lihat SK nomor 12.")
    answer_item(actor=house.actors["ayu"], worksheet_id=house.sheet.pk, change=change, now=NOW)
    standing = answers_of(house.sheet)["P1.i.b"]
    assert (standing.value, standing.note, standing.version) == ("B", "Lihat SK nomor 12.", 3)


def test_of_many_answers_the_good_ones_are_kept_and_the_others_told(house: House) -> None:
    house.answer("fajar", {"P1.i.b": "B"})
    changes = [
        Change("P1.i.a", 0, "Ya"),
        Change("P1.i.b", 0, "A"),
        Change("P1.ii.a", 0, "Mungkin"),
        Change("X.1", 0, "Ya"),
    ]
    saved = answer_items(actor=house.actors["ayu"], worksheet_id=house.sheet.pk, changes=changes, now=NOW)
    assert saved.written == {"P1.i.a": 1}
    assert [clash.change.item for clash in saved.clashes] == ["P1.i.b"]
    assert {item: [p.code for p in found] for item, found in saved.problems.items()} == {
        "P1.ii.a": ["unknown-option"],
        "X.1": ["unknown-item"],
    }


@pytest.mark.parametrize("who", ["hana", "indra"])
def test_who_oversees_reads_and_does_not_answer(house: House, who: str) -> None:
    with pytest.raises(PermissionDenied):
        house.answer(who, {"P1.i.a": "Ya"})
    assert fresh(house).revision == 0


@pytest.mark.parametrize("who", ["joko", "dewi"])
def test_for_another_unit_and_another_agency_the_worksheet_is_not_there(house: House, who: str) -> None:
    with pytest.raises(WorksheetNotFound):
        house.answer(who, {"P1.i.a": "Ya"})


def test_an_answer_is_refused_with_the_options_that_there_are(house: House) -> None:
    with pytest.raises(BadInput) as caught:
        answer_item(actor=house.actors["ayu"], worksheet_id=house.sheet.pk, change=Change("P1.i.b", 0, "E"), now=NOW)
    assert caught.value.problems[0].code == "unknown-option"


def test_a_note_of_ten_thousand_characters_stays_as_typed_and_a_longer_one_is_refused(house: House) -> None:
    note = "\u062c\u0645\u0639 😀 <script>alert(1)</script> \u202e" * 300
    house.answer("ayu", {"P1.i.b": "A"})
    change = Change("P1.i.b", 1, note=note[:10_000].rstrip())
    answer_item(actor=house.actors["ayu"], worksheet_id=house.sheet.pk, change=change, now=NOW)
    assert answers_of(house.sheet)["P1.i.b"].note == note[:10_000].rstrip()
    with pytest.raises(BadInput) as caught:
        answer_item(
            actor=house.actors["ayu"],
            worksheet_id=house.sheet.pk,
            change=Change("P1.i.b", 2, note="x" * 10_001),
            now=NOW,
        )
    assert caught.value.problems[0].code == "note-too-long"


def test_an_earlier_state_comes_back_as_a_new_change(house: House) -> None:
    for value in ("A", "B", "C"):
        house.answer("ayu", {"P1.i.b": value})
    restore_answer(actor=house.actors["fajar"], worksheet_id=house.sheet.pk, item="P1.i.b", version=1, seen=3, now=NOW)
    history = history_of(house.sheet, "P1.i.b")
    assert [(one.version, one.value, one.source) for one in history] == [
        (4, "A", "restored"),
        (3, "C", "typed"),
        (2, "B", "typed"),
        (1, "A", "typed"),
    ]
    assert history[0].origin == {"version": 1}
    with pytest.raises(BadInput):
        restore_answer(
            actor=house.actors["ayu"], worksheet_id=house.sheet.pk, item="P1.i.b", version=9, seen=4, now=NOW
        )


def test_a_version_is_never_changed(house: House) -> None:
    house.answer("ayu", {"P1.i.b": "A"})
    row = history_of(house.sheet, "P1.i.b")[0]
    row.value = "C"
    with pytest.raises(RowIsPermanent):
        row.save()
    with pytest.raises(RowIsPermanent):
        row.delete()
    with pytest.raises(RowIsPermanent):
        Answer.objects.for_actor(house.actors["ayu"]).update(value="C")


def test_the_first_change_of_a_day_keeps_how_the_last_day_ended(house: House) -> None:
    house.answer("ayu", {"P1.i.a": "Ya"}, now=NOW)
    ended = fresh(house).printed["total"]
    house.answer("ayu", {"P1.i.b": "A"}, now=NOW + timedelta(days=3))
    house.answer("ayu", {"P1.i.b": "B"}, now=NOW + timedelta(days=3, hours=1))
    kept = DailyScore.objects.for_actor(house.actors["ayu"]).get()
    assert (kept.day.isoformat(), kept.printed["total"]) == ("2026-03-02", ended)


def test_a_clock_that_goes_back_loses_nothing(house: House) -> None:
    house.answer("ayu", {"P1.i.a": "Ya"}, now=NOW)
    house.answer("ayu", {"P1.i.b": "A"}, now=NOW - timedelta(days=2))
    assert sorted(answers_of(house.sheet)) == ["P1.i.a", "P1.i.b"]
    assert fresh(house).scored_on.isoformat() == "2026-03-02"
