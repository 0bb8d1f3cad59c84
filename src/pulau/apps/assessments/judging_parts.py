"""What a case's page shows of judging: the reader's own sheet and what is due of it, or the figures they may see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_noop as _

from pulau.apps.assessments.figure_lines import figure_lines
from pulau.apps.assessments.judgement_selectors import judgements_of
from pulau.apps.assessments.judging_facts import unreasoned_of
from pulau.apps.assessments.judging_wishes import NotAssigned
from pulau.apps.assessments.own_sheets import own_sheet, side_of, sight_of
from pulau.apps.assessments.policies import JUDGE, SEE
from pulau.apps.assessments.question_pages import assesses
from pulau.apps.assessments.selectors import get_case_by_id
from pulau.core.workflow.sight import levels_seen
from pulau.foundation.registry.process_cases import CaseMoment, CaseMoments, CasePart, CaseTab, PartLine
from pulau.foundation.tenancy.deciding import allowed
from pulau.foundation.ui.formats import long_date, number

if TYPE_CHECKING:
    from pulau.apps.assessments.models import Case
    from pulau.apps.assessments.own_sheets import OwnSheet
    from pulau.core.shared.actor import Actor

BODY_WORDS: Final = {"preliminary": _("Penilaian pendahuluan"), "tpi": _("Nilai TPI"), "tpn": _("Nilai TPN")}


def _line(actor: Actor, case_id: UUID, unit: str, year: int) -> PartLine | None:
    case = get_case_by_id(actor, case_id)
    if actor.user_id is not None and allowed(actor, JUDGE, unit_id=case.unit_id, state=case.stage):
        try:
            sheet = own_sheet(actor, case)
        except NotAssigned:
            return _figures(actor, case, unit, year)
        return _own(sheet, unit, year)
    return _figures(actor, case, unit, year)


def _own(sheet: OwnSheet, unit: str, year: int) -> PartLine:
    href = reverse("assessments:judging", args=[unit, year])
    answered = sheet.judgement.answered if sheet.judgement else 0
    told = {"n": answered, "all": len(sheet.items)}
    words = gettext("%(n)d dari %(all)d butir bernilai") % told
    if sheet.editable:
        if not answered:
            return PartLine(words, href, gettext("Mulai menilai"))
        due = gettext("Lanjutkan menilai") if answered < told["all"] else gettext("Serahkan penilaian")
        return PartLine(words, href, due)
    if sheet.submitted and sheet.judgement is not None and sheet.judgement.submitted_at is not None:
        day = long_date(sheet.judgement.submitted_at)
        differ = reverse("assessments:differences", args=[unit, year])
        return PartLine(gettext("Diserahkan %(day)s") % {"day": day}, differ, _reasons_due(sheet))
    return PartLine(words, href)


def _reasons_due(sheet: OwnSheet) -> str:
    if not sheet.at_its_stage or sheet.judgement is None:
        return ""
    mine = str(sheet.judgement.pk)
    n = sum(one.assessor == mine for one in unreasoned_of(sheet.case))
    return ngettext("Beri alasan atas %(n)d selisih", "Beri alasan atas %(n)d selisih", n) % {"n": n} if n else ""


def _figures(actor: Actor, case: Case, unit: str, year: int) -> PartLine | None:
    sight = sight_of(actor, case)
    lines = figure_lines(case, sight) if sight and case.printed else []
    if not lines:
        return None
    words = ", ".join(f"{gettext(BODY_WORDS[line.body.value])} {number(line.total)}" for line in lines)
    return PartLine(words, reverse("assessments:differences", args=[unit, year]))


def _submitted(actor: Actor, case_id: UUID, unit: str, year: int) -> list[CaseMoment]:
    """Return when each sheet was submitted last: that it was is no secret, what stands in it is."""
    case = get_case_by_id(actor, case_id)
    href = reverse("assessments:differences", args=[unit, year])
    rows = judgements_of(case).filter(submitted_at__isnull=False)
    return [
        CaseMoment(
            row.submitted_at,
            gettext("Penilaian diserahkan: %(level)s") % {"level": row.get_level_display()},
            row.user.full_name if assesses(actor) else "",
            href=href,
            kind="judgement",
        )
        for row in rows
        if row.submitted_at is not None
    ]


def _judges(actor: Actor, unit_id: UUID, stage: str) -> bool:
    return allowed(actor, JUDGE, unit_id=unit_id, state=stage)


def _compares(actor: Actor, unit_id: UUID, stage: str) -> bool:
    if not allowed(actor, SEE, unit_id=unit_id, state=stage):
        return False
    return _judges(actor, unit_id, stage) or bool(levels_seen(side_of(actor), (), stage))


JUDGING_PART: Final = CasePart("assessments.judging", _("Penilaian"), 20, _line)
JUDGING_MOMENTS: Final = CaseMoments("assessments.judging", _submitted)
JUDGING_TABS: Final = (
    CaseTab("assessments.judging", _("Penilaian saya"), 20, "assessments:judging", _judges),
    CaseTab("assessments.differences", _("Selisih"), 21, "assessments:differences", _compares),
)
