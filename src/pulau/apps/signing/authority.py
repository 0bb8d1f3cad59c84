"""The installation's own authority: made at set-up (or on first use), its keys sealed in the database."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Final

from cryptography.hazmat.primitives.serialization import Encoding
from django.db import transaction

from pulau.apps.signing.models import Authority, AuthorityKind, Certificate, RevocationList
from pulau.exchange.signatures import authority as making
from pulau.exchange.signatures.authority import Credential, Revoked, Subject
from pulau.exchange.signatures.signing import Trust
from pulau.exchange.signatures.timestamping import OwnTimeStamper

LIST_RENEWED: Final = timedelta(days=1)
PERSON_RENEWED: Final = timedelta(days=14)
"""A person's certificate is replaced when it has no longer to run than this."""
_NAMES: Final = {
    AuthorityKind.ROOT: "Pulau Otoritas Akar",
    AuthorityKind.ISSUER: "Pulau Penerbit Sertifikat",
    AuthorityKind.TIMESTAMPER: "Pulau Penanda Waktu",
    AuthorityKind.SEAL: "Pulau Segel Elektronik",
}


@dataclass(frozen=True, slots=True)
class House:
    """The authority as it stands: its credentials by kind."""

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
    """Return the installation's authority; makes it where there is none yet."""
    found = _standing(now)
    return found if found is not None else _made(now)


def trust(held: House, now: datetime) -> Trust:
    """Return anchors and lists with which signatures of this installation are judged; renews lists older than a day."""
    return Trust((held.anchor,), held.between, (_list(held.rows["root"], held.root, now), _people(held, now)))


def stamper(held: House, clock: Callable[[], datetime]) -> OwnTimeStamper:
    """Return the installation's own timestamp authority."""
    return OwnTimeStamper(held.timestamper, held.between, clock)


def anchors_pem(now: datetime) -> str:
    """Return the roots, old ones too, as PEM: whoever checks documents keeps this file."""
    house(now)
    return "".join(row.certificate for row in Authority.objects.filter(kind=AuthorityKind.ROOT))


def issue_to(held: House, subject: Subject, now: datetime) -> Credential:
    """Issue a certificate to a person."""
    return making.issue_signer(held.issuer, subject, now)


@lru_cache(maxsize=256)
def read_credential(certificate: str, key: str) -> Credential:
    """Read a certificate with its key; each is read once a process."""
    return making.credential(certificate, key)


@transaction.atomic
def list_anew(now: datetime) -> None:
    """Make the list of revoked certificates anew, at once: somebody's was revoked."""
    held = house(now)
    _write_list(held.rows["issuer"], held.issuer, now)


def _standing(now: datetime) -> House | None:
    rows: dict[str, Authority] = {}
    for row in Authority.objects.filter(revoked_at__isnull=True, until__gt=now):
        rows.setdefault(row.kind, row)
    if len(rows) < len(AuthorityKind):
        return None
    return _house(rows)


def _house(rows: dict[str, Authority]) -> House:
    credentials = {kind: read_credential(row.certificate, row.key or "") for kind, row in rows.items()}
    return House(
        credentials[AuthorityKind.ROOT],
        credentials[AuthorityKind.ISSUER],
        credentials[AuthorityKind.TIMESTAMPER],
        credentials[AuthorityKind.SEAL],
        rows,
    )


def _made(now: datetime) -> House:
    """Make what is missing. Two processes that do it at once make two houses: the older one is then used by both."""
    root = making.make_root(_NAMES[AuthorityKind.ROOT], now)
    issuer = making.make_issuer(root, _NAMES[AuthorityKind.ISSUER], now)
    made = {
        AuthorityKind.ROOT: (root, root),
        AuthorityKind.ISSUER: (issuer, root),
        AuthorityKind.TIMESTAMPER: (making.issue_timestamper(issuer, _NAMES[AuthorityKind.TIMESTAMPER], now), issuer),
        AuthorityKind.SEAL: (_seal(issuer, now), issuer),
    }
    with transaction.atomic():
        rows = {kind: _row(kind, held, above, now) for kind, (held, above) in made.items()}
        Authority.objects.bulk_create(rows.values())
    return _house({str(kind): row for kind, row in rows.items()})


def _seal(issuer: Credential, now: datetime) -> Credential:
    return making.issue_signer(issuer, Subject(_NAMES[AuthorityKind.SEAL], "Pulau"), now, days=15 * 365)


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
    newest = RevocationList.objects.filter(authority=row).first()
    if newest is not None and now - LIST_RENEWED < newest.made_at <= now:
        return bytes(newest.der)
    return _write_list(row, held, now)


def _people(held: House, now: datetime) -> bytes:
    return _list(held.rows["issuer"], held.issuer, now)


@transaction.atomic
def _write_list(row: Authority, held: Credential, now: datetime) -> bytes:
    made = RevocationList(authority=row, der=b"", made_at=now)
    made.save()
    revoked = [] if row.kind == AuthorityKind.ROOT else _revoked(now)
    made.der = making.revocation_list(held, revoked, made.pk, now)
    made.save(update_fields=["der"])
    return bytes(made.der)


def _revoked(now: datetime) -> list[Revoked]:
    rows = Certificate.objects.filter(revoked_at__isnull=False, until__gt=now)
    return [Revoked(serial, since) for serial, since in rows.values_list("serial", "revoked_at") if since is not None]


def _der(held: Credential) -> bytes:
    return held.certificate.public_bytes(Encoding.DER)
