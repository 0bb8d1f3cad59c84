"""The files of the log. `serving.TreeMiddleware` answers before these; they make the addresses known."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from pulau.apps.transparency.serving import tree_file
from pulau.exchange.log.reading import CHECKPOINT, POLICY, REPLAY, VERIFIER
from pulau.foundation.tenancy.policy import public


@public
def checkpoint(request: HttpRequest) -> HttpResponse:
    """Give the newest checkpoint."""
    return tree_file(request, CHECKPOINT)


@public
def policy(request: HttpRequest) -> HttpResponse:
    """Give the policy."""
    return tree_file(request, POLICY)


@public
def tile(request: HttpRequest, path: str) -> HttpResponse:
    """Give a tile or a bundle."""
    return tree_file(request, f"tile/{path}")


@public
def verifier(request: HttpRequest) -> HttpResponse:
    """Give the program by which anybody checks receipts and the whole log."""
    return tree_file(request, VERIFIER)


@public
def replay(request: HttpRequest) -> HttpResponse:
    """Give the sums of a score, which the verifier needs beside it."""
    return tree_file(request, REPLAY)
