"""How evaluations of a unit ended, and why; and the names that it had."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _

from pulau.apps.portal.showing.words import day_text, listed, state_words
from pulau.core.workflow.assessment import ASSESSMENT
from pulau.foundation.ui.middleware import spoken_language

if TYPE_CHECKING:
    from pulau.apps.portal.showing.unit.seen import Seen


_DECIDING: Final = frozenset(
    {
        *("find_unfit", "hold_back", "leave_unproposed", "reject_objection", "close_unpassed", "determine"),
        *("determine_own", "keep_title", "revoke", "withdraw", "withdraw_proposal", "void"),
    }
)
"""Steps that decide. What keeps watch over an outcome decides nothing, and a proposed revocation is never told."""


@dataclass(frozen=True, slots=True)
class Decided:
    """The end of a year's evaluation: its outcome, the step that brought it about, and its reasons as written."""

    year: int
    words: str
    day: str
    how: str
    reason: str
    objection: str
    objection_reasons: str


def decided_of(seen: Seen) -> list[Decided]:
    """Return the decisions, the newest first; each of the first day on which its outcome stood."""
    days = {row.year: row.days for row in seen.years}
    return [
        Decided(
            one["year"],
            state_words(one["state"]),
            day_text(days.get(one["year"], {}).get(one["state"]) or one["day"] or None),
            step_words(one["event"]),
            one["reason"],
            _objection(one["objection"]),
            one["objection_reasons"],
        )
        for one in seen.decisions
    ]


def step_words(event: str) -> str:
    """Name the step that decided; empty for one that the process does not have, or that decided nothing."""
    way = next((one for one in ASSESSMENT.ways if one.event == event), None)
    return way.words(spoken_language()) if way and event in _DECIDING else ""


def former_names(seen: Seen) -> list[str]:
    """Say which names the unit had until the day, and which units were merged into it."""
    told = [
        _("Sampai %(day)s bernama %(name)s.") % {"day": day_text(one["until"]), "name": one["name"]}
        for one in seen.facts["names"]
        if one["until"] <= seen.day.isoformat()
    ]
    merged = seen.facts["merged_from"]
    return [*told, _("Mengambil alih pekerjaan %(names)s.") % {"names": listed(merged)}] if merged else told


def _objection(state: str) -> str:
    return {"upheld": _("Keberatan diterima"), "rejected": _("Keberatan ditolak")}.get(state, "")
