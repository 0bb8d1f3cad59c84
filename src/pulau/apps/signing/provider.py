"""The way of signing that the operator chose (`settings.SIGNING`), and where timestamps come from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from pulau.apps.signing import authority
from pulau.apps.signing.models import Certificate
from pulau.exchange.signatures.asking import Server, server_at
from pulau.exchange.signatures.authority import Credential, credential
from pulau.exchange.signatures.providers.base import NONE, CertificateRefused, Signer
from pulau.exchange.signatures.providers.bsre import BsreProvider
from pulau.exchange.signatures.providers.local import LocalProvider
from pulau.exchange.signatures.providers.pkcs11 import Pkcs11Provider, Token
from pulau.exchange.signatures.remote_timestamps import remote_stamper

if TYPE_CHECKING:
    from pyhanko.sign.timestamps import TimeStamper

    from pulau.config.signing import Signing
    from pulau.exchange.signatures.providers.base import SignatureProvider
    from pulau.exchange.signatures.signing import Trust

LOCAL: Final = LocalProvider.code
_WAYS: Final[dict[str, type[LocalProvider | Pkcs11Provider | BsreProvider]]] = {
    way.code: way for way in (LocalProvider, Pkcs11Provider, BsreProvider)
}
_unstamped: ContextVar[bool] = ContextVar("signing_without_timestamps", default=False)
_then: ContextVar[datetime | None] = ContextVar("signing_then", default=None)


class PastRefused(Exception):  # noqa: N818 - a fact
    """Timestamps of a day gone by were asked for where real documents are signed."""


class SignedElsewhere(Exception):  # noqa: N818 - a fact
    """The provider that is set is not known: a mistake in the program, since the settings are checked."""


def chosen_code() -> str:
    """Return the code of the provider that is set."""
    return _chosen().provider


def asks_secret() -> bool:
    """Whether each signature asks for something that the signer types."""
    return _WAYS[chosen_code()].asks_secret


def makes_fields() -> bool:
    """Whether the provider makes its own fields: then documents are prepared without any."""
    return _WAYS[chosen_code()].makes_fields


def chosen_provider(held: authority.House) -> SignatureProvider:
    """Return the provider; within `without_timestamps` it asks for none."""
    chosen = _chosen()
    if chosen.provider == BsreProvider.code:
        return _bsre(chosen.bsre_url or "", chosen.bsre_user or "", chosen.bsre_password or "", chosen.bsre_anchors)
    if chosen.provider == Pkcs11Provider.code and chosen.pkcs11_module is not None:
        token = (chosen.pkcs11_module, chosen.pkcs11_token or "", chosen.pkcs11_pin or "", chosen.pkcs11_key)
        return _pkcs11(*token)
    if chosen.provider != LOCAL:
        raise SignedElsewhere(chosen.provider)
    return LocalProvider(own_credential, held.between, _trust_of(held), _stamper_of(held))


def sealing_provider(held: authority.House) -> SignatureProvider:
    """Return what signs with the installation's own seal: a drawn signature is kept from changing by it."""
    return LocalProvider(lambda _signer, _moment: held.seal, held.between, _trust_of(held), _stamper_of(held))


def stamps_by() -> str:
    """Return where timestamps come from, without its password; empty where the installation gives its own."""
    address = _chosen().timestamp_url
    return "" if not address else server_at(address, plain=True).url


@contextmanager
def without_timestamps() -> Iterator[None]:
    """Sign what is inside without timestamps, because nobody gives them at the moment."""
    token = _unstamped.set(True)
    try:
        yield
    finally:
        _unstamped.reset(token)


def unstamped() -> bool:
    """Whether no timestamps are asked for."""
    return _unstamped.get()


def signs_by_itself() -> bool:
    """Whether an invented past can be signed: by own certificates and timestamps, and not where real documents are."""
    return settings.INVENTED_PAST and _chosen().provider == LOCAL and not _chosen().timestamp_url


@contextmanager
def stamped_then(moment: datetime) -> Iterator[None]:
    """Let the installation's own timestamps say `moment`: for the invented past of the demo, and nothing else.

    An authority elsewhere cannot be told so. Raises PastRefused in production.
    """
    if not settings.INVENTED_PAST:
        raise PastRefused
    token = _then.set(moment)
    try:
        yield
    finally:
        _then.reset(token)


def stamper(held: authority.House) -> TimeStamper:
    """Return who gives timestamps: the server that is set, else the installation itself."""
    chosen = _chosen()
    if chosen.timestamp_url:
        return remote_stamper(chosen.timestamp_url, chosen.timestamp_anchors)
    return authority.stamper(held, lambda: _then.get() or timezone.now())


def house_of(signer: Signer, moment: datetime) -> authority.House:
    """Return the authority by whose certificate somebody signs here; the newest where it comes from elsewhere."""
    row = None
    if chosen_code() == LOCAL:
        row = standing_certificate(UUID(signer.key), signer.name, signer.organisation, moment)
    return authority.house(moment) if row is None else authority.house_of(row.certificate, moment)


def own_credential(signer: Signer, moment: datetime) -> Credential:
    """Return the certificate that was issued to a person under this name. Raises CertificateRefused."""
    row = standing_certificate(UUID(signer.key), signer.name, signer.organisation, moment)
    if row is None:
        raise CertificateRefused(NONE)
    return credential(row.certificate, row.key or "")


def standing_certificate(user_id: UUID, name: str, organisation: str, moment: datetime) -> Certificate | None:
    """Return a person's newest certificate of this name and organisation that counts at a moment."""
    rows = Certificate.objects.filter(user_id=user_id, name=name, organisation=organisation, revoked_at__isnull=True)
    return rows.filter(issued_at__lte=moment + authority.SKEW, until__gt=moment).first()


def _chosen() -> Signing:
    found: Signing = settings.SIGNING
    return found


def _trust_of(held: authority.House) -> Callable[[datetime], Trust]:
    return lambda moment: authority.trust(held, moment)


def _stamper_of(held: authority.House) -> Callable[[], TimeStamper | None]:
    return lambda: None if unstamped() else stamper(held)


@lru_cache(maxsize=4)
def _bsre(url: str, user: str, password: str, anchors: tuple[bytes, ...]) -> BsreProvider:
    return BsreProvider(Server(url, user, password), anchors)


@lru_cache(maxsize=4)
def _pkcs11(module: Path, label: str, pin: str, key: str | None) -> Pkcs11Provider:
    """Return the one provider of a process: it holds the session, and knows whether the PIN was refused."""
    return Pkcs11Provider(
        Token(module, label, pin, key),
        lambda moment: authority.trust(authority.house(moment), moment),
        lambda: None if unstamped() else stamper(authority.house(timezone.now())),
    )
