"""Repair in the walls: each case has a plan with one step, each body a practice that is no more than a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.urls import reverse

from pulau.apps.assessments.models import Case
from pulau.apps.remediation.models import Practice, RemediationPlan, RemediationStep
from tests.cast import NOW

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from tests.walls.furnished import Furnished
    from tests.walls.places import Place

CODES: Final = {"dukcapil": "0000000000AA", "lain": "0000000000BB"}
DRAFTS: Final = frozenset({"remediation:change", "remediation:publish", "remediation:withdraw"})
"""What a unit's own people do to its draft."""
People = frozenset[str | None]
_TEAM: Final[Mapping[str, People]] = {"dukcapil": frozenset({"ayu", "gita"}), "lain": frozenset({"dewi"})}
_WRITING: Final[People] = frozenset({"ayu", "gita", "joko", "dewi"})
_ACTING: Final[People] = frozenset({"ayu", "gita", "joko", "hana", "indra", "dewi", "vera"})


def lay_repairs(made: Furnished, texts: Mapping[str, str]) -> None:
    """Furnish both bodies."""
    for sphere in CODES:
        case = Case.objects.for_tenant(made.sheets[sphere].tenant_id).get(pk=made.cases[sphere, "{case}"])
        rows = {"tenant_id": case.tenant_id, "unit_id": case.unit_id}
        plan = RemediationPlan(**rows, case=case, year=case.year, event="find_unfit", digest="0" * 64, born_at=NOW)
        plan.save()
        RemediationStep(
            tenant_id=case.tenant_id, plan=plan, number=1, kind="item", key="P1.i.a", area="1", finding=texts[sphere]
        ).save()
        Practice(
            **rows, code=CODES[sphere], unit_name="Unit", agency_name="Instansi", title=texts[sphere], area="1",
            problem=texts[sphere], steps=texts[sphere], outcome=texts[sphere], written_at=NOW,
        ).save()  # fmt: skip


def of_practices(place: type[Place]) -> dict[str, Callable[[Furnished], Iterator[Place]]]:
    """Return who may do what at each address of good practices."""

    def listed(_made: Furnished) -> Iterator[Place]:
        yield place("remediation:practices", reverse("remediation:practices"), read=_ACTING)

    def written(_made: Furnished) -> Iterator[Place]:
        yield place("remediation:write", reverse("remediation:write"), _WRITING, read=_WRITING, write=_WRITING)

    return {
        "remediation:practices": listed,
        "remediation:write": written,
        "remediation:practice": _of_one(place, "practice", _ACTING, read=True),
        "remediation:change": _of_one(place, "change", _WRITING, read=True, write=True),
        "remediation:publish": _of_one(place, "publish", frozenset({"gita"}), write=True),
        "remediation:withdraw": _of_one(place, "withdraw", frozenset({"gita"}), write=True),
        "remediation:follow": _of_one(place, "follow", _WRITING, write=True, own=False),
        "remediation:effect": _of_one(place, "effect", _WRITING, NOWHERE, write=True, own=False),
    }


NOWHERE: Final = "00000000-0000-4000-8000-000000000000"


def _of_one(
    place: type[Place], name: str, duty: People, *rest: str, read: bool = False, write: bool = False, own: bool = True
) -> Callable[[Furnished], Iterator[Place]]:
    """Return a filler of a draft's address. `own`: its unit's people get through; else nobody, for it is a draft."""

    def fill(_made: Furnished) -> Iterator[Place]:
        for sphere, code in CODES.items():
            through = _TEAM[sphere] & duty if own else frozenset()
            path = reverse(f"remediation:{name}", args=[code, *rest])
            yield place(
                f"remediation:{name}", path, duty, duty - through, through if read else None, through if write else None
            )

    return fill
