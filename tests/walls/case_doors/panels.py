"""Addresses of clearances and panels below a case: the ministry's alone. One body was asked about each case."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from pulau.apps.panels.models import Clearance
from pulau.foundation import storage
from tests.cast import NOW
from tests.walls.case_groups import PANEL, TPN, Door, Group

if TYPE_CHECKING:
    from tests.walls.furnished import Furnished

_MINISTRY: Final = TPN | PANEL
_BODY: Final = (("kpk",),)
_SITTING: Final = Group()
"""The panel sits later than at the field evaluation: its own tests let it in."""
DOORS: Final[dict[str, Door]] = {
    "panels:clearances": Door(read=_MINISTRY),
    "panels:ask": Door(read=_MINISTRY, write=_MINISTRY, body={"lembaga": "apip", "pertanyaan": "disusupkan"}),
    "panels:answer": Door(read=_MINISTRY, write=_MINISTRY, rests=_BODY, body={"jawaban": "clear"}),
    "panels:letter": Door(read=_MINISTRY, rests=_BODY),
    "panels:panel": Door(read=_SITTING),
    "panels:begin": Door(read=None, write=_SITTING),
    "panels:seat": Door(read=None, write=_SITTING),
    "panels:leave": Door(read=_SITTING, write=_SITTING),
    "panels:vote": Door(read=None, write=_SITTING, body={"suara": "for", "alasan": "disusupkan"}),
}
BY_GUESTS: Final[frozenset[str]] = frozenset(DOORS)
"""Those that open to none of the house's people: only to assessors, whom the app's own tests let in."""


def lay_clearances(made: Furnished, texts: Mapping[str, str]) -> None:
    """Let a body be asked about each case, and keep a letter of it; none of the house's people may read either."""
    for sphere in ("dukcapil", "lain"):
        text = texts[f"kunjungan-{sphere}"]
        Clearance.objects.for_tenant(made.sheets[sphere].tenant_id).create(
            case_id=made.cases[sphere, "{case}"], body="kpk", question=text, text=text, asked_at=NOW,
            document_name="surat.pdf", document_type="pdf", document_digest=storage.put(b"%PDF-1.7 surat"),
            document_size=14,
        )  # fmt: skip
