"""A wish that lasts: its digest, what a row keeps of it, and what it is called."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from pulau.apps.portal.narrowing import TITLES, Wish
from pulau.apps.portal.showing.choosing import narrowing_words
from pulau.apps.publication.contract import NotPublished, agency_at

if TYPE_CHECKING:
    from collections.abc import Mapping


def wish_digest(wish: Wish) -> str:
    """Return a digest (64 hex digits): equal wishes, equal digests."""
    return sha256(json.dumps(wish.asked, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def wish_of(kept: Mapping[str, object]) -> Wish:
    """Return the wish that a row keeps as it stands in an address."""
    return Wish.read(lambda name: str(kept.get(name, "")))


def wish_words(wish: Wish, *, typed: bool = True) -> str:
    """Say which units are meant; one query where a body is named. Without `typed`, what somebody typed is left out.

    That is the short name of a body, too, that nobody knows: an address may have any words there.
    """
    agency = agency_name(wish.agency, unknown=wish.agency if typed else _("instansi yang belum tercatat"))
    words = [
        *narrowing_words(wish.place, wish.kind, agency, wish.typed if typed else ""),
        *([TITLES[wish.title]] if wish.title else []),
        *([_("yang diam")] if wish.silent else []),
    ]
    return ", ".join(words) or _("semua unit")


def agency_name(slug: str, *, unknown: str) -> str:
    """Return the name of a body; `unknown` where none of it is published; empty for none."""
    try:
        return agency_at(slug).name if slug else ""
    except NotPublished:
        return unknown
