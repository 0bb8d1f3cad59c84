"""One's own pacts, in whatever body: what waits with its text filled in, and what was signed in years before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from pulau.apps.agencies.contract import agency_of
from pulau.apps.declarations.mapping import english_of, text_of
from pulau.apps.declarations.models import Pact, PledgeTemplate
from pulau.apps.declarations.pact_paper import places_of
from pulau.apps.declarations.selectors.pacts import PactNotFound, may_be_signed, pacts_of_person
from pulau.apps.declarations.selectors.templates import approved_template
from pulau.apps.people.contract import body_heads_on, employments_of
from pulau.core.pledging.texts import PledgeText, filled
from pulau.core.shared.actor import Actor
from pulau.foundation.calendar import today_of
from pulau.foundation.tenancy.wall import behind_wall

if TYPE_CHECKING:
    from collections.abc import Iterator

SHOWN_YEARS = 10


@dataclass(frozen=True, slots=True)
class OpenPact:
    """A pact that can be signed now, its text with the person's name and post; without `template` there is no text."""

    pact: Pact
    template: PledgeTemplate | None
    text: PledgeText
    english: PledgeText
    agency: str
    late: bool


@dataclass(frozen=True, slots=True)
class OwnPacts:
    """What is a person's in one body: what waits, and everything else, newest first."""

    agency: str
    today: date
    serves: bool
    waiting: tuple[OpenPact, ...]
    others: tuple[Pact, ...]


def own_actor(user_id: UUID, tenant_id: UUID) -> Actor:
    """Return a person as themselves in a body that employs them: no duty, and no right but to what is theirs."""
    return Actor(user_id, tenant_id, "")


def own_pacts(user_id: UUID, now: datetime) -> list[OwnPacts]:
    """Return a person's pacts by body, read behind the wall of each; nobody needs a duty for their own."""
    return list(_by_body(user_id, now))


def _by_body(user_id: UUID, now: datetime) -> Iterator[OwnPacts]:
    for tenant_id, employment in _bodies(user_id).items():
        actor = own_actor(user_id, tenant_id)
        with behind_wall(tenant_id, user_id):
            agency, today = agency_of(actor), today_of(actor, now)
            employee_id, since, until = employment or (None, None, None)
            rows = list(pacts_of_person(actor, employee_id).filter(year__gt=today.year - SHOWN_YEARS))
            employed = since is not None and since <= today and (until is None or today <= until)
            heads = any(row.employee_id is None for row in rows) and _heads(actor, today)
            serves = {row.pk: employed if row.employee_id else heads for row in rows}
            open_now = [row for row in rows if serves[row.pk] and may_be_signed(row, rows, today.year)]
            name = agency.name if agency is not None else ""
            yield OwnPacts(
                name,
                today,
                employed or heads,
                tuple(_opened(actor, row, name, today) for row in open_now),
                tuple(row for row in rows if row not in open_now),
            )


def _bodies(user_id: UUID) -> dict[UUID, tuple[UUID, date, date | None] | None]:
    """Return the bodies in which a person has pacts: with their newest employment, or None where they only head it."""
    found: dict[UUID, tuple[UUID, date, date | None] | None] = {}
    for tenant_id, employee_id, since, until in list(employments_of(user_id)):
        found.setdefault(tenant_id, (employee_id, since, until))
    for tenant_id in Pact.objects.of_head(user_id).order_by("tenant_id").values_list("tenant_id", flat=True).distinct():
        found.setdefault(tenant_id, None)
    return found


def _heads(actor: Actor, day: date) -> bool:
    return any(one.user_id == actor.person for one in body_heads_on(actor, day))


def tenant_of_own(user_id: UUID, pact_id: UUID) -> UUID:
    """Return the body in which a pact is a person's own. Raises PactNotFound (404)."""
    for tenant_id, employment in _bodies(user_id).items():
        with behind_wall(tenant_id, user_id):
            own = pacts_of_person(own_actor(user_id, tenant_id), employment[0] if employment else None)
            if own.filter(pk=pact_id).exists():
                return tenant_id
    raise PactNotFound(pact_id)


def get_own_pact(user_id: UUID, pact_id: UUID) -> Pact:
    """Return one's own pact with text, unit and document, of whatever body. Raises PactNotFound (404)."""
    tenant_id = tenant_of_own(user_id, pact_id)
    with behind_wall(tenant_id, user_id):
        rows = Pact.objects.for_tenant(tenant_id).select_related("template", "unit", "document")
        row = rows.filter(pk=pact_id).first()
    if row is None:
        raise PactNotFound(pact_id)
    return row


def template_of_own(pact: Pact, template_id: UUID) -> PledgeTemplate | None:
    """Return the version of a text that somebody had before them, in the body of their pact, or None."""
    with behind_wall(pact.tenant_id):
        rows = PledgeTemplate.objects.for_tenant(pact.tenant_id).filter(pk=template_id, kind=pact.kind)
        return rows.first()


def _opened(actor: Actor, pact: Pact, agency: str, today: date) -> OpenPact:
    template = approved_template(actor, pact.kind)
    places = places_of(actor, pact)
    text, english = (text_of(template), english_of(template)) if template else (PledgeText(), PledgeText())
    return OpenPact(pact, template, filled(text, places), filled(english, places), agency, pact.due_on < today)
