"""What every page of a worksheet that was handed in says: by whom, when, and who can take it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pulau.apps.worksheets.handing_selectors import standing_submission
from pulau.apps.worksheets.policies import submits
from pulau.foundation.registry.process_cases import case_address

if TYPE_CHECKING:
    from pulau.apps.worksheets.models import Worksheet
    from pulau.core.shared.actor import Actor


def band_of(actor: Actor, row: Worksheet) -> dict[str, object]:
    """Return the submission that stands, and whether the person may take it back: one query."""
    handed = standing_submission(row)
    where = case_address(actor, row.unit_id, row.unit.code, row.year) if handed else ""
    return {"handed": handed, "may_withdraw": submits(actor, row.unit_id), "case_href": where}
