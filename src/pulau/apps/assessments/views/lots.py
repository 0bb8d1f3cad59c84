"""Drawing assessors by lot (`…/tim/undi/<level>`), and showing how one was drawn so that anybody can repeat it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.contrib import messages
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from pulau.apps.assessments.frame import case_frame
from pulau.apps.assessments.models import Level
from pulau.apps.assessments.policies import SEE
from pulau.apps.assessments.refusals import TeamRefusal
from pulau.apps.assessments.seats import able_of
from pulau.apps.assessments.selectors import get_drawn_assignment
from pulau.apps.assessments.services.teams import LONGEST_NUMBER, LONGEST_SOURCE, draw_assessors
from pulau.apps.assessments.team_page import lot_views
from pulau.apps.assessments.team_words import told
from pulau.apps.assessments.views.team import UNPROCESSABLE, back_to_team, level_frame
from pulau.apps.assessments.wishes import LotWish
from pulau.core.shared.problems import BadInput
from pulau.foundation.tenancy.deciding import may
from pulau.foundation.tenancy.policy import requires

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

_DIGITS: Final = 4
FIELDS: Final = {"angka": LONGEST_NUMBER, "sumber": LONGEST_SOURCE}


@requires(may(SEE))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def draw(request: HttpRequest, unit: str, year: int, level: str) -> HttpResponse:
    """Ask for the public number and draw. 422 with what was typed where it cannot be drawn."""
    frame, wanted = level_frame(request, unit, year, level)
    typed = {name: request.POST.get(name, "") for name in ("jumlah", *FIELDS)}
    problems: dict[str, str] = {}
    even = request.method != "POST" or bool(request.POST.get("merata"))
    if request.method == "POST":
        said = typed["jumlah"]
        count = int(said) if said.isascii() and said.isdecimal() and len(said) <= _DIGITS else 0
        wish = LotWish(wanted, count, typed["angka"], typed["sumber"], even=even)
        try:
            drawn = draw_assessors(actor=frame.actor, case_id=frame.case.pk, wish=wish, now=timezone.now())
        except TeamRefusal as refused:
            problems["jumlah"] = told(frame.actor, refused)
        except BadInput as refused:
            problems[refused.problems[0].place] = told(frame.actor, refused)
        else:
            words = ngettext("%(n)d orang terpilih.", "%(n)d orang terpilih.", len(drawn)) % {"n": len(drawn)}
            messages.success(request, words)
            return back_to_team(unit, year)
    context = {
        **frame.context,
        "level": Level(wanted).label,
        "able": len(able_of(frame.case, wanted, timezone.now())),
        "typed": typed if request.method == "POST" else {**typed, "jumlah": "1"},
        "even": even,
        "problems": problems,
        "errors": list(problems.items()),
        "longest": FIELDS,
    }
    return render(request, "assessments/draw.html", context, status=UNPROCESSABLE if problems else 200)


@requires(may(SEE))
@never_cache
@require_safe
def drawn(request: HttpRequest, unit: str, year: int, assignment: UUID) -> HttpResponse:
    """Show how an assessor was drawn. 404 for one that was not."""
    frame = case_frame(request, unit, year)
    row = get_drawn_assignment(frame.case, assignment)
    context = {**frame.context, "row": row, "lot": row.lot, "tickets": lot_views(row)}
    return render(request, "assessments/drawn.html", context)
