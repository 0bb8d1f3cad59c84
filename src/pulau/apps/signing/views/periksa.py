"""Checking documents (`/periksa`, `/v/<number>`): for everybody, without an account, and nothing is noted of it."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from pulau.apps.signing.findings import Finding, Result
from pulau.apps.signing.selectors.inspecting import inspect_file, inspect_text
from pulau.apps.signing.turns import Busy, Tally, TooOften, Turns
from pulau.apps.signing.views.periksa_page import LANGUAGE, answer, open_to_all, show
from pulau.apps.signing.views.periksa_proofs import show_proof
from pulau.apps.signing.views.periksa_words import UNREAD
from pulau.apps.transparency.contract import is_proof
from pulau.exchange.signatures.checking import LARGEST
from pulau.foundation.accounts.origin import address_of, source_of
from pulau.foundation.tenancy.policy import public

UNPROCESSABLE: Final = 422
TOO_LARGE: Final = 413
NOT_FOUND: Final = 404
NUMBER: Final = "nomor"
FILE: Final = "berkas"
PROOF: Final = "bukti"
RECEIPT: Final = "tanda-terima"
_turns, _tally = Turns(), Tally()


@csrf_exempt  # it changes nothing and knows nobody: a token would only need the cookie that this page does without
@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@open_to_all
def check_document(request: HttpRequest) -> HttpResponse:
    """Show the page to type a number or send a file, or what was found in the file."""
    if request.method == "POST":
        return _sent(request)
    typed = request.GET.get(NUMBER)
    if typed is None:
        return answer(request, "start", {})
    return _typed(request, typed, timezone.now())


@public
@never_cache
@require_safe
@open_to_all
def numbered(request: HttpRequest, code: str) -> HttpResponse:
    """Show what is known of a number: the address that stands on the paper and in its QR code."""
    finding = inspect_text(code, timezone.now())
    return show(request, finding, status=_status(finding))


@public
@require_safe
@open_to_all
def oneself(request: HttpRequest) -> HttpResponse:
    """Tell how a document is checked without this site."""
    return answer(request, "oneself", {})


def _typed(request: HttpRequest, typed: str, now: datetime) -> HttpResponse:
    """Lead to the address of a number; tell at once of one that cannot be, and of a link that led elsewhere."""
    finding = inspect_text(typed, now)
    if finding.elsewhere:
        return show(request, finding, status=_status(finding))
    if finding.result == Result.MISTYPED:
        return show(request, finding, status=UNPROCESSABLE)
    asked = {LANGUAGE: request.GET[LANGUAGE]} if LANGUAGE in request.GET else {}
    address = reverse("signing:numbered", args=[finding.number])
    return HttpResponseRedirect(f"{address}?{urlencode(asked)}" if asked else address)


def _sent(request: HttpRequest) -> HttpResponse:
    """Check a file: in memory, one of few at a time."""
    request.upload_handlers = [_InMemory(request)]
    try:
        _tally.count(source_of(address_of(request)))
        pasted = request.POST.get(PROOF, "").strip("\r\n\t")
        if pasted:
            return _proven(request, pasted.encode("utf-8", "replace"))
        upload = request.FILES.get(FILE) or request.FILES.get(RECEIPT)
        if upload is None:
            return answer(request, "start", {"problem": UNREAD["none"]}, UNPROCESSABLE)
        if (upload.size or 0) > LARGEST:
            return show(request, Finding(Result.UNREADABLE, reason="too-large", digest="-"), status=TOO_LARGE)
        return _looked_at(request, upload.read())
    except Busy as busy:
        often = isinstance(busy, TooOften)
        context = {"often": often, "seconds": busy.seconds, "minutes": -(-busy.seconds // 60)}
        response = answer(request, "busy", context, 429 if often else 503)
        response.headers["Retry-After"] = str(busy.seconds)
        return response


def _looked_at(request: HttpRequest, content: bytes) -> HttpResponse:
    if is_proof(content):
        return _proven(request, content)
    with _turns.one():
        finding = inspect_file(content, timezone.now())
    if finding.given:
        return _proven(request, finding.given.encode())
    return show(request, finding, status=UNPROCESSABLE if finding.result == Result.UNREADABLE else 200)


def _proven(request: HttpRequest, given: bytes) -> HttpResponse:
    with _turns.one():
        return show_proof(request, given)


def _status(finding: Finding) -> int:
    return NOT_FOUND if finding.result in {Result.UNKNOWN, Result.MISTYPED} else 200


class _InMemory(MemoryFileUploadHandler):
    """Keeps what is sent in memory whatever its size: it is bounded by the limit of this address, not by a disk."""

    def handle_raw_input(self, *_args: object, **_options: object) -> None:
        """Take every file."""
        self.activated = True
