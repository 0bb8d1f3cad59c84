"""How far assessors agree (`/penilai`), for the technical controller."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pulau.apps.assessments.desks.agreeing import agreed, years_judged
from pulau.apps.assessments.desks.frame import desk_tabs
from pulau.apps.assessments.desks.readings import FEW, LEANINGS, STRENGTHS, drawn
from pulau.apps.assessments.item_views import part_names
from pulau.apps.assessments.policies import CONTROL
from pulau.exchange.packs import available, load_pack
from pulau.foundation.tenancy.acting import required_actor
from pulau.foundation.tenancy.deciding import may
from pulau.foundation.tenancy.policy import requires
from pulau.foundation.ui.lists import paged

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@requires(may(CONTROL))
@never_cache
@require_safe
def assessors(request: HttpRequest) -> HttpResponse:
    """Show the agreement of a year's assessors, all together and by pairs, and the leaning of each."""
    actor = required_actor(request)
    years, names = years_judged(actor), _parts()
    year = next((one for one in years if str(one) == request.GET.get("tahun")), years[0] if years else 0)
    part = request.GET.get("area", "")
    part = part if part in names else ""
    found = agreed(actor, year, part)
    context = {
        **paged(request, found.pairs, tahun=str(year), area=part),
        "desk_tabs": desk_tabs(request, actor),
        "found": found,
        "share": None if found.whole.share is None else 100 * found.whole.share,
        "strength": STRENGTHS[found.whole.strength],
        "year": year,
        "years": [(str(one), str(one)) for one in years],
        "part": part,
        "parts": list(names.items()),
        "biases": [(view, LEANINGS[view.bias.leaning], drawn(view.bias)) for view in found.biases],
        "few": FEW,
    }
    context["pairs"] = [(view, STRENGTHS[view.agreement.strength]) for view in context["page"].object_list]
    return render(request, "assessments/desk/assessors.html", context)


def _parts() -> dict[str, str]:
    """Return the parts of the newest form."""
    newest = next(pack for pack in available() if load_pack(pack).worksheet)
    return part_names(newest)
