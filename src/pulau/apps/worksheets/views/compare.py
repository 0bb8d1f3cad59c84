"""A worksheet beside one of another year or unit, or beside a file that is not kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from pulau.apps.people.contract import acts
from pulau.apps.worksheets import carried
from pulau.apps.worksheets.calculation import Options, calculate, calculate_file, legible
from pulau.apps.worksheets.desk.comparing import comparing_context, file_context
from pulau.apps.worksheets.desk.frame import open_desk
from pulau.apps.worksheets.forms import FileForm
from pulau.apps.worksheets.views.calculator import posted_name
from pulau.core.shared.problems import BadInput
from pulau.exchange.messages import sentences
from pulau.foundation.tenancy.policy import requires
from pulau.foundation.ui.middleware import spoken_language
from pulau.foundation.ui.views import in_chosen_language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pulau.apps.worksheets.calculation import Calculation
    from pulau.apps.worksheets.desk.frame import Desk

UNPROCESSABLE = 422


@requires(acts)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def compare(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """Compare with a stored worksheet, or with a file that was sent."""
    if request.method == "POST":
        return in_chosen_language(request, lambda: _with_file(request, unit, year))
    context = comparing_context(open_desk(request, unit, year), request.GET)
    return render(request, "worksheets/desk/compare.html", context)


def _with_file(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    desk = open_desk(request, unit, year)
    try:
        calculation = _sent(request)
    except BadInput as problem:
        return _refused(request, desk, sentences(problem, spoken_language()))
    if calculation is None:
        form = FileForm(request.POST, request.FILES)
        return _refused(request, desk, [str(text) for found in form.errors.values() for text in found])
    return render(request, "worksheets/desk/compare.html", file_context(desk, calculation))


def _sent(request: HttpRequest) -> Calculation | None:
    """Score the file that was sent, or the answers on their way through the browser; None without either.

    Raises BadInput.
    """
    if carried.FIELD in request.POST:
        return calculate(carried.read_carried(request.POST[carried.FIELD], ""), posted_name(request), Options())
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return None
    upload = form.upload()
    return calculate_file(upload.read(), upload.name or "", form.options())


def _refused(request: HttpRequest, desk: Desk, problems: Sequence[str]) -> HttpResponse:
    """Show the page as it was, with what is wrong with the file."""
    context = comparing_context(desk, request.GET)
    context |= {"file_problems": [legible(problem) for problem in problems]}
    return render(request, "worksheets/desk/compare.html", context, status=UNPROCESSABLE)
