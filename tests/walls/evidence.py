"""Evidence in the walls: a piece of each unit, one lent to all, one confidential; texts in it name their readers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Any, Final

from django.urls import reverse

from pulau.apps.evidence.contract import EvidenceWish, PreparationState, keep_evidence
from pulau.apps.evidence.models import Preparation
from pulau.foundation import storage
from pulau.foundation.tenancy.wall import behind_wall
from pulau.foundation.uploads.keeping import Finished
from tests.cast import NOW

if TYPE_CHECKING:
    from uuid import UUID

    from tests.house import House

People = frozenset[str | None]
READING: Final[People] = frozenset({"ayu", "gita", "joko", "hana", "indra", "dewi", "vera"})
KEEPING: Final[People] = READING - {"indra"}
ADMINISTERING: Final[People] = frozenset({"hana", "vera"})
_WHERE: Final = {
    "dukcapil": ("ayu", "disdukcapil"),
    "rsud": ("joko", "rsud"),
    "lain": ("dewi", "disdukcapil-lain"),
    "sagara": ("ayu", "disdukcapil"),
    "rahasia-dukcapil": ("ayu", "disdukcapil"),
}
SEERS: Final[Mapping[str, People]] = {
    "dukcapil": frozenset({"ayu", "gita", "hana", "indra"}),
    "rsud": frozenset({"joko", "hana", "indra"}),
    "lain": frozenset({"dewi", "vera"}),
    "sagara": frozenset({"ayu", "gita", "joko", "hana", "indra"}),
    "rahasia-dukcapil": frozenset({"ayu", "gita", "indra"}),
}
KEEPERS: Final[Mapping[str, People]] = {
    **{sphere: seers - {"indra"} for sphere, seers in SEERS.items()},
    "sagara": frozenset({"ayu", "gita", "hana"}),
}
NAMES: Final = frozenset(
    f"evidence:{name}"
    for name in (
        *("pieces", "new", "choose", "house", "piece", "change", "version", "withdraw"),
        *("bring_back", "file", "view", "page"),
    )
)
FILES: Final = frozenset({"evidence:file", "evidence:view", "evidence:page"})
_ASSESSORS: Final = frozenset(
    {"tpi-member@own-unit", "tpi-member@own-body", "tpi-leader@own-body", "tpi-controller@own-body"}
)
_HANDED: Final[Mapping[str, frozenset[str]]] = {
    **dict.fromkeys(
        ("dukcapil", "sagara"),
        _ASSESSORS | {f"{role}@{scope}" for role in ("tpn-assessor", "tpn-panel") for scope in ("region", "country")},
    ),
    "lain": frozenset(guest.replace("@own", "@foreign") for guest in _ASSESSORS),
}
"""The pieces that were handed in with the cases of 2025, and the guests who assess there; a confidential one opens to
who is assigned alone, which none of them is."""


def handed_to(name: str, readers: People | None, guest: str, method: str) -> bool:
    """Whether a guest opens a file since it was handed in to them; `readers` are those of the piece."""
    pieces = [sphere for sphere, seers in SEERS.items() if seers == readers]
    return name in FILES and method != "POST" and any(guest in _HANDED.get(sphere, ()) for sphere in pieces)


def keep_all(house: House, texts: Mapping[str, str]) -> dict[str, UUID]:
    """Furnish: by sphere a piece with a file that was prepared; returns their ids."""
    made: dict[str, UUID] = {}
    for sphere, (who, unit) in _WHERE.items():
        actor, text = house.actors[who], texts[sphere]
        wish = EvidenceWish(
            title=text, about=text, address="https://contoh.example/x", unit_id=house.units[unit].pk,
            shared=sphere == "sagara", confidential=sphere.startswith("rahasia"),
        )  # fmt: skip
        with behind_wall(actor.tenant_id), NamedTemporaryFile() as file:
            file.write(f"{text}\n".encode())
            file.flush()
            sent = Finished(Path(file.name), f"{text}.txt", 0)
            row = keep_evidence(actor=actor, wish=wish, file=sent, now=NOW)
            picture = storage.put(text.encode())
            Preparation.objects.for_actor(actor).filter(version__evidence_id=row.pk).update(
                state=PreparationState.READY, pages=[picture], page_count=1, copy=picture, copy_kind="txt"
            )
        made[sphere] = row.pk
    return made


def of_evidence(place: Callable[..., Any]) -> Mapping[str, Callable[[Any], Iterator[Any]]]:
    """Return the fillers of the addresses of evidence."""

    def page(name: str, duty: People, *, write: bool = False) -> Any:  # noqa: ANN401 - a filler
        full = f"evidence:{name}"
        return lambda _made: iter([place(full, reverse(full), duty=duty, read=duty, write=duty if write else None)])

    def one(name: str, *rest: int, keeps: bool = False, read: bool = True) -> Any:  # noqa: ANN401 - a filler
        full = f"evidence:{name}"

        def fill(made: Any) -> Iterator[Any]:  # noqa: ANN401 - the house as furnished
            for sphere, seers in SEERS.items():
                duty = KEEPING if keeps else READING
                through = KEEPERS[sphere] if keeps else seers
                yield place(
                    full, reverse(full, args=[made.evidence[sphere], *rest]), duty, duty - seers,
                    through if read else None, through if keeps else None,
                    {"alasan": "disusupkan", "judul": "disusupkan", "sifat": "unit"},
                )  # fmt: skip

        return fill

    fillers = {
        "pieces": page("pieces", READING),
        "new": page("new", KEEPING, write=True),
        "choose": page("choose", READING),
        "house": page("house", ADMINISTERING),
        "piece": one("piece"),
        "change": one("change", keeps=True),
        "version": one("version", keeps=True),
        "withdraw": one("withdraw", keeps=True),
        "bring_back": one("bring_back", keeps=True, read=False),
        "file": one("file", 1),
        "view": one("view", 1),
        "page": one("page", 1, 1),
    }
    return {f"evidence:{name}": fill for name, fill in fillers.items()}
