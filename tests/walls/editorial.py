"""The addresses of the editors: what they wrote is for everybody, the desk for who runs the platform (Vera)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from django.urls import reverse
from django.utils import timezone

from pulau.apps.editorial.models import Announcement, PageKind
from pulau.apps.editorial.services.announcing import announce
from pulau.apps.editorial.services.pages import begin_page
from pulau.apps.editorial.wishes import AnnouncementWish, Draft, Texts, Wording
from pulau.core.shared import roles
from pulau.core.shared.actor import Actor, Appointment

if TYPE_CHECKING:
    from tests.house import House

READ_BY_ALL: Final = frozenset(
    f"editorial:{name}" for name in ("about", "guide", "news", "news-item", "page", "accessibility", "privacy")
)
EDITORS: Final = frozenset({"vera"})
SLUG: Final = "halaman-uji"
_DOORS: Final[Mapping[str, tuple[tuple[object, ...], bool, bool]]] = {
    "desk": ((), True, False),
    "new": (("news",), True, True),
    "edit": ((SLUG,), True, True),
    "preview": ((SLUG, 1), True, False),
    "restore": ((SLUG, 1), False, True),
    "history": ((SLUG,), True, False),
    "publish": ((SLUG,), False, True),
    "take-back": ((SLUG,), False, True),
    "place": ((SLUG,), False, True),
    "announce": ((), True, True),
    "change-announcement": (("announcement",), True, True),
    "end-announcement": (("announcement",), False, True),
}
"""By name: the parts of the address, whether it is read, whether it is written."""
EDITING: Final = frozenset(f"editorial:{name}" for name in _DOORS)


def write_pages(house: House) -> None:
    """Let Vera write a draft and announce something."""
    now = timezone.now()
    held = Appointment(roles.OPERATOR, scope=roles.Scope.COUNTRY)
    vera = Actor(house.users["vera"].pk, house.tenants["lain"], roles.OPERATOR, (held,))
    texts = Texts(Wording("Halaman uji", "", "Isi uji"))
    begin_page(actor=vera, slug=SLUG, kind=PageKind.PAGE, draft=Draft(texts), now=now)
    until = now + timedelta(days=1)
    announce(actor=vera, wish=AnnouncementWish("Pengumuman uji", "A test", "", "info", now, until), now=now)


def of_editing(place: Callable[..., Any]) -> Mapping[str, Callable[[Any], Iterator[Any]]]:
    """Return the fillers of the editors' addresses."""

    def door(name: str, parts: tuple[object, ...], *, read: bool, write: bool) -> Callable[[Any], Iterator[Any]]:
        def fill(_made: Any) -> Iterator[Any]:  # noqa: ANN401 - the house as furnished
            row = Announcement.objects.values_list("pk", flat=True).first()
            args = [row if part == "announcement" else part for part in parts]
            through = {"read": EDITORS if read else None, "write": EDITORS if write else None}
            yield place(name, reverse(name, args=args), duty=EDITORS, **through)

        return fill

    return {
        f"editorial:{name}": door(f"editorial:{name}", parts, read=read, write=write)
        for name, (parts, read, write) in _DOORS.items()
    }
