"""Pacts in the furnished house: texts, tasks, a pact between institutions; and who may do what with them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.urls import reverse

from pulau.apps.declarations.asking_jobs import ask_body
from pulau.apps.declarations.mapping import text_digest
from pulau.apps.declarations.models import Pact, PactCause, PledgeKind
from pulau.apps.declarations.services.institutional import InstitutionalWish, PartyWish, write_institutional
from pulau.apps.declarations.services.templates import TemplateWish, approve_template, write_template
from pulau.apps.people.models import Employee, EmployeeStatus
from pulau.core.pledging.texts import PledgeText
from pulau.core.shared.actor import Actor
from tests.cast import NOW
from tests.house import House

if TYPE_CHECKING:
    from tests.walls.furnished import Furnished

People = frozenset[str]
SEEING: Final[People] = frozenset({"gita", "hana", "indra", "vera"})
ASKING: Final[People] = frozenset({"gita", "hana", "vera"})
KEEPING: Final[People] = frozenset({"hana", "indra", "vera"})
ADMINISTERING: Final[People] = frozenset({"hana", "vera"})
EVERYBODY: Final[People] = frozenset({"ayu", "gita", "joko", "hana", "indra", "dewi", "vera", "eka"})
SEERS: Final[Mapping[str, People]] = {
    "disdukcapil": frozenset({"gita", "hana", "indra"}),
    "rsud": frozenset({"hana", "indra"}),
    "disdukcapil-lain": frozenset({"vera"}),
}
SAGARA: Final[People] = frozenset({"hana", "indra"})


@dataclass
class Pledged:
    """The ids of what was made: the text of Sagara, its pact with others, and the employees' pacts by unit."""

    template: UUID | None = None
    institutional: UUID | None = None
    pacts: dict[str, UUID] = field(default_factory=dict)
    own: UUID | None = None  # Gita's


def pledge(house: House, canary: Mapping[str, str]) -> Pledged:
    """Let both agencies have texts and ask for pacts, and one pledge with another."""
    made = Pledged()
    for code, who in (("sagara", "hana"), ("lain", "vera")):
        text = PledgeText("Pakta", f"{canary[code].replace('{', '(').replace('}', ')')} {{nama}}", ("jujur",), "")
        for kind in (PledgeKind.PERSONAL, PledgeKind.OFFICE):
            row = write_template(actor=house.actors[who], wish=TemplateWish(kind, text), now=NOW)
            head = Actor.system(house.tenants[code])
            approve_template(actor=head, template_id=row.pk, seen=text_digest(row), now=NOW)
            made.template = row.pk if code == "sagara" else made.template
        ask_body(house.tenants[code], None, None, NOW)
        rows = Pact.objects.for_tenant(house.tenants[code]).select_related("unit")
        made.pacts |= {row.unit.code: row.pk for row in rows if row.unit is not None}
    made.own = _own_pact(house).pk
    told = canary["staf-rsud"]
    words = PledgeText(f"Bersama {told}".replace("{", "(").replace("}", ")"), "", ("jujur",), "")
    parties = (PartyWish(told, told, told), PartyWish("Lain", told, told))
    wish = InstitutionalWish(2026, words, date(2026, 12, 31), parties)
    made.institutional = write_institutional(actor=house.actors["hana"], wish=wish, now=NOW).pk
    return made


def _own_pact(house: House) -> Pact:
    """Ask Gita, who works in the unit that she leads, for her own."""
    tenant, unit, user = house.tenants["sagara"], house.units["disdukcapil"], house.users["gita"]
    employee = Employee.objects.for_tenant(tenant).create(
        nip="197001011995032009", name="Gita", status=EmployeeStatus.PNS, unit=unit, user=user,
        since=date(2020, 1, 2), created_at=NOW,
    )  # fmt: skip
    pact: Pact = Pact.objects.for_tenant(tenant).create(
        kind=PledgeKind.PERSONAL, year=2026, cause=PactCause.FIRST, unit=unit, employee=employee, user=user,
        name="Gita", due_on=date(2026, 12, 31), created_at=NOW,
    )  # fmt: skip
    return pact


def of_pacts(place: Callable[..., Any]) -> dict[str, Callable[[Furnished], Iterator[Any]]]:
    """Return the fillers of the addresses of pacts."""
    own = {name: _own(place, name) for name in ("sign_pact", "refuse_pact", "withdraw_pact")}
    whole = {name: _whole(place, name) for name in ("ask_all", "remind_all")}
    units = {
        "unit_pacts": _of_units(place, "unit_pacts", SEEING, write=False),
        "ask_unit": _of_units(place, "ask_unit", ASKING, write=True),
        "remind_unit": _of_units(place, "remind_unit", ASKING, write=True),
    }
    kept = {
        name: _of_sagara(place, name, read=read, write=write)
        for name, read, write in (
            ("institutional_pact", True, False),
            ("change_institutional", True, True),
            ("prepare_institutional", False, True),
            ("cancel_institutional", False, True),
            ("withdraw_institutional", False, True),
        )
    }
    found = {
        "pacts": _simple(place, "pacts", EVERYBODY, EVERYBODY, None),
        "remind_one": _remind_one(place),
        "units": _simple(place, "units", SEEING, SEEING, None),
        "templates": _simple(place, "templates", KEEPING, KEEPING, None),
        "template": _template(place, "template", KEEPING, SAGARA, None),
        "approve_template": _template(place, "approve_template", frozenset({"indra"}), None, frozenset({"indra"})),
        "retire_template": _template(place, "retire_template", KEEPING, None, frozenset({"indra"})),
        "write_template": _simple(place, "write_template", ADMINISTERING, ADMINISTERING, ADMINISTERING, "personal"),
        "take_starter": _simple(place, "take_starter", ADMINISTERING, None, ADMINISTERING, "personal"),
        "institutional": _simple(place, "institutional", KEEPING, KEEPING, None),
        "new_institutional": _simple(place, "new_institutional", KEEPING, KEEPING, KEEPING),
    }
    return {f"declarations:{name}": filler for name, filler in (own | whole | units | kept | found).items()}


def _simple(
    place: Callable[..., Any], name: str, duty: People, read: People | None, write: People | None, *args: str
) -> Callable[[Furnished], Iterator[Any]]:
    def fill(_made: Furnished) -> Iterator[Any]:
        full = f"declarations:{name}"
        yield place(full, reverse(full, args=args), duty=duty, read=read, write=write)

    return fill


def _own(place: Callable[..., Any], name: str) -> Callable[[Furnished], Iterator[Any]]:
    """Gita's own pact, which is not there for anybody else, not even for those who ask for pacts."""

    def fill(made: Furnished) -> Iterator[Any]:
        full = f"declarations:{name}"
        gita = frozenset({"gita"})
        path = reverse(full, args=[made.pledged.own])
        yield place(full, path, duty=EVERYBODY, blind=EVERYBODY - gita, read=None, write=gita)

    return fill


def _whole(place: Callable[..., Any], name: str) -> Callable[[Furnished], Iterator[Any]]:
    """What is asked of the whole agency: a unit's head asks somewhere, and not here."""
    return _simple(place, name, ASKING, None, ADMINISTERING)


def _of_units(
    place: Callable[..., Any], name: str, duty: People, *, write: bool
) -> Callable[[Furnished], Iterator[Any]]:
    def fill(_made: Furnished) -> Iterator[Any]:
        full = f"declarations:{name}"
        for code, seers in SEERS.items():
            through = seers & duty
            path = reverse(full, args=[code])
            read, written = (None, through) if write else (through, None)
            yield place(full, path, duty=duty, blind=duty - through, read=read, write=written)

    return fill


def _remind_one(place: Callable[..., Any]) -> Callable[[Furnished], Iterator[Any]]:
    def fill(made: Furnished) -> Iterator[Any]:
        full = "declarations:remind_one"
        for code, pact in made.pledged.pacts.items():
            through = SEERS[code] & ASKING
            path = reverse(full, args=[pact])
            yield place(full, path, duty=ASKING, blind=ASKING - through, read=None, write=through)

    return fill


def _template(
    place: Callable[..., Any], name: str, duty: People, read: People | None, write: People | None
) -> Callable[[Furnished], Iterator[Any]]:
    def fill(made: Furnished) -> Iterator[Any]:
        full = f"declarations:{name}"
        path = reverse(full, args=[made.pledged.template])
        yield place(full, path, duty=duty, blind=duty - SAGARA, read=read, write=write)

    return fill


def _of_sagara(
    place: Callable[..., Any], name: str, *, read: bool, write: bool
) -> Callable[[Furnished], Iterator[Any]]:
    def fill(made: Furnished) -> Iterator[Any]:
        full = f"declarations:{name}"
        path = reverse(full, args=[made.pledged.institutional])
        yield place(
            full,
            path,
            duty=KEEPING,
            blind=KEEPING - SAGARA,
            read=SAGARA if read else None,
            write=SAGARA if write else None,
        )

    return fill
