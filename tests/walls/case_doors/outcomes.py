"""Addresses of outcomes: below a case, which is at the field evaluation, and those of a body's titles.

Each body's unit holds a title from before the platform, with the paper of its decree, and something to examine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from django.urls import reverse

from pulau.apps.assessments.models import Case
from pulau.apps.outcomes.models import Decree, Monitoring, TitleHeld, Trigger
from pulau.foundation import storage
from tests.cast import NOW
from tests.walls.case_groups import ADMINISTRATOR, AGENCY_HEAD, PANEL, TPI, TPI_LEADER, TPN, Door, People

if TYPE_CHECKING:
    from tests.walls.furnished import Furnished
    from tests.walls.places import Place

Ids = dict[tuple[str, str], object]
_TRIGGER: Final = (("{trigger}",),)
_EXAMINED: Final = ADMINISTRATOR | AGENCY_HEAD | TPI | TPN | PANEL
DOORS: Final[dict[str, Door]] = {
    "outcomes:outcome": Door(),
    "outcomes:title_receipt": Door(),
    "outcomes:compare": Door(),
    "outcomes:score": Door(),
    "outcomes:file": Door(rests=(("{paper}",),)),
    "outcomes:grant": Door(read=PANEL, write=PANEL),
    "outcomes:grant_own": Door(read=AGENCY_HEAD, write=AGENCY_HEAD),
    "outcomes:certificate": Door(read=PANEL | AGENCY_HEAD, write=PANEL | AGENCY_HEAD),
    "outcomes:objection": Door(read=AGENCY_HEAD, write=AGENCY_HEAD),
    "outcomes:objection_decision": Door(read=PANEL, write=PANEL),
    "outcomes:accept": Door(read=AGENCY_HEAD, write=AGENCY_HEAD),
    "outcomes:void": Door(read=TPN, write=TPN),
    "outcomes:monitoring": Door(),
    "outcomes:report": Door(read=TPI_LEADER, write=TPI_LEADER),
    "outcomes:found": Door(read=TPI_LEADER | TPN, write=TPI_LEADER | TPN),
    "outcomes:trigger": Door(read=_EXAMINED, rests=_TRIGGER),
    "outcomes:clarify": Door(read=TPI_LEADER, write=TPI_LEADER, rests=_TRIGGER),
    "outcomes:examine": Door(read=TPN, write=TPN, rests=_TRIGGER),
    "outcomes:propose": Door(read=TPN, write=TPN),
    "outcomes:drop": Door(read=PANEL, write=PANEL),
    "outcomes:revocation": Door(read=PANEL, write=PANEL),
}
BY_GUESTS: Final[frozenset[str]] = frozenset(
    {"outcomes:grant", "outcomes:objection_decision", "outcomes:void", "outcomes:report", "outcomes:found",
     "outcomes:clarify", "outcomes:examine", "outcomes:propose", "outcomes:drop", "outcomes:revocation",
     "outcomes:grant_many", "outcomes:own_evaluation", "outcomes:grant_area"}
)  # fmt: skip
"""Those that open to none of the house's people: only to assessors, whom the app's own tests let in."""
_PANELS: Final = ("tpn-panel@region", "tpn-panel@country")
BESIDE: Final[dict[str, dict[str, str]]] = {
    "outcomes:record": dict.fromkeys((*_PANELS, "tpn-panel@other-region"), "hana"),
    "outcomes:correct": dict.fromkeys(_PANELS, "hana"),
    "outcomes:title_certificate": dict.fromkeys(_PANELS, "indra"),
}
"""Guests who record and correct as the body's administrator does."""
GUESTS_ALONE: Final[dict[str, frozenset[str]]] = {
    name: frozenset((*_PANELS, "tpn-panel@other-region"))
    for name in ("outcomes:grant_many", "outcomes:own_evaluation", "outcomes:grant_area")
}
"""Addresses of a body that only guests open, to read and to write."""
VISITED: Final = frozenset({"outcomes:titles", "outcomes:export", "outcomes:decree", "outcomes:decree_file"})
"""What whoever visits a body reads there."""
_ACTING: Final[People] = frozenset({"ayu", "gita", "joko", "hana", "indra", "dewi", "vera"})
_THERE: Final[People] = frozenset({"dewi", "vera"})
_RECORDING: Final[People] = frozenset({"hana", "vera"})
_HEADS: Final[People] = frozenset({"indra"})
_CORRECTING: Final[People] = frozenset({"hana", "indra"})


def lay_outcomes(made: Furnished, texts: Mapping[str, str]) -> Ids:
    """Give each body's unit a title; returns ids of what was laid."""
    found: Ids = {}
    for sphere in ("dukcapil", "lain"):
        case = Case.objects.for_tenant(made.sheets[sphere].tenant_id).get(pk=str(made.cases[sphere, "{case}"]))
        paper = storage.put(f"Keputusan {sphere}".encode())
        decree = Decree(
            tenant_id=case.tenant_id, id=uuid4(), kind="grant", number=f"SK.1/2024 {sphere}", day=NOW.date(),
            issuer="minister", valid_from=NOW.date(), digest=paper, file_name="sk.pdf", at=NOW,
        )  # fmt: skip
        decree.series = decree.pk
        decree.save()
        held = TitleHeld(
            tenant_id=case.tenant_id, unit_id=case.unit_id, case=case, name=case.unit_name, title="WBK", decree=decree,
            since=NOW.date(), recorded_at=NOW,
        )  # fmt: skip
        held.save()
        trigger = Trigger(
            tenant_id=case.tenant_id, title_held=held, kind="maladministration", key="1", source=texts[sphere],
            found_on=NOW.date(), found_at=NOW,
        )  # fmt: skip
        trigger.save()
        Monitoring(
            tenant_id=case.tenant_id, title_held=held, year=2026, findings=texts[sphere], at=NOW, on=NOW.date()
        ).save()
        found |= {(sphere, "{paper}"): paper, (sphere, "{trigger}"): trigger.pk, (sphere, "{decree}"): decree.pk}
        found[sphere, "{title}"] = held.pk
    return found


def of_titles(place: type[Place]) -> dict[str, Callable[[Furnished], Iterator[Place]]]:
    """Return who may do what at the addresses of a body's titles."""

    def one(
        name: str, *, duty: People = _ACTING, read: People | None = _ACTING, write: People | None = None
    ) -> Callable[[Furnished], Iterator[Place]]:
        def fill(_made: Furnished) -> Iterator[Place]:
            yield place(name, reverse(name), duty, read=read, write=write)

        return fill

    def decree(
        name: str, *rest: object, read: People, write: People | None = None
    ) -> Callable[[Furnished], Iterator[Place]]:
        def fill(made: Furnished) -> Iterator[Place]:
            path = reverse(name, args=[made.cases["dukcapil", "{decree}"], *rest])
            yield place(name, path, _ACTING, _THERE, read=read, write=write)

        return fill

    def certified(made: Furnished) -> Iterator[Place]:
        path = reverse("outcomes:title_certificate", args=[made.cases["dukcapil", "{title}"]])
        yield place("outcomes:title_certificate", path, _HEADS, read=_HEADS, write=_HEADS)

    here = _ACTING - _THERE
    nobody: People = frozenset()
    return {
        "outcomes:titles": one("outcomes:titles"),
        "outcomes:export": one("outcomes:export"),
        "outcomes:record": one("outcomes:record", duty=_RECORDING, read=_RECORDING, write=_RECORDING),
        "outcomes:grant_many": one("outcomes:grant_many", duty=nobody, read=nobody, write=nobody),
        "outcomes:grant_area": one("outcomes:grant_area", duty=nobody, read=nobody, write=nobody),
        "outcomes:title_certificate": certified,
        "outcomes:own_evaluation": one("outcomes:own_evaluation", duty=nobody, read=nobody, write=nobody),
        "outcomes:decree": decree("outcomes:decree", read=here),
        "outcomes:decree_file": decree("outcomes:decree_file", 1, read=here),
        "outcomes:correct": decree("outcomes:correct", read=_CORRECTING, write=_CORRECTING),
    }
