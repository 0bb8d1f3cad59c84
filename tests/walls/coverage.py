"""Coverage in the walls: every body is counted, its figures are for who acts there, and few may have it counted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from django.urls import reverse

from pulau.apps.declarations.services.counting import recount
from pulau.core.shared.actor import Actor
from pulau.foundation.tenancy.wall import behind_wall
from tests.cast import NOW

if TYPE_CHECKING:
    from tests.house import House

ACTING: Final = frozenset({"ayu", "gita", "joko", "hana", "indra", "dewi", "vera"})
COUNTING: Final = frozenset({"hana", "indra", "vera"})
READ: Final = ("coverage", "coverage_file", "country", "country_table")
YEAR: Final = 2026


def count_bodies(house: House) -> None:
    """Count both bodies, so that the pages have something to show."""
    for tenant_id in house.tenants.values():
        with behind_wall(tenant_id):
            recount(actor=Actor.system(tenant_id), year=YEAR, now=NOW)


def of_coverage(place: Callable[..., Any]) -> Mapping[str, Callable[[Any], Iterator[Any]]]:
    """Return the fillers of the addresses of coverage."""

    def page(name: str) -> Callable[[Any], Iterator[Any]]:
        return lambda _made: iter([place(name, f"{reverse(name)}?tahun={YEAR}", duty=ACTING, read=ACTING)])

    def asked(_made: Any) -> Iterator[Any]:  # noqa: ANN401 - the house as furnished
        name = "declarations:recount"
        yield place(name, reverse(name), duty=COUNTING, read=None, write=COUNTING, body={"tahun": str(YEAR)})

    return {f"declarations:{name}": page(f"declarations:{name}") for name in READ} | {"declarations:recount": asked}
