"""The HTTP API of evidence: list, read, keep, download. A token only; what it may, its person may."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from ninja import Router

from pulau.apps.evidence import rest_schemas as shapes
from pulau.apps.evidence.rest_reading import id_in, piece_object, unit_in, version_object, wish_in
from pulau.apps.evidence.selectors.files import is_held_back, version_of
from pulau.apps.evidence.selectors.pieces import get_evidence_for, versions_of
from pulau.apps.evidence.selectors.search import EvidenceSearch, find_evidence
from pulau.apps.evidence.services.keeping import keep_evidence
from pulau.apps.evidence.serving import OCTETS, give
from pulau.apps.people.contract import BearerToken, actor_of, acts
from pulau.core.shared.problems import BadInput, Problem
from pulau.foundation.api.parameters import LANGUAGE
from pulau.foundation.api.problems import answer, refuse
from pulau.foundation.api.reading import asked_whole, only_asked
from pulau.foundation.calendar.clocks import today_of
from pulau.foundation.storage import BlobDamaged, BlobMissing
from pulau.foundation.tenancy.policy import requires
from pulau.foundation.uploads.keeping import UploadNotFound
from pulau.foundation.uploads.reading import UploadRefused, received

if TYPE_CHECKING:
    from pulau.apps.evidence.models import Evidence

router = Router(tags=["evidence"], auth=BearerToken())

LAST_PAGE: Final = 100_000
_MULTIPART: Final = "multipart/form-data"
_READ: Final[dict[int, Any]] = dict.fromkeys((401, 404, 503), shapes.RefusalsOut)
_ASKED: Final[dict[int, Any]] = {**_READ, 422: shapes.RefusalsOut}
_WRITTEN: Final[dict[int, Any]] = {**_ASKED, **dict.fromkeys((400, 403, 413, 415), shapes.RefusalsOut)}


@router.get(
    "",
    operation_id="list_evidence",
    summary="List evidence",
    response={200: shapes.PiecesOut, **_ASKED},
    openapi_extra={
        "parameters": [
            shapes.query("q", "Words of title, number, file name or the file's text.", type="string"),
            shapes.query("unit", "Only of the unit with this code.", type="string"),
            shapes.query("page", "Which page.", type="integer", minimum=1, maximum=LAST_PAGE, default=1),
            LANGUAGE,
        ]
    },
)
@requires(acts)
def list_evidence(request: HttpRequest) -> HttpResponse:
    """List the evidence that you may see and that was not withdrawn, newest change first; 50 a page."""
    only_asked(request, "q", "unit", "page")
    actor = actor_of(request)
    page = asked_whole(request, "page", 1, LAST_PAGE, 1) or 1
    unit = request.GET.get("unit")
    words = request.GET.get("q", "").replace("\x00", "")
    search = EvidenceSearch(words=words, unit=unit_in(actor, unit) if unit else None, page=page)
    found = find_evidence(actor, search, today_of(actor, timezone.now()))
    following = f"{request.path}?{urlencode({**request.GET.dict(), 'page': page + 1})}" if found.has_next else None
    return answer(request, {"evidence": [piece_object(each.row) for each in found.pieces], "next": following})


@router.post(
    "",
    operation_id="keep_evidence",
    summary="Keep evidence",
    response={201: shapes.PieceWithVersionsOut, **_WRITTEN},
    openapi_extra={"parameters": [LANGUAGE], "requestBody": shapes.KEEP_BODY},
)
@requires(acts)
def post_evidence(request: HttpRequest) -> HttpResponse:
    """Keep a piece: with its file, a finished upload, or an outside address alone; Location has its address."""
    if request.content_type != _MULTIPART:
        raise BadInput.because("media-type-form", "Content-Type", value=request.content_type or "–")
    actor = actor_of(request)
    wish = wish_in(request, actor)
    gone = Problem.of("upload-gone", "upload")
    try:
        files = received(request, actor, "file", "upload")
    except UploadRefused as problem:
        raise BadInput([gone]) from problem
    if len(files) > 1 or (not files and not wish.address):
        raise BadInput.because("one-file", "file")
    try:
        row = keep_evidence(actor=actor, wish=wish, file=files[0] if files else None, now=timezone.now())
    except UploadNotFound as problem:
        raise BadInput([gone]) from problem
    row = get_evidence_for(actor, row.pk)
    response = answer(request, _whole(row), 201)
    response.headers["Location"] = reverse("api:get_evidence", args=[row.pk])
    return response


@router.get(
    "/{evidence_id}",
    operation_id="get_evidence",
    summary="Read a piece of evidence",
    response={200: shapes.PieceWithVersionsOut, **_READ},
    openapi_extra={"parameters": [LANGUAGE]},
)
@requires(acts)
def get_evidence(request: HttpRequest, evidence_id: str) -> HttpResponse:
    """Read a piece with its versions, newest first."""
    return answer(request, _whole(get_evidence_for(actor_of(request), id_in(evidence_id))))


@router.get(
    "/{evidence_id}/versions/{number}",
    operation_id="get_evidence_file",
    summary="Download a version",
    response={**dict.fromkeys((401, 403, 404, 503), shapes.RefusalsOut)},
    openapi_extra={"parameters": [LANGUAGE], "responses": shapes.FILE},
)
@requires(acts)
def get_evidence_file(request: HttpRequest, evidence_id: str, number: str) -> HttpResponseBase:
    """Download the very bytes of a version. One in which something dangerous was found is given to nobody (403)."""
    row = get_evidence_for(actor_of(request), id_in(evidence_id))
    plain = number.isascii() and number.isdecimal() and len(number) < len(str(LAST_PAGE))
    version = version_of(row, int(number) if plain else 0)
    if is_held_back(version):
        return refuse(request, 403, [Problem.of("file-held-back", version.name)])
    try:
        return give(request, version.digest, name=version.name, media=OCTETS)
    except (BlobMissing, BlobDamaged):
        return refuse(request, 503, [Problem.of("file-damaged", version.name)])


def _whole(row: Evidence) -> dict[str, Any]:
    return {**piece_object(row), "versions": [version_object(version) for version in versions_of(row)]}
