"""Reading what lies in the tables after a play, with queries of its own: the check trusts no selector of the apps."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from pulau.apps.assessments.contract import Assignment, Case, JudgedAnswer, Judgement, Transition
from pulau.apps.people.contract import Interest
from pulau.foundation.journal.models import Entry

if TYPE_CHECKING:
    from uuid import UUID


def versions_of(tenant_id: UUID, case_id: UUID, level: str, user_id: UUID) -> dict[str, int]:
    """Return the newest version of each item in somebody's sheet."""
    rows = JudgedAnswer.objects.for_tenant(tenant_id).filter(
        judgement__case_id=case_id, judgement__level=level, judgement__user_id=user_id
    )
    return dict(rows.order_by("version").values_list("item", "version"))


class Rows:
    """All that lies in a body's tables of its cases, each table read once."""

    def __init__(self, tenant_id: UUID) -> None:
        """Read."""
        self.cases = list(Case.objects.for_tenant(tenant_id).order_by("pk"))
        self.transitions = _by(Transition.objects.for_tenant(tenant_id).order_by("number"), "case_id")
        self.assignments = _by(Assignment.objects.for_tenant(tenant_id).order_by("given_at"), "case_id")
        self.judgements = _by(Judgement.objects.for_tenant(tenant_id).order_by("opened_at"), "case_id")
        self.answers = _by(JudgedAnswer.objects.for_tenant(tenant_id).order_by("version"), "judgement_id")
        self.interests = _by(Interest.objects.for_tenant(tenant_id).order_by("declared_at"), "user_id")
        entries = Entry.objects.for_tenant(tenant_id).filter(action__startswith="assessments.").order_by("at")
        self.entries = _by(entries, "object_id")


def _by(rows: Any, key: str) -> dict[Any, list[Any]]:  # noqa: ANN401 - rows of any model
    found: dict[Any, list[Any]] = defaultdict(list)
    for row in rows:
        found[getattr(row, key)].append(row)
    return found
