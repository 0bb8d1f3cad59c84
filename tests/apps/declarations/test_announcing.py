"""What the hall is told of pacts: office by office from the opening on, also while staff sign after their leaders."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import TestCase

from pulau.apps.declarations.halls import TELL, pacts_changed
from pulau.apps.declarations.models import CeremonyEvent, Declaration, EventKind
from pulau.apps.declarations.selectors.readiness import who_signed
from pulau.apps.declarations.services.closing import close_declaration
from pulau.apps.declarations.telling import tell_halls
from pulau.apps.people.models import Basis, Posting
from pulau.foundation.jobs.queue import waiting
from pulau.foundation.tenancy.wall import behind_wall
from tests.apps.declarations.declaring import DAY, Stage
from tests.cast import NOW
from tests.house import House

pytestmark = pytest.mark.django_db
SOON = NOW + timedelta(minutes=5)


@pytest.fixture
def stage(house: House) -> Stage:
    made = Stage(house)
    made.approve()
    return made


def _opened(stage: Stage) -> Declaration:
    row = stage.plan()
    stage.name(row, "hana")
    stage.prepare(row)
    return stage.open(row, "Menunggu pegawai baru")


def _told(stage: Stage, row: Declaration) -> dict[str, Any]:
    with behind_wall(stage.tenant):
        rows = CeremonyEvent.objects.for_tenant(stage.tenant).filter(declaration=row, kind=EventKind.PACTS)
        found: dict[str, Any] = rows.order_by("-number")[0].payload
    return found


def test_the_hall_knows_each_office_from_the_opening_on(stage: Stage) -> None:
    stage.pledge(stage.staff("disdukcapil", 3)[:1])
    stage.staff("rsud", 2)
    told = _told(stage, _opened(stage))
    assert (told["signed"], told["staff"]) == (1, 5)
    assert [(one["name"], one["signed"], one["staff"]) for one in told["units"]] == [
        ("Dinas Kependudukan", 1, 3),
        ("RSUD Tanjung Sagara", 0, 2),
    ]


def test_employees_who_sign_after_their_leaders_are_told_until_the_record_is_made(stage: Stage) -> None:
    staff = stage.staff("disdukcapil", 3)
    row = _opened(stage)
    stage.sign("hana")
    stage.pledge(staff[:2])
    for _twice in range(2):
        with TestCase.captureOnCommitCallbacks(execute=True), behind_wall(stage.tenant):
            pacts_changed(tenant_id=stage.tenant, now=SOON)
    assert waiting(TELL) == 1
    assert tell_halls(tenant_id=stage.tenant, now=SOON) == 1
    assert _told(stage, row)["signed"] == 2
    assert tell_halls(tenant_id=stage.tenant, now=SOON) == 0, "nothing new"
    stage.pledge(staff[2:])
    assert tell_halls(tenant_id=stage.tenant, now=NOW + timedelta(days=1)) == 0, "the ceremony is long over"
    with behind_wall(stage.tenant):
        close_declaration(actor=stage.actor, declaration_id=row.pk, position="Sekretaris", witnesses=[], now=SOON)
    assert tell_halls(tenant_id=stage.tenant, now=SOON) == 0, "the record has told everything"


def test_who_acts_as_head_has_signed_for_the_unit_only_by_a_pact_for_it(stage: Stage) -> None:
    stage.staff("disdukcapil", 1)
    (guest,) = stage.staff("rsud", 1)
    with behind_wall(stage.tenant):
        Posting.objects.for_tenant(stage.tenant).create(
            employee=guest, unit=stage.house.units["disdukcapil"], position="Kepala Dinas", echelon="II.b",
            basis=Basis.PLT, since=NOW.date(), document="SK 1",
        )  # fmt: skip
    stage.pledge([guest])
    unit = stage.house.units["disdukcapil"].pk
    with behind_wall(stage.tenant):
        assert who_signed(stage.actor, unit, 2026, DAY).head is False
