"""A fictional regency and its people, to try Pulau with. No real body or person is meant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from pulau.core.shared.actor import Actor
from pulau.foundation.accounts.models import User
from pulau.foundation.accounts.services import open_tenant, register_user
from pulau.foundation.tenancy.models import Tenant

TENANT_CODE = "kabupaten-tanjung-sagara"
TENANT_NAME = "Kabupaten Tanjung Sagara"


@dataclass(frozen=True, slots=True)
class Person:
    """One of the cast; `part` says what the person will do once appointments exist."""

    email: str
    full_name: str
    part: str


CAST = (
    Person("ayu@sagara.example.id", "Ayu Larasati", "the unit's team"),
    Person("bima@sagara.example.id", "Bima Wirasena", "internal assessor (TPI)"),
    Person("citra@nasional.example.id", "Citra Maharani", "national assessor (TPN)"),
    Person("dewi@lain.example.id", "Dewi Anggraini", "the team of another agency"),
    Person("eka@warga.example.id", "Eka Nugraha", "a citizen"),
)


@dataclass(frozen=True, slots=True)
class DemoLoaded:
    """How much of the demo was new: zero of everything on a second run."""

    tenants: int
    users: int


@transaction.atomic
def load_demo(*, now: datetime) -> DemoLoaded:
    """Add what of the demo is missing, by the services that everybody uses; change nothing that is there."""
    tenant = Tenant.objects.filter(code=TENANT_CODE).first()
    opened = tenant is None
    if tenant is None:
        tenant = open_tenant(code=TENANT_CODE, name=TENANT_NAME, now=now)
    known = set(User.objects.filter(email__in=[person.email for person in CAST]).values_list("email", flat=True))
    missing = [person for person in CAST if person.email not in known]
    for person in missing:
        register_user(actor=Actor.system(tenant.pk), email=person.email, full_name=person.full_name, now=now)
    return DemoLoaded(tenants=int(opened), users=len(missing))
