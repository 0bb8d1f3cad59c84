"""What is said in the walls' cases: a question to the unit with its reply, and a companion's room with a question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.urls import reverse

from pulau.apps.assessments.models import Case, Question, Reply
from pulau.apps.companions.models import Room, RoomEntry
from pulau.core.workflow.assessment import FIELD
from tests.cast import NOW

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from tests.walls.furnished import Furnished
    from tests.walls.places import Place

_TEAMS: Final = {"dukcapil": "ayu", "lain": "dewi"}
_NOBODY: Final[frozenset[str | None]] = frozenset()


def lay_talk(made: Furnished, texts: Mapping[str, str]) -> None:
    """Furnish both bodies; who asks and accompanies is somebody without a duty there."""
    eka = made.house.users["eka"]
    for sphere, who in _TEAMS.items():
        tenant, text = made.sheets[sphere].tenant_id, texts[sphere]
        case = Case.objects.for_tenant(tenant).get(pk=str(made.cases[sphere, "{case}"]))
        asked = Question.objects.for_tenant(tenant).create(
            case_id=case.pk, number=1, level="tpn-field", text=text, asked_by_id=eka.pk, asked_at=NOW
        )
        Reply.objects.for_tenant(tenant).create(
            question_id=asked.pk, number=1, text=text, evidence_id=made.evidence[sphere], evidence_version=1,
            by_unit=True, user_id=made.house.users[who].pk, at=NOW,
        )  # fmt: skip
        room = Room.objects.for_tenant(tenant).create(
            user_id=eka.pk, kind="university", scope="unit", unit_id=case.unit_id, unit_name=text, agency_name=text,
            since=NOW.date(), purpose=text, opened_by_id=made.house.users[who].pk, opened_at=NOW,
        )  # fmt: skip
        RoomEntry.objects.for_tenant(tenant).create(
            room_id=room.pk, case_id=case.pk, number=1, kind="question", to="unit", text=text, stage=FIELD,
            user_id=eka.pk, role="companion", at=NOW,
        )  # fmt: skip
        made.cases[sphere, "{room}"] = room.pk


def of_rooms(place: type[Place]) -> dict[str, Callable[[Furnished], Iterator[Place]]]:
    """Return who may do what at the companions' own address: nobody of the house."""

    def mine(_made: Furnished) -> Iterator[Place]:
        yield place("companions:mine", reverse("companions:mine"), _NOBODY, read=_NOBODY)

    return {"companions:mine": mine}
