"""The ministry's desk (`/meja/nasional`): what is before it in all bodies that the reader's grants reach."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from pulau.apps.assessments.desks.asked import asked_of, narrow
from pulau.apps.assessments.desks.figures import stages_of
from pulau.apps.assessments.desks.frame import case_views, desk_tabs, list_choices
from pulau.apps.assessments.desks.national import (
    CENTRAL,
    assesses_nationally,
    get_national_case,
    map_of,
    national_cases,
    own_national_cases,
)
from pulau.apps.assessments.policies import DESK
from pulau.apps.assessments.views.desk import stage_rows
from pulau.apps.people.contract import enter_body
from pulau.exchange.regions import regions
from pulau.foundation.calendar import today_of
from pulau.foundation.tenancy.acting import required_actor
from pulau.foundation.tenancy.deciding import may
from pulau.foundation.tenancy.policy import requires
from pulau.foundation.ui.lists import paged

if TYPE_CHECKING:
    from collections.abc import Mapping


@requires(may(DESK), assesses_nationally)
@never_cache
@require_safe
def national(request: HttpRequest) -> HttpResponse:
    """List the cases before the ministry in every body that the reader's grants reach, a page at a time."""
    actor = required_actor(request)
    asked, today = asked_of(request.GET), today_of(actor, timezone.now())
    source = own_national_cases(request) if asked.only == "saya" else national_cases(request)
    years = list(national_cases(request).order_by("-year").values_list("year", flat=True).distinct())
    listed = paged(request, narrow(source, asked, actor, today), **asked.query)
    context = {
        **listed,
        **list_choices(asked, years, bodies=True),
        "desk_tabs": desk_tabs(request, actor),
        "rows": case_views(listed["page"].object_list, today),
    }
    return render(request, "assessments/desk/national.html", context)


@requires(may(DESK), assesses_nationally)
@never_cache
@require_safe
def national_map(request: HttpRequest) -> HttpResponse:
    """Show where those cases stand: by stage, and by province or the bodies of one."""
    actor = required_actor(request)
    today = today_of(actor, timezone.now())
    province = _province(request.GET)
    stages = stages_of(national_cases(request), today)
    places = map_of(national_cases(request), today, province)
    most = max((place.n for place in places), default=0)
    context = {
        "desk_tabs": desk_tabs(request, actor),
        "province": province,
        "province_name": _place_name(province),
        "stages": stage_rows(stages),
        "total": sum(stage.n for stage in stages),
        "places": [
            (place, place.name or _place_name(place.key), round(100 * place.n / most) if most else 0)
            for place in places
        ],
    }
    return render(request, "assessments/desk/national_map.html", context)


@requires(may(DESK), assesses_nationally)
@never_cache
@require_POST
def enter(request: HttpRequest) -> HttpResponse:
    """Go into the body of a case, and to the case: by the same way in which any body is visited."""
    case = get_national_case(request, _case_id(request.POST.get("penilaian", "")))
    if not enter_body(request, case.tenant_id):
        raise Http404(case.pk)
    return HttpResponseRedirect(reverse("assessments:case", args=[case.unit_code, case.year]), status=303)


def _case_id(asked: str) -> UUID:
    try:
        return UUID(asked)
    except ValueError:
        raise Http404(asked) from None


def _province(given: Mapping[str, str]) -> str:
    asked = given.get("wilayah", "")
    return asked if asked == CENTRAL or (asked in regions() and regions()[asked].is_province) else ""


def _place_name(key: str) -> str:
    if key == CENTRAL:
        return gettext("Kementerian dan lembaga")
    return regions()[key].name if key in regions() else ""
