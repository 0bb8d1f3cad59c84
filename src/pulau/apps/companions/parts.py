"""What companions add to a case: a line on its page, moments of its timeline, their dissents for panel and reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_noop as _

from pulau.apps.assessments.contract import case_of, get_case_by_id
from pulau.apps.companions.models import EntryKind
from pulau.apps.companions.pages import against, role_words, steps_of
from pulau.apps.companions.policies import INVITE, SEE_ROOMS, WEIGH_AT_HOME, WEIGH_IN_PANEL
from pulau.apps.companions.selectors import dissents_on, rooms_of, said_of
from pulau.core.workflow.companions import decided_by_panel
from pulau.foundation.registry.process_cases import (
    CaseDissent,
    CaseDissents,
    CaseMoment,
    CaseMoments,
    CasePart,
    CaseTab,
    PartLine,
)
from pulau.foundation.tenancy.deciding import allowed

if TYPE_CHECKING:
    from pulau.apps.assessments.contract import Case
    from pulau.apps.companions.models import RoomEntry
    from pulau.apps.companions.selectors import Dissent
    from pulau.core.shared.actor import Actor

COMPANION: Final = "companion"


def _line(actor: Actor, case_id: UUID, unit: str, year: int) -> PartLine | None:
    case = get_case_by_id(actor, case_id)
    dissents = dissents_on(case.tenant_id, case.pk)
    count = rooms_of(case).count()
    if not count and not allowed(actor, INVITE, unit_id=case.unit_id, state=case.stage):
        return None
    words = gettext("Belum ada pendamping")
    if count:
        words = ngettext("%(n)d ruang pendamping", "%(n)d ruang pendamping", count) % {"n": count}
    if dissents:
        words = gettext("%(rooms)s, %(n)d keberatan tercatat") % {"rooms": words, "n": len(dissents)}
    waiting = sum(_weighs(actor, case, one) for one in dissents)
    due = gettext("Timbang %(n)d keberatan pendamping") % {"n": waiting} if waiting else ""
    return PartLine(words, reverse("companions:rooms", args=[unit, year]), due)


def _weighs(actor: Actor, case: Case, dissent: Dissent) -> bool:
    action = WEIGH_IN_PANEL if decided_by_panel(dissent.entry.stage) else WEIGH_AT_HOME
    return not dissent.weighed and allowed(actor, action, unit_id=case.unit_id, state=case.stage)


def _moments(actor: Actor, case_id: UUID, unit: str, year: int) -> list[CaseMoment]:
    case = get_case_by_id(actor, case_id)
    return [_moment(entry, unit, year) for entry in said_of(case)]


def _moment(entry: RoomEntry, unit: str, year: int) -> CaseMoment:
    kind = entry.room.get_kind_display()
    said = {
        EntryKind.ADVICE: gettext("Saran pendamping"),
        EntryKind.QUESTION: gettext("Pertanyaan pendamping"),
        EntryKind.DISSENT: gettext("Keberatan pendamping tercatat"),
        EntryKind.ANSWER: gettext("Jawaban kepada pendamping"),
        EntryKind.WEIGHING: gettext("Keberatan pendamping ditimbang"),
    }[EntryKind(entry.kind)]
    role = kind if entry.user_id == entry.room.user_id else role_words(entry.role)
    href = reverse("companions:room", args=[unit, year, entry.room_id])
    return CaseMoment(entry.at, said, f"{entry.user.full_name}, {role}", entry.text, href, entry.item, COMPANION)


def _dissents(tenant_id: UUID, case_id: UUID) -> list[CaseDissent]:
    found = dissents_on(tenant_id, case_id)
    if not found:
        return []
    case = case_of(tenant_id, case_id)
    steps = steps_of(case)
    return [_dissent(one, case, steps) for one in found]


def _dissent(one: Dissent, case: Case, steps: dict[int, str]) -> CaseDissent:
    newest = one.weighed[-1] if one.weighed else None
    return CaseDissent(
        at=one.entry.at,
        by=one.entry.user.full_name,
        kind=one.room.get_kind_display(),
        text=one.entry.text,
        against=against(one.entry, steps),
        stage=one.entry.stage,
        item=one.entry.item,
        weighed=newest.text if newest else "",
        weighed_by=f"{newest.user.full_name}, {role_words(newest.role)}" if newest else "",
        href=reverse("companions:room", args=[case.unit_code, case.year, one.room.pk]),
    )


def _shown(actor: Actor, unit_id: UUID, stage: str) -> bool:
    return allowed(actor, SEE_ROOMS, unit_id=unit_id, state=stage)


PART: Final = CasePart("companions", _("Pendamping"), 95, _line)
TAB: Final = CaseTab("companions", _("Pendamping"), 95, "companions:rooms", _shown)
MOMENTS: Final = CaseMoments("companions", _moments)
DISSENTS: Final = CaseDissents("companions", _dissents)
