"""Lines from phones: each once, nothing over another, nothing lost when it comes too late."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from pulau.apps.assessments.contract import CaseNotFound
from pulau.apps.visits.models import Finding, LateFinding, LateState, Visit
from pulau.apps.visits.refusals import LineMoved, VisitNotFound, VisitRefused
from pulau.apps.visits.selectors import findings_of, lines_now
from pulau.apps.visits.services.noting import decide_late
from pulau.apps.visits.services.planning import close_visit
from pulau.core.workflow.assessment import CLEARANCE
from pulau.exchange.field_checklist import checklist_on
from pulau.foundation.journal.models import Entry
from tests.apps.assessments.court import Court, court
from tests.apps.visits.visiting import end_assignment, line, say, visited
from tests.cast import NOW

__all__ = ["court", "visited"]

Visited = tuple[Court, Visit]


def close(court: Court, visit: Visit) -> None:
    visit.refresh_from_db()
    summary = dict.fromkeys(checklist_on(visit.checklist_on).areas, "Cukup")
    close_visit(actor=court.actors["tia"], visit_id=visit.pk, summary=summary, now=NOW)


def test_a_line_begins_the_visit_and_names_the_items_it_concerns(visited: Visited) -> None:
    court, visit = visited
    say(court, visit, "tia", line(seen="no", note="Tim tidak hafal perannya"))
    row = Finding.objects.for_tenant(court.tenant).get()
    visit.refresh_from_db()
    assert (row.items, row.version, visit.state) == (["P1.i.a", "P1.i.b"], 1, "under-way")
    entry = Entry.objects.for_tenant(court.tenant).get(action="visits.noted")
    assert "hafal" not in entry.payload
    assert "seen" not in entry.payload  # the judged unit reads the journal, and what was seen once the stage is over


def test_the_same_sent_twice_is_one(visited: Visited) -> None:
    court, visit = visited
    key = uuid4()
    for _ in range(2):
        say(court, visit, "tia", line(key))
    assert Finding.objects.for_tenant(court.tenant).count() == 1


def test_somebody_elses_key_opens_nothing(visited: Visited) -> None:
    court, visit = visited
    key = uuid4()
    say(court, visit, "tia", line(key))
    with pytest.raises(VisitNotFound):
        say(court, visit, "umar", line(key, note="lain"))


def test_two_who_did_not_see_each_other_are_both_kept_and_who_saw_both_settles_it(visited: Visited) -> None:
    court, visit = visited
    say(court, visit, "tia", line(seen="yes", minutes=5))
    noted = say(court, visit, "umar", line(seen="no", note="Tidak ada", minutes=9))
    assert noted.disputed
    now = lines_now(findings_of(visit))["1a"]
    assert (now.stands.seen, [other.seen for other in now.beside]) == ("yes", ["no"])
    with pytest.raises(VisitRefused, match="lines-disputed"):
        close(court, visit)
    say(court, visit, "umar", line(seen="partly", note="Sebagian hafal", known=now.newest))
    settled = lines_now(findings_of(visit))["1a"]
    assert (settled.stands.seen, settled.beside) == ("partly", ())
    assert len(findings_of(visit)) == 3


def test_a_phone_ahead_of_time_cannot_type_in_the_future_nor_know_what_was_not_there(visited: Visited) -> None:
    court, visit = visited
    say(court, visit, "tia", line(seen="yes", known=7, minutes=-600))
    row = Finding.objects.for_tenant(court.tenant).get()
    assert (row.typed_at, row.known) == (NOW, 0)


def test_what_comes_after_the_visit_was_closed_waits_for_its_leader_and_is_taken_over_once(visited: Visited) -> None:
    court, visit = visited
    say(court, visit, "tia", line(seen="yes"))
    close(court, visit)
    court.stand_at(CLEARANCE)
    key = uuid4()
    noted = say(court, visit, "umar", line(key, seen="no", note="Terlambat sinyal", minutes=600))
    assert noted.late
    assert say(court, visit, "umar", line(key, seen="no", note="Terlambat sinyal")).late
    late = LateFinding.objects.for_tenant(court.tenant).get()
    assert lines_now(findings_of(visit))["1a"].stands.seen == "yes"
    with pytest.raises(PermissionDenied):
        decide_late(actor=court.actors["umar"], late_id=late.pk, take=True, known=1, now=NOW)
    with pytest.raises(LineMoved):
        decide_late(actor=court.actors["tia"], late_id=late.pk, take=True, known=0, now=NOW)
    decide_late(actor=court.actors["tia"], late_id=late.pk, take=True, known=1, now=NOW)
    now = lines_now(findings_of(visit))["1a"]
    assert (now.stands.seen, now.stands.user_id, now.beside) == ("no", court.users["umar"].pk, ())
    assert now.stands.from_late_id == late.pk
    with pytest.raises(VisitRefused, match="late-decided"):
        decide_late(actor=court.actors["tia"], late_id=late.pk, take=False, known=2, now=NOW)


def test_an_assessor_whose_assignment_ended_is_kept_apart(visited: Visited) -> None:
    court, visit = visited
    end_assignment(court, "umar")
    assert say(court, visit, "umar", line()).late
    late = LateFinding.objects.for_tenant(court.tenant).get()
    decide_late(actor=court.actors["tia"], late_id=late.pk, take=False, known=0, now=NOW)
    late.refresh_from_db()
    assert late.state == LateState.LEFT
    assert findings_of(visit) == []


def test_a_visit_is_closed_with_a_text_for_each_area_and_a_note_for_what_was_not_seen(visited: Visited) -> None:
    court, visit = visited
    with pytest.raises(VisitRefused, match="nothing-recorded"):
        close(court, visit)
    say(court, visit, "tia", line(seen="no"))
    with pytest.raises(VisitRefused, match="notes-missing"):
        close(court, visit)
    say(court, visit, "tia", line(seen="no", note="Tidak ada", known=1))
    with pytest.raises(VisitRefused, match="text-missing area-hasil"):
        close_visit(
            actor=court.actors["tia"], visit_id=visit.pk, summary=dict.fromkeys("123456", "Cukup"), now=NOW
        )  # fmt: skip
    close(court, visit)
    visit.refresh_from_db()
    assert visit.state == "closed"


@pytest.mark.parametrize(
    ("who", "raised"),
    [("vino", PermissionDenied), ("nina", PermissionDenied), ("gita", PermissionDenied), ("sekar", CaseNotFound),
     ("joko", CaseNotFound), ("dewi", VisitNotFound)],
)  # fmt: skip
def test_only_the_team_records(visited: Visited, who: str, raised: type[Exception]) -> None:
    court, visit = visited
    with pytest.raises(raised):
        say(court, visit, who, line())
