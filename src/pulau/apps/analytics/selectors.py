"""Reading stored answers: whoever comes may read them, so nothing here asks who."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pulau.apps.analytics.figures.told import from_json
from pulau.apps.analytics.models import FiguresRun, NationalAnswer

if TYPE_CHECKING:
    from datetime import datetime

    from pulau.apps.analytics.figures.model import Tables


@dataclass(frozen=True, slots=True)
class Standing:
    """An answer as it stands: its tables, the SQL as it was asked, when facts were read, and when it was counted."""

    tables: Tables
    question: str
    moment: datetime
    answered_at: datetime


def answer_of(slug: str) -> Standing | None:
    """Return what a figure says, or None where it was never counted; one query."""
    row = NationalAnswer.objects.filter(code=slug).first()
    if row is None:
        return None
    tables = {name: from_json(kept) for name, kept in row.tables.items()}
    return Standing(tables, row.question, row.moment, row.answered_at)


def counted_at() -> tuple[datetime, datetime] | None:
    """Return when the facts were read, and when they were last counted; None before the first time. One query."""
    return NationalAnswer.objects.order_by("code").values_list("moment", "answered_at").first()


def last_run() -> FiguresRun | None:
    """Return how the last run went, or None before the first one."""
    return FiguresRun.objects.filter(pk=1).first()
