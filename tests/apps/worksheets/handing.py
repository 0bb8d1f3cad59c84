"""What tests of handing in share: pieces of evidence beside items, and the whole way to a submission."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import uuid4

from pulau.apps.evidence.models import Evidence, EvidenceVersion, Preparation, PreparationState
from pulau.apps.worksheets.assessing import assess
from pulau.apps.worksheets.models import ItemEvidence, Submission, Worksheet
from pulau.apps.worksheets.selectors import get_worksheet_by_id
from pulau.apps.worksheets.services.handing import Handing, submit_worksheet
from pulau.foundation import storage
from tests.cast import NOW
from tests.house import House

ITEM = "P1.i.a"


def lay(
    house: House,
    item: str = ITEM,
    *,
    asked: int = 1,
    content: bytes | None = b"bukti",
    state: PreparationState = PreparationState.READY,
    until: date | None = None,
    **more: Any,  # noqa: ANN401 - fields of the piece
) -> Evidence:
    """Lay a piece beside an item, as the rows stand once it was prepared; `content` None: only an address."""
    tenant, now = house.tenants["sagara"], NOW
    code = uuid4().hex[:12].upper().translate(str.maketrans("ILOU", "1100"))
    piece = Evidence(
        tenant_id=tenant, code=code, unit_id=house.units["disdukcapil"].pk, title="SK tim", valid_until=until,
        head=0 if content is None else 1, made_at=now, changed_at=now, **more,
    )  # fmt: skip
    piece.save()
    if content is not None:
        add_bytes(house, piece, 1, content, state)
    ItemEvidence(
        tenant_id=tenant, worksheet_id=house.sheet.pk, item=item, asked=asked, evidence_id=piece.pk, added_at=now
    ).save()
    return piece


def add_bytes(
    house: House, piece: Evidence, number: int, content: bytes, state: PreparationState = PreparationState.READY
) -> EvidenceVersion:
    """Add a version to a piece, and what was found out of it."""
    tenant = house.tenants["sagara"]
    version = EvidenceVersion(
        tenant_id=tenant, evidence_id=piece.pk, number=number, digest=storage.put(content), size=len(content),
        name="sk.pdf", kind="pdf", at=NOW,
    )  # fmt: skip
    version.save()
    Preparation(tenant_id=tenant, version_id=version.pk, state=state).save()
    piece.head = number
    piece.save(update_fields=["head"])
    return version


def look(house: House, who: str = "gita", now: datetime = NOW) -> Any:  # noqa: ANN401 - an Assessment
    """Look at the worksheet as somebody."""
    actor = house.actors[who]
    return assess(actor, get_worksheet_by_id(actor, house.sheet.pk), now)


def hand_in(house: House, who: str = "gita", now: datetime = NOW) -> Submission:
    """Hand the worksheet in as it stands, with every warning accepted."""
    found = look(house, "gita", now)
    handing = Handing(found.seal, found.check.codes)
    return submit_worksheet(actor=house.actors[who], worksheet_id=house.sheet.pk, handing=handing, now=now)


def fresh(house: House) -> Worksheet:
    """Return the worksheet as it stands in the database."""
    return get_worksheet_by_id(house.actors["gita"], house.sheet.pk)
