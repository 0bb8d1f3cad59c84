"""Files of a release, as they are read from the store: packed to who takes gzip, unpacked to others."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO, Final, cast

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from pulau.apps.opendata.selectors import NoSuchRelease, file_at, release_at
from pulau.apps.opendata.views.missing import missing
from pulau.apps.transparency.contract import operation_receipt
from pulau.foundation import storage
from pulau.foundation.standing.answering import takes_gzip
from pulau.foundation.tenancy.policy import public
from pulau.foundation.ui.security import FOR_ANY_SITE

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from pulau.apps.opendata.models import ReleaseFile

_PIECE: Final = 128 * 1024
FOR_GOOD: Final = "public, max-age=31536000, immutable"
"""A file of a version never changes."""
RECEIPT: Final = "tanda-terima.pulau.json"
_INLINE: Final = ("text/", "application/json", "application/sql")


@public
@require_safe
def file(request: HttpRequest, year: int, version: int, name: str) -> HttpResponseBase:
    """Give a file. 503 where the store cannot be reached."""
    try:
        found = file_at(year, version, name)
    except NoSuchRelease:
        return missing(request)
    packed = found.packed and takes_gzip(request.headers.get("Accept-Encoding", ""))
    etag = quote_etag(f"{found.digest}{'-gz' if packed else ''}")
    response: HttpResponseBase = HttpResponse()
    if request.method == "GET" and get_conditional_response(request, etag=etag) is None:
        response = StreamingHttpResponse(_pieces(found, packed=packed))
    _mark(response, found, etag, packed=packed)
    return get_conditional_response(request, etag=etag, response=response) or response  # type: ignore[arg-type]  # any response will do


@public
@require_safe
def receipt(request: HttpRequest, year: int, version: int) -> HttpResponse:
    """Give the receipt that proves a release in the public log; 404 while there is none."""
    try:
        made = operation_receipt(release_at(year, version).entry_id)
    except NoSuchRelease:
        made = None
    if made is None:
        return missing(request)
    headers = {"Content-Disposition": f'attachment; filename="{RECEIPT}"', "Cache-Control": "no-cache"}
    return HttpResponse(str(made), content_type="application/json; charset=utf-8", headers=headers)


def _mark(response: HttpResponseBase, found: ReleaseFile, etag: str, *, packed: bool) -> None:
    response.headers["Content-Type"] = found.media_type
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = FOR_GOOD
    response.headers["Vary"] = "Accept-Encoding"
    for header, value in FOR_ANY_SITE.items():
        response.headers[header] = value
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    else:
        response.headers["Content-Length"] = str(found.size)
    if not found.media_type.startswith(_INLINE) or found.name.endswith(".csv"):
        response.headers["Content-Disposition"] = f'attachment; filename="{found.name}"'


def _pieces(found: ReleaseFile, *, packed: bool) -> Iterator[bytes]:
    raw = storage.open_blob(found.stored)  # at once, not with the first piece: a store that is away is told as such
    return _read(raw, unpack=found.packed and not packed)


def _read(raw: BinaryIO, *, unpack: bool) -> Iterator[bytes]:
    with raw:
        source = cast("BinaryIO", gzip.GzipFile(fileobj=raw)) if unpack else raw
        while piece := source.read(_PIECE):
            yield piece
