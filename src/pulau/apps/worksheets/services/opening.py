"""Opening a worksheet for a unit and a year, and stating the title that the unit holds."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from pulau.apps.agencies.contract import WorkUnit, units_of
from pulau.apps.worksheets.actions import PRIOR_TITLE_STATED, WORKSHEET_OPENED
from pulau.apps.worksheets.announcing import announce
from pulau.apps.worksheets.locked import require_draft
from pulau.apps.worksheets.mapping import SCORE_FIELDS, evaluation_of, write_score
from pulau.apps.worksheets.models import Worksheet
from pulau.apps.worksheets.policies import FILL, OPEN
from pulau.apps.worksheets.selectors import lock_worksheet, values_of
from pulau.core.shared.problems import BadInput
from pulau.exchange.packs import load_pack
from pulau.foundation.journal import services as journal
from pulau.foundation.tenancy.deciding import require

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor


class WorksheetExists(Exception):  # noqa: N818 - a fact, as every error of this project
    """The unit has a worksheet for this year already; `worksheet` is it."""

    def __init__(self, worksheet: Worksheet) -> None:
        """Keep the one that is there."""
        self.worksheet = worksheet
        super().__init__(f"{worksheet.unit_id} {worksheet.year}")


class UnitNotFound(ValidationError):  # noqa: N818 - a fact, as every error of this project
    """The agency has no such unit, or the actor may not open a worksheet for it."""


@transaction.atomic
def open_worksheet(
    *, actor: Actor, unit_id: UUID, year: int, regulation: str, now: datetime, prior_title: str = ""
) -> Worksheet:
    """Open an empty worksheet under the form of a regulation; the year does not tell the form.

    Raises UnitNotFound, PermissionDenied, WorksheetExists, BadInput for a regulation without a worksheet or a title
    that it does not know, and ValidationError for a year out of range.
    """
    unit = _unit(actor, unit_id)
    actor = require(actor, OPEN, unit_id=unit.pk)
    there = Worksheet.objects.for_actor(actor).filter(unit_id=unit.pk, year=year).select_related("unit").first()
    if there is not None:
        raise WorksheetExists(there)
    row = Worksheet(
        tenant_id=actor.tenant_id,
        unit=unit,
        year=year,
        regulation=_with_worksheet(regulation),
        prior_title=prior_title,
        created_at=now,
        scored_at=now,
        scored_on=timezone.localdate(now),
    )
    row.full_clean(
        exclude=["tenant", "unit", "exact", "printed", "gates", "titles"],
        validate_unique=False,
        validate_constraints=False,
    )
    write_score(row, evaluation_of(row, {}))
    row.save(force_insert=True)
    payload = {"unit": unit.pk, "year": year, "regulation": regulation}
    journal.record(actor, WORKSHEET_OPENED.code, row, payload, now, unit_id=unit.pk)
    return row


@transaction.atomic
def state_prior_title(*, actor: Actor, worksheet_id: UUID, title: str, now: datetime) -> Worksheet:
    """State which title the unit holds (empty: none); the gates are judged anew.

    Raises WorksheetNotFound, PermissionDenied, WorksheetSubmitted, BadInput for a title that the form does not know.
    """
    row, listened = lock_worksheet(actor, worksheet_id)
    actor = require(actor, FILL, unit_id=row.unit_id)
    require_draft(row)
    before, held = row.gates, row.prior_title
    row.prior_title = title
    write_score(row, evaluation_of(row, {item: found.value for item, found in values_of(row).items()}))
    row.revision += 1
    row.save(update_fields=[*SCORE_FIELDS, "prior_title"])
    payload = {"title": title, "revision": row.revision, **journal.changed({"title": held}, {"title": title})}
    journal.record(actor, PRIOR_TITLE_STATED.code, row, payload, now, unit_id=row.unit_id)
    if listened:
        announce(row, {}, now, rescored=row.gates != before)
    return row


def _unit(actor: Actor, unit_id: UUID) -> WorkUnit:
    unit = units_of(actor).filter(pk=unit_id).first()
    if unit is None:
        raise UnitNotFound("no such unit")
    return unit


def _with_worksheet(regulation: str) -> str:
    if not load_pack(regulation).worksheet:
        raise BadInput.because("no-worksheet", regulation, amends=load_pack(regulation).amends or "-")
    return regulation
