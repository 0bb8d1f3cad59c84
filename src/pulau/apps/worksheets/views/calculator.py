"""The calculator (`/hitung`): a worksheet in, its verdict out, nothing kept."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from pulau.apps.worksheets import carried
from pulau.apps.worksheets.calculation import Calculation, Options, calculate, calculate_file, legible
from pulau.apps.worksheets.demos import DEMOS, DemoWorksheet, demo_of
from pulau.apps.worksheets.forms import FileForm, OptionsForm, regulations
from pulau.apps.worksheets.planning import asked_plan, own_plan
from pulau.apps.worksheets.report.page import result_context
from pulau.core.shared.problems import BadInput
from pulau.exchange.messages import sentences
from pulau.foundation.tenancy.policy import public
from pulau.foundation.ui.middleware import spoken_language
from pulau.foundation.ui.views import in_chosen_language

UNPROCESSABLE = 422
_LONGEST_NAME = 120
_LONGEST_SHOWN = 40


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def calculator(request: HttpRequest) -> HttpResponse:
    """Show the start page, or the result of what was sent: a file, or a worksheet on its way through the browser."""
    if request.method != "POST":
        return _start(request, FileForm())
    if carried.FIELD in request.POST:
        return in_chosen_language(request, lambda: _again(request))
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _start(request, form, [str(text) for found in form.errors.values() for text in found])
    upload = form.upload()
    try:
        calculation = calculate_file(upload.read(), upload.name or "", form.options())
    except BadInput as problem:
        return _start(request, form, sentences(problem, spoken_language()), name=upload.name or "")
    return _result(request, calculation)


@public
@never_cache
@require_safe
def demo(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the result of a demo worksheet."""
    found = demo_of(slug)
    if found is None:
        raise Http404
    return _result(request, calculate_file(found.read(), found.file, Options()), found)


def _again(request: HttpRequest) -> HttpResponse:
    """Show the result of a worksheet that the browser sent back, with other options or a plan."""
    try:
        calculation = posted_calculation(request)
    except BadInput as problem:
        return refused(request, problem)
    return _result(request, calculation, demo_of(request.POST.get("contoh", "")))


def refused(request: HttpRequest, problem: BadInput) -> HttpResponse:
    """Show the start page with what is wrong with a worksheet that the browser sent back."""
    return _start(request, FileForm(), sentences(problem, spoken_language()), name=posted_name(request))


def posted_calculation(request: HttpRequest) -> Calculation:
    """Score the worksheet that the browser sent back. Raises BadInput."""
    form = OptionsForm(request.POST)
    if not form.is_valid():
        field = next(iter(form.errors))
        value = request.POST.get(field, "")[:_LONGEST_SHOWN]
        raise BadInput.because("unknown-choice", field, value=value, allowed=form.allowed(field))
    submission = carried.read_carried(request.POST.get(carried.FIELD, ""), request.POST.get(carried.EXTRAS_FIELD, ""))
    return calculate(submission, posted_name(request), form.options())


def posted_name(request: HttpRequest) -> str:
    """Return the name the worksheet came under."""
    return request.POST.get("nama", "")[:_LONGEST_NAME]


def _start(request: HttpRequest, form: FileForm, problems: Sequence[str] = (), name: str = "") -> HttpResponse:
    values = form.data if form.is_bound else {}
    context = {
        "form": form,
        "values": values,
        "problems": [legible(problem) for problem in problems],
        "file_name": legible(name),
        "demos": DEMOS,
        "regulations": regulations(),
    }
    return render(request, "worksheets/calculator.html", context, status=UNPROCESSABLE if problems else 200)


def _result(request: HttpRequest, calculation: Calculation, shown: DemoWorksheet | None = None) -> HttpResponse:
    asked = asked_plan(request.POST)
    context = result_context(calculation, asked or own_plan(calculation.evaluation), asked=asked is not None)
    context |= {"demo": shown, "language_form": "lembar", "language_action": reverse("worksheets:calculator")}
    status = UNPROCESSABLE if context["plan_problems"] else 200
    return render(request, "worksheets/result.html", context, status=status)
