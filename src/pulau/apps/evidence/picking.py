"""The picker of evidence for pages of other apps: `{% include "evidence/picker.html" %}` in a form of theirs.

The context's `picker` is what `picker(…)` gives; the form gets its field with the id of each piece that was chosen. The
page loads htmx; without a script the picker leads to `/bukti/pilih`, which comes back with that field in the query.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone

from pulau.apps.evidence.selectors.choosing import choices_for, chosen_ones
from pulau.apps.evidence.shown import shown_choices
from pulau.foundation.api.reading import uuid_in
from pulau.foundation.calendar.clocks import today_of

if TYPE_CHECKING:
    from django.http import HttpRequest

    from pulau.core.shared.actor import Actor


def picker(request: HttpRequest, actor: Actor, *, name: str = "bukti", many: bool = True) -> dict[str, Any]:
    """Return what `evidence/picker.html` shows first: what the address says was chosen, and the newest pieces."""
    today = today_of(actor, timezone.now())
    asked = [found for found in map(uuid_in, request.GET.getlist(name)) if found is not None]
    chosen = chosen_ones(actor, asked, today) if asked else []
    there = {choice.row.pk for choice in chosen}
    rows, more = choices_for(actor, "", today)
    return {
        "name": name,
        "many": many,
        "kind": "checkbox" if many else "radio",
        "back": request.path,
        "chosen": there,
        "choices": shown_choices([*chosen, *(row for row in rows if row.row.pk not in there)]),
        "more": more,
    }
