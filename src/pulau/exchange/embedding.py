"""What an office copies to show its badge on its own site: HTML or Markdown, a picture that leads to its page."""

from __future__ import annotations

import re
from typing import Final

from pulau.exchange.badge import HEIGHT
from pulau.exchange.marked_up import element, markup, one_line, web_address

_SIGNS: Final = re.compile(r"([!-/:-@\[-`{-~])")
"""What may mean something in Markdown; a backslash before any of them is always right (CommonMark §2.4)."""
_ENTITY: Final = re.compile(r"&(?=#?\w+;)")


def html_snippet(*, page: str, badge: str, words: str) -> str:
    """Return the badge as HTML; `words` are said to who does not see it (`badge_words`).

    The width is left out: it grows and shrinks with what the badge says. Raises ValueError for an address that is none.
    """
    picture = element("img", None, src=web_address(badge), alt=one_line(words), height=str(HEIGHT))
    return markup("a", picture.removesuffix("/>") + ">", {"href": web_address(page)})


def markdown_snippet(*, page: str, badge: str, words: str) -> str:
    """Return the badge as Markdown. Raises ValueError for an address that is none."""
    said = _SIGNS.sub(r"\\\1", one_line(words))
    return f"[![{said}]({_target(badge)})]({_target(page)})"


def _target(address: str) -> str:
    """Return an address as a target in parentheses: without any of its own, and nothing that reads as an entity."""
    plain = web_address(address).replace("(", "%28").replace(")", "%29")
    return _ENTITY.sub(r"\&", plain)
