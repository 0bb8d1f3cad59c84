"""Addresses of visits below a case, and what lies behind them: a visit of each body with words that nobody else reads.

Whoever records belongs to a visit's team: none of the house or its guests does, and the app's own tests let them in.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Final
from uuid import UUID, uuid4

from pulau.apps.visits.models import (
    Finding,
    Interview,
    LateFinding,
    Photo,
    Presentation,
    ShopperVisit,
    SurveyResult,
    Visit,
)
from pulau.foundation import storage
from tests.cast import NOW
from tests.walls.case_groups import PANEL, SEERS, TPN, Door, Group

if TYPE_CHECKING:
    from tests.house import House

Ids = Mapping[tuple[str, str], object]
NOBODY: Final = Group()
READERS: Final = TPN | PANEL
_VISIT: Final = (("{visit}",),)

DOORS: Final[dict[str, Door]] = {
    "visits:field": Door(SEERS),
    "visits:call": Door(NOBODY, NOBODY),
    "visits:presentation": Door(NOBODY, NOBODY, (("{presentation}",),)),
    "visits:plan": Door(NOBODY, NOBODY),
    "visits:shoppers": Door(READERS, NOBODY),
    "visits:interviews": Door(READERS, NOBODY),
    "visits:survey": Door(READERS, NOBODY),
    "visits:report": Door(READERS, None, ((1,),)),
    "visits:visit": Door(SEERS, None, _VISIT),
    "visits:call_off": Door(None, NOBODY, _VISIT),
    "visits:close": Door(NOBODY, NOBODY, _VISIT),
    "visits:note": Door(NOBODY, NOBODY, _VISIT),
    "visits:worker": Door(NOBODY, None, _VISIT),
    "visits:late": Door(None, NOBODY, (("{visit}", "{late}"),)),
    "visits:photo": Door(NOBODY, NOBODY, _VISIT),
    "visits:look": Door(READERS, None, (("{visit}", "{photo}"),)),
}
BY_GUESTS: Final[frozenset[str]] = frozenset(DOORS) - {"visits:field", "visits:visit"}
"""Those that open to none of the house's people: only to assessors, whom the app's own tests let in."""


def lay_visits(
    house: House, cases: Mapping[tuple[str, str], object], texts: Mapping[str, str]
) -> dict[tuple[str, str], object]:
    """Give each case an announced visit and all that is recorded on one; returns the ids by sphere and part."""
    made: dict[tuple[str, str], object] = {}
    for sphere, whose, who in (("dukcapil", "sagara", "hana"), ("lain", "lain", "vera")):
        secret = texts[f"kunjungan-{sphere}"]
        ids = _lay((house.tenants[whose], _id(cases[sphere, "{case}"]), house.users[who].pk), texts[sphere], secret)
        made |= {(sphere, f"{{{part}}}"): key for part, key in ids.items()}
    return made


def _id(found: object) -> UUID:
    return found if isinstance(found, UUID) else UUID(str(found))


def _lay(whose: tuple[UUID, UUID, UUID], told: str, text: str) -> dict[str, UUID]:
    """Furnish a case: the unit reads what is `told`, and `text` not while its stage lasts."""
    tenant, case, user = whose
    day, typed = NOW.date(), {"user_id": user, "typed_at": NOW, "at": NOW}
    base = {"tenant_id": tenant, "case_id": case}
    presentation = Presentation(**base, number=1, begins_at=NOW, place=told, called_by_id=user, called_at=NOW)
    visit = Visit(**base, kind="field", number=1, first_day=day, last_day=day, place=told, leader_id=user,
                  team=[], checklist_on=day, planned_by_id=user, planned_at=NOW)  # fmt: skip
    presentation.save()
    visit.save()
    seen = {"tenant_id": tenant, "visit_id": visit.pk, "line": "1a", "seen": "yes", "note": text, **typed}
    Finding(**seen, key=uuid4(), version=1).save()
    late = LateFinding(**seen, key=uuid4())
    late.save()
    photo = Photo(tenant_id=tenant, visit_id=visit.pk, key=uuid4(), digest=storage.put(text.encode()), size=1,
                  kind="jpeg", note=text, taken_at=NOW, user_id=user, at=NOW, state="ready", copy_kind="jpeg",
                  copy=storage.put(f"salinan {text}".encode()))  # fmt: skip
    photo.save()
    ShopperVisit(**base, **typed, key=uuid4(), shopper=text, service=text, day=day, waited_minutes=1, manner="kind",
                 story=text).save()  # fmt: skip
    Interview(**base, **typed, key=uuid4(), role=text, area="1", summary=text, consented=True).save()
    SurveyResult(**base, version=1, runner="bps", runner_name=text, first_day=day, last_day=day, respondents=30,
                 corruption_perception=Decimal("3.6"), service_quality=Decimal("3.6"), document_name="survei.pdf",
                 document=storage.put(f"survei {text}".encode()), document_kind="pdf", user_id=user,
                 at=NOW).save()  # fmt: skip
    return {"visit": visit.pk, "presentation": presentation.pk, "late": late.pk, "photo": photo.pk}
