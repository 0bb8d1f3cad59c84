"""An answer that is kept: what it was and when, and the forms in which it goes out."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

from django.http import HttpResponse
from django.utils import translation
from django.utils.html import format_html
from django.utils.translation import gettext as _

from pulau import __version__
from pulau.foundation.standing.refusing import PLACE
from pulau.foundation.ui.formats import clock, long_date

_OURS: Final = frozenset({"cache-control", "etag", "vary", "content-length", "age", "expires"})
_WORTH_PACKING: Final = 1024
_OVERHEAD: Final = 2048
"""Bytes that an entry takes besides its bodies, about."""
_PACKED: Final = ("json", "xml", "javascript", "svg")


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer as its view made it, in memory and on disk; `built` is when it began to be made."""

    body: bytes
    headers: tuple[tuple[str, str], ...]
    language: str
    built: float
    seconds: int
    frameable: bool
    version: str

    @property
    def is_page(self) -> bool:
        """Whether it is a page for people."""
        return dict(self.headers).get("Content-Type", "").startswith("text/html")


@dataclass(frozen=True, slots=True)
class Form:
    """A body and the headers that go with it."""

    body: bytes
    headers: dict[str, str]


@dataclass(slots=True)
class Ready:
    """An answer in the forms in which it goes out.

    `again_at`: where making it anew has failed, when it is tried again; otherwise 0.
    """

    kept: Kept
    etag: str
    plain: Form
    packed: Form | None
    until: float
    again_at: float = 0.0
    _away: tuple[Form, Form | None] | None = field(default=None, repr=False)

    @property
    def size(self) -> int:
        """Bytes that it takes."""
        return len(self.plain.body) + (len(self.packed.body) if self.packed else 0) + _OVERHEAD

    def fresh(self, now: float, news: float) -> bool:
        """Whether it may be given without asking anew; one made by another version of Pulau, or tomorrow, may not."""
        kept = self.kept
        return news < kept.built <= now < self.until and kept.version == __version__

    @property
    def away(self) -> tuple[Form, Form | None]:
        """The forms that say since when it stands, made when they are first needed."""
        if self._away is None:
            self._away = _forms(_told(self.kept), self.kept, {"Cache-Control": "no-store"})
        return self._away


def keep(response: HttpResponse, *, language: str, built: float, seconds: int) -> Kept:
    """Return what is kept of a response."""
    headers = tuple((name, value) for name, value in response.headers.items() if name.lower() not in _OURS)
    frameable = bool(getattr(response, "xframe_options_exempt", False))
    return Kept(response.content, headers, language, built, seconds, frameable, __version__)


def ready(kept: Kept) -> Ready:
    """Return an answer in the forms in which it goes out."""
    etag = f'W/"{hashlib.sha256(kept.body).hexdigest()[:32]}"'
    plain, packed = _forms(kept.body, kept, {"Cache-Control": f"public, max-age={kept.seconds}", "ETag": etag})
    return Ready(kept, etag, plain, packed, kept.built + kept.seconds)


def _forms(body: bytes, kept: Kept, more: dict[str, str]) -> tuple[Form, Form | None]:
    headers = dict(kept.headers) | more | {"Vary": "Cookie, Accept-Encoding"}
    plain = Form(body, headers | {"Content-Length": str(len(body))})
    kind = headers.get("Content-Type", "").partition(";")[0]
    if len(body) < _WORTH_PACKING or not (kind.startswith("text/") or kind.endswith(_PACKED)):
        return plain, None
    packed = gzip.compress(body, mtime=0)
    return plain, Form(packed, headers | {"Content-Length": str(len(packed)), "Content-Encoding": "gzip"})


def _told(kept: Kept) -> bytes:
    """Return the body with the line that says since when it stands, in its own language; other files have none."""
    if not kept.is_page:
        return kept.body
    built = datetime.fromtimestamp(kept.built, tz=UTC)
    with translation.override(kept.language):
        when = {"day": long_date(built), "time": clock(built)}
        told = _("Basis data sedang tidak dapat dihubungi. Halaman ini seperti pada %(day)s %(time)s WIB.") % when
        line = format_html(
            '<div class="wrap told"><p class="ds-alert" data-color="warning" role="status">{}</p></div>', told
        )
    return kept.body.replace(PLACE.encode(), line.encode(), 1)
