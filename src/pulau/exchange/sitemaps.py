"""What search engines may look at (sitemaps.org): parts of bounded size and their index, written as they come.

Nothing is held whole: pages are taken one by one, and bytes leave as soon as they are made. Engines take at most
50,000 addresses and 50 MB a file; a file of pages in two languages holds each address once, with its other language.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

from pulau.exchange.marked_up import DECLARATION, element, markup, web_address

MEDIA_TYPE: Final = "application/xml; charset=utf-8"
ADDRESSES: Final = 50_000
OCTETS: Final = 50 * 1024 * 1024
LONGEST: Final = 2047
"""Characters of an address."""
_NAMESPACE: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
_OPENING: Final = f'{DECLARATION}<urlset xmlns="{_NAMESPACE}" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'.encode()
_CLOSING: Final = b"</urlset>\n"


@dataclass(frozen=True, slots=True)
class SitePage:
    """A page: its canonical address, when what it shows changed last, and the address of each language it is in."""

    address: str
    changed: date | datetime | None = None
    languages: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Chunk:
    """The next bytes of a part (numbered from 1)."""

    part: int
    content: bytes


def sitemap_chunks(pages: Iterable[SitePage], *, addresses: int = ADDRESSES, octets: int = OCTETS) -> Iterator[Chunk]:
    """Yield the parts one after the other; without any page one empty part. A part is whole when the next begins.

    Raises ValueError for an address that is none, or too long.
    """
    part, held, size = 1, 0, len(_OPENING)
    yield Chunk(part, _OPENING)
    for page in pages:
        entry = _entry(page)
        if held and (held == addresses or size + len(entry) + len(_CLOSING) > octets):
            yield Chunk(part, _CLOSING)
            part, held, size = part + 1, 0, len(_OPENING)
            yield Chunk(part, _OPENING)
        held, size = held + 1, size + len(entry)
        yield Chunk(part, entry)
    yield Chunk(part, _CLOSING)


def sitemap_part(pages: Iterable[SitePage]) -> Iterator[bytes]:
    """Yield the one part that these pages are, for who has divided them already. Raises ValueError if they are two."""
    for chunk in sitemap_chunks(pages):
        if chunk.part > 1:
            raise ValueError(f"more than {ADDRESSES} addresses or {OCTETS} octets are no part of a sitemap")
        yield chunk.content


def sitemap_index(parts: Iterable[SitePage]) -> Iterator[bytes]:
    """Yield the index of parts: the address of each, and when it changed last.

    Raises ValueError for more than 50,000 of them, or an address that is none, or too long.
    """
    yield f'{DECLARATION}<sitemapindex xmlns="{_NAMESPACE}">\n'.encode()
    for number, part in enumerate(parts, 1):
        if number > ADDRESSES:
            raise ValueError(f"an index names at most {ADDRESSES} parts")
        yield f"{markup('sitemap', _place(part), {})}\n".encode()
    yield b"</sitemapindex>\n"


def _entry(page: SitePage) -> bytes:
    links = "".join(
        element("xhtml:link", rel="alternate", hreflang=language, href=_address(address))
        for language, address in page.languages
    )
    return f"{markup('url', _place(page) + links, {})}\n".encode()


def _place(page: SitePage) -> str:
    changed = "" if page.changed is None else element("lastmod", _time(page.changed))
    return element("loc", _address(page.address)) + changed


def _address(address: str) -> str:
    written = web_address(address)
    if len(written) > LONGEST:
        raise ValueError(f"an address of {len(written)} characters is too long for a sitemap")
    return written


def _time(when: date | datetime) -> str:
    if not isinstance(when, datetime):
        return when.isoformat()
    if when.utcoffset() is None:
        raise ValueError("a time in a sitemap needs its zone")
    return when.astimezone(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")
