"""Giving out what lies in the store: in pieces, also only a part of it, and so that a browser runs none of it."""

from __future__ import annotations

import re
from http import HTTPStatus
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO, Final

from django.http import FileResponse, HttpResponse, HttpResponseBase

from pulau.foundation import storage

if TYPE_CHECKING:
    from django.http import HttpRequest

SANDBOXED: Final = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
"""For every file of a stranger: no script, no form, no window, and an origin of its own."""
OCTETS: Final = "application/octet-stream"
_COMPARED: Final = 8 * 1024**2
"""Up to this size what is given out was first compared with its digest."""
_RANGE: Final = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")


class _Part:
    """Some bytes of an open file, from where it stands, which is closed with them."""

    def __init__(self, file: BinaryIO, length: int) -> None:
        self._file, self._left = file, length

    def read(self, size: int = -1) -> bytes:
        """Return at most `size` bytes more."""
        wanted = self._left if size < 0 else min(size, self._left)
        found = self._file.read(wanted) if wanted else b""
        self._left -= len(found)
        return found

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def give(request: HttpRequest, digest: str, *, name: str, media: str, inline: bool = False) -> HttpResponseBase:
    """Answer with what lies under a digest: all of it, or the one range that the request asks for (RFC 9110).

    Raises BlobMissing, BlobDamaged, StoreUnavailable.
    """
    size = storage.size_of(digest)
    tag = f'"{digest}"'
    if request.headers.get("If-None-Match") == tag:
        return _marked(HttpResponse(status=HTTPStatus.NOT_MODIFIED), tag)
    asked = _asked_range(request, size, tag)
    if asked is None:
        refused = HttpResponse(status=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
        refused.headers["Content-Range"] = f"bytes */{size}"
        return _marked(refused, tag)
    first, last = asked
    length, whole = last - first + 1, last - first + 1 == size
    response = FileResponse(
        _Part(_opened(digest, size, first), length),
        as_attachment=not inline,
        filename=name,
        content_type=media,
        status=HTTPStatus.OK if whole else HTTPStatus.PARTIAL_CONTENT,
    )
    response.headers["Content-Length"] = str(length)
    if not whole:
        response.headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    return _marked(response, tag)


def _opened(digest: str, size: int, first: int) -> BinaryIO:
    file: BinaryIO = BytesIO(storage.get(digest)) if size <= _COMPARED else storage.open_blob(digest)
    file.seek(first)
    return file


def _asked_range(request: HttpRequest, size: int, tag: str) -> tuple[int, int] | None:
    """Return the first and last byte to send; None where none of the range that was asked for is there.

    Anything but one plain range is answered with the whole, as the standard allows.
    """
    everything = (0, size - 1)
    found = _RANGE.fullmatch(request.headers.get("Range", "").replace(" ", ""))
    if found is None or found[0] == "bytes=-" or request.headers.get("If-Range", tag) != tag:
        return everything
    first, last = found.groups()
    if not first:
        return (max(size - int(last), 0), size - 1) if int(last) else None
    if int(first) >= size or (last and int(last) < int(first)):
        return None if int(first) >= size else everything
    return int(first), min(int(last), size - 1) if last else size - 1


def _marked(response: HttpResponseBase, tag: str) -> HttpResponseBase:
    response.headers["ETag"] = tag
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = SANDBOXED
    return response
