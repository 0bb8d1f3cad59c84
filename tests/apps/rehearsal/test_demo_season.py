"""The demo's assessments: loaded on whatever day, a title, a repair, a revocation and what is under way are in them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from pulau.apps.assessments.models import Case, JudgedAnswer, Question
from pulau.apps.visits.models import Presentation
from pulau.apps.worksheets.demo_house.load import load_house
from pulau.foundation.accounts.demo import TENANT_CODE, demo_year
from pulau.foundation.journal.models import Entry
from pulau.foundation.tenancy.models import Tenant
from pulau.foundation.tenancy.wall import behind_wall

DAYS = ("2026-12-31", "2027-01-02", "2027-09-07", "2027-09-08", "2028-02-29")
"""Days on which the years turn: the first and last of the year, and those on which the demo's newest year begins."""


def test_the_newest_year_of_the_demo_has_had_its_spring() -> None:
    for days in range(3 * 365 + 1):
        now = datetime(2026, 1, 1, 4, 5, tzinfo=UTC) + timedelta(days=days)
        assert datetime(demo_year(now), 9, 6, tzinfo=UTC) < now < datetime(demo_year(now) + 1, 9, 9, tzinfo=UTC)
    assert demo_year(datetime(2026, 11, 27, tzinfo=UTC)) == 2026


@pytest.mark.nightly
@pytest.mark.once
@pytest.mark.django_db
@pytest.mark.parametrize("day", DAYS)
def test_the_whole_demo_is_loaded_on_any_day_with_a_case_in_each_hand(day: str) -> None:
    now = datetime.fromisoformat(f"{day}T04:05:00+00:00")
    load_house(now=now, sign_in=False)
    tenant = Tenant.objects.get(code=TENANT_CODE).pk
    year = demo_year(now)
    with behind_wall(tenant):
        stages = {(row.unit_code, row.year): row.stage for row in Case.objects.for_tenant(tenant)}
        assert stages == {
            ("dpmptsp", year - 2): "renewed",
            ("dpmptsp", year - 1): "monitoring",
            ("dpmptsp", year): "tpi-round-1",
            ("disdukcapil", year - 1): "coaching",
            ("dinsos", year - 1): "revoked",
            ("puskesmas-muara", year): "desk",
        }
        case = Case.objects.for_tenant(tenant).get(unit_code="puskesmas-muara")
        desk = JudgedAnswer.objects.for_tenant(tenant).filter(judgement__case=case, judgement__level="tpn-desk")
        assert 40 < desk.count() < 113
        (question,) = Question.objects.for_tenant(tenant).filter(case=case)
        assert question.state == "open"
        assert question.due_on is not None
        assert question.due_on >= now.date()
        assert Presentation.objects.for_tenant(tenant).get(case=case).begins_at > now
        late = Entry.objects.for_tenant(tenant).filter(at__gt=now)
        assert not late.exists(), list(late.values_list("action", "at"))
