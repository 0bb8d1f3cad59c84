"""What of a list of cases is wanted, read out of an address and put onto a query."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final, TypeVar

from django.db.models import F, OrderBy, Q, QuerySet

from pulau.apps.assessments.models import Case
from pulau.apps.assessments.policies import EVENT
from pulau.core.shared.permissions import reach
from pulau.core.workflow.assessment import ASSESSMENT
from pulau.foundation.ui.lists import LONGEST_SEARCH

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor

Q_C = TypeVar("Q_C", bound=QuerySet[Case])

OPEN: Final = tuple(code for code, stage in ASSESSMENT.stages.items() if not stage.final)
"""The stages of cases that go on."""
ORDERS: Final[Mapping[str, tuple[str | OrderBy, ...]]] = {
    "tenggat": (F("due_on").asc(nulls_last=True), "stage_since", "id"),
    "unit": ("unit_name", "-year", "id"),
    "instansi": ("agency_name", "unit_name", "-year", "id"),
    "tahap": ("stage", F("due_on").asc(nulls_last=True), "id"),
    "terlama": ("stage_since", "id"),
    "terbaru": ("-stage_since", "id"),
}
FIRST_ORDER: Final = "tenggat"
"""Those that are overdue, or due next, come first."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is wanted: words of a unit or body, a stage, a year, a title, an order; only overdue, or my turn.

    `everything` shows cases that have ended too; a stage or a year that is asked for does so by itself.
    """

    search: str = ""
    stage: str = ""
    year: int = 0
    title: str = ""
    order: str = FIRST_ORDER
    only: str = ""
    everything: bool = False

    @property
    def narrowed(self) -> bool:
        """Whether something was left out on wish."""
        return bool(self.search or self.stage or self.year or self.title or self.only)

    @property
    def query(self) -> dict[str, str]:
        """What the addresses of other pages of the list keep."""
        return {
            "cari": self.search,
            "tahap": self.stage,
            "tahun": str(self.year or ""),
            "predikat": self.title,
            "hanya": self.only,
            "urut": "" if self.order == FIRST_ORDER else self.order,
            "semua": "1" if self.everything else "",
        }


def asked_of(given: Mapping[str, str]) -> Asked:
    """Read what is wanted; what is not known is passed over."""
    year, title = given.get("tahun", ""), given.get("predikat", "")
    stage, order, only = given.get("tahap", ""), given.get("urut", ""), given.get("hanya", "")
    return Asked(
        search=given.get("cari", "").replace("\x00", "").strip()[:LONGEST_SEARCH],
        stage=stage if stage in ASSESSMENT.stages else "",
        year=int(year) if year.isascii() and year.isdecimal() and len(year) == len("2026") else 0,
        title=title if title in {"WBK", "WBBM"} else "",
        order=order if order in ORDERS else FIRST_ORDER,
        only=only if only in {"lewat", "giliran", "saya"} else "",
        everything=given.get("semua") == "1",
    )


def narrow(rows: Q_C, asked: Asked, actor: Actor, today: date) -> Q_C:
    """Return the rows that are wanted, in their order; whose they are was asked before."""
    if asked.stage:
        rows = rows.filter(stage=asked.stage)
    elif not (asked.everything or asked.year):
        rows = rows.filter(stage__in=OPEN)
    if asked.year:
        rows = rows.filter(year=asked.year)
    if asked.title:
        rows = rows.filter(title=asked.title)
    if asked.search:
        words = asked.search
        rows = rows.filter(
            Q(unit_name__icontains=words) | Q(unit_code__icontains=words) | Q(agency_name__icontains=words)
        )
    if asked.only == "lewat":
        rows = rows.filter(due_on__lt=today, stage__in=OPEN)
    elif asked.only == "giliran":
        rows = rows.filter(stage__in=stages_to_move(actor))
    return rows.order_by(*ORDERS[asked.order])


def stages_to_move(actor: Actor) -> tuple[str, ...]:
    """Return the stages from which the actor may let something happen: whose turn it may be."""
    return tuple(
        stage
        for stage in OPEN
        if any(
            way.event not in _EXCEPTIONS and reach(actor, EVENT[way.event], stage)
            for way in ASSESSMENT.ways_from(stage)
        )
    )


_EXCEPTIONS: Final = frozenset({"withdraw", "withdraw_proposal", "void", "call_presentation", "propose_revocation",
                                "report_monitoring", "carry_on"})  # fmt: skip
"""What may happen at many stages without being anybody's next step."""
