"""A shared tablet for tests: opened by its attendant, used without anybody signed in, attested by the job."""

from __future__ import annotations

import json
from datetime import timedelta
from uuid import UUID

from django.test import Client

from pulau.apps.declarations import attesting_jobs
from pulau.apps.declarations.models import AttestRun, Pact, PledgeTemplate, TabletSession
from pulau.apps.declarations.services.attesting import start_attesting
from pulau.apps.declarations.services.tablet import open_tablet
from pulau.apps.declarations.tablet_device import COOKIE
from pulau.foundation.tenancy.wall import behind_wall
from tests.apps.signing.desk import application, as_requested
from tests.cast import NOW
from tests.house import House

STROKES = json.dumps({"w": 1200, "h": 400, "strokes": [[[20, 150], [90, 30], [140, 160]], [[200, 40], [330, 120]]]})
HOME = "/tablet"


def device(house: House, who: str = "gita", unit: str = "disdukcapil") -> tuple[TabletSession, Client]:
    """Let somebody open a tablet, and return it with the browser that is one."""
    actor = house.actors[who]
    with as_requested(actor):
        row, key = open_tablet(actor=actor, unit_id=house.units[unit].pk, length=timedelta(hours=4), now=NOW)
    client = Client()
    client.cookies[COOKIE] = key
    return row, client


def text_of_kind(pact: Pact) -> UUID:
    """The version that holds."""
    with behind_wall(pact.tenant_id):
        found: UUID = PledgeTemplate.objects.for_tenant(pact.tenant_id).get(kind=pact.kind, state="approved").pk
        return found


def draw(client: Client, pact: Pact, strokes: str = STROKES, **more: str) -> int:
    """Draw at the tablet; returns the status of the answer."""
    body = {"naskah": str(text_of_kind(pact)), "goresan": strokes, **more}
    return client.post(f"{HOME}/{pact.pk}/gambar", body).status_code


def fresh(pact: Pact) -> Pact:
    """Read a pact anew."""
    with behind_wall(pact.tenant_id):
        return Pact.objects.for_tenant(pact.tenant_id).select_related("document").get(pk=pact.pk)


def attest(house: House, who: str, *pacts: Pact) -> AttestRun:
    """Let a witness confirm drawings as they are now, and the job attest them."""
    actor = house.actors[who]
    chosen = {pact.pk: fresh(pact).drawing for pact in pacts}
    unit_id = pacts[0].unit_id
    assert unit_id is not None
    with as_requested(actor):
        run = start_attesting(actor=actor, unit_id=unit_id, chosen=chosen, now=NOW)
    return advance(run)


def advance(run: AttestRun) -> AttestRun:
    """Let the job go on, and return the run as it stands then."""
    with application():
        attesting_jobs.advance(run.tenant_id, run.pk)
    with behind_wall(run.tenant_id):
        found: AttestRun = AttestRun.objects.for_tenant(run.tenant_id).get(pk=run.pk)
        return found
