"""What worksheets keep for a time only: who had one open."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from pulau.apps.worksheets.models import Presence
from pulau.foundation.registry.personal_data import RetentionRule
from pulau.foundation.registry.purposes import ONE_DAY

_DAYS: Final = ONE_DAY.days or 1


def _presence(tenant_id: UUID, now: datetime, dry: bool) -> int:  # noqa: FBT001 - the hook's signature
    rows = Presence.objects.for_tenant(tenant_id).filter(seen_at__lt=now - timedelta(days=_DAYS))
    count = rows.count()
    if not dry:
        rows.delete()
    return count


RULES: Final = (RetentionRule("worksheets.Presence", _DAYS, _presence),)
