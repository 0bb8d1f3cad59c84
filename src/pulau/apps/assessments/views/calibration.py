"""Calibration (`/penilai/kalibrasi`): a set that the controller makes and every assessor scores blind, and its end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pulau.apps.assessments.desks.calibration import get_set_for, is_closed, outcome_of, own_values, sets_for
from pulau.apps.assessments.desks.frame import desk_tabs
from pulau.apps.assessments.desks.readings import FEW, LEANINGS, STRENGTHS
from pulau.apps.assessments.desks.told import (
    LONGEST_CASE,
    LONGEST_NAME,
    CalibrationOver,
    CalibrationOwn,
    CalibrationRefused,
    CalibrationWish,
    forms_with_choices,
)
from pulau.apps.assessments.desks.told_words import chosen_items, known_options, refusal_words, told_views
from pulau.apps.assessments.policies import CALIBRATE, CONTROL
from pulau.apps.assessments.services.calibrating import answer_calibration, close_calibration, open_calibration
from pulau.exchange.calibration import Told, default_sets
from pulau.exchange.packs import load_pack
from pulau.foundation.calendar import today_of
from pulau.foundation.tenancy.acting import required_actor
from pulau.foundation.tenancy.deciding import may, may_somewhere
from pulau.foundation.tenancy.policy import requires
from pulau.foundation.ui.lists import paged

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from pulau.apps.assessments.models import CalibrationSet
    from pulau.core.shared.actor import Actor

UNPROCESSABLE: Final = 422
ROWS: Final = 12
"""How many cases the form of a new set has room for where there is no set to begin with."""


@requires(may(CALIBRATE))
@never_cache
@require_safe
def calibrations(request: HttpRequest) -> HttpResponse:
    """List the sets of the body: those that wait for the reader's values, and those that are closed."""
    actor = required_actor(request)
    today = today_of(actor, timezone.now())
    listed = paged(request, sets_for(actor))
    context = {
        **listed,
        "desk_tabs": desk_tabs(request, actor),
        "rows": [(row, is_closed(row, today)) for row in listed["page"].object_list],
        "keeps": may_somewhere(actor, CONTROL),
        "reader": actor.user_id,
    }
    return render(request, "assessments/desk/calibrations.html", context)


@requires(may(CONTROL))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_calibration(request: HttpRequest) -> HttpResponse:
    """Make a set: of the one that comes with Pulau, or of cases of one's own."""
    actor = required_actor(request)
    packs = forms_with_choices()
    sent = request.POST if request.method == "POST" else request.GET
    regulation = sent.get("regulasi", "") if sent.get("regulasi", "") in packs else packs[0]
    if request.method != "POST":
        known = default_sets().get(regulation)
        return _form(request, actor, regulation, known.items if known else ())
    rows = _typed_rows(request)
    due = _day(request.POST.get("tenggat", ""))
    try:
        wish = CalibrationWish(request.POST.get("nama", ""), regulation, due, rows)
        made = open_calibration(actor=actor, wish=wish, now=timezone.now())
    except CalibrationRefused as problem:
        return _form(request, actor, regulation, rows, problem)
    messages.success(request, gettext("Kalibrasi dibuka untuk semua penilai."))
    return HttpResponseRedirect(reverse("assessments:calibration", args=[made.pk]), status=303)


@requires(may(CALIBRATE))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def calibration(request: HttpRequest, key: UUID) -> HttpResponse:
    """Score a set; afterwards see one's own values, and once it is closed what came of it. Raises Http404."""
    actor = required_actor(request)
    row = get_set_for(actor, key)
    if request.method == "POST":
        values = [request.POST.get(f"nilai-{position}", "") for position in range(1, len(row.items) + 1)]
        try:
            answer_calibration(actor=actor, set_id=key, values=values, now=timezone.now())
        except CalibrationRefused as problem:
            return _scoring(request, actor, row, values, problem)
        except CalibrationOver:
            messages.error(request, gettext("Kalibrasi ini sudah ditutup, atau sudah Anda isi."))
        except CalibrationOwn:
            messages.error(
                request, gettext("Penyusun kalibrasi mengetahui nilai yang diharapkan dan tidak mengisinya.")
            )
        else:
            messages.success(request, gettext("Nilai Anda tersimpan. Hasilnya tampil setelah kalibrasi ditutup."))
        return HttpResponseRedirect(reverse("assessments:calibration", args=[key]), status=303)
    if is_closed(row, today_of(actor, timezone.now())):
        return _closed(request, actor, row)
    return _scoring(request, actor, row, own_values(actor, row))


@requires(may(CONTROL))
@never_cache
@require_POST
def end_calibration(request: HttpRequest, key: UUID) -> HttpResponse:
    """Close a set before its day. Raises Http404."""
    try:
        close_calibration(actor=required_actor(request), set_id=key, now=timezone.now())
        messages.success(request, gettext("Kalibrasi ditutup. Hasilnya kini tampil bagi semua penilai."))
    except CalibrationOver:
        messages.error(request, gettext("Kalibrasi ini sudah ditutup."))
    return HttpResponseRedirect(reverse("assessments:calibration", args=[key]), status=303)


def _typed_rows(request: HttpRequest) -> tuple[Told, ...]:
    """Return the cases that were typed; rows in which nothing stands are left out."""
    fields = (request.POST.getlist(name) for name in ("butir", "cerita", "kunci"))
    rows = [tuple(text.replace("\x00", "").strip() for text in row) for row in zip(*fields, strict=False)]
    return tuple(Told(item.split(" ", 1)[0], case, key) for item, case, key in rows if item or case)


def _day(typed: str) -> date | None:
    try:
        return parse_date(typed)
    except ValueError:
        return None


def _form(
    request: HttpRequest, actor: Actor, regulation: str, rows: Sequence[Told], problem: CalibrationRefused | None = None
) -> HttpResponse:
    room = max(ROWS, len(rows) + 1)
    context: dict[str, Any] = {
        "desk_tabs": desk_tabs(request, actor),
        "regulation": regulation,
        "packs": [(pack, load_pack(pack).instrument) for pack in forms_with_choices()],
        "name": request.POST.get("nama", gettext("Kalibrasi %(year)s") % {"year": timezone.now().year}),
        "due": request.POST.get("tenggat", ""),
        "today": today_of(actor, timezone.now()).isoformat(),
        "rows": list(enumerate([*rows, *[Told("", "")] * (room - len(rows))], 1)),
        "items": chosen_items(regulation),
        "options": known_options(regulation),
        "longest_name": LONGEST_NAME,
        "longest_case": LONGEST_CASE,
        "errors": [refusal_words(problem)] if problem else [],
        "wrong": problem.position if problem else 0,
    }
    return render(request, "assessments/desk/new_calibration.html", context, status=UNPROCESSABLE if problem else 200)


def _scoring(
    request: HttpRequest,
    actor: Actor,
    row: CalibrationSet,
    values: Sequence[str] | None,
    problem: CalibrationRefused | None = None,
) -> HttpResponse:
    keeps = may_somewhere(actor, CONTROL)
    context = {
        "desk_tabs": desk_tabs(request, actor),
        "set": row,
        "told": told_views(row, values),
        "given": values is not None and problem is None,
        "maker": row.opened_by_id == actor.user_id,
        "keeps": keeps,
        "answers": sets_for(actor).get(pk=row.pk).answers if keeps else None,
        "errors": [refusal_words(problem)] if problem else [],
        "wrong": problem.position if problem else 0,
    }
    return render(request, "assessments/desk/calibration.html", context, status=UNPROCESSABLE if problem else 200)


def _closed(request: HttpRequest, actor: Actor, row: CalibrationSet) -> HttpResponse:
    found = outcome_of(actor, row, today_of(actor, timezone.now()))
    keeps = may_somewhere(actor, CONTROL)
    scorers = [one for one in found.scorers if keeps or one.user_id == actor.user_id]
    context = {
        "desk_tabs": desk_tabs(request, actor),
        "set": row,
        "found": found,
        "spreads": told_views(row, None, found.spreads),
        "share": None if found.whole.share is None else 100 * found.whole.share,
        "strength": STRENGTHS[found.whole.strength],
        "scorers": [(one, STRENGTHS[one.agreement.strength], LEANINGS[one.bias.leaning]) for one in scorers],
        "keeps": keeps,
        "few": FEW,
    }
    return render(request, "assessments/desk/calibration_outcome.html", context)
