"""The tus protocol: beginning an upload, asking how far it is, going on with it, dropping it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from pulau.foundation.tenancy.acting import required_actor
from pulau.foundation.tenancy.policy import requires
from pulau.foundation.uploads import staging
from pulau.foundation.uploads.keeping import (
    TooManyUploads,
    UploadNotFound,
    UploadTooLarge,
    begin_upload,
    consume,
    get_upload_for,
    most_bytes,
)
from pulau.foundation.uploads.models import Upload
from pulau.foundation.uploads.protocol import (
    EXTENSIONS,
    OCTETS,
    VERSION,
    Problem,
    checksum,
    expiry,
    file_name,
    number,
    own_headers,
    speaks_tus,
)
from pulau.foundation.uploads.receiving import Receiving, ReceivingResponse
from pulau.foundation.uploads.rights import may_upload


@requires(may_upload)
@never_cache
@require_http_methods(["POST", "OPTIONS"])
def uploads(request: HttpRequest) -> HttpResponse:
    """Begin an upload, with its first bytes or without; or say what is spoken here."""
    if request.method == "OPTIONS":
        spoken = {"Tus-Version": VERSION, "Tus-Extension": EXTENSIONS, "Tus-Max-Size": str(most_bytes()),
                  "Tus-Checksum-Algorithm": "sha256"}  # fmt: skip
        return HttpResponse(status=204, headers=own_headers() | spoken)
    return _begin(request) if speaks_tus(request) else _other_version()


@requires(may_upload)
@never_cache
@require_http_methods(["GET", "HEAD", "PATCH", "DELETE"])
def upload(request: HttpRequest, upload_id: UUID) -> HttpResponse:
    """Say how far an upload of one's own is, go on with it, or drop it."""
    try:
        return _of_own(request, upload_id)
    except UploadNotFound:
        return Problem.GONE.response()
    except OSError:
        return Problem.DISK.response()


def _begin(request: HttpRequest) -> HttpResponse:
    length, name = number(request.headers.get("Upload-Length")), file_name(request)
    if length is None or name is None:
        return (Problem.NO_LENGTH if length is None else Problem.BAD_METADATA).response()
    carries = request.content_type == OCTETS
    if carries and checksum(request).bad:
        return Problem.BAD_CHECKSUM.response()
    problem, row = _begun(request, name, length)
    if row is None:
        return problem.response()
    headers = own_headers() | expiry(row.expires_at.timestamp())
    headers |= {"Location": reverse("uploads:upload", args=[row.pk]), "Upload-Offset": "0"}
    if not carries:
        return HttpResponse(status=201, headers=headers)
    receiving = Receiving(staging.path_of(row.pk), 0, length, checksum(request).sha256)
    return ReceivingResponse(receiving, status=201, headers=headers)


def _of_own(request: HttpRequest, upload_id: UUID) -> HttpResponse:
    actor = required_actor(request)
    row = get_upload_for(actor, upload_id, now=timezone.now())
    if not speaks_tus(request):
        return _other_version()
    if request.method == "DELETE":
        consume(actor, row.pk)
        return HttpResponse(status=204, headers=own_headers())
    if request.method == "PATCH":
        return _go_on(request, row)
    told = {"Upload-Offset": str(staging.there(row.pk)), "Upload-Length": str(row.length)}
    return HttpResponse(status=200, headers=own_headers() | expiry(row.expires_at.timestamp()) | told)


def _go_on(request: HttpRequest, row: Upload) -> HttpResponse:
    """Say what is to be received; whether the place is right is settled where the file is held for one writer."""
    if request.content_type != OCTETS:
        return Problem.NOT_OCTETS.response()
    start, digest = number(request.headers.get("Upload-Offset")), checksum(request)
    if start is None or digest.bad:
        return (Problem.NO_OFFSET if start is None else Problem.BAD_CHECKSUM).response()
    receiving = Receiving(staging.path_of(row.pk), start, row.length, digest.sha256)
    headers = own_headers() | expiry(row.expires_at.timestamp())
    return ReceivingResponse(receiving, status=204, headers=headers)


def _begun(request: HttpRequest, name: str, length: int) -> tuple[Problem, Upload | None]:
    try:
        row = begin_upload(actor=required_actor(request), name=name, length=length, now=timezone.now())
    except UploadTooLarge:
        return Problem.TOO_LARGE, None
    except TooManyUploads:
        return Problem.TOO_MANY, None
    except staging.StagingFull:
        return Problem.FULL, None
    except OSError:
        return Problem.DISK, None
    return Problem.GONE, row


def _other_version() -> HttpResponse:
    response = Problem.VERSION.response()
    response.headers["Tus-Version"] = VERSION
    return response
