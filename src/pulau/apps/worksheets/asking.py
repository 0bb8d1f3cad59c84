"""What the person of a request may do, for the policies of pages and for links that only some are shown."""

from __future__ import annotations

from pulau.apps.worksheets.policies import KEEP_WEBHOOKS, OPEN, OVERSEE
from pulau.foundation.tenancy.deciding import may

oversees = may(OVERSEE)
opens_worksheets = may(OPEN)
administers_agency = may(KEEP_WEBHOOKS)
