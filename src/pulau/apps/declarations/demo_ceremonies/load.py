"""Loading what the demo's bodies declared and pledged: each body all or nothing, and only once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Final

from pulau.apps.declarations.counting_jobs import count_one
from pulau.apps.declarations.demo_ceremonies.neighbours import city, elections, province
from pulau.apps.declarations.demo_ceremonies.regency import regency
from pulau.apps.declarations.demo_ceremonies.stage import Stage
from pulau.apps.declarations.models import Declaration, Pact, PledgeTemplate
from pulau.apps.signing.contract import Signatory, signs_by_itself
from pulau.foundation.tenancy.wall import behind_wall

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from pulau.foundation.accounts.models import User

REGENCY: Final = "kabupaten-tanjung-sagara"
CITY: Final = "kota-muara-lain"
PROVINCE: Final = "provinsi-nusa-bahari"
ELECTIONS: Final = "komisi-pemilihan-nusa-bahari"


@dataclass(frozen=True, slots=True)
class CeremoniesLoaded:
    """How much was new: declarations, pacts (asked for and signed), signed documents. Zero on a second run."""

    declarations: int = 0
    pacts: int = 0
    documents: int = 0


def load_ceremonies(tenants: Mapping[str, UUID], *, cast: Mapping[str, User], now: datetime) -> CeremoniesLoaded:
    """Let happen in each body what its story tells, where nothing was ever written about pledges.

    Where real documents are signed, or signing needs somebody else (a token, a service, timestamps from elsewhere),
    there are no ceremonies: nobody's invented past is signed with real means. Call it last: coverage is counted, also
    what was done before.
    """
    if not signs_by_itself():
        return CeremoniesLoaded()
    above, elections_id = tenants[PROVINCE], tenants[ELECTIONS]
    tellers: dict[str, Callable[[Stage], None]] = {
        PROVINCE: province,
        ELECTIONS: partial(elections, above=above),
        CITY: city,
        REGENCY: partial(regency, province=above, elections=elections_id),
    }
    told = [tenants[code] for code, tell in tellers.items() if _told(tenants[code], cast, now, tell)]
    for tenant_id in told:
        for year in (now.year - 1, now.year):
            count_one(tenant_id, year, now)
    return _counted(told)


def _told(tenant_id: UUID, cast: Mapping[str, User], now: datetime, tell: Callable[[Stage], None]) -> bool:
    with behind_wall(tenant_id):
        if PledgeTemplate.objects.for_tenant(tenant_id).exists():
            return False
        tell(Stage.of(tenant_id, cast, now))
    return True


def _counted(tenants: list[UUID]) -> CeremoniesLoaded:
    declarations = pacts = documents = 0
    for tenant_id in tenants:
        with behind_wall(tenant_id):
            declarations += Declaration.objects.for_tenant(tenant_id).count()
            pacts += Pact.objects.for_tenant(tenant_id).count()
            signed = Signatory.objects.for_tenant(tenant_id).exclude(serial="")
            documents += signed.order_by().values("document_id").distinct().count()
    return CeremoniesLoaded(declarations, pacts, documents)
