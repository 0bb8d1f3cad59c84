"""Following every link as somebody, and reading what comes back, whatever file it is."""

from __future__ import annotations

import re
import subprocess
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from io import BytesIO
from typing import Any, Final
from urllib.parse import parse_qs, urldefrag, urljoin, urlsplit
from zipfile import ZipFile

from django.test import Client
from django.urls import Resolver404, resolve

_LINK: Final = re.compile(r'\b(?:href|action|hx-get|data-key|data-sign-in)="([^"]*)"')
_SIGNING_OUT: Final = {"account_logout"}
A_KIND: Final = 3
"""How many addresses of one kind (a view and the fields of its query) are opened."""


@dataclass(frozen=True)
class Page:
    """What an address gave: its text, however it was packed, and the answer's headers."""

    path: str
    response: Any
    text: str

    @property
    def html(self) -> bool:
        """Whether a browser would draw it."""
        return str(self.response.headers.get("Content-Type", "")).startswith("text/html")


def crawl(client: Client, start: list[str]) -> Iterator[Page]:
    """Open the addresses and whatever they lead to on this site: so many of each kind."""
    waiting, seen, kinds = deque(start), set(start), Counter[tuple[str, ...]]()
    while waiting:
        path = waiting.popleft()
        kind = _kind(path)
        if kind is None or kinds[kind] >= A_KIND:
            continue
        kinds[kind] += 1
        page = open_page(client, path)
        yield page
        found = [unescape(link) for link in _LINK.findall(page.text)] if page.html else []
        location = page.response.headers.get("Location")
        for link in [*found, *([location] if location else [])]:
            there = urldefrag(urljoin(path, link)).url
            if there.startswith("/") and there not in seen:
                seen.add(there)
                waiting.append(there)


def open_page(client: Client, path: str) -> Page:
    """Open one address."""
    response: Any = client.get(path)
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return Page(path, response, f"{response.headers}\n{text_in(content)}")


def text_in(content: bytes) -> str:
    """Return the text of a page, a workbook or a PDF."""
    if content.startswith(b"PK"):
        with ZipFile(BytesIO(content)) as packed:
            return unescape("\n".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist()))
    if content.startswith(b"%PDF"):
        told = subprocess.run(["pdftotext", "-raw", "-", "-"], input=content, capture_output=True, check=False)
        if told.returncode == 0:  # else it only begins like one: what somebody attached is read as it is
            return told.stdout.decode("utf-8", "replace")
    return content.decode("utf-8", "replace")


def _kind(path: str) -> tuple[str, ...] | None:
    parts = urlsplit(path)
    try:
        name = resolve(parts.path).view_name
    except Resolver404:
        return ("nowhere",) if not parts.path.startswith("/static/") else None
    return None if name in _SIGNING_OUT else (name, *sorted(parse_qs(parts.query)))
