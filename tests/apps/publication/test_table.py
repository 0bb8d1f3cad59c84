"""The table decides: a field that it closes in a state is told nowhere, whatever is known of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from pulau.apps.outcomes.contract import Certificate, Objection, TitleHeld
from pulau.apps.publication.models import PublishedEvent, PublishedPractice
from pulau.apps.publication.services import publishing
from pulau.apps.remediation.contract import Practice
from pulau.apps.signing.contract import Document
from pulau.core.publishing.disclosure import DisclosureTable, PublicField
from pulau.exchange.disclosing import disclosure
from pulau.foundation.tenancy.wall import behind_wall
from tests.apps.assessments.court import Court, court
from tests.apps.publication.publishing import publish, unit, year
from tests.apps.publication.test_decided import repaired, revoked
from tests.cast import NOW

__all__ = ["court"]

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=450)
AWAITED = frozenset({PublicField.SURVEY, PublicField.SERVICES})
"""Fields of apps that are still to come: nothing of them is known yet."""
SIGNED = frozenset({PublicField.DECLARATION, PublicField.WITNESSES, PublicField.PLEDGES, PublicField.ACTIVITY})
"""Fields of declarations, which test_publishing.py tries."""


def first_title() -> dict[str, Any]:
    return unit().facts["titles"][0] if unit().facts["titles"] else {}


TOLD: dict[PublicField, Callable[[], object]] = {
    PublicField.STAGE: lambda: year().days,
    PublicField.TITLE: lambda: unit().facts["titles"],
    PublicField.SCORE: lambda: year().total,
    PublicField.AREAS: lambda: year().areas,
    PublicField.GATES: lambda: year().gates,
    PublicField.INTERNAL_SCORE: lambda: year().internal_total,
    PublicField.REASONS: lambda: first_title().get("reasons"),
    PublicField.OBJECTION: lambda: unit().facts["decisions"][0]["objection"],
    PublicField.REPAIR: lambda: unit().facts["repair"],
    PublicField.PROOFS: lambda: first_title().get("certificate"),
    PublicField.HISTORY: lambda: PublishedEvent.objects.filter(unit=unit(), kind="granted").count(),
    PublicField.PRACTICES: PublishedPractice.objects.count,
}


def furnished(court: Court) -> None:
    """Let everything be known of a unit whose title was revoked."""
    revoked(court)
    repaired(court)
    tenant = court.tenant
    with behind_wall(tenant):
        held = TitleHeld.objects.for_tenant(tenant).get()
        paper = Document.objects.for_tenant(tenant).create(code="4K7MQ2XT9RHB", kind="x", title="Piagam", made_at=NOW)
        Certificate.objects.for_tenant(tenant).create(
            title_held=held, decree_id=held.decree_id, document=paper, made_at=NOW
        )
        Objection.objects.for_tenant(tenant).create(
            case_id=court.case_id, grounds="x", state="rejected", filed_at=NOW, filed_on=NOW.date()
        )
        Practice.objects.for_tenant(tenant).create(
            code="JAZSYE1DBH4P", unit=court.units["disdukcapil"], unit_name="x", agency_name="x", title="Antrean",
            area="6", problem="x", steps="x", outcome="x", state="published", written_at=NOW, published_at=NOW,
        )  # fmt: skip


def test_every_field_is_tried_here_or_beside() -> None:
    assert set(PublicField) == TOLD.keys() | AWAITED | SIGNED


def test_what_the_table_opens_is_told(court: Court) -> None:
    """The control: all of it is known, and open in the state of the unit."""
    furnished(court)
    publish(court, now=LATER)
    assert [field for field, told in TOLD.items() if not told()] == []


@pytest.mark.parametrize("field", TOLD)
def test_what_the_table_closes_is_not_told(court: Court, monkeypatch: pytest.MonkeyPatch, field: PublicField) -> None:
    dated = disclosure()
    closed = DisclosureTable(
        {name: rule for name, rule in dated.table.rules.items() if name is not field}, dated.table.never
    )
    monkeypatch.setattr(publishing, "disclosure", lambda: replace(dated, table=closed))
    furnished(court)
    publish(court, now=LATER)
    assert not TOLD[field]()
