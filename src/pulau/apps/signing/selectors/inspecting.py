"""A file or a text from a stranger, and what it is: by its digest, by what it begins with, by what it says of itself.

Nothing of what was sent is kept, or written anywhere.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from datetime import datetime
from typing import Final
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings

from pulau.apps.signing.findings import Finding, Result
from pulau.apps.signing.models import Authority, AuthorityKind, RevocationList
from pulau.apps.signing.selectors.verifying import by_number, by_version, changed_from, version_with
from pulau.core.log.printed import PREFIX
from pulau.core.shared.codes import CodeRefused, read_code
from pulau.exchange.photos import PhotoRefused, is_photo, qr_texts
from pulau.exchange.signatures.checking import Report, Unreadable, Verdict, check
from pulau.exchange.signatures.signing import Trust
from pulau.foundation.storage import digest_of

LONGEST_TEXT: Final = 300
"""Of what is typed or read from a QR code; ours are 50 long."""
_LOOKED_AT: Final = 24
"""Ends of updates at which a file is compared with known versions, from its own end on."""
_END: Final = re.compile(rb"%%EOF(\r\n|\n|\r)?")
_CLAIM: Final = re.compile(rb"Pulau ([0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4})")
_PATH: Final = re.compile(r"/v/([^/?#]+)$")


def inspect_text(text: str, now: datetime) -> Finding:
    """Say what a typed number is, or a link from a QR code. Only its number is used: no link is ever followed."""
    given = text.strip()[:LONGEST_TEXT]
    host, number = _taken_apart(given)
    try:
        code = read_code(number)
    except CodeRefused as refused:
        return Finding(Result.MISTYPED, number=given, reason=refused.reason, elsewhere=host)
    return replace(by_number(code, now), elsewhere=host)


def inspect_file(content: bytes, now: datetime) -> Finding:
    """Say what a file is: a PDF, or a photo with a QR code."""
    if is_photo(content):
        return _of_photo(content, now)
    return inspect_pdf(content, now)


def inspect_pdf(content: bytes, now: datetime) -> Finding:
    """Say what a PDF is. Never raises for what is in it."""
    digest = digest_of(content)
    if (held := version_with([digest])) is not None:
        return by_version(held, digest, now)
    if (begun := version_with(_beginnings(content))) is not None:
        return changed_from(begun, digest, now)
    claimed = _claimed(content, now)
    if claimed is not None:
        return replace(claimed, result=Result.CHANGED, digest=digest)
    try:
        report = check(content, public_trust(), now=now)
    except Unreadable as problem:
        return Finding(Result.UNREADABLE, reason=problem.reason, digest=digest)
    return _of_report(report, digest)


def public_trust() -> Trust:
    """Return by what signatures are judged here: every root ever used, and what shows which certificates count.

    Nothing is made or renewed: a stranger's question changes nothing.
    """
    made = Authority.objects.filter(kind__in=(AuthorityKind.ROOT, AuthorityKind.ISSUER))
    of_kind: dict[str, list[bytes]] = {AuthorityKind.ROOT: [], AuthorityKind.ISSUER: []}
    lists = []
    for row in made:
        of_kind[row.kind].append(_der(row.certificate))
        newest = RevocationList.objects.filter(authority=row).first()
        lists += [bytes(newest.der)] if newest else []
    anchors = (*of_kind[AuthorityKind.ROOT], *settings.SIGNING.bsre_anchors, *settings.SIGNING.timestamp_anchors)
    return Trust(anchors, tuple(of_kind[AuthorityKind.ISSUER]), tuple(lists))


def public_anchors() -> str:
    """Return what whoever checks without this site has to trust: every root, old ones too, as PEM."""
    roots = Authority.objects.filter(kind=AuthorityKind.ROOT).values_list("certificate", flat=True)
    others = (*settings.SIGNING.bsre_anchors, *settings.SIGNING.timestamp_anchors)
    return "".join(text if text.endswith("\n") else f"{text}\n" for text in (*roots, *map(_pem, others)))


def _of_photo(content: bytes, now: datetime) -> Finding:
    try:
        texts = qr_texts(content)
    except PhotoRefused as refused:
        return Finding(Result.UNREADABLE, reason=f"photo-{refused.reason}")
    printed = next((text for text in texts if text.startswith(PREFIX)), None)
    if printed is not None:
        return Finding(Result.PROOF, given=printed)
    found = [inspect_text(text, now) for text in texts[:_LOOKED_AT]]
    if not found:
        return Finding(Result.UNREADABLE, reason="no-qr")
    numbers = [one for one in found if one.result != Result.MISTYPED]
    if not numbers:
        return Finding(Result.UNREADABLE, reason="other-qr", number=found[0].number)
    known = [one for one in numbers if one.document is not None]
    return (known or numbers)[0]


def _of_report(report: Report, digest: str) -> Finding:
    if report.active_content:
        return Finding(Result.UNREADABLE, reason="scripts", digest=digest, report=report)
    results = {Verdict.ALTERED: Result.CHANGED, Verdict.UNTRUSTED: Result.FOREIGN, Verdict.UNSIGNED: Result.UNSIGNED}
    return Finding(results.get(report.verdict, Result.UNLISTED), digest=digest, report=report)


def _beginnings(content: bytes) -> list[str]:
    """Return digests of what stands before each later update, the longest first, with and without its line's end."""
    ends = [at for found in _END.finditer(content) for at in {found.start() + 5, found.end()} if at < len(content)]
    ends = sorted(ends)[-_LOOKED_AT:]
    running, done, digests = hashlib.sha256(), 0, []
    for end in ends:
        running.update(content[done:end])
        done = end
        digests.append(running.hexdigest())
    return digests[::-1]


def _claimed(content: bytes, now: datetime) -> Finding | None:
    """Return what is known of the number that a PDF of ours names in its description, or None."""
    found = _CLAIM.search(content)
    if found is None:
        return None
    finding = inspect_text(found[1].decode("ascii"), now)
    return finding if finding.document is not None else None


def _taken_apart(text: str) -> tuple[str, str]:
    """Return (host, number) of a text: a link to somebody else's check has that host, ours and numbers have none."""
    if "://" not in text:
        return "", text.rpartition("/v/")[2]
    try:
        link = urlsplit(text)
        host = link.netloc.rpartition("@")[2].lower()
        path = _PATH.search(link.path)
    except ValueError:
        return "", text
    ours = urlsplit(settings.PUBLIC_URL).netloc.lower()
    return "" if host == ours else host, path[1] if path else text


def _der(pem: str) -> bytes:
    return x509.load_pem_x509_certificate(pem.encode()).public_bytes(Encoding.DER)


def _pem(der: bytes) -> str:
    return x509.load_der_x509_certificate(der).public_bytes(Encoding.PEM).decode()
