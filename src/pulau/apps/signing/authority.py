"""The installation's own authority: made at set-up (or on first use), its keys sealed in the database.

There is one at a time; a new one is made when it has run out. The roots of former ones stay trusted for checking, and
whoever holds a certificate of a former one that still holds signs by that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Final

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.serialization import Encoding
from django.db import connection, transaction

from pulau.apps.signing.models import Authority, AuthorityKind, Certificate, RevocationList
from pulau.exchange.signatures import authority as making
from pulau.exchange.signatures.authority import Credential, Revoked, Subject
from pulau.exchange.signatures.signing import Trust
from pulau.exchange.signatures.timestamping import OwnTimeStamper

LIST_RENEWED: Final = timedelta(days=1)
PERSON_RENEWED: Final = timedelta(days=14)
"""A person's certificate is replaced when it has no longer to run than this."""
SKEW: Final = timedelta(minutes=5)
"""By so much the clocks of two machines may differ; certificates count from this long before they were made."""
_SEAL_DAYS: Final = 15 * 365
_MAKING: Final = 5_045_196_111
"""Names the lock (PostgreSQL, advisory) under which an authority is made: a number that nothing else uses."""
_NAMES: Final = {
    AuthorityKind.ROOT: "Pulau Otoritas Akar",
    AuthorityKind.ISSUER: "Pulau Penerbit Sertifikat",
    AuthorityKind.TIMESTAMPER: "Pulau Penanda Waktu",
    AuthorityKind.SEAL: "Pulau Segel Elektronik",
}


@dataclass(frozen=True, slots=True)
class House:
    """The authority as it stands: its credentials and their rows, by kind."""

    root: Credential
    issuer: Credential
    timestamper: Credential
    seal: Credential
    rows: dict[str, Authority]

    @property
    def between(self) -> tuple[bytes, ...]:
        """The certificates between a person's and the anchor (DER)."""
        return (_der(self.issuer),)

    @property
    def anchor(self) -> bytes:
        """The root's certificate (DER)."""
        return _der(self.root)


def house(now: datetime) -> House:
    """Return the installation's authority; makes it where there is none (any more)."""
    return _standing(now) or _made(now)


def house_of(certificate: str, now: datetime) -> House:
    """Return the authority that issued a person's certificate (PEM), while it holds: a newer one may stand beside it.

    What is signed carries the certificates between the person's and the anchor, so it has to be that one's.
    """
    signing = x509.load_pem_x509_certificate(certificate.encode())
    return next((held for held in _houses(now) if _issued(held, signing)), None) or house(now)


def holds_until(now: datetime) -> datetime | None:
    """Return until when the authority holds, None where there is none; nothing is made."""
    found = _standing(now)
    return None if found is None else found.rows["issuer"].until


def trust(held: House, now: datetime) -> Trust:
    """Return with what new signatures are judged: the anchor, the issuer, and both lists, renewed every day."""
    lists = (_list(held.rows["root"], held.root, now), _list(held.rows["issuer"], held.issuer, now))
    return Trust((held.anchor,), held.between, lists)


def stamper(held: House, clock: Callable[[], datetime]) -> OwnTimeStamper:
    """Return the installation's own timestamp authority."""
    return OwnTimeStamper(held.timestamper, held.between, clock)


def issue_to(held: House, subject: Subject, now: datetime) -> Credential:
    """Issue a certificate to a person."""
    return making.issue_signer(held.issuer, subject, now)


@transaction.atomic
def list_anew(now: datetime) -> None:
    """Make the list of revoked certificates anew, at once: somebody's was revoked."""
    for held in [*_houses(now)] or [house(now)]:  # the person's certificate may be of an older one
        _write_list(held.rows["issuer"], held.issuer, now)


def _standing(now: datetime) -> House | None:
    return next(_houses(now), None)


def _houses(now: datetime) -> Iterator[House]:
    """Yield each issuer that holds, the newest first, and what belongs to it: parts of two are never mixed."""
    rows = [row for row in Authority.objects.filter(revoked_at__isnull=True, until__gt=now) if row.since <= now + SKEW]
    by_serial = {row.serial: row for row in rows}
    for issuer in rows:
        root = by_serial.get(issuer.issuer_serial)
        if issuer.kind != AuthorityKind.ISSUER or root is None:
            continue
        below = {row.kind: row for row in reversed(rows) if row.issuer_serial == issuer.serial}
        if {AuthorityKind.TIMESTAMPER, AuthorityKind.SEAL} <= set(below):
            yield _house({**below, AuthorityKind.ROOT: root, AuthorityKind.ISSUER: issuer})


def _issued(held: House, signing: x509.Certificate) -> bool:
    try:
        signing.verify_directly_issued_by(held.issuer.certificate)
    except (ValueError, InvalidSignature):
        return False
    return True


def _house(rows: dict[str, Authority]) -> House:
    held = {str(kind): _read(row.certificate, row.key or "") for kind, row in rows.items()}
    named = {str(kind): row for kind, row in rows.items()}
    return House(held["root"], held["issuer"], held["timestamper"], held["seal"], named)


@lru_cache(maxsize=8)
def _read(certificate: str, key: str) -> Credential:
    """Read a certificate of the installation with its key; each is read once a process."""
    return making.credential(certificate, key)


@transaction.atomic
def _made(now: datetime) -> House:
    """Make the authority; of two processes that want to, the second waits and finds the first's."""
    if connection.vendor == "postgresql":  # SQLite's transactions write one after another anyhow
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_MAKING])
    found = _standing(now)
    if found is not None:
        return found
    root = making.make_root(_NAMES[AuthorityKind.ROOT], now)
    issuer = making.make_issuer(root, _NAMES[AuthorityKind.ISSUER], now)
    seal = making.issue_signer(issuer, Subject(_NAMES[AuthorityKind.SEAL], "Pulau"), now, days=_SEAL_DAYS)
    made = {
        AuthorityKind.ROOT: (root, root),
        AuthorityKind.ISSUER: (issuer, root),
        AuthorityKind.TIMESTAMPER: (making.issue_timestamper(issuer, _NAMES[AuthorityKind.TIMESTAMPER], now), issuer),
        AuthorityKind.SEAL: (seal, issuer),
    }
    rows = {str(kind): _row(kind, held, above, now) for kind, (held, above) in made.items()}
    Authority.objects.bulk_create(rows.values())
    return _house(rows)


def _row(kind: AuthorityKind, held: Credential, above: Credential, now: datetime) -> Authority:
    return Authority(
        kind=kind,
        serial=held.serial,
        certificate=held.certificate_pem,
        key=held.key_pem,
        issuer_serial=above.serial,
        since=now,
        until=held.certificate.not_valid_after_utc,
    )


def _list(row: Authority, held: Credential, now: datetime) -> bytes:
    """Return the newest list, made anew each day; a clock that went back a little makes none."""
    newest = RevocationList.objects.filter(authority=row).first()
    if newest is not None and abs(now - newest.made_at) < LIST_RENEWED:
        return bytes(newest.der)
    return _write_list(row, held, now)


@transaction.atomic
def _write_list(row: Authority, held: Credential, now: datetime) -> bytes:
    # One after another: a list with a higher number, made beside a revocation, would lack what that revoked.
    Authority.objects.select_for_update().get(pk=row.pk)
    made = RevocationList(authority=row, der=b"", made_at=now)
    made.save()
    revoked = [] if row.kind == AuthorityKind.ROOT else list(_revoked(now))
    made.der = making.revocation_list(held, revoked, made.pk, now)
    made.save(update_fields=["der"])
    return bytes(made.der)


def _revoked(now: datetime) -> Iterable[Revoked]:
    rows = Certificate.objects.filter(revoked_at__isnull=False, until__gt=now)
    return (Revoked(serial, since) for serial, since in rows.values_list("serial", "revoked_at") if since is not None)


def _der(held: Credential) -> bytes:
    return held.certificate.public_bytes(Encoding.DER)
