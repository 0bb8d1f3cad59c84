"""Many cases beside the one of the court, as rows: for lists, counts and figures, which read nothing but them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from pulau.apps.assessments.models import Assignment, Case, Judgement
from pulau.apps.worksheets.models import Submission
from pulau.core.workflow.assessment import ASSESSMENT
from pulau.foundation.tenancy.wall import behind_wall
from tests.apps.assessments.court import Court
from tests.cast import NOW

TODAY = NOW.date()


def more_cases(court: Court, count: int, stage: str = "tpi-round-1", **values: Any) -> list[Case]:  # noqa: ANN401 - fields of the row
    """Add cases of the same worksheet, each of a submission that was withdrawn; their due days lie around today."""
    first = court.case()
    with behind_wall(court.tenant):
        sub = Submission.objects.for_tenant(court.tenant).get(pk=first.submission_id)
        start = Submission.objects.for_tenant(court.tenant).count()
        kept = {field.attname: getattr(sub, field.attname) for field in Submission._meta.concrete_fields}
        subs = [
            Submission(**{**kept, "id": uuid4(), "number": start + n + 1, "state": "withdrawn"}) for n in range(count)
        ]
        Submission.objects.for_tenant(court.tenant).bulk_create(subs)
        same = {field.attname: getattr(first, field.attname) for field in Case._meta.concrete_fields}
        given = {"stage": stage, "national": ASSESSMENT.stages[stage].national, "stage_since": NOW, **values}
        rows = [_case(same, given, made.pk, n, start) for n, made in enumerate(subs)]
        return Case.objects.for_tenant(court.tenant).bulk_create(rows)


def _case(same: dict[str, Any], given: dict[str, Any], submission: UUID, n: int, start: int) -> Case:
    own = {"id": uuid4(), "submission_id": submission, "number": start + n + 1, "unit_name": f"Unit {n:04}"}
    return Case(**{**same, **own, "due_on": TODAY + timedelta(days=n % 40 - 10), **given})


def assign(court: Court, who: str, level: str, case: UUID | None = None, areas: list[str] | None = None) -> Assignment:
    """Let somebody judge a case (the court's) at a level, whatever the rules say."""
    with behind_wall(court.tenant):
        made: Assignment = Assignment.objects.for_tenant(court.tenant).create(
            case_id=case or court.case_id, level=level, user_id=court.users[who].pk, areas=areas or [], given_at=NOW
        )
    return made


def judge(court: Court, who: str, level: str, *, case: UUID | None = None, **values: Any) -> Judgement:  # noqa: ANN401 - fields of the row
    """Open a sheet of somebody at a level."""
    with behind_wall(court.tenant):
        made: Judgement = Judgement.objects.for_tenant(court.tenant).create(
            case_id=case or court.case_id, level=level, user_id=court.users[who].pk, opened_at=NOW, **values
        )
    return made


def assign_all(court: Court, cases: list[Case]) -> None:
    """Give each case the whole TPI and an assessor of the ministry, in one go."""
    team = (("nina", "tpi-member"), ("omar", "tpi-member"), ("rani", "tpi-leader"), ("tia", "tpn-desk"))
    with behind_wall(court.tenant):
        Assignment.objects.for_tenant(court.tenant).bulk_create(
            [
                Assignment(
                    tenant_id=court.tenant, case_id=case.pk, level=level, user_id=court.users[who].pk, given_at=NOW
                )
                for case in cases
                for who, level in team
            ],
            batch_size=1_000,
        )
