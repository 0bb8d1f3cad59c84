"""What a case's page, its timeline and its unit's page show of titles and outcomes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from pulau.apps.assessments.contract import EVENT, SEE, get_case_by_id
from pulau.apps.outcomes.bars import RunningBar, longest_bar, running_bar
from pulau.apps.outcomes.models import ObjectionState
from pulau.apps.outcomes.policies import SEE_TITLES
from pulau.apps.outcomes.selectors import (
    monitorings_of,
    objections_of,
    offences_of,
    title_of_case,
    title_on,
    titles_of,
)
from pulau.apps.outcomes.wording import standing_words
from pulau.core.workflow.assessment import (
    COACHING,
    DETERMINED,
    MONITORING,
    OBJECTED,
    RECOMMENDED,
    RENEWED,
    REVOCATION_PROPOSED,
    REVOKED,
    TO_BE_COACHED,
    VERIFYING,
    VOID,
    WITHDRAWN,
)
from pulau.core.workflow.keeping import Standing
from pulau.foundation.calendar import today_of
from pulau.foundation.registry.process_cases import CaseMoment, CaseMoments, CasePart, CaseTab, PartLine
from pulau.foundation.registry.unit_links import UnitLink, UnitLinks
from pulau.foundation.tenancy.deciding import allowed
from pulau.foundation.ui.formats import long_date

if TYPE_CHECKING:
    from pulau.apps.assessments.contract import Case
    from pulau.core.shared.actor import Actor

KEPT: Final = frozenset({DETERMINED, MONITORING, VERIFYING, REVOCATION_PROPOSED, RENEWED, REVOKED})
"""The stages of a unit that holds a title, or held it."""
_WITHOUT: Final = frozenset({COACHING, WITHDRAWN, VOID})
"""The stages in which an evaluation ended without a title."""
_DUE: Final = (
    (RECOMMENDED, "determine", gettext_noop("Catat keputusan penetapan")),
    (OBJECTED, "uphold_objection", gettext_noop("Putus keberatan")),
    (TO_BE_COACHED, "object", gettext_noop("Ajukan keberatan, atau terima hasilnya")),
    (MONITORING, "report_monitoring", gettext_noop("Laporkan pemantauan")),
    (REVOCATION_PROPOSED, "revoke", gettext_noop("Putus rekomendasi pencabutan")),
)


def _line(actor: Actor, case_id: UUID, unit: str, year: int) -> PartLine | None:
    case = get_case_by_id(actor, case_id)
    today = today_of(actor, timezone.now())
    name = "monitoring" if case.stage in KEPT else "outcome"
    href = reverse(f"outcomes:{name}", args=[unit, year])
    held = title_of_case(case) or (title_on(case.tenant_id, case.unit_id, today) if case.stage in KEPT else None)
    if held is not None:
        words = f"{held.title}: {standing_words(held.on(today))}"
    elif case.stage in _WITHOUT:
        words = _("Berakhir tanpa predikat")
    elif (bar := running_bar(case.tenant_id, case.unit_id, today)) is not None:
        words = _barred_words(bar)
    else:
        words = _("Belum ada keputusan")
    return PartLine(words, href, _due(actor, case))


def _barred_words(bar: RunningBar) -> str:
    told = {"day": long_date(bar.last), "unit": bar.merged}
    if bar.merged:
        words = _("Tidak dapat diusulkan sampai %(day)s: predikat %(unit)s, yang bergabung ke unit ini, dicabut")
        return words % told
    return _("Tidak dapat diusulkan sampai %(day)s") % told


def _due(actor: Actor, case: Case) -> str:
    for stage, event, words in _DUE:
        if case.stage == stage and allowed(actor, EVENT[event], unit_id=case.unit_id, state=stage):
            return _(words)
    return ""


def _moments(actor: Actor, case_id: UUID, unit: str, year: int) -> list[CaseMoment]:
    case = get_case_by_id(actor, case_id)
    href = reverse("outcomes:outcome", args=[unit, year])
    objections = objections_of(case)
    found = [
        CaseMoment(one.filed_at, _("Keberatan diajukan"), _name(one.filed_by), one.grounds, href, kind="outcome")
        for one in objections
    ]
    found += [
        CaseMoment(one.decided_at, str(ObjectionState(one.state).label), _name(one.decided_by), one.reasons, href,
                   kind="outcome")
        for one in objections
        if one.decided_at
    ]  # fmt: skip
    found += [
        CaseMoment(one.at, _("Tindak pidana korupsi dicatat"), _name(one.user), one.source, href, kind="outcome")
        for one in offences_of(case)
    ]
    held = title_of_case(case)
    if held is not None:
        watched = reverse("outcomes:monitoring", args=[unit, year])
        found += [
            CaseMoment(row.at, _("Pemantauan %(year)s dilaporkan") % {"year": row.year}, _name(row.user),
                       href=watched, kind="outcome")
            for row in monitorings_of(case.tenant_id, held.pk)
        ]  # fmt: skip
    return found


def _name(user: object) -> str:
    return getattr(user, "full_name", "") if user is not None else ""


def links_of_unit(actor: Actor, unit_id: UUID) -> list[UnitLink]:
    """Return the titles of a unit, earliest first, each with how it stands, and the bar that runs.

    A bar that came with a unit that was merged into it stands by itself.
    """
    if not allowed(actor, SEE_TITLES, unit_id=unit_id):
        return []
    today = today_of(actor, timezone.now())
    found = []
    for row in titles_of(actor.tenant_id, unit_id):
        standing = row.on(today)
        note = standing_words(standing)
        bar = longest_bar([row.closed_on], today) if standing is Standing.REVOKED else None
        if bar is not None:
            note = f"{note}; {_('tidak dapat diusulkan sampai %(day)s') % {'day': long_date(bar)}}"
        href = reverse("outcomes:decree", args=[row.decree_id])
        found.append(UnitLink(href, f"{row.title}, {long_date(row.since)}", note))
    inherited = running_bar(actor.tenant_id, unit_id, today)
    if inherited is not None and inherited.merged and inherited.decree_id is not None:
        href = reverse("outcomes:decree", args=[inherited.decree_id])
        found.append(UnitLink(href, _("Larangan usulan"), _barred_words(inherited)))
    return found


def _sees(actor: Actor, unit_id: UUID, stage: str) -> bool:
    return allowed(actor, SEE, unit_id=unit_id, state=stage)


_OUTCOME: Final = KEPT | {RECOMMENDED, TO_BE_COACHED, OBJECTED, VOID}

PART: Final = CasePart("outcomes", gettext_noop("Hasil"), 80, _line)
MOMENTS: Final = CaseMoments("outcomes", _moments)
TABS: Final = (
    CaseTab(
        "outcomes",
        gettext_lazy("Hasil"),
        80,
        "outcomes:outcome",
        lambda actor, unit_id, stage: stage in _OUTCOME and _sees(actor, unit_id, stage),
    ),
    CaseTab(
        "outcomes.monitoring",
        gettext_lazy("Pemantauan"),
        85,
        "outcomes:monitoring",
        lambda actor, unit_id, stage: stage in KEPT and _sees(actor, unit_id, stage),
    ),
)
UNIT_LINKS: Final = UnitLinks("outcomes", gettext_lazy("Predikat"), links_of_unit)
