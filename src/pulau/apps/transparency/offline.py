"""The page that checks proofs without any network: as it was built, with a policy put in."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Final

from django.contrib.staticfiles import finders

NAME: Final = "periksa-luring.html"
_PLACE: Final = "<!--POLICY-->"
_END: Final = re.compile(r"</|<!--|<script", re.IGNORECASE)
"""What would end the element in which the policy stands, or change how it is read."""
_CSP: Final = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)">')


class PageNotBuilt(Exception):  # noqa: N818 - a fact, as every error of this project
    """The front end was not built, so there is no such page."""


def offline_page(policy: str) -> str:
    """Return the whole page with this policy inside; an empty one has the reader choose a file.

    Raises PageNotBuilt; ValueError for a policy that cannot stand in a page (none of ours is like that).
    """
    found = finders.find(f"pulau/{NAME}")
    if not isinstance(found, str):
        raise PageNotBuilt(NAME)
    if _END.search(policy):
        raise ValueError("a policy with markup")
    return Path(found).read_text(encoding="utf-8").replace(_PLACE, policy)


def security_policy(page: str) -> str:
    """Return what the page itself allows its browser: its own script and style by their digests, and no address."""
    found = _CSP.search(page)
    if found is None:
        raise PageNotBuilt(NAME)
    return f"{html.unescape(found[1])}; frame-ancestors 'none'"
