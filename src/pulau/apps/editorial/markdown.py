"""Markdown as pages show it, safe by construction: no HTML of the writer's, no image, and links only to the web.

Headings begin at h2, below the page's title, and leave no level out. Each has an id, so that it can be linked to.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

_TOP: Final = 2
_DEEPEST: Final = 6
_ID: Final = "bagian-"


@dataclass(frozen=True, slots=True)
class Rendered:
    """A text as HTML, and its sections: (id, words) of each heading of the second level."""

    html: SafeString
    sections: tuple[tuple[str, str], ...]


def safe_link(address: str) -> bool:
    """Whether a link may lead there: a page of this site (`/…`, `#…`), or one of the web (http, https)."""
    if address.startswith(("/", "#")):
        return not address.startswith("//") and "\\" not in address
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc)


class _Safe(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802 - the library's own name
        return safe_link(url)


def _parser() -> MarkdownIt:
    parser = _Safe("commonmark", {"html": False, "maxNesting": 20})
    return parser.enable("table").disable("image")


_PARSER: Final = _parser()


def render(text: str) -> Rendered:
    """Return a text as HTML in the reader's language. What was rendered is kept: a version never changes."""
    return _rendered(text, get_language() or "")


@functools.lru_cache(maxsize=256)
def _rendered(text: str, _language: str) -> Rendered:
    tokens = _PARSER.parse(text)
    sections = _set_headings(tokens)
    for token in tokens:
        if token.type in {"fence", "code_block"}:
            token.attrSet("tabindex", "0")  # it scrolls sideways, also by keyboard
        if "style" in token.attrs:  # how a column of a table stands, which the page's policy forbids as a style
            token.attrSet("data-align", str(token.attrs.pop("style")).partition(":")[2])
    html = _PARSER.renderer.render(_framed(tokens), _PARSER.options, {})
    return Rendered(mark_safe(html), tuple(sections))  # noqa: S308 - the parser escapes all that was written


def _set_headings(tokens: Sequence[Token]) -> list[tuple[str, str]]:
    """Give each heading its level and id; return (id, words) of those of the second level."""
    open_levels: list[int] = []
    used: dict[str, int] = {}
    sections: list[tuple[str, str]] = []
    for place, token in enumerate(tokens):
        if token.type != "heading_open":
            continue
        level = int(token.tag[1:])
        while open_levels and open_levels[-1] >= level:
            open_levels.pop()
        open_levels.append(level)
        shown = min(_TOP + len(open_levels) - 1, _DEEPEST)
        words = _words(tokens[place + 1])
        key = _unused(_ID + (slugify(words) or "teks"), used)
        token.attrSet("id", key)
        token.tag = tokens[place + 2].tag = f"h{shown}"
        if shown == _TOP:
            sections.append((key, words))
    return sections


def _words(inline: Token) -> str:
    """Return the words of a heading without its marks."""
    return "".join(part.content for part in inline.children or () if part.type in {"text", "code_inline"})


def _unused(key: str, used: dict[str, int]) -> str:
    """Return an id that no heading before has."""
    used[key] = used.get(key, 0) + 1
    return key if used[key] == 1 else _unused(f"{key}-{used[key]}", used)


def _framed(tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens with a frame around each table, which scrolls sideways on a phone."""
    found: list[Token] = []
    for token in tokens:
        if token.type == "table_open":
            frame = token.copy(type="frame_open", tag="div")
            frame.attrs = {"class": "scroll-x", "role": "group", "aria-label": _("Tabel"), "tabindex": "0"}
            found += [frame, token]
        elif token.type == "table_close":
            found += [token, token.copy(type="frame_close", tag="div")]
        else:
            found.append(token)
    return found
