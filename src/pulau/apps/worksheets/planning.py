"""The plan that a page asks for: read from the form, worked out within the time a page may take."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from pulau.core.planning.plan import plan
from pulau.core.regulation.model import Unit
from pulau.core.scoring.model import GateResult
from pulau.core.shared.problems import BadInput

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import QueryDict

    from pulau.core.planning.plan import Plan
    from pulau.core.scoring.model import Evaluation

EFFORT_KINDS: Final = ("option_step", "ratio_count", "index_hundredth", "percent_point")
EFFORT_PREFIX: Final = "upaya-"
PIN_FIELD: Final = "sematkan"
TITLE_FIELD: Final = "predikat"
ASK_FIELD: Final = "susun"

_SECONDS: Final = 3.0
_SOLVER_SECONDS: Final = 1.2  # twice at most: for the effort, then for the order
_NEAR_POINTS: Final = 20
_NEAR_UNANSWERED: Final = 10
# One at a time: the solver takes a whole core, and a page that has waited too long does not wait for the next one too.
_SOLVER: Final = ThreadPoolExecutor(max_workers=1, thread_name_prefix="plan")


@dataclass(frozen=True, slots=True)
class PlanRequest:
    """What a plan is asked for. `effort` holds the texts as typed: by kind of step or by item."""

    title: str
    effort: Mapping[str, str] = field(default_factory=dict)
    pinned: tuple[str, ...] = ()


def asked_plan(posted: QueryDict) -> PlanRequest | None:
    """Read what the form asks for; None where it asks for no plan. Blank efforts are the pack's own."""
    if ASK_FIELD not in posted:
        return None
    fields = ((key.removeprefix(EFFORT_PREFIX), posted[key]) for key in posted if key.startswith(EFFORT_PREFIX))
    effort = {key: str(typed).strip() for key, typed in fields if str(typed).strip()}
    return PlanRequest(posted.get(TITLE_FIELD, ""), effort, tuple(dict.fromkeys(posted.getlist(PIN_FIELD))))


def next_title(evaluation: Evaluation) -> str | None:
    """Return the lowest title that is not met, or None."""
    return next((title for title, verdict in evaluation.titles.items() if not verdict.met), None)


def own_plan(evaluation: Evaluation) -> PlanRequest | None:
    """Return the plan a page shows unasked: to the next title, where it is near enough to be found at once."""
    title = next_title(evaluation)
    if title is None:
        return None
    missed = (gate for gate in evaluation.titles[title].missed if isinstance(gate, GateResult))
    short = sum(gate.shortfall for gate in missed if gate.unit is Unit.POINTS)
    unanswered = len(evaluation.pack.items) - len(evaluation.answers.values)
    return PlanRequest(title) if short <= _NEAR_POINTS and unanswered <= _NEAR_UNANSWERED else None


def make_plan(evaluation: Evaluation, request: PlanRequest) -> Plan:
    """Work a plan out. Raises BadInput, also where it takes longer than a page may."""
    asked = {"effort": request.effort, "pinned": request.pinned, "seconds": _SOLVER_SECONDS}
    job = _SOLVER.submit(plan, evaluation, request.title, **asked)  # type: ignore[arg-type]  # each as plan names it
    try:
        return job.result(timeout=_SECONDS)
    except TimeoutError:
        job.cancel()
        raise BadInput.because("no-plan-found", request.title) from None
