"""One item of an assessor's sheet (`…/nilai/<item>`): the unit's answer and evidence, and one's own judgement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from pulau.apps.assessments.item_views import answer_words, item_view, points_of
from pulau.apps.assessments.judgement_selectors import answers_in
from pulau.apps.assessments.judging_form import TypedItem, read_item
from pulau.apps.assessments.judging_wishes import JudgeClash, JudgingSaved, SheetClosed
from pulau.apps.assessments.models import LONGEST_TEXT
from pulau.apps.assessments.other_levels import others_on
from pulau.apps.assessments.own_sheets import OwnSheet, own_sheet
from pulau.apps.assessments.policies import JUDGE
from pulau.apps.assessments.question_pages import item_questions
from pulau.apps.assessments.question_selectors import standing_of
from pulau.apps.assessments.services.judging import judge_items
from pulau.apps.assessments.sheet_pages import both_view, neighbours
from pulau.apps.assessments.views.judging import CONFLICT, UNPROCESSABLE, judging_frame, sheet_context
from pulau.apps.worksheets.contract import handed_answers, handed_evidence
from pulau.core.workflow.sheets import EMPTY
from pulau.exchange.messages import sentence
from pulau.foundation.tenancy.deciding import may
from pulau.foundation.tenancy.policy import requires
from pulau.foundation.ui.formats import number
from pulau.foundation.ui.middleware import spoken_language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest, HttpResponse

    from pulau.apps.assessments.frame import CaseFrame
    from pulau.apps.assessments.judgement_selectors import LevelAnswer

NEXT: Final = "lanjut"
_TEXTS: Final = ("finding", "recommendation", "strength", "reason")


@requires(may(JUDGE))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def item(request: HttpRequest, unit: str, year: int, item: str) -> HttpResponse:
    """Show an item beside the unit's answer; POST saves what the assessor finds.

    404 for an item that is not theirs, 409 with both texts where another window was quicker or the sheet is closed,
    422 with the form as typed.
    """
    frame = judging_frame(request, unit, year)
    sheet = own_sheet(frame.actor, frame.case)
    if item not in sheet.items:
        raise Http404("no item of yours is at this address")
    if request.method != "POST":
        return _page(request, frame, sheet, item)
    typed = read_item(request.POST, item)
    try:
        saved = judge_items(actor=frame.actor, case_id=frame.case.pk, changes=[typed.change], now=timezone.now())
    except SheetClosed:
        return _closed(request, frame, item, typed)
    if saved.clashes or saved.problems:
        return _again(request, frame, item, typed, saved)
    messages.success(request, _saved_words(sheet, item, saved))
    after = neighbours(sheet, item)["after"] if request.POST.get("aksi") == NEXT else ""
    return HttpResponseRedirect(after or request.path, status=303)


def _again(request: HttpRequest, frame: CaseFrame, item: str, typed: TypedItem, saved: JudgingSaved) -> HttpResponse:
    """Show the form with what was typed: with what is wrong with it, or beside what stands."""
    sheet = own_sheet(frame.actor, frame.case)
    found = [(one.place, sentence(one.code, one.params, spoken_language())) for one in saved.problems.get(item, ())]
    clash = saved.clashes[0] if saved.clashes else None
    return _page(request, frame, sheet, item, typed=typed, found=found, clash=clash)


def _page(
    request: HttpRequest,
    frame: CaseFrame,
    sheet: OwnSheet,
    item: str,
    *,
    typed: TypedItem | None = None,
    found: Sequence[tuple[str, str]] = (),
    clash: JudgeClash | None = None,
) -> HttpResponse:
    case = frame.case
    mine = answers_in(sheet.judgement, [item]).get(item) if sheet.judgement else None
    handed = handed_answers(case.tenant_id, case.worksheet_id).get(item)
    view = item_view(case.regulation, item, mine.value if mine else None, typed.values if typed else None)
    context: dict[str, Any] = {
        **frame.context,
        **sheet_context(sheet, frame.context["case_unit"], case.year),
        "item": view,
        "place": sheet.items.index(item) + 1,
        "count": len(sheet.items),
        "answered": sheet.judgement.answered if sheet.judgement else 0,
        "both": both_view(sheet, item, handed, mine),
        "handed": handed,
        "pieces": handed_evidence(case.tenant_id, case.worksheet_id, [item]).get(item, ()),
        "mine": mine,
        "texts": {**_texts(mine), **(typed.texts if typed else {})},
        "version": (clash.standing.version if clash else mine.version if mine else 0),
        "longest": LONGEST_TEXT,
        "locked": not sheet.editable,
        "wrong": bool(found),
        "errors": [text for place, text in found if place not in _TEXTS],
        "text_errors": {place: text for place, text in found if place in _TEXTS},
        "clash": _clash_view(sheet, clash) if clash else None,
        "others": others_on(sheet, item),
        "questions": item_questions(frame.actor, case, item, timezone.now()),
        "asks": standing_of(frame.actor, case).asks,
        **neighbours(sheet, item),
    }
    status = CONFLICT if clash else UNPROCESSABLE if found else 200
    return render(request, "assessments/judging_item.html", context, status=status)


def _texts(mine: LevelAnswer | None) -> dict[str, str]:
    entry = mine.entry if mine else EMPTY
    return {name: str(entry[name]) for name in _TEXTS}


def _clash_view(sheet: OwnSheet, clash: JudgeClash) -> list[dict[str, str]]:
    """Return for each field that clashes what stands and what was typed, in words."""
    names = {
        "value": gettext("Nilai"),
        "finding": gettext("Catatan"),
        "recommendation": gettext("Rekomendasi"),
        "strength": gettext("Kekuatan"),
        "reason": gettext("Alasan"),
    }
    regulation, item = sheet.case.regulation, clash.change.item
    standing, wished = clash.standing.entry, clash.change.fields
    found = []
    for name in clash.fields:
        theirs, typed = str(standing[name] or ""), str(wished[name] or "")
        if name == "value":
            theirs = answer_words(regulation, item, standing[name])
            typed = answer_words(regulation, item, wished[name])
        found.append({"name": names[name], "standing": theirs, "typed": typed})
    return found


def _closed(request: HttpRequest, frame: CaseFrame, item: str, typed: TypedItem) -> HttpResponse:
    """Say that nothing was saved; what was typed comes back, to be copied."""
    view = item_view(frame.case.regulation, item, None, typed.values)
    values = [value for value in typed.values.values() if value.strip()]
    context = {
        **frame.context,
        **sheet_context(own_sheet(frame.actor, frame.case), frame.context["case_unit"], frame.case.year),
        "item": view,
        "typed": [*values, *(text for text in typed.texts.values() if text.strip())],
    }
    return render(request, "assessments/judging_closed.html", context, status=CONFLICT)


def _saved_words(sheet: OwnSheet, item: str, saved: JudgingSaved) -> str:
    """Say that it is saved, and the points that the answer gives."""
    view = item_view(sheet.case.regulation, item, None)
    answer = answers_in(saved.judgement, [item]).get(item)
    points = points_of(sheet.case.regulation, item, answer.value if answer else None)
    if points is None:
        return gettext("Butir %(no)s tersimpan, belum bernilai.") % {"no": view.number}
    told = {"no": view.number, "points": number(points), "weight": number(view.weight)}
    return gettext("Butir %(no)s tersimpan: %(points)s dari %(weight)s poin.") % told
