"""What other apps may use of signing."""

from __future__ import annotations

from pulau.apps.signing.applying import Given
from pulau.apps.signing.keeping import newest
from pulau.apps.signing.links import short_link
from pulau.apps.signing.models import (
    Document,
    DocumentState,
    Means,
    Signatory,
    SignatoryPart,
    SignatoryState,
    Version,
)
from pulau.apps.signing.policies import READ as READ_DOCUMENTS
from pulau.apps.signing.provider import asks_secret, signs_by_itself, stamped_then, without_timestamps
from pulau.apps.signing.sealing_files import seal_beside
from pulau.apps.signing.selectors.documents import signatories_of
from pulau.apps.signing.selectors.logged import standing_behind_wall as signed_standing
from pulau.apps.signing.selectors.own import signatory_of
from pulau.apps.signing.selectors.signers import may_be_named
from pulau.apps.signing.services.answering import refuse_to_sign, withdraw_signature
from pulau.apps.signing.services.drawing import attest_drawn, draw_signature, sign_drawn_at_once
from pulau.apps.signing.services.keeping import end_document, replace_signatory
from pulau.apps.signing.services.preparing import prepare_document
from pulau.apps.signing.services.releasing import release_document
from pulau.apps.signing.services.signing import sign_at_once, sign_document
from pulau.apps.signing.troubles import TROUBLES, told_code, told_run, told_trouble
from pulau.apps.signing.wishes import (
    DATA_CHANGED,
    DocumentNotFound,
    DocumentWish,
    SignatoryNotFound,
    SignatoryWish,
    SigningRefused,
)
from pulau.exchange.signatures.drawing import StrokesRefused
from pulau.exchange.signatures.providers.base import CertificateRefused, ProviderAway, SecretRefused

__all__ = [
    "DATA_CHANGED",
    "READ_DOCUMENTS",
    "TROUBLES",
    "CertificateRefused",
    "Document",
    "DocumentNotFound",
    "DocumentState",
    "DocumentWish",
    "Given",
    "Means",
    "ProviderAway",
    "SecretRefused",
    "Signatory",
    "SignatoryNotFound",
    "SignatoryPart",
    "SignatoryState",
    "SignatoryWish",
    "SigningRefused",
    "StrokesRefused",
    "Version",
    "asks_secret",
    "attest_drawn",
    "draw_signature",
    "end_document",
    "may_be_named",
    "newest",
    "prepare_document",
    "refuse_to_sign",
    "release_document",
    "replace_signatory",
    "seal_beside",
    "short_link",
    "sign_at_once",
    "sign_document",
    "sign_drawn_at_once",
    "signatories_of",
    "signatory_of",
    "signed_standing",
    "signs_by_itself",
    "stamped_then",
    "told_code",
    "told_run",
    "told_trouble",
    "withdraw_signature",
    "without_timestamps",
]
