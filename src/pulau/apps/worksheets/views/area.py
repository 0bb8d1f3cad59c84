"""The area screen: questions that save by themselves, or by one plain form; the score beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from pulau.apps.people.contract import actor_of, acts
from pulau.apps.worksheets.desk import replies
from pulau.apps.worksheets.desk.area_proofs import moved_proofs, with_proofs
from pulau.apps.worksheets.desk.area_view import area_page, items_of_area, with_questions
from pulau.apps.worksheets.desk.frame import Desk, desk_context, open_desk
from pulau.apps.worksheets.desk.parsing import TAKE_THEIRS, read_form
from pulau.apps.worksheets.desk.proofs import proofs_of
from pulau.apps.worksheets.desk.questions import html_id
from pulau.apps.worksheets.evidence_selectors import evidence_mark
from pulau.apps.worksheets.presence import note_presence, people_present
from pulau.apps.worksheets.selectors import answers_of, comment_counts
from pulau.apps.worksheets.services.answers import answer_items
from pulau.foundation.tenancy.policy import requires

if TYPE_CHECKING:
    from pulau.apps.worksheets.desk.area_view import AreaPage
    from pulau.apps.worksheets.desk.replies import Outcome

_DIGITS = 9
"""Of the greatest number that an address may hold; more would be no revision and no count."""


@requires(acts)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def area(request: HttpRequest, unit: str, year: int, area: str) -> HttpResponse:
    """Show an area with its questions, or take the answers that were sent for it."""
    if request.method != "POST":
        return _show(request, open_desk(request, unit, year), area)
    if TAKE_THEIRS in request.POST:
        return _theirs(request, open_desk(request, unit, year), area, request.POST[TAKE_THEIRS])
    return _save(request, unit, year, area)


@requires(acts)
@never_cache
@require_safe
def pulse(request: HttpRequest, unit: str, year: int, area: str) -> HttpResponse:
    """Tell a page that stays open who else is there, and what changed since the revision it shows."""
    desk = open_desk(request, unit, year)
    items_of_area(desk.evaluation.pack, area)
    since = request.GET.get("sejak", "")
    now = timezone.now()
    note_presence(desk.actor, desk.row, area, now)
    known = int(since) if since.isdecimal() and len(since) <= _DIGITS else desk.row.revision
    context = replies.pulse_context(desk, area, known) | moved_proofs(desk, area, _mark(request.GET.get("bukti", "")))
    context["people"] = people_present(desk.row, now)
    return render(request, "worksheets/desk/pulse.html", context)


def _show(request: HttpRequest, desk: Desk, key: str, outcome: Outcome | None = None) -> HttpResponse:
    """Show the whole page; after a form that could not be taken whole, with what was typed and what is wrong."""
    mark = evidence_mark(desk.row)  # before the evidence itself: what comes between is told again, never missed
    page = _page(desk, key)
    if outcome is not None:
        page = with_questions(page, outcome.questions)
    page = with_proofs(page, proofs_of(desk, items_of_area(desk.evaluation.pack, key)))
    context = desk_context(desk, "area", area=key) | {
        "page": page,
        "refused": outcome.refused if outcome else (),
        "kept": _count(request.GET.get("tersimpan", "")),
        "people": people_present(desk.row, timezone.now()),
        "proof_mark": mark,
        "pulse": desk.address("pulse", key),
        "save": desk.address("area", key),
    }
    return render(request, "worksheets/desk/area.html", context, status=outcome.status if outcome else 200)


def _page(desk: Desk, key: str) -> AreaPage:
    standing = answers_of(desk.row, items_of_area(desk.evaluation.pack, key))
    return area_page(desk.calculation, key, standing, comment_counts(desk.row), desk.language)


def _count(text: str) -> str:
    """Return a count out of an address; empty for what is none."""
    return text if text.isascii() and text.isdecimal() and len(text) <= _DIGITS else ""


def _mark(text: str) -> int | None:
    """Return the mark of evidence that a page knows; None for what is none."""
    return int(text) if _count(text) else None


def _save(request: HttpRequest, unit: str, year: int, key: str) -> HttpResponse:
    """Take what was sent. The worksheet is fetched once, by the service, which locks it: this is the hot path."""
    typed = read_form(request.POST)
    if not typed:
        raise Http404("nothing of this area was sent")
    changes = [found.change for found in typed.values()]
    saved = answer_items(actor=actor_of(request), worksheet_id=(unit, year), changes=changes, now=timezone.now())
    outcome = replies.outcome_of(request, saved, typed)
    if request.headers.get("HX-Request"):
        context = replies.saved_context(outcome, key, tuple(typed))
        return render(request, "worksheets/desk/saved.html", context, status=outcome.status)
    if outcome.status != replies.TAKEN:
        return _show(request, outcome.desk, key, outcome)
    anchor = f"#q-{html_id(next(iter(saved.written)))}" if len(saved.written) == 1 else ""
    target = f"{outcome.desk.address('area', key)}?tersimpan={len(saved.written)}{anchor}"
    return HttpResponseRedirect(target, status=303)


def _theirs(request: HttpRequest, desk: Desk, key: str, item: str) -> HttpResponse:
    """Leave the answer as the other person has it: show it, write nothing."""
    if item not in items_of_area(desk.evaluation.pack, key):
        raise Http404("the area has no such item")
    if request.headers.get("HX-Request"):
        return render(request, "worksheets/desk/question_alone.html", replies.question_context(desk, key, item))
    return HttpResponseRedirect(f"{desk.address('area', key)}#q-{html_id(item)}", status=303)
