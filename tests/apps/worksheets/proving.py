"""Evidence for tests of worksheets: pieces kept by somebody, with a small file of their own or an address alone."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pulau.apps.evidence.contract import Evidence, EvidenceWish, keep_evidence
from pulau.apps.worksheets.models import ItemEvidence
from pulau.apps.worksheets.services.evidence import add_item_evidence
from tests.cast import NOW
from tests.house import House

ITEM = "P1.i.a"  # asks for two things


@dataclass(frozen=True)
class Incoming:
    """A file that arrived."""

    path: Path
    name: str
    upload_id: None = None


def keep(house: House, title: str, *, who: str = "ayu", unit: str | None = "disdukcapil", **more: Any) -> Evidence:  # noqa: ANN401 - fields of a wish
    """Keep a piece: with a text of its own, or only an address where one is given."""
    unit_id = house.units[unit].pk if unit else None
    wish = EvidenceWish(title=title, unit_id=unit_id, **more)
    if wish.address:
        return keep_evidence(actor=house.actors[who], wish=wish, file=None, now=NOW)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "isi"
        path.write_text(f"Isi {title}\n")
        return keep_evidence(actor=house.actors[who], wish=wish, file=Incoming(path, f"{title}.txt"), now=NOW)


def lay(
    house: House,
    piece: Evidence,
    item: str = ITEM,
    asked: int = 1,
    *,
    who: str = "ayu",
    **more: Any,  # noqa: ANN401 - as above
) -> ItemEvidence:
    """Lay a piece beside an item of the house's worksheet."""
    wanted: dict[str, Any] = {"worksheet_id": house.sheet.pk, "remark": "", "now": NOW} | more
    return add_item_evidence(actor=house.actors[who], item=item, asked=asked, evidence_id=piece.pk, **wanted)
