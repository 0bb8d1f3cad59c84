"""The TPN's pre-evaluation as a unit's page shows it: a form to its assessors, a record to others once it is over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pulau.apps.proposals.facts import newest_screening
from pulau.apps.proposals.policies import SCREEN
from pulau.apps.proposals.proposed import proposed_checks
from pulau.apps.proposals.words import kept_views
from pulau.core.workflow.assessment import SCREENING
from pulau.foundation.tenancy.deciding import allowed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pulau.apps.assessments.contract import Case
    from pulau.apps.proposals.wishes import ScreeningWish
    from pulau.apps.proposals.words import CheckView
    from pulau.core.shared.actor import Actor


def screening_context(
    actor: Actor, case: Case, typed: ScreeningWish | None, errors: Mapping[str, str]
) -> dict[str, Any]:
    """Return what the page shows of the pre-evaluation; `typed` and `errors` where it was just refused."""
    may_screen = allowed(actor, SCREEN, unit_id=case.unit_id, state=case.stage)
    row = newest_screening(case.tenant_id, case.pk)
    shown = proposed_checks(case)
    if row is not None and case.stage == SCREENING and not may_screen and not actor.visits:
        row = None  # the agency reads it once the stage is over
    kept = row.checks if row else {}
    views = kept_views(shown.checks) if shown else []
    return {
        "screens": may_screen and shown is not None,
        "screening": row,
        "screening_lines": [_line(view, kept.get(view.code, {}), typed, errors) for view in views],
        "screening_seal": shown.digest if shown else "",
        "summary": typed.summary if typed else row.summary if row else "",
    }


def _line(
    view: CheckView, kept: Mapping[str, Any], typed: ScreeningWish | None, errors: Mapping[str, str]
) -> dict[str, Any]:
    said, remark = kept.get("confirmed"), kept.get("remark", "")
    if typed is not None:
        said, remark = typed.confirmed.get(view.code), typed.remarks.get(view.code, "")
    return {
        "check": view,
        "said": "" if said is None else "ya" if said else "tidak",
        "confirmed": kept.get("confirmed"),
        "remark": remark,
        "said_error": errors.get(f"hasil-{view.code}", ""),
        "remark_error": errors.get(f"catatan-{view.code}", ""),
    }
