"""A body is published soon after something that the public sees; a working step does not wake anybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pulau.apps.agencies.contract import UnitKind, add_unit
from pulau.apps.publication import tasks
from pulau.apps.publication.following import PUBLISH, publish_soon
from pulau.apps.publication.models import PublishedAgency, PublishedFigures
from pulau.core.shared.actor import Actor
from pulau.foundation.jobs.queue import waiting
from pulau.foundation.registry.journal_actions import journal_actions
from pulau.foundation.tenancy.wall import behind_wall
from tests.cast import NOW
from tests.house import House

if TYPE_CHECKING:
    from pytest_django import DjangoCaptureOnCommitCallbacks

pytestmark = pytest.mark.django_db
QUIET = ("worksheets.items_answered", "assessments.judged", "declarations.pact_signed", "people.appointed")
SEEN = (
    *("declarations.held", "outcomes.title_given", "assessments.determine", "agencies.unit_added"),
    "worksheets.submitted",
)


def test_what_the_public_sees_queues_one_publication_however_often_it_is_written(
    house: House, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    tenant = house.tenants["sagara"]
    for number in range(3):
        with django_capture_on_commit_callbacks(execute=True), behind_wall(tenant):
            add_unit(actor=Actor.system(tenant), code=f"u-{number}", name="Unit", kind=UnitKind.OFFICE, now=NOW)
    assert waiting(PUBLISH, tenant=str(tenant)) == 1


@pytest.mark.parametrize("action", [*QUIET, *SEEN])
def test_only_actions_that_are_seen_are_followed(
    house: House, action: str, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    assert journal_actions.get(action) is not None, "an action of another name would be followed by nobody"
    with django_capture_on_commit_callbacks() as called:
        publish_soon(house.tenants["sagara"], action)
    assert len(called) == (action in SEEN)


def test_the_jobs_publish_each_body_and_count_the_country(house: House) -> None:
    tasks.publish_all.call()
    assert {waiting(PUBLISH, tenant=str(pk)) for pk in house.tenants.values()} == {1}
    for pk in house.tenants.values():
        tasks.publish.call(tenant=str(pk))
    tasks.count.call()
    assert PublishedAgency.objects.count() == 2
    assert PublishedFigures.objects.filter(place="negara").exists()
