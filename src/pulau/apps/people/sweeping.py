"""The daily job that ends what is past its time, in every body."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone
from django_tasks import task

from pulau.apps.people.services.retention import sweep_body
from pulau.core.shared.actor import Actor
from pulau.foundation.tenancy.models import Tenant
from pulau.foundation.tenancy.wall import behind_wall


@task()
def sweep_all() -> None:
    """Sweep every body; one at a time, so that a fault in one keeps none of the others back."""
    for _code, _done in swept(timezone.now()):
        continue


def swept(now: datetime, *, dry: bool = False) -> Iterator[tuple[str, dict[str, int]]]:
    """Sweep body after body, each in a transaction of its own; yields its code and how many rows by table."""
    for tenant_id, code in list(Tenant.objects.order_by("code").values_list("pk", "code")):
        with behind_wall(tenant_id):
            done = sweep_body(actor=Actor.system(tenant_id), now=now, dry=dry)
        yield code, done
