"""What every page of a worksheet that was handed in says: by whom, when, and who can take it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pulau.apps.worksheets.handing_selectors import standing_submission
from pulau.apps.worksheets.policies import submits

if TYPE_CHECKING:
    from pulau.apps.worksheets.models import Worksheet
    from pulau.core.shared.actor import Actor


def band_of(actor: Actor, row: Worksheet) -> dict[str, object]:
    """Return the submission that stands, and whether the person may take it back: one query."""
    return {"handed": standing_submission(row), "may_withdraw": submits(actor, row.unit_id)}
