"""What an assessor asks for and what came of it: plain values between pages and services; and what cannot be done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

if TYPE_CHECKING:
    from datetime import datetime

    from pulau.apps.assessments.judgement_selectors import LevelAnswer
    from pulau.apps.assessments.models import Judgement
    from pulau.core.shared.problems import Problem


@dataclass(frozen=True, slots=True)
class JudgeChange:
    """A wish for one item: the version its writer saw (0: none yet) and the fields they touched, as typed.

    `fields` are those of `core.workflow.sheets.FIELDS`; `value` is what `take_answer` takes, None: not judged.
    """

    item: str
    seen: int
    fields: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class JudgeClash:
    """A change that met another one of the same assessor: what was wanted, what stands, the fields that differ."""

    change: JudgeChange
    standing: LevelAnswer
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class JudgingSaved:
    """What came of changes: the sheet, and by item the new version, or why it was not taken."""

    judgement: Judgement
    written: Mapping[str, int] = field(default_factory=dict)
    clashes: tuple[JudgeClash, ...] = ()
    problems: Mapping[str, tuple[Problem, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Handover:
    """A wish to submit a sheet: its revision as seen, and why what is left over was not judged (empty: not said)."""

    seen: int
    why: str = ""


class NotAssigned(PermissionDenied):
    """The actor has no sheet in the case: nobody assigned them."""


class SheetClosed(Exception):  # noqa: N818 - a fact, as every error of this project
    """The sheet takes no answers: it was submitted or ended, or the case is at another stage."""

    def __init__(self, stage: str, submitted_at: datetime | None = None) -> None:
        """Keep where the case stands, and when the sheet was submitted."""
        self.stage, self.submitted_at = stage, submitted_at
        super().__init__(stage)


class SheetMoved(Exception):  # noqa: N818 - a fact
    """The sheet was changed in another window since it was looked at."""


class ItemsUnjudged(Exception):  # noqa: N818 - a fact
    """Items of the assignment that are neither judged nor explained; `items` names them."""

    def __init__(self, items: tuple[str, ...]) -> None:
        """Keep which."""
        self.items = items
        super().__init__(", ".join(items))
