"""The picker of evidence for pages of other apps: `{% include "evidence/picker.html" with … %}` in a form of theirs.

The form gets `name` with the id of each piece that was chosen. The page loads htmx; without a script the picker leads
to `/bukti/pilih`, which comes back to `back` with the same field in its query.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pulau.apps.evidence.selectors.choosing import choices_for
from pulau.apps.evidence.shown import shown_choices
from pulau.foundation.calendar.clocks import today_of

if TYPE_CHECKING:
    from datetime import datetime

    from pulau.apps.agencies.contract import WorkUnit
    from pulau.core.shared.actor import Actor


def picker(
    actor: Actor, now: datetime, *, name: str = "bukti", many: bool = True, unit: WorkUnit | None = None, back: str = ""
) -> dict[str, Any]:
    """Return the context of `evidence/picker.html` with its first rows; of one unit's pieces where it is named."""
    rows, more = choices_for(actor, "", today_of(actor, now), unit=unit.pk if unit else None)
    return {
        "name": name,
        "many": many,
        "kind": "checkbox" if many else "radio",
        "unit": unit.code if unit else "",
        "back": back,
        "choices": shown_choices(rows),
        "more": more,
    }
