"""The links of header and footer.

An application adds its own in `AppConfig.ready`, so nothing here knows the pages above.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse
from django.utils.functional import Promise

Group = Literal["main", "citizen", "agency", "open", "work", "manage", "account"]


@dataclass(frozen=True, slots=True)
class NavLink:
    """One link: the URL name it leads to, its words, the group and its place in it, and who is shown it.

    `main` and `citizen` stand in the header for who has not signed in; in the footer, `citizen` has its own column.
    Group `work` is for who has signed in, `manage` makes the page `/kelola` (what belongs to the agency) and `account`
    the page `/akun` (what belongs to the person); there `about` says in a sentence what is behind it. `shown` asks the
    request; without it everybody is.
    """

    url_name: str
    label: str | Promise
    group: Group
    order: int = 100
    shown: Callable[[HttpRequest], bool] | None = None
    about: str | Promise = ""


_links: dict[tuple[str, Group], NavLink] = {}


def add_link(link: NavLink) -> None:
    """Register a link; a second one of the same URL name in the same group replaces the first."""
    _links[link.url_name, link.group] = link


def links_of(group: Group, request: HttpRequest | None = None) -> list[tuple[str, str | Promise]]:
    """Return (address, words) of a group in order; a page that is not installed, or not for the asker, is left out."""
    return [(address, link.label) for address, link in cards_of(group, request)]


def cards_of(group: Group, request: HttpRequest | None = None) -> list[tuple[str, NavLink]]:
    """Return (address, link) of a group, as `links_of` does; header and footer of a page ask once together."""
    if request is None:
        return _cards(group, None)
    known: dict[tuple[Group, object], list[tuple[str, NavLink]]] = request.__dict__.setdefault("_pulau_links", {})
    asker = (group, getattr(getattr(request, "user", None), "pk", None))
    if asker not in known:
        known[asker] = _cards(group, request)
    return known[asker]


def _cards(group: Group, request: HttpRequest | None) -> list[tuple[str, NavLink]]:
    found: list[tuple[str, NavLink]] = []
    for link in sorted(_links.values(), key=lambda link: (link.order, link.url_name)):
        if link.group != group or (link.shown and (request is None or not link.shown(request))):
            continue
        address = _address(link.url_name, get_urlconf() or settings.ROOT_URLCONF, get_script_prefix())
        if address is not None:
            found.append((address, link))
    return found


@cache
def _address(url_name: str, _urlconf: str, _prefix: str) -> str | None:
    """Return where a page without further parts lies; None where it is not installed."""
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return None
