"""What programs take from the check of documents: a result as JSON, the file of an open document, the anchors."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from pulau.apps.signing.archiving import moment
from pulau.apps.signing.findings import DocumentFacts, Finding, SignerFacts
from pulau.apps.signing.selectors.inspecting import inspect_text, public_anchors
from pulau.apps.signing.selectors.verifying import open_file, open_receipt
from pulau.apps.signing.views.periksa_page import answer
from pulau.core.shared.codes import CodeRefused, read_code, shown_code
from pulau.foundation import storage
from pulau.foundation.storage import BlobDamaged, BlobMissing
from pulau.foundation.tenancy.policy import public

_KEPT: Final = "public, max-age=60"
"""How long others may keep a result: a document that is withdrawn is told so a minute later at the latest."""
_ASK_AGAIN: Final = "public, no-cache"


@public
@require_safe
def numbered_json(request: HttpRequest, code: str) -> HttpResponse:
    """Return what `/v/<number>` tells, as JSON (docs/domain/verification.md has its shape)."""
    finding = inspect_text(code, timezone.now())
    known = finding.document is not None or finding.proof is not None
    response = JsonResponse(_told(finding), status=200 if known else 404)
    response.headers["Cache-Control"] = _KEPT if known else "no-store"
    return _unless_known(request, response, storage.digest_of(response.content)) if known else response


@public
@require_safe
def numbered_file(request: HttpRequest, code: str) -> HttpResponse:
    """Return the PDF of a document of a public kind. 404 for every other number, whatever it is of.

    503 where what is kept is not what was signed.
    """
    try:
        version = open_file(read_code(code))
    except CodeRefused:
        version = None
    if version is None:
        return answer(request, "nofile", {}, 404)
    try:
        content = storage.get(version.digest)
    except (BlobMissing, BlobDamaged):
        return answer(request, "damaged", {}, 503)
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{shown_code(version.code)}.pdf"'
    response.headers["Cache-Control"] = _ASK_AGAIN
    return _unless_known(request, response, version.digest)


@public
@require_safe
def numbered_receipt(request: HttpRequest, code: str) -> HttpResponse:
    """Return the receipt that proves the newest signature of an open document. 404 while there is none."""
    try:
        made = open_receipt(read_code(code))
    except CodeRefused:
        made = None
    except OSError:
        return answer(request, "damaged", {}, 503)
    if made is None:
        return answer(request, "nofile", {}, 404)
    response = HttpResponse(made, content_type="application/json; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{shown_code(read_code(code))}.pulau.json"'
    response.headers["Cache-Control"] = _ASK_AGAIN
    return _unless_known(request, response, storage.digest_of(response.content))


@public
@require_safe
def anchors(request: HttpRequest) -> HttpResponse:
    """Return the certificates that whoever checks without this site has to trust, old ones too (PEM)."""
    pem = public_anchors()
    if not pem:
        return answer(request, "nofile", {}, 404)
    response = HttpResponse(pem, content_type="application/x-pem-file")
    response.headers["Content-Disposition"] = 'attachment; filename="jangkar.pem"'
    response.headers["Cache-Control"] = _ASK_AGAIN
    return _unless_known(request, response, storage.digest_of(pem.encode()))


def _unless_known(request: HttpRequest, response: HttpResponse, digest: str) -> HttpResponse:
    etag = quote_etag(digest)
    response.headers["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response) or response


def _told(finding: Finding) -> dict[str, Any]:
    told: dict[str, Any] = {"result": finding.result.value}
    if finding.proof is not None:
        told |= {"proof": {"href": finding.proof.href, "text": finding.proof.text}}
    if finding.document is None:
        return told | ({"reason": finding.reason} if finding.reason else {})
    return told | {"document": _document(finding.document)}


def _document(document: DocumentFacts) -> dict[str, Any]:
    return {
        "number": shown_code(document.code),
        "kind": document.kind,
        "title": document.title,
        "agency": document.agency,
        "unit": document.unit,
        "made_at": moment(document.made_at),
        "completed_at": moment(document.completed_at),
        "valid_until": document.valid_until.isoformat() if document.valid_until else None,
        "ended_at": moment(document.ended_at),
        "end_reason": document.end_reason,
        "successor": shown_code(document.successor) if document.successor else None,
        "initials_only": document.veiled,
        "signed": document.signed,
        "signatories": [_signer(one) for one in document.signers],
        "versions": [
            {"number": one.number, "sha256": one.digest, "bytes": one.size, "cause": one.cause, "at": moment(one.at)}
            for one in document.versions
        ],
        "file": reverse("signing:numbered_file", args=[document.code]) if document.open else None,
    }


def _signer(one: SignerFacts) -> dict[str, Any]:
    return {
        "name": one.name,
        "position": one.position,
        "institution": one.institution,
        "part": one.part,
        "state": one.state,
        "means": one.means,
        "level": one.level,
        "at": moment(one.at),
        "witness": one.witness,
        "certificate": one.serial,
        "reason": one.reason,
    }
