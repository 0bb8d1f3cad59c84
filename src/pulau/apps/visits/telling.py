"""Who is told: the unit of a presentation that is called for, and of a visit that is announced."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.urls import reverse

from pulau.apps.people.contract import Role, holders_on
from pulau.core.shared.actor import Actor
from pulau.foundation.calendar import today_of
from pulau.foundation.notices.notifying import LONGEST_PARAM, News, notify
from pulau.foundation.registry.notice_kinds import NoticeGroup, NoticeKind, Words
from pulau.foundation.ui.formats import kept_date

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from pulau.apps.assessments.contract import Case
    from pulau.apps.visits.models import Presentation, Visit

_TOLD: Final = (Role.ZONE_TEAM, Role.AREA_OWNER, Role.UNIT_HEAD)
_SHOWN: Final = {"day": kept_date}

GROUP: Final = NoticeGroup("visits", "Paparan dan kunjungan penilai", "Presentations and visits of assessors")
CALLED: Final = NoticeKind(
    "visits.presentation_called",
    GROUP.code,
    Words("{unit} diminta memaparkan pada {day}", "Tempat atau tautannya ada di halaman penilaian."),
    Words("{unit} is called to present on {day}", "The place or link stands on the page of the case."),
    shown=_SHOWN,
)
ANNOUNCED: Final = NoticeKind(
    "visits.announced",
    GROUP.code,
    Words("Penilai mengunjungi {unit} mulai {day}", "Hari, tempat, dan timnya ada di halaman penilaian."),
    Words("Assessors visit {unit} from {day}", "Days, place and team stand on the page of the case."),
    shown=_SHOWN,
)
KINDS: Final = (CALLED, ANNOUNCED)


def tell_called(case: Case, row: Presentation, now: datetime) -> None:
    """Tell the unit that it is to present."""
    day = today_of(Actor.system(case.tenant_id), row.begins_at).isoformat()
    url = reverse("visits:field", args=[case.unit_code, case.year])
    news = News(CALLED.code, row, url, _params(case, day), f"{CALLED.code}:{row.pk}")
    notify(tenant_id=case.tenant_id, users=_people(case, now), news=news, now=now)


def tell_planned(case: Case, row: Visit, now: datetime) -> None:
    """Tell the unit that it is visited."""
    url = reverse("visits:visit", args=[case.unit_code, case.year, row.pk])
    news = News(ANNOUNCED.code, row, url, _params(case, row.first_day.isoformat()), f"{ANNOUNCED.code}:{row.pk}")
    notify(tenant_id=case.tenant_id, users=_people(case, now), news=news, now=now)


def _params(case: Case, day: str) -> dict[str, str]:
    return {"unit": case.unit_name[:LONGEST_PARAM], "day": day}


def _people(case: Case, now: datetime) -> set[UUID]:
    system = Actor.system(case.tenant_id)
    held = holders_on(system, _TOLD, today_of(system, now))
    return {user for user, _role, unit in held if unit == case.unit_id}
