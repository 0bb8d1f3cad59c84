"""The static tree as it is served at `/log/`: the files that mirrors, witnesses and verifiers read.

They need no session, no language and no database, so a middleware answers them before anything asks for these: the
tree stays readable while the database is away. The addresses stand in `urls.py` too.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from importlib.resources import files
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils.cache import get_conditional_response

from pulau.apps.transparency import places
from pulau.exchange.log.reading import CHECKPOINT, POLICY, REPLAY, VERIFIER
from pulau.exchange.log.trees import FileMissing

PREFIX: Final = "/log/"
PROGRAMS: Final = (VERIFIER, REPLAY)
NAMED: Final = (CHECKPOINT, POLICY, *PROGRAMS)
TEXT: Final = "text/plain; charset=utf-8"
_BYTES: Final = "application/octet-stream"
_NOT_KEPT: Final = "no-store"
_BRIEFLY: Final = "public, max-age=3"
_FOR_GOOD: Final = "public, max-age=31536000, immutable"
_AGAIN_SECONDS: Final = "5"
_LEVEL: Final = r"(?:0|[1-9]|[1-5][0-9]|6[0-3]|entries)"
_INDEX: Final = r"(?:x(?!000/)[0-9]{3}/(?:x[0-9]{3}/){0,5})?[0-9]{3}"
_PARTIAL: Final = r"(?:\.p/(?:[1-9][0-9]?|1[0-9]{2}|2[0-4][0-9]|25[0-5]))?"
_TILE: Final = re.compile(rf"tile/{_LEVEL}/{_INDEX}{_PARTIAL}")
"""A tile's path as tlog-tiles writes it, and no other spelling of it; a partial one has 1 to 255 hashes."""

Handler = Callable[[HttpRequest], HttpResponse]


class TreeMiddleware:
    """Answer for a file of the tree; let everything else pass."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or pass on."""
        path = request.path_info.removeprefix(PREFIX)
        ours = path != request.path_info and (path in NAMED or path.startswith("tile/"))
        return tree_file(request, path) if ours else self.get_response(request)


def tree_file(request: HttpRequest, path: str) -> HttpResponse:
    """Answer for one file below `/log/`: anybody may read it, also pages of other sites."""
    if request.method not in {"GET", "HEAD"}:
        return _open(HttpResponseNotAllowed(["GET", "HEAD"]))
    try:
        content = _content(path)
    except FileMissing:
        return _open(_short("There is no such file in the log.\n", 404))
    except OSError:
        answer = _short("The log cannot be read at the moment.\n", 503)
        answer.headers["Retry-After"] = _AGAIN_SECONDS
        return _open(answer)
    return _open(_whole(request, path, content))


def _content(path: str) -> bytes:
    """Return a file. Raises FileMissing, OSError."""
    if path in PROGRAMS:
        return files("pulau.exchange.log").joinpath(path).read_bytes()
    known = path in {CHECKPOINT, POLICY} or _TILE.fullmatch(path)
    if not known or not places.chosen().enabled:
        raise FileMissing(path)
    return places.tree_store().read(path)


def _whole(request: HttpRequest, path: str, content: bytes) -> HttpResponse:
    answer = HttpResponse(content, content_type=_BYTES if path.startswith("tile/") else TEXT)
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    answer.headers["ETag"] = etag
    answer.headers["Content-Length"] = str(len(content))
    answer.headers["Cache-Control"] = _FOR_GOOD if path.startswith("tile/") else _BRIEFLY
    if path in PROGRAMS:
        answer.headers["Content-Disposition"] = f'attachment; filename="{path}"'
    found = get_conditional_response(request, etag=etag, response=answer) or answer
    if request.method == "HEAD":
        found.content = b""
    return found


def _short(told: str, status: int) -> HttpResponse:
    return HttpResponse(told, content_type=TEXT, status=status, headers={"Cache-Control": _NOT_KEPT})


def _open(answer: HttpResponse) -> HttpResponse:
    """Let other sites read it too, and no browser take it for anything but what it says."""
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
