"""What this app keeps for a time only, and how it ends: invitations, requests, and people who left long ago."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.db.models import Q

from pulau.apps.people.models import DataRequest, Employee, Invitation, OutsidePerson
from pulau.apps.people.selectors.privacy import bars_to_erasing
from pulau.core.shared.actor import Actor
from pulau.foundation.calendar import today_of
from pulau.foundation.erasing import erase
from pulau.foundation.registry.personal_data import ERASED_ADDRESS, ERASED_NAME, Person, RetentionRule
from pulau.foundation.registry.purposes import FIVE_YEARS, INVITED, WHILE_EMPLOYED, WHILE_OUTSIDER

if TYPE_CHECKING:
    from pulau.foundation.registry.personal_data import Retention

_NOWHERE: Final = "@tidak-ada.invalid"


def _days(retention: Retention) -> int:
    if retention.days is None:
        raise ValueError(f"{retention.english}: ends by no number of days")
    return retention.days


def _invitations(tenant_id: UUID, now: datetime, dry: bool) -> int:  # noqa: FBT001 - the hook's signature
    past = now - timedelta(days=_days(INVITED))
    ended = Q(accepted_at__lt=past) | Q(revoked_at__lt=past) | Q(expires_at__lt=past)
    rows = Invitation.objects.for_tenant(tenant_id).filter(ended).exclude(email__endswith=_NOWHERE)
    if dry:
        return rows.count()
    ids = list(rows.order_by().values_list("pk", flat=True))
    for pk in ids:
        stand_in = ERASED_ADDRESS.format(id=pk.hex)
        Invitation.objects.for_tenant(tenant_id).filter(pk=pk).update(email=stand_in, full_name=ERASED_NAME)
    return len(ids)


def _requests(tenant_id: UUID, now: datetime, dry: bool) -> int:  # noqa: FBT001 - the hook's signature
    past = now - timedelta(days=_days(FIVE_YEARS))
    rows = DataRequest.objects.for_tenant(tenant_id).filter(answered_at__lt=past).exclude(told="", answer="")
    return rows.count() if dry else rows.update(told="", answer="")


def _employees(tenant_id: UUID, now: datetime, dry: bool) -> int:  # noqa: FBT001 - the hook's signature
    return _people(Employee, tenant_id, now, dry=dry)


def _outsiders(tenant_id: UUID, now: datetime, dry: bool) -> int:  # noqa: FBT001 - the hook's signature
    return _people(OutsidePerson, tenant_id, now, dry=dry)


def _people(model: type[Any], tenant_id: UUID, now: datetime, *, dry: bool) -> int:
    """Erase the records of who left long ago and nothing bars; their accounts, which belong to no body, stay."""
    employed = model is Employee
    day = today_of(Actor.system(tenant_id), now)
    past = day - timedelta(days=_days(WHILE_EMPLOYED if employed else WHILE_OUTSIDER))
    rows = model.objects.for_tenant(tenant_id).filter(until__lt=past, erased_at__isnull=True)
    count = 0
    for pk, user_id in list(rows.order_by().values_list("pk", "user_id")):
        ids = frozenset({pk})
        person = Person(user_id, ids if employed else frozenset(), frozenset() if employed else ids)
        if bars_to_erasing(person, tenant_id, day):
            continue
        count += 1
        if not dry:
            own = Person(None, person.employees, person.outsiders)
            erase(own, tenant_id, now, account=False)
    return count


RULES: Final = (
    RetentionRule("people.Invitation", _days(INVITED), _invitations),
    RetentionRule("people.DataRequest", _days(FIVE_YEARS), _requests),
    RetentionRule("people.Employee", _days(WHILE_EMPLOYED), _employees),
    RetentionRule("people.OutsidePerson", _days(WHILE_OUTSIDER), _outsiders),
)
