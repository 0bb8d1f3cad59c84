"""Documents in the walls: one of a unit, one of another, one of another body, each waiting for one person; and runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.urls import reverse

from pulau.apps.signing.contract import DocumentWish, SignatoryWish, prepare_document, signatories_of
from pulau.apps.signing.services.running import start_run
from pulau.core.shared.actor import Actor
from pulau.exchange.pdf.paper import Paragraph
from pulau.foundation.tenancy.wall import behind_wall
from tests.cast import NOW

if TYPE_CHECKING:
    from tests.house import House

People = frozenset[str | None]
ACTING: Final[People] = frozenset({"ayu", "gita", "joko", "hana", "indra", "dewi", "vera"})
SIGNED_IN: Final[People] = ACTING | {"eka"}
"""Whoever has signed in signs what names them, also without any duty."""
KEEPING: Final[People] = frozenset({"gita", "hana", "indra", "vera"})
_WHERE: Final = {
    "dukcapil": ("gita", "disdukcapil", "staf-dukcapil"),
    "rsud": ("joko", "rsud", "rsud"),
    "lain": ("vera", "disdukcapil-lain", "kelola-lain"),
}
"""By sphere: who signs, the document's unit, who may read its texts."""
READERS: Final[Mapping[str, People]] = {
    "dukcapil": frozenset({"gita", "hana", "indra"}),
    "rsud": frozenset({"joko", "hana", "indra"}),
    "lain": frozenset({"vera"}),
}
KEEPERS: Final[Mapping[str, People]] = {**READERS, "rsud": frozenset({"hana", "indra"})}
Signing = dict[str, tuple[UUID, UUID, UUID]]
"""By sphere: a document, the place of who signs it, their run."""


def lay_out(house: House, texts: Mapping[str, str]) -> Signing:
    """Furnish: documents that wait, and runs that wait to sign them."""
    made: Signing = {}
    for sphere, (who, unit, readers) in _WHERE.items():
        actor, text = house.actors[who], texts[readers]
        person = SignatoryWish(text, text, user_id=actor.person)
        wish = DocumentWish("trial", text, "Uji", "Uji", (person,), (Paragraph("Satu."),), unit_id=house.units[unit].pk)
        with behind_wall(actor.tenant_id, actor.person):
            document = prepare_document(actor=Actor.system(actor.tenant_id), wish=wish, now=NOW)
            (place,) = signatories_of(document)
            run = start_run(actor=actor, signatory_ids=[place.pk], now=NOW)
        made[sphere] = (document.pk, place.pk, run.pk)
    return made


def of_signing(place: Callable[..., Any]) -> Mapping[str, Callable[[Any], Iterator[Any]]]:
    """Return the fillers of the addresses of signing."""

    def everybody(name: str, *, read: bool = True, write: bool = False) -> Any:  # noqa: ANN401 - a filler
        def fill(_made: Any) -> Iterator[Any]:  # noqa: ANN401 - the house as furnished
            path, body = reverse(f"signing:{name}"), {"alasan": "disusupkan"}
            who = ACTING if name == "many" else SIGNED_IN
            yield place(f"signing:{name}", path, who, frozenset(), who if read else None, who if write else None, body)

        return fill

    def own(name: str, which: int, *rest: int, read: bool = False) -> Any:  # noqa: ANN401 - a filler
        def fill(made: Any) -> Iterator[Any]:  # noqa: ANN401 - the house as furnished
            for sphere, (who, _unit, _readers) in _WHERE.items():
                ids, through = made.signing[sphere], frozenset({who})
                path = reverse(f"signing:{name}", args=[ids[which], *(ids[one] for one in rest)])
                duty = ACTING if name in {"run", "resume"} else SIGNED_IN
                yield place(
                    f"signing:{name}", path, duty, duty - through, through if read else None,
                    None if read else through, {"alasan": "disusupkan"},
                )  # fmt: skip

        return fill

    def of_document(name: str, *rest: int, keeps: bool = False, number: bool = False) -> Any:  # noqa: ANN401 - a filler
        def fill(made: Any) -> Iterator[Any]:  # noqa: ANN401 - the house as furnished
            for sphere in _WHERE:
                ids = made.signing[sphere]
                args = [ids[0], *(ids[one] for one in rest), *([1] if number else [])]
                through, duty = (KEEPERS[sphere], KEEPING) if keeps else (READERS[sphere], SIGNED_IN)
                body = {"nama": "Disusupkan", "jabatan": "x", "alasan": "x", "keadaan": "cancelled"}
                yield place(
                    f"signing:{name}", reverse(f"signing:{name}", args=args), duty, duty - through, through,
                    through if keeps else None, body,
                )  # fmt: skip

        return fill

    fillers = {
        "waiting": everybody("waiting"),
        "many": everybody("many", write=True),
        "run": own("run", 2, read=True),
        "resume": own("resume", 2),
        "sign": own("sign", 1, read=True),
        "give": own("give", 1),
        "attest": own("attest", 1, 1),
        "refuse": own("refuse", 1),
        "withdraw": own("withdraw", 1),
        "certificate": everybody("certificate"),
        "revoke_certificate": everybody("revoke_certificate", read=False, write=True),
        "certificate_anew": everybody("certificate_anew", read=False, write=True),
        "documents": lambda _made: iter(
            [place("signing:documents", reverse("signing:documents"), KEEPING, read=KEEPING)]
        ),
        "document": of_document("document"),
        "file": of_document("file", number=True),
        "replace": of_document("replace", 1, keeps=True),
        "end": of_document("end", keeps=True),
    }
    return {f"signing:{name}": fill for name, fill in fillers.items()}
