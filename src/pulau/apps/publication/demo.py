"""The demo's part: what its bodies did is published, so that the portal tells of it at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pulau.apps.publication.publishing_jobs import publish_everything
from pulau.foundation.registry.demo_parts import DemoPart

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from uuid import UUID

    from pulau.foundation.accounts.models import User


def load_published(_tenants: Mapping[str, UUID], _people: Mapping[str, User], now: datetime) -> int:
    """Publish every body; 0 where nothing is told otherwise than before."""
    return publish_everything(now)


PART = DemoPart("publication", load_published)
