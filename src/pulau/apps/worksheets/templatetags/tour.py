"""The tour's panel, for pages that may be part of it: `{% load tour %}{% tour %}`."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse

from pulau.apps.worksheets.desk.tour import PARAMETER, PLACE, tour_step

register = template.Library()


@register.inclusion_tag("worksheets/desk/tour.html", takes_context=True)
def tour(context: template.Context) -> dict[str, Any]:
    """Show the step that the address asks for; on a list that is not empty, offer the tour to who has not taken it."""
    request = context["request"]
    desk = context.get("desk")
    offering = desk is None and bool(context.get("units"))
    return {
        "request": request,
        "csrf_token": context.get("csrf_token"),
        "step": tour_step(request, desk),
        "offered": offering and request.user.tour_ended_at is None,
        "again": offering and request.user.tour_ended_at is not None,
        "start": f"{reverse('worksheets:worksheets')}?{PARAMETER}=1#{PLACE}",
        "place": PLACE,
    }
