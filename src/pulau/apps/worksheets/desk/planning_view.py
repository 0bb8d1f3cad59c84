"""The plan of a stored worksheet: asked for by an address, each step leading to its item and into the trial."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pulau.apps.worksheets.desk.frame import desk_context
from pulau.apps.worksheets.desk.trying import address_of
from pulau.apps.worksheets.planning import asked_plan, own_plan
from pulau.apps.worksheets.report.page import plan_context
from pulau.apps.worksheets.report.titles import title_views

if TYPE_CHECKING:
    from django.http import QueryDict

    from pulau.apps.worksheets.desk.frame import Desk

FORM: Final = "susun-rencana"


def planning_context(desk: Desk, query: QueryDict) -> dict[str, Any]:
    """Return what the page shows: the plan asked for, or unasked the one to the next title where it is near."""
    asked = asked_plan(query)
    request = asked or own_plan(desk.evaluation)
    context = plan_context(desk.calculation, request, desk.language, asked=asked is not None)
    views = title_views(desk.calculation, desk.language)
    plan = context["plan"]
    steps = {step.item: step.answer for step in plan.steps} if plan else {}
    return (
        desk_context(desk, "plan")
        | context
        | {
            "titles": views,
            "next_title": next((title for title in views if title.opened), None),
            "plan_form": FORM,
            "try_steps": address_of(desk, steps) if steps else "",
        }
    )
