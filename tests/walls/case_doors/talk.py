"""Addresses of questions and the timeline below a case: each has a question with a reply that shows a piece."""

from __future__ import annotations

from typing import Final

from tests.walls.case_groups import ADMINISTRATOR, TEAM, Door, Group

_ASSIGNED: Final = Group()
"""Who asks judges by assignment, which nobody of the house does; administrators may be assigned, so they pass."""
DOORS: Final[dict[str, Door]] = {
    "assessments:questions": Door(),
    "assessments:question": Door(rests=((1,),)),
    "assessments:reply_evidence": Door(rests=((1, 1),)),
    "assessments:timeline": Door(),
    "assessments:ask": Door(read=_ASSIGNED, write=_ASSIGNED, body={"pertanyaan": "x"}, duty=ADMINISTRATOR.duty),
    "assessments:reply": Door(read=None, write=TEAM, rests=((1,),), body={"jawaban": "disusupkan"}),
    "assessments:follow": Door(
        read=None, write=_ASSIGNED, rests=((1,),), body={"pertanyaan": "x"}, duty=ADMINISTRATOR.duty
    ),
    "assessments:end_question": Door(read=None, write=_ASSIGNED, rests=((1,),), duty=ADMINISTRATOR.duty),
}
BY_GUESTS: Final[frozenset[str]] = frozenset({"assessments:ask", "assessments:follow", "assessments:end_question"})
"""Those that open to none of the house's people: only to assessors, whom the app's own tests let in."""
