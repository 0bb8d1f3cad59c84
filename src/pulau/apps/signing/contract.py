"""What other apps may use of signing."""

from __future__ import annotations

from pulau.apps.signing.keeping import newest
from pulau.apps.signing.links import short_link
from pulau.apps.signing.models import Document, DocumentState, Means, Signatory, SignatoryPart, SignatoryState
from pulau.apps.signing.services.preparing import prepare_document
from pulau.apps.signing.services.signing import Given, sign_at_once, sign_document
from pulau.apps.signing.wishes import (
    DocumentNotFound,
    DocumentWish,
    SignatoryNotFound,
    SignatoryWish,
    SigningRefused,
)

__all__ = [
    "Document",
    "DocumentNotFound",
    "DocumentState",
    "DocumentWish",
    "Given",
    "Means",
    "Signatory",
    "SignatoryNotFound",
    "SignatoryPart",
    "SignatoryState",
    "SignatoryWish",
    "SigningRefused",
    "newest",
    "prepare_document",
    "short_link",
    "sign_at_once",
    "sign_document",
]
