"""The page of one result: what it shows, and how it answers without any cookie."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation

from pulau.apps.signing.findings import DocumentFacts, Finding, Result, SignerFacts
from pulau.apps.signing.models import Means, SignatoryPart, SignatoryState, VersionCause
from pulau.apps.signing.views.periksa_words import ELSEWHERE, SAID, SIGNER_STATUS, TYPED, UNREAD, VERDICTS, Words
from pulau.core.shared.codes import shown_code
from pulau.exchange.signatures.checking import LARGEST, Checked
from pulau.foundation.ui.middleware import known_language, spoken_language

P = ParamSpec("P")
LANGUAGE: Final = "bahasa"
PERMISSIONS: Final = "camera=(self), geolocation=(), microphone=(), payment=(), usb=()"
"""This page alone may ask for the camera, to read a QR code in the browser."""
_MEGABYTE: Final = 2**20


@dataclass(frozen=True, slots=True)
class SignerRow:
    """A signatory, with shape and words of how far they are."""

    facts: SignerFacts
    kind: str
    state: Words
    part: Words
    means: Words


@dataclass(frozen=True, slots=True)
class SignatureRow:
    """A signature inside a file that is not kept here, with shape and words of what holds."""

    checked: Checked
    kind: str
    words: Words


def open_to_all(view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
    """Let a page speak the language that its address asks for (`?bahasa=`), else the visitor's, and use the camera."""

    @functools.wraps(view)
    def spoken(*args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        (request, *_rest) = args
        asked = known_language(request.GET.get(LANGUAGE)) if isinstance(request, HttpRequest) else None
        with translation.override(asked or translation.get_language()):
            response = view(*args, **kwargs)
            response.headers["Content-Language"] = translation.get_language() or ""
        response.headers["Permissions-Policy"] = PERMISSIONS
        return response

    return spoken


def answer(request: HttpRequest, template: str, context: Mapping[str, Any], status: int = 200) -> HttpResponse:
    """Answer without setting any cookie: languages are links, and no form here needs a token."""
    asked = known_language(request.GET.get(LANGUAGE))
    bare = {} if request.user.is_authenticated else {"csrf_token": "", "language_links": request.method != "POST"}
    asking = {"asked": f"?{LANGUAGE}={asked}" if asked else "", "limit": LARGEST // _MEGABYTE}
    return render(request, f"signing/periksa/{template}.html", {**bare, **asking, **context}, status=status)


def show(request: HttpRequest, finding: Finding, *, status: int = 200) -> HttpResponse:
    """Show one result."""
    document = finding.document
    context = {
        "finding": finding,
        "said": ELSEWHERE if finding.elsewhere else SAID[finding.result],
        "found": SAID[finding.result],
        "by_file": bool(finding.digest),
        "shown": shown_code(document.code) if document else finding.number,
        "error": TYPED.get(finding.reason, "") if finding.result == Result.MISTYPED else "",
        "unread": UNREAD.get(finding.reason, "") if finding.result == Result.UNREADABLE else "",
        "signatures": _signatures(finding),
        **(_of_document(document, finding) if document else {}),
    }
    with timezone.override(document.zone if document else None):
        return answer(request, "result", context, status)


def _of_document(document: DocumentFacts, finding: Finding) -> dict[str, Any]:
    held = next((one for one in document.versions if one.number == finding.held), None)
    return {
        "document": document,
        "kind": document.kind.get(spoken_language(), ""),
        "signers": [_signer(one) for one in document.signers],
        "total": len(document.signers),
        "versions": [(one, VersionCause(one.cause).label) for one in document.versions],
        "held": held,
        "successor": document.successor,
        "offered": document.open,
    }


def _signer(one: SignerFacts) -> SignerRow:
    return SignerRow(
        one,
        SIGNER_STATUS.get(one.state, "waiting"),
        SignatoryState(one.state).label,
        SignatoryPart(one.part).label,
        Means(one.means).label if one.means else "",
    )


def _signatures(finding: Finding) -> list[SignatureRow]:
    if finding.report is None:
        return []
    return [SignatureRow(one, *VERDICTS[one.verdict]) for one in finding.report.signatures]
