"""Declarations in the walls: drafts that only planners see, one that is ready, in each body; and who may what there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, time
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.urls import reverse

from pulau.apps.declarations.models import Declaration, DeclarationPart, PledgeKind, PledgeTemplate, TemplateState
from pulau.apps.declarations.plans import PersonWish, Plan
from pulau.apps.declarations.services.attaching import attach_file
from pulau.apps.declarations.services.naming import name_person
from pulau.apps.declarations.services.opening import prepare_deed
from pulau.apps.declarations.services.planning import plan_declaration
from pulau.foundation.tenancy.wall import behind_wall
from tests.cast import NOW

if TYPE_CHECKING:
    from tests.house import House

People = frozenset[str | None]
ACTING: Final[People] = frozenset({"ayu", "gita", "joko", "hana", "indra", "dewi", "vera"})
SIGNED_IN: Final[People] = ACTING | {"eka"}
NOBODY: Final[People] = frozenset()
PLANNING: Final[People] = frozenset({"gita", "hana", "indra", "vera"})
PLANNERS: Final[Mapping[str, People]] = {
    "dukcapil": frozenset({"gita", "hana", "indra"}),
    "rsud": frozenset({"hana", "indra"}),
    "lain": frozenset({"vera"}),
}
MEMBERS: Final[People] = frozenset({"ayu", "gita", "joko", "hana", "indra"})
_WHERE: Final = {
    "dukcapil": ("hana", "disdukcapil", "staf-dukcapil"),
    "rsud": ("hana", "rsud", "staf-rsud"),
    "lain": ("vera", "disdukcapil-lain", "staf-lain"),
}
_YEAR: Final = 2026
Declared = dict[str, tuple[UUID, UUID, UUID]]
"""By sphere: a declaration, somebody in it, a file beside it."""


def declare(house: House, texts: Mapping[str, str]) -> Declared:
    """Furnish: in each place a draft with its people and a file, and in one body a declaration that is ready."""
    made: Declared = {}
    for sphere, (who, unit, readers) in _WHERE.items():
        made[sphere] = _planned(house, who, unit, texts[readers])
    made["siap"] = _planned(house, "hana", None, texts["sagara"])
    tenant = house.tenants["sagara"]
    with behind_wall(tenant):
        held = PledgeTemplate.objects.for_tenant(tenant).filter(kind=PledgeKind.DECLARATION)
        if not held.filter(state=TemplateState.APPROVED).exists():
            held.create(
                kind=PledgeKind.DECLARATION, version=99, state=TemplateState.APPROVED, title="Piagam",
                opening="Kami:", points=["Satu."], made_at=NOW, approved_at=NOW,
            )  # fmt: skip
        prepare_deed(actor=house.actors["hana"], declaration_id=made["siap"][0], now=NOW)
    return made


def _planned(house: House, who: str, unit: str | None, text: str) -> tuple[UUID, UUID, UUID]:
    actor = house.actors[who]
    plan = Plan(text, _YEAR, date(_YEAR, 11, 26), time(9), text, house.units[unit].pk if unit else None, minutes=text)
    with behind_wall(actor.tenant_id):
        row = plan_declaration(actor=actor, plan=plan, now=NOW)
        wish = PersonWish(
            DeclarationPart.SIGNER, f"{house.users[who].full_name}, {text}"[:200], "Kepala", user_id=actor.person
        )
        person = name_person(actor=actor, declaration_id=row.pk, wish=wish, now=NOW)
        file = attach_file(actor=actor, declaration_id=row.pk, name=f"{text[:40]}.pdf", content=b"%PDF-1.7", now=NOW)
    return row.pk, person.pk, file.pk


def _one(place: Callable[..., Any], name: str, *rest: Any, of: str = "", read: bool = True, **body: Any) -> Any:  # noqa: ANN401
    """Return the filler of a page on which planners change their declaration."""
    full = f"declarations:{name}"

    def fill(made: Any) -> Iterator[Any]:  # noqa: ANN401 - the house as furnished
        for sphere, through in PLANNERS.items():
            row, *parts = made.declared[sphere]
            args = [row, *([parts[("person", "file").index(of)]] if of else []), *rest]
            path = reverse(full, args=args)
            yield place(full, path, PLANNING, PLANNING - through, through if read else None, through, body)

    return fill


def _seen(place: Callable[..., Any], name: str, *, file: bool = False) -> Any:  # noqa: ANN401 - a filler
    """Return the filler of a page that members read once it is no draft."""
    full = f"declarations:{name}"

    def fill(made: Any) -> Iterator[Any]:  # noqa: ANN401 - the house as furnished
        for sphere, through in {**PLANNERS, "siap": MEMBERS}.items():
            row, _person, attached = made.declared[sphere]
            path = reverse(full, args=[row, attached] if file else [row])
            yield place(full, path, ACTING, ACTING - through, through)

    return fill


def _lead(place: Callable[..., Any]) -> Any:  # noqa: ANN401 - a filler
    """Return the filler of the page on which a ceremony is led."""

    def fill(made: Any) -> Iterator[Any]:  # noqa: ANN401 - the house as furnished
        path = reverse("declarations:lead", args=[made.declared["siap"][0]])
        planners = frozenset({"hana", "indra"})
        yield place("declarations:lead", path, PLANNING, frozenset({"vera"}), planners, planners, {"baris": "1"})

    return fill


def _confirm(place: Callable[..., Any]) -> Any:  # noqa: ANN401 - a filler
    """Return the filler of the address at which witnesses say what they saw."""

    def fill(made: Any) -> Iterator[Any]:  # noqa: ANN401 - the house as furnished
        with behind_wall(made.house.tenants["sagara"]):
            code = Declaration.objects.for_tenant(made.house.tenants["sagara"]).get(pk=made.declared["siap"][0]).code
        path = reverse("declarations:confirm", args=[code])
        yield place("declarations:confirm", path, SIGNED_IN, NOBODY, None, SIGNED_IN, {"peristiwa": "1"})

    return fill


def of_declarations(place: Callable[..., Any]) -> Mapping[str, Callable[[Any], Iterator[Any]]]:
    """Return the fillers of the addresses of declarations."""

    def page(name: str, duty: People, *, write: bool = False) -> Any:  # noqa: ANN401 - a filler
        full = f"declarations:{name}"
        return lambda _made: iter([place(full, reverse(full), duty, read=duty, write=duty if write else None)])

    fillers = {
        "lead": _lead(place),
        "confirm": _confirm(place),
        "declarations": page("declarations", ACTING),
        "plan": page("plan", PLANNING, write=True),
        "declaration": _seen(place, "declaration"),
        "attachment": _seen(place, "attachment", file=True),
        "change_plan": _one(place, "change_plan"),
        "postpone": _one(place, "postpone"),
        "cancel": _one(place, "cancel"),
        "text": _one(place, "text", "id", naskah="Disusupkan", versi="0"),
        "people": _one(place, "people", bagian="witness", nama="Disusupkan", jabatan="Disusupkan"),
        "person": _one(place, "person", of="person", read=False, langkah="hapus"),
        "symbolic_units": _one(place, "symbolic_units", unit="rsud"),
        "attach": _one(place, "attach", read=False),
        "detach": _one(place, "detach", of="file", read=False),
        "prepare_deed": _one(place, "prepare_deed", read=False),
        "open": _one(place, "open", alasan="Disusupkan"),
        "close": _one(place, "close", jabatan="Disusupkan"),
    }
    return {f"declarations:{name}": fill for name, fill in fillers.items()}
