"""Lists of revoked certificates: of the many that a file gathers in years, those that tell of a moment.

Each signer adds the lists of that day; mostly the newest of an authority names all that the older ones do. An older one
is read beside it where it names more (certificates that have ended may be left out), or was made next to the moment.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from asn1crypto import crl, x509
from cryptography.exceptions import InvalidSignature
from pyhanko_certvalidator.sig_validate import DefaultSignatureValidator


@dataclass(frozen=True, slots=True)
class Series:
    """Lists that one authority signed, from the oldest to the newest; those that together name all it ever named."""

    lists: tuple[crl.CertificateList, ...]
    naming: tuple[crl.CertificateList, ...]

    def telling_of(self, moment: datetime) -> Iterator[crl.CertificateList]:
        """Return those that tell of a moment."""
        yield from self.naming
        next_to_it = next((each for each in self.lists if _made(each) >= moment), self.lists[-1])
        if all(each is not next_to_it for each in self.naming):
            yield next_to_it


@dataclass(frozen=True, slots=True)
class RevocationLists:
    """Lists by who signed them; `others` are by nobody at hand."""

    series: tuple[Series, ...] = ()
    others: tuple[crl.CertificateList, ...] = ()

    def telling_of(self, moment: datetime) -> list[crl.CertificateList]:
        """Return the lists that tell of a moment."""
        return [*self.others, *(one for series in self.series for one in series.telling_of(moment))]

    @property
    def every(self) -> Iterator[crl.CertificateList]:
        """All of them."""
        yield from self.others
        for series in self.series:
            yield from series.lists


def in_order(lists: Iterable[crl.CertificateList], issuers: Iterable[x509.Certificate]) -> RevocationLists:
    """Sort lists by who signed them. A list that claims an issuer and is not signed by it displaces none that is."""
    held = {each.dump(): each for each in issuers}
    series: dict[tuple[bytes, bytes], list[crl.CertificateList]] = defaultdict(list)
    others = []
    for one in {each.dump(): each for each in lists}.values():
        issuer = next((der for der, each in held.items() if _signed_by(one, each)), None)
        if issuer is None or one.delta_crl_indicator_value is not None:
            others.append(one)
        else:
            series[issuer, _scope(one)].append(one)
    return RevocationLists(tuple(_series(sorted(each, key=_made)) for each in series.values()), tuple(others))


def _series(lists: list[crl.CertificateList]) -> Series:
    naming, named = [lists[-1]], _serials(lists[-1]) if len(lists) > 1 else set()
    for older in reversed(lists[:-1]):
        more = _serials(older) - named
        if more:
            naming.append(older)
            named |= more
    return Series(tuple(lists), tuple(naming))


def _serials(one: crl.CertificateList) -> set[bytes]:
    return {each["user_certificate"].dump() for each in one["tbs_cert_list"]["revoked_certificates"]}


def _made(one: crl.CertificateList) -> datetime:
    made: datetime = one["tbs_cert_list"]["this_update"].native
    return made


def _scope(one: crl.CertificateList) -> bytes:
    """What part of an authority's certificates a list is about; lists about other parts say nothing of each other."""
    scope = one.issuing_distribution_point_value
    return b"" if scope is None else bytes(scope.dump())


def _signed_by(one: crl.CertificateList, issuer: x509.Certificate) -> bool:
    if one.issuer != issuer.subject:
        return False
    try:
        DefaultSignatureValidator().validate_signature(
            one["signature"].native, one["tbs_cert_list"].dump(), issuer.public_key, one["signature_algorithm"]
        )
    except InvalidSignature:
        return False
    return True
