"""Reading judgements: sheets of a case, the answers that others may be shown of them, and one's own."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.db.models import Exists, F, OuterRef

from pulau.apps.assessments.models import JudgedAnswer, Judgement, JudgementState
from pulau.core.workflow.levels import AssessorLevel
from pulau.core.workflow.sheets import EMPTY, FIELDS

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from pulau.apps.assessments.models import Case
    from pulau.core.workflow.sheets import Entry
    from pulau.foundation.tenancy.scope import ScopedQuerySet


@dataclass(frozen=True, slots=True)
class LevelAnswer:
    """What one assessor gave for an item, as of one version; `value` is plain data, None: not judged, `reason` why."""

    item: str
    level: AssessorLevel
    judgement_id: UUID
    user_id: UUID
    name: str
    version: int
    value: Any
    finding: str
    recommendation: str
    strength: str
    reason: str

    @property
    def entry(self) -> Entry:
        """Its fields by name, as the rule of concurrent changes sees them."""
        return {name: getattr(self, name) for name in FIELDS}


_COLUMNS: Final = ("item", "version", "value", "finding", "recommendation", "strength", "reason")
_WHOSE: Final = ("judgement__level", "judgement_id", "judgement__user_id", "judgement__user__full_name")


def judgements_of(case: Case) -> ScopedQuerySet[Judgement]:
    """Return the sheets of a case that were not ended, each with its assessor."""
    rows = Judgement.objects.for_tenant(case.tenant_id).filter(case_id=case.pk)
    return rows.exclude(state=JudgementState.ENDED).select_related("user")


def own_judgements(case: Case, user_id: UUID) -> list[Judgement]:
    """Return somebody's own sheets of a case, also an ended one, the first level first."""
    rows = Judgement.objects.for_tenant(case.tenant_id).filter(case_id=case.pk, user_id=user_id).order_by("opened_at")
    order = list(AssessorLevel)
    return sorted(rows, key=lambda row: order.index(AssessorLevel(row.level)))


def submitted_answers(
    case: Case, levels: Collection[str] | None = None, items: Collection[str] | None = None
) -> dict[str, tuple[LevelAnswer, ...]]:
    """Return by item what was submitted at the levels (None: at all), as it was submitted: never what came later.

    Sheets that were ended do not count; one that was opened again counts as it was submitted before. One query.
    """
    rows = JudgedAnswer.objects.for_tenant(case.tenant_id).filter(judgement__case_id=case.pk)
    rows = rows.exclude(judgement__state=JudgementState.ENDED)
    rows = rows.filter(revision__lte=F("judgement__submitted_revision"))
    if levels is not None:
        rows = rows.filter(judgement__level__in=list(levels))
    if items is not None:
        rows = rows.filter(item__in=list(items))
    later = JudgedAnswer.objects.for_tenant(case.tenant_id).filter(
        judgement_id=OuterRef("judgement_id"),
        item=OuterRef("item"),
        version__gt=OuterRef("version"),
        revision__lte=OuterRef("judgement__submitted_revision"),
    )
    found: dict[str, list[LevelAnswer]] = defaultdict(list)
    for answer in _answers(rows.filter(~Exists(later.order_by()))):
        found[answer.item].append(answer)
    order = list(AssessorLevel)
    return {item: tuple(sorted(given, key=lambda one: order.index(one.level))) for item, given in found.items()}


def answers_in(judgement: Judgement, items: Collection[str] | None = None) -> dict[str, LevelAnswer]:
    """Return the answers of one sheet as they stand for its own assessor, by item; one query."""
    rows = _newest_in(judgement)
    if items is not None:
        rows = rows.filter(item__in=list(items))
    return {answer.item: answer for answer in _answers(rows)}


def valued_in(judgement: Judgement) -> int:
    """Count the items of a sheet that have a value."""
    return _newest_in(judgement).filter(value__isnull=False).order_by().count()


def _newest_in(judgement: Judgement) -> ScopedQuerySet[JudgedAnswer]:
    rows = JudgedAnswer.objects.for_tenant(judgement.tenant_id).filter(judgement_id=judgement.pk)
    later = JudgedAnswer.objects.for_tenant(judgement.tenant_id).filter(
        judgement_id=judgement.pk, item=OuterRef("item"), version__gt=OuterRef("version")
    )
    return rows.filter(~Exists(later.order_by()))


def entries_at(judgement: Judgement, seen: Mapping[str, int]) -> dict[str, Entry]:
    """Return the versions of one sheet that were seen, by item; version 0, and one that never was, is the beginning."""
    if not seen:
        return {}
    rows = JudgedAnswer.objects.for_tenant(judgement.tenant_id).filter(judgement_id=judgement.pk, item__in=list(seen))
    found = rows.order_by().values("item", "version", *FIELDS)
    there = {row["item"]: row for row in found if row["version"] == seen[row["item"]]}
    return {item: {name: there[item][name] for name in FIELDS} if item in there else EMPTY for item in seen}


def _answers(rows: ScopedQuerySet[JudgedAnswer]) -> list[LevelAnswer]:
    given = rows.order_by("judgement__opened_at", "judgement_id").values_list(*_WHOSE, *_COLUMNS)
    return [
        LevelAnswer(
            **dict(zip(_COLUMNS, values, strict=True)),
            level=AssessorLevel(level),
            judgement_id=judgement,
            user_id=user,
            name=name,
        )
        for level, judgement, user, name, *values in given
    ]
