"""The whole result page as values for its templates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pulau.apps.worksheets import carried
from pulau.apps.worksheets.calculation import NO_TITLE, legible
from pulau.apps.worksheets.forms import PRIOR_TITLES, UNANSWERED
from pulau.apps.worksheets.planning import make_plan
from pulau.apps.worksheets.report import cautions, details, figures, file_notes, losses, plans, titles
from pulau.core.scoring.model import Unanswered
from pulau.core.shared.problems import BadInput
from pulau.exchange.messages import sentences
from pulau.exchange.result_json import replay_digest
from pulau.foundation.ui.middleware import spoken_language

if TYPE_CHECKING:
    from pulau.apps.worksheets.calculation import Calculation
    from pulau.apps.worksheets.planning import PlanRequest

FIRST_LOSSES = 8


def result_context(calculation: Calculation, request: PlanRequest | None, *, asked: bool) -> dict[str, Any]:
    """Return everything the result page shows; `asked` tells whether the reader asked for the plan."""
    language = spoken_language()
    return {
        "calculation": calculation,
        "evaluation": calculation.evaluation,
        **_verdict(calculation, language),
        **_figures(calculation, language),
        **_losses(calculation, language),
        **_file(calculation, language),
        **_options(calculation),
        **plan_context(calculation, request, language, asked=asked),
        "areas_detail": details.area_details(calculation, language),
        "cautions": cautions.caution_views(calculation, language),
        "unanswered": cautions.unanswered_views(calculation),
        "skipped": calculation.evaluation.unanswered is Unanswered.SKIP,
        "replay": replay_digest(calculation.evaluation),
    }


def _verdict(calculation: Calculation, language: str) -> dict[str, Any]:
    views = titles.title_views(calculation, language)
    aim = next((title for title in views if title.opened), None)
    return {"titles": views, "headline": titles.headline(views), "next_title": aim}


def _figures(calculation: Calculation, language: str) -> dict[str, Any]:
    evaluation = calculation.evaluation
    area_marks, area_key = figures.minimums(evaluation, "areas.", language)
    total_marks, total_key = figures.minimums(evaluation, "total", language)
    return {
        "wholes": figures.whole_views(calculation, language),
        "areas": figures.area_views(calculation, language),
        "area_marks": area_marks,
        "area_key": area_key,
        "total_marks": total_marks,
        "total_key": total_key,
        "components": figures.result_views(calculation, language),
        "dimensions": figures.dimension_views(evaluation, language),
        "split": any(area.reform is not None for area in evaluation.areas.values()),
    }


def _losses(calculation: Calculation, language: str) -> dict[str, Any]:
    found = losses.losses(calculation, language)
    return {"losses": found[:FIRST_LOSSES], "more_losses": found[FIRST_LOSSES:], "loss_count": len(found)}


def _file(calculation: Calculation, language: str) -> dict[str, Any]:
    submission = calculation.submission
    return {
        "differences": file_notes.difference_views(calculation, language),
        "printed": bool(submission.printed),
        "findings": file_notes.finding_views(calculation, language),
        "note_count": len(submission.notes),
        "link_count": sum(len(listed) for listed in submission.links.values()),
    }


def _options(calculation: Calculation) -> dict[str, Any]:
    return {
        "worksheet_field": carried.FIELD,
        "worksheet_text": carried.worksheet_text(calculation),
        "extras_field": carried.EXTRAS_FIELD,
        "extras_text": carried.extras_text(calculation.submission),
        "unanswered_choices": UNANSWERED,
        "prior_titles": [choice for choice in PRIOR_TITLES if choice[0]],
        "held": calculation.evaluation.prior_title or NO_TITLE,
    }


def plan_context(
    calculation: Calculation, request: PlanRequest | None, language: str, *, asked: bool
) -> dict[str, Any]:
    """Return what `result/plan.html` shows: the form of a plan, and the plan where one was asked for and found."""
    context: dict[str, Any] = {"plan": None, "plan_problems": [], "plan_asked": asked}
    if not calculation.evaluation.titles:
        return context
    context |= {
        "plan_title": plans.chosen_title(calculation, request),
        "plan_titles": [(title, title) for title in calculation.evaluation.titles],
        "efforts": plans.effort_views(calculation, request),
        "pins": plans.pin_views(calculation, request, language),
        "plan_adjusted": bool(request and (request.effort or request.pinned)),
    }
    if request is not None:
        try:
            context["plan"] = plans.plan_view(calculation, make_plan(calculation.evaluation, request), language)
        except BadInput as problem:
            # Nobody asked for the page's own plan, so its failing is no error of the reader's.
            context["plan_problems"] = [legible(text) for text in sentences(problem, language)] if asked else []
    return context
