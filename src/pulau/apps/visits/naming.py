"""What things of visits are called, for the journal and a unit's page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pulau.apps.visits.models import Visit
from pulau.foundation.registry.subjects import Subjects

if TYPE_CHECKING:
    from collections.abc import Collection

    from pulau.core.shared.actor import Actor


def _visits(actor: Actor, ids: Collection[str]) -> dict[str, str]:
    rows = Visit.objects.for_actor(actor).filter(pk__in=ids, announced=True).order_by()
    return {
        str(pk): f"{unit} {day.isoformat()}" for pk, unit, day in rows.values_list("pk", "case__unit_name", "first_day")
    }


SUBJECTS: Final = (
    Subjects("visits.visit", "Kunjungan penilai", "Visit", _visits, keys=frozenset({"visit"})),
    Subjects("visits.presentation", "Paparan unit", "Presentation"),
    Subjects("visits.finding", "Baris pemeriksaan", "Line of a checklist"),
    Subjects("visits.latefinding", "Baris pemeriksaan susulan", "Line that came late"),
    Subjects("visits.photo", "Foto kunjungan", "Photo of a visit"),
    Subjects("visits.shoppervisit", "Kunjungan pembeli misterius", "Mystery shopper's visit"),
    Subjects("visits.interview", "Wawancara", "Interview"),
    Subjects("visits.surveyresult", "Hasil survei", "Result of a survey"),
)
