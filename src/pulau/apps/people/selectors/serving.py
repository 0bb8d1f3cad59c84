"""Reading who serves on a day by the thousand, with status and posts: two queries a batch, whatever the size."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Exists, OuterRef

from pulau.apps.people.models import Basis, Employee, Posting
from pulau.apps.people.selectors.duties import ACTING
from pulau.core.shared.civil_service import echelon_rank
from pulau.foundation.tenancy.days import covering

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor

_ROWS = 2_000
_FACTS = ("tenant", "name", "title_before", "title_after", "status", "since", "until", "user")


@dataclass(frozen=True, slots=True)
class PostOnDay:
    """A post held on a day; `acting` is "Plh." or "Plt." where its holder stands in, `leads` tells the head's."""

    unit_id: UUID
    position: str
    since: date
    acting: str
    leads: bool

    @property
    def called(self) -> str:
        """What its holder is called: "Plt. Kepala Dinas"."""
        already = self.position.casefold().startswith(self.acting.casefold())
        return self.position if already else f"{self.acting} {self.position}".strip()


@dataclass(frozen=True, slots=True)
class ServingOnDay:
    """An employee who serves on a day, with their posts: the definitive one first, acting ones by their beginning."""

    employee_id: UUID
    user_id: UUID | None
    name: str
    status: str
    since: date
    until: date | None
    posts: tuple[PostOnDay, ...]


def leading_posts(actor: Actor, day: date, unit_id: UUID | None = None) -> frozenset[UUID]:
    """Return the posts (ids) that lead a unit of the actor's agency on a day, in one query: two a unit at most.

    They are those of the highest echelon there: the one definitive post, and who acts in it (the last to begin, as in
    `head_of`). Where several hold the same highest echelon the head's post is vacant, and none of them leads.
    """
    rows = Posting.objects.for_actor(actor).filter(covering(day)).exclude(echelon="").order_by()
    if unit_id is not None:
        rows = rows.filter(unit_id=unit_id)
    best: dict[UUID, _Top] = {}
    found = rows.values_list("pk", "unit_id", "echelon", "basis", "since").iterator(chunk_size=_ROWS)
    for pk, unit, echelon, basis, since in found:
        rank = echelon_rank(echelon)
        top = best.get(unit)
        if top is None or rank < top.rank:
            top = best[unit] = _Top(rank)
        if rank == top.rank:
            held = top.definitive if basis == Basis.DEFINITIVE else top.acting
            held.append((since.toordinal(), pk))
    return frozenset(pk for top in best.values() for pk in top.leading)


@dataclass(slots=True)
class _Top:
    """The posts of the highest echelon of a unit: day of their beginning, and id."""

    rank: int
    definitive: list[tuple[int, UUID]] = field(default_factory=list)
    acting: list[tuple[int, UUID]] = field(default_factory=list)

    @property
    def leading(self) -> list[UUID]:
        own = [pk for _since, pk in self.definitive] if len(self.definitive) == 1 else []
        return [*own, max(self.acting)[1]] if self.acting else own


def serving_batch(
    actor: Actor, day: date, leading: frozenset[UUID], *, after: UUID | None, size: int, unit_id: UUID | None = None
) -> list[ServingOnDay]:
    """Return the next `size` employees (by id, after one of them) who serve on a day, in two queries.

    With `unit_id` those who have a post in that unit, acting ones too; all their posts are told. Who may be shown them
    is for the caller to ask.
    """
    rows = Employee.objects.for_actor(actor).filter(covering(day), erased_at__isnull=True).order_by("pk")
    if after is not None:
        rows = rows.filter(pk__gt=after)
    if unit_id is not None:
        there = Posting.objects.for_actor(actor).filter(covering(day), unit_id=unit_id, employee_id=OuterRef("pk"))
        rows = rows.filter(Exists(there))
    people = list(rows.only(*_FACTS)[:size])
    posts = _posts(actor, day, leading, [row.pk for row in people])
    return [
        ServingOnDay(row.pk, row.user_id, row.full_name, row.status, row.since, row.until, tuple(posts[row.pk]))
        for row in people
    ]


def _posts(actor: Actor, day: date, leading: frozenset[UUID], employees: list[UUID]) -> dict[UUID, list[PostOnDay]]:
    found: dict[UUID, list[PostOnDay]] = defaultdict(list)
    rows = Posting.objects.for_actor(actor).filter(covering(day), employee_id__in=employees).order_by("since", "pk")
    for post in sorted(rows, key=lambda row: row.basis != Basis.DEFINITIVE):
        acting = ACTING.get(Basis(post.basis), "")
        found[post.employee_id].append(
            PostOnDay(post.unit_id, post.position, post.since, acting, leads=post.pk in leading)
        )
    return found


def employments_of(user_id: UUID) -> Iterator[tuple[UUID, UUID, date, date | None]]:
    """Yield the employments of a person with an account, of every body: (tenant, employee, first day, last day).

    Crosses bodies on purpose: it is the person's own, and nobody needs a duty for what is theirs.
    """
    rows = Employee.objects.own(user_id).filter(erased_at__isnull=True).order_by("-since", "pk")
    yield from rows.values_list("tenant_id", "pk", "since", "until")
