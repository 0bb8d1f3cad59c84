"""Text inside XML, SVG and HTML: what may not stand there is left out, what means something there is escaped."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

DECLARATION: Final = '<?xml version="1.0" encoding="utf-8"?>\n'
_NEVER: Final = re.compile("[^\t\n\r\u0020-\u007e\u0085\u00a0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010fffd]")
"""What XML 1.0 does not take (§2.2), and what it advises against: control characters, lone surrogates."""
_TURNS: Final = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_KEPT: Final = "!$%&'()*+,-./:;=?@_~#"
"""What an address is made of beside letters and figures (RFC 3986); `%` too: what is escaped stays as it is."""
_STRAY: Final = re.compile(r"%(?![0-9A-Fa-f]{2})")
_HOST: Final = re.compile(r"([A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?")
_BREAKS: Final = re.compile(r"[\s\x00-\x1f\x7f\\]")


def clean(text: str) -> str:
    """Leave out what no XML, HTML or JSON reader must be given: control characters, lone surrogates."""
    return _NEVER.sub("", text)


def one_line(text: str) -> str:
    """Return a name as one line that reads as it is written: no line ends, nothing that turns the direction around."""
    return " ".join(_TURNS.sub("", clean(text)).split())


def escaped(text: str) -> str:
    """Return a text for the inside of an element, or of an attribute in quotation marks of either kind."""
    return escape(clean(text))


def element(name: str, text: str | None = None, /, **attributes: str) -> str:
    """Return an element with a text that is escaped; without one an empty element.

    An underscore before or after the name of an attribute is dropped (`type_`), one within is a hyphen (`text_anchor`).
    """
    return markup(name, None if text is None else escaped(text), attributes)


def markup(name: str, inside: str | None, attributes: Mapping[str, str]) -> str:
    """Return an element around markup that is already made."""
    said = "".join(f' {_attribute(key)}="{escaped(value)}"' for key, value in attributes.items())
    return f"<{name}{said}/>" if inside is None else f"<{name}{said}>{inside}</{name}>"


def web_address(address: str) -> str:
    """Return an absolute address of the web in ASCII, as readers of every age take it.

    Raises ValueError for what is none: another scheme (`javascript:`), no host, a name or password before the host,
    white space or control characters.
    """
    parts = urlsplit(address)
    host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode("ascii")
    if parts.scheme not in {"http", "https"} or not _HOST.fullmatch(host) or _BREAKS.search(address):
        raise ValueError(f"not an absolute address of the web: {address!r}")
    rest = address[address.index("//") + 2 + len(parts.netloc) :]
    return f"{parts.scheme}://{host.lower()}{quote(_STRAY.sub('%25', rest), safe=_KEPT)}"


def _attribute(key: str) -> str:
    return key.strip("_").replace("_", "-")
