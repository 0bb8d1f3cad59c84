"""A worksheet that was handed in changes no more: no answer, no evidence, no duty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pulau.apps.worksheets.models import SheetState

if TYPE_CHECKING:
    from uuid import UUID

    from pulau.apps.worksheets.models import Worksheet


class WorksheetSubmitted(Exception):  # noqa: N818 - a fact, as every error of this project
    """The worksheet `worksheet_id` was handed in: nothing in it is changed until it comes back."""

    def __init__(self, worksheet_id: UUID) -> None:
        """Keep which one."""
        self.worksheet_id = worksheet_id
        super().__init__(f"worksheet {worksheet_id} was handed in")


def require_draft(row: Worksheet) -> None:
    """Raise WorksheetSubmitted unless the worksheet is open to its team."""
    if row.state != SheetState.DRAFT:
        raise WorksheetSubmitted(row.pk)
