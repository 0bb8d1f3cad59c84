"""Addresses of proposals: of a unit's conditions below its case, of the body's letters, of the year's calendar.

Each body has a signed proposal, the first of 2025, from which its unit was withdrawn; both stand at the same address.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

from django.urls import reverse

from pulau.apps.proposals.models import Proposal, ProposalState, ProposedUnit
from tests.cast import NOW
from tests.walls.case_groups import AGENCY_HEAD, Door, Group, People

if TYPE_CHECKING:
    from tests.walls.furnished import Furnished
    from tests.walls.places import Place

YEAR: Final = 2025
OVERSEEING: Final[People] = frozenset({"hana", "indra", "vera"})
HEADS: Final[People] = frozenset({"indra"})
NOBODY: Final[People] = frozenset()
DOORS: Final[dict[str, Door]] = {
    "proposals:unit": Door(),
    "proposals:state": Door(  # the case is before the ministry: what the agency states came before
        read=Group(), write=Group(), rests=(("core-service",),), duty=frozenset({"hana", "vera"})
    ),
    "proposals:screen": Door(read=None, write=Group()),
    "proposals:withdraw": Door(read=AGENCY_HEAD, write=AGENCY_HEAD, body={"alasan": "disusupkan"}),
}
BY_GUESTS: Final[frozenset[str]] = frozenset(
    {"proposals:state", "proposals:screen", "proposals:change_season", "proposals:paper"}
)
"""Those that open to none of the house's people: at another stage, to assessors, in a national body, or once signed."""
_PREPARING: Final = {"tpi-leader@own-body": "hana", "tpi-leader@foreign-body": "vera"}
_READING: Final = {
    **_PREPARING,
    **{
        f"{role}@{body}": whom
        for role in ("tpi-member", "tpi-controller")
        for body, whom in (("own-body", "hana"), ("foreign-body", "vera"))
    },
    **{f"{role}@{where}": "hana" for role in ("tpn-assessor", "tpn-panel") for where in ("region", "country")},
}
BESIDE: Final[dict[str, dict[str, str]]] = {
    "proposals:proposals": {**_READING, "tpn-assessor@other-region": "hana", "tpn-panel@other-region": "hana"},
    "proposals:proposal": _READING,
    "proposals:draft": _PREPARING,
    "proposals:put": _PREPARING,
    "proposals:take": _PREPARING,
    "proposals:sign": {"agency-head@foreign-body": "indra"},
}
"""Guests who read and prepare as one of the house's people does; who visits elsewhere finds the list of that place."""


def lay_proposals(made: Furnished, texts: Mapping[str, str]) -> None:
    """Give each body its letter."""
    for sphere in ("dukcapil", "lain"):
        tenant = made.sheets[sphere].tenant_id
        letter = Proposal.objects.for_tenant(tenant).create(
            year=YEAR, number=1, state=ProposalState.SIGNED, letter_number=texts[sphere], day=NOW.date(),
            rules="Permenpan RB 5/2024", made_at=NOW, signed_at=NOW,
        )  # fmt: skip
        ProposedUnit.objects.for_tenant(tenant).create(
            proposal=letter, case_id=made.cases[sphere, "{case}"], title="WBK", added_at=NOW, withdrawn_at=NOW,
            withdraw_reason=texts[sphere],
        )  # fmt: skip


def of_proposals(place: type[Place]) -> dict[str, Callable[[Furnished], Iterator[Place]]]:
    """Return who may do what at the addresses of letters and of the calendar."""

    def one(
        name: str,
        *args: object,
        duty: People,
        read: People | None,
        write: People | None = None,
        unit: bool = False,
        blind: People = NOBODY,
    ) -> Callable[[Furnished], Iterator[Place]]:
        def fill(made: Furnished) -> Iterator[Place]:
            body = {"unit": str(made.cases["dukcapil", "{case}"])} if unit else {}
            yield place(name, reverse(name, args=args), duty, blind=blind, read=read, write=write, body=body)

        return fill

    def season(_made: Furnished) -> Iterator[Place]:
        yield place("proposals:season", reverse("proposals:season"), read=place("", "").duty)

    return {
        "proposals:season": season,
        "proposals:change_season": one("proposals:change_season", YEAR, duty=NOBODY, read=NOBODY, write=NOBODY),
        "proposals:proposals": one("proposals:proposals", duty=OVERSEEING, read=OVERSEEING),
        "proposals:draft": one("proposals:draft", YEAR, duty=OVERSEEING, read=None, write=OVERSEEING),
        "proposals:proposal": one("proposals:proposal", YEAR, 1, duty=OVERSEEING, read=OVERSEEING),
        "proposals:paper": one("proposals:paper", YEAR, 1, "surat", duty=OVERSEEING, read=NOBODY, blind=OVERSEEING),
        "proposals:put": one("proposals:put", YEAR, 1, duty=OVERSEEING, read=None, write=OVERSEEING, unit=True),
        "proposals:take": one("proposals:take", YEAR, 1, duty=OVERSEEING, read=None, write=OVERSEEING, unit=True),
        "proposals:sign": one("proposals:sign", YEAR, 1, duty=HEADS, read=None, write=HEADS),
    }
