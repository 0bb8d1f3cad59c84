"""What stands around every public page: its name and summary, the way to it, its feed, picture and linked data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import gettext

from pulau.apps.opendata.contract import whole
from pulau.apps.portal.addresses import FEED_OF_COUNTRY, PICTURE_OF_COUNTRY
from pulau.exchange.linked_data import Breadcrumbs, script_text

if TYPE_CHECKING:
    from pulau.apps.portal.showing.places import Steps
    from pulau.exchange.linked_data import Thing

LONGEST_SUMMARY = 200
"""Letters of a summary: search engines show no more."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed that a page leads to, with its name."""

    href: str
    name: str


@dataclass(frozen=True, slots=True)
class Frame:
    """Around a page; `steps` lead to it from the home page, itself last. `picture` is absolute."""

    title: str
    summary: str
    steps: Steps
    feeds: tuple[Feed, ...]
    picture: str
    linked: SafeString

    @property
    def above(self) -> Steps:
        """The pages above this one."""
        return self.steps[:-1]

    @property
    def back(self) -> tuple[str, str]:
        """The page just above, where a phone goes back to."""
        return self.steps[-2] if len(self.steps) > 1 else self.steps[0]


def framed(
    title: str,
    summary: str,
    steps: Sequence[tuple[str, str]],
    *,
    things: Iterable[Thing] = (),
    feeds: Sequence[Feed] = (),
    picture: str = PICTURE_OF_COUNTRY,
) -> Frame:
    """Make a frame; `steps` are those below the home page, and `picture` a path."""
    way = [(gettext("Zona integritas"), "/"), *steps]
    crumbs = Breadcrumbs(tuple((name, whole(address)) for name, address in way))
    linked = mark_safe(script_text([*things, crumbs]))  # noqa: S308 - `script_text` is safe in a block of data
    told = (*feeds, Feed(FEED_OF_COUNTRY, gettext("Zona integritas di Indonesia")))
    short = Truncator(summary).chars(LONGEST_SUMMARY)
    return Frame(title, short, way, told, whole(picture), linked)
