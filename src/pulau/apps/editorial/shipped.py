"""Texts that come with the software: `texts/<slug>.<language>.md`. The first line is the title, the next part the lead.

The public reads them until an editor publishes a version of the page.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Final

from pulau.apps.editorial.wishes import Texts, Wording

SHIPPED: Final = ("tentang", "panduan")
"""Addresses of the pages of which there is a text."""


@cache
def shipped(slug: str) -> Texts:
    """Return the text of one of SHIPPED in both languages."""
    return Texts(_read(f"{slug}.id.md"), _read(f"{slug}.en.md"))


def _read(name: str) -> Wording:
    text = (files("pulau.apps.editorial") / "texts" / name).read_text("utf-8")
    title, lead, body = text.split("\n\n", 2)
    return Wording(title.removeprefix("# "), " ".join(lead.split()), body.strip())
