"""The readiness facts of a year (`/kesiapan`): a measure a row, with its document, and what held before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from pulau.apps.agencies.forms.others import ReadinessForm
from pulau.apps.agencies.gates import get_unit_for
from pulau.apps.agencies.models import Measure
from pulau.apps.agencies.policies import RECORD_READINESS, SEE_READINESS
from pulau.apps.agencies.selectors import agency_of, readiness_facts
from pulau.apps.agencies.services.readiness import FIRST_YEAR, Finding, record_readiness
from pulau.apps.agencies.wording import REFUSED, tell, value_words
from pulau.core.shared.readiness import AGENCY_ONLY
from pulau.foundation.calendar import today_of
from pulau.foundation.tenancy.acting import required_actor
from pulau.foundation.tenancy.deciding import allowed, may, require
from pulau.foundation.tenancy.policy import requires
from pulau.foundation.ui.form_fields import field_views, summary_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from pulau.apps.agencies.models import ReadinessFact, WorkUnit
    from pulau.core.shared.actor import Actor

UNPROCESSABLE = 422
MOST_FACTS = 300


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure of a year: the fact that holds (None: none was recorded), and those before it; each with its value."""

    label: str
    fact: tuple[ReadinessFact, str] | None
    before: tuple[tuple[ReadinessFact, str], ...]


@requires(may(SEE_READINESS))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def readiness(request: HttpRequest) -> HttpResponse:
    """Show a year's facts of the agency or a unit, and take in new ones. Raises UnitNotFound (404)."""
    actor = required_actor(request)
    code = request.GET.get("unit", "").replace("\x00", "")
    unit = get_unit_for(actor, code) if code else None
    today = today_of(actor, timezone.now())
    year = _year(request, today)
    form = None
    if request.method == "POST":
        require(actor, RECORD_READINESS)
        form = ReadinessForm(actor, request.POST)
        if form.is_valid() and (found := _recorded(actor, form)):
            told = {"measure": Measure(found.measure).label, "year": found.year}
            messages.success(request, _("%(measure)s tahun %(year)s tercatat.") % told)
            return HttpResponseRedirect(_address(found, form.cleaned_data["unit"]), status=303)
    elif allowed(actor, RECORD_READINESS):
        form = ReadinessForm(actor, initial={"year": year, "unit": code})
    errors = summary_of(form) if form else []
    context = {
        "agency": agency_of(actor),
        "unit": unit,
        "year": year,
        "years": _years(actor, unit, year, today.year),
        "rows": _rows(readiness_facts(actor, unit.pk if unit else None).filter(year=year)[:MOST_FACTS], unit),
        "fields": field_views(form) if form else [],
        "errors": errors,
    }
    return render(request, "agencies/readiness.html", context, status=UNPROCESSABLE if errors else 200)


def _recorded(actor: Actor, form: ReadinessForm) -> ReadinessFact | None:
    """Record what was typed; None, told at the field, where that cannot be."""
    typed = form.cleaned_data
    unit: WorkUnit | None = typed["unit"]
    finding = Finding(
        measure=Measure(typed["measure"]),
        year=typed["year"],
        value=typed["value"],
        document=typed["document"],
        document_date=typed["document_date"],
        unit_id=unit.pk if unit else None,
    )
    try:
        return record_readiness(actor=actor, finding=finding, now=timezone.now())
    except REFUSED as problem:
        tell(form, problem)
        return None


def _address(fact: ReadinessFact, unit: WorkUnit | None) -> str:
    asked = {"tahun": str(fact.year)} | ({"unit": unit.code} if unit else {})
    return f"{reverse('agencies:readiness')}?{urlencode(asked)}"


def _year(request: HttpRequest, today: date) -> int:
    """Return the year that the address asks for, else the last one that is over."""
    typed = request.GET.get("tahun", "")
    asked = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) == len("2025") else 0
    return asked if FIRST_YEAR <= asked <= today.year else today.year - 1


def _years(actor: Actor, unit: WorkUnit | None, year: int, last: int) -> list[int]:
    """Return the years on offer, newest first: the last three, those with a fact, and the one that is shown."""
    rows = readiness_facts(actor, unit.pk if unit else None).order_by()
    known = set(rows.values_list("year", flat=True).distinct())
    return sorted(known | {last, last - 1, last - 2, year}, reverse=True)


def _rows(facts: Iterable[ReadinessFact], unit: WorkUnit | None) -> list[MeasureRow]:
    found: dict[str, list[tuple[ReadinessFact, str]]] = {}
    for fact in facts:
        found.setdefault(fact.measure, []).append((fact, value_words(fact.measure, fact.value)))
    shown = [measure for measure in Measure if unit is None or measure.value not in AGENCY_ONLY]
    return [
        MeasureRow(str(measure.label), held[0] if held else None, tuple(held[1:]))
        for measure in shown
        for held in (found.get(measure.value, []),)
    ]
