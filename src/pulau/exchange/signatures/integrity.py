"""Whether the bytes are those that were signed: the file's, the signature's own, and what was added after it.

Bytes that no cryptography covers are held to the one form in which they can stand: the hexadecimal digits around a
signature, its padding, and the parts of it that are not signed themselves. So no changed byte passes.
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Final

from asn1crypto import cms, core, parser, tsp, x509
from pyhanko.sign.diff_analysis import DiffResult, ModificationLevel
from pyhanko.sign.general import SignedDataCerts, extract_signer_info
from pyhanko.sign.validation import EmbeddedPdfSignature
from pyhanko.sign.validation.generic_cms import (
    extract_certs_for_validation,
    extract_tst_data_iter,
    validate_sig_integrity,
)
from pyhanko.sign.validation.status import SignatureCoverageLevel

from pulau.exchange.signatures.comparing import StepByStep

STRONG: Final = frozenset({"sha256", "sha384", "sha512", "sha3_256", "sha3_384", "sha3_512"})
_LOWER: Final = frozenset(b"0123456789abcdef")
_UPPER: Final = frozenset(b"0123456789ABCDEF")
_STAMP: Final = "signature_time_stamp_token"
_ENDS: Final = (b"", b"\n", b"\r", b"\r\n")


class Altered(Exception):  # noqa: N818 - a fact
    """Something is not as it was signed."""


class Signed:
    """Signed data (CMS) with who signed it: a signature, or a timestamp."""

    def __init__(self, data: cms.SignedData) -> None:
        self.data = data
        self.info: cms.SignerInfo = extract_signer_info(data)
        certificates: SignedDataCerts = extract_certs_for_validation(data)
        self.certificate: x509.Certificate = certificates.signer_cert
        self.along: list[x509.Certificate] = list(certificates.other_certs)

    @property
    def digest(self) -> str:
        """The name of the digest that was signed."""
        return str(self.info["digest_algorithm"]["algorithm"].native)

    def verify(self, actual: bytes) -> None:
        """Raise Altered unless this is a signature over what has the digest `actual`."""
        kind = self.data["encap_content_info"]["content_type"].native
        intact, valid = validate_sig_integrity(self.info, self.certificate, kind, actual)
        if not (intact and valid):
            raise Altered

    @property
    def is_plain(self) -> bool:
        """Whether the parts that are not signed are what they must be, so that none of their bytes can be another."""
        version = "v1" if self.data["encap_content_info"]["content_type"].native == "data" else "v3"
        digests = {each.dump() for each in self.data["digest_algorithms"]}
        return (
            all(_is_complete(each) for each in (self.data, self.info, self.data["encap_content_info"]))
            and self._names_signer
            and self.data["version"].native == version
            and digests == {self.info["digest_algorithm"].dump()}
            and self._attributes_known
        )

    @property
    def _names_signer(self) -> bool:
        """Whether the signature names its certificate byte for byte, by issuer and number or by its key."""
        sid, version = self.info["sid"].chosen, self.info["version"].native
        if isinstance(sid, cms.IssuerAndSerialNumber):
            number = self.certificate["tbs_certificate"]["serial_number"].dump()
            issuer = self.certificate.issuer.dump()
            return bool(version == "v1" and sid["issuer"].dump() == issuer and sid["serial_number"].dump() == number)
        return bool(version == "v3" and sid.native == self.certificate.key_identifier)

    @property
    def _attributes_known(self) -> bool:
        unsigned = self.info["unsigned_attrs"]
        if unsigned is core.VOID or not len(unsigned):
            return True
        return all(
            _is_complete(each) and each["type"].native == _STAMP and len(each["values"]) == 1 for each in unsigned
        )


class Stamp(Signed):
    """A timestamp (RFC 3161): a signature over a digest and a moment."""

    def __init__(self, data: cms.SignedData) -> None:
        super().__init__(data)
        content = data["encap_content_info"]["content"]
        self.told: tsp.TSTInfo = content.parsed
        if not isinstance(self.told, tsp.TSTInfo):
            raise Altered
        self.moment: datetime = self.told["gen_time"].native
        self._raw = bytes(content)

    @property
    def imprint_digest(self) -> str:
        """The name of the digest that was stamped."""
        return str(self.told["message_imprint"]["hash_algorithm"]["algorithm"].native)

    def verify_over(self, imprint: bytes) -> None:
        """Raise Altered unless it stamps this digest."""
        if self.told["message_imprint"]["hashed_message"].native != imprint:
            raise Altered
        self.verify(hashlib.new(self.digest, self._raw).digest())


def stamps_on(signed: Signed) -> list[Stamp]:
    """Return the timestamps that a signature carries. Raises Altered where one is not over this signature."""
    stamps = [Stamp(data) for data in extract_tst_data_iter(signed.info, signed=False)]
    value = signed.info["signature"].native
    for stamp in stamps:
        stamp.verify_over(hashlib.new(stamp.imprint_digest, value).digest())
    return stamps


def verify_bytes(pdf: bytes, signature: EmbeddedPdfSignature, policy: StepByStep) -> None:
    """Raise Altered unless the file is as the signature says, with nothing after it but what may follow."""
    _verify_place(pdf, signature)
    signature.compute_integrity_info(policy)
    facts = signature.summarise_integrity_info()
    covered = facts["coverage"] in {SignatureCoverageLevel.ENTIRE_FILE, SignatureCoverageLevel.ENTIRE_REVISION}
    if not (covered and facts["docmdp_ok"]):
        raise Altered


def follows_signing(signature: EmbeddedPdfSignature) -> bool:
    """Whether what follows the last signature is more than evidence for it: nobody signed that."""
    result: object = signature.diff_result  # set since `verify_bytes`
    return not isinstance(result, DiffResult) or result.modification_level > ModificationLevel.LTA_UPDATES


def end_of(signature: EmbeddedPdfSignature) -> int:
    """Return where the bytes end that a signature covers."""
    start, length = (int(each) for each in list(signature.byte_range)[2:4])
    return start + length


def is_tail_sound(pdf: bytes, last: EmbeddedPdfSignature) -> bool:
    """Whether after the last signature there is nothing, or whole updates."""
    end = end_of(last)
    if end == len(pdf):
        return True
    has_updates = last.reader.xrefs.total_revisions - 1 > last.signed_revision
    return has_updates and any(pdf.endswith(b"%%EOF" + each) for each in _ENDS)


def _verify_place(pdf: bytes, signature: EmbeddedPdfSignature) -> None:
    """The signature stands as hexadecimal digits of one case between what it covers, and only zeros follow it."""
    if len(signature.byte_range) != 4:  # noqa: PLR2004 - start and length, twice
        raise Altered
    first, length, second, _ = (int(each) for each in signature.byte_range)
    place = pdf[length:second]
    digits, content = place[1:-1], signature.pkcs7_content
    if first != 0 or place[:1] != b"<" or place[-1:] != b">" or digits.lower() != content.hex().encode():
        raise Altered
    if not (_LOWER.issuperset(digits) or _UPPER.issuperset(digits)):
        raise Altered
    size = parser.peek(content)
    if any(content[size:]) or not _is_whole(content[:size]):
        raise Altered


def _is_complete(sequence: core.Sequence) -> bool:
    """Whether a structure has no part that asn1crypto passed over: one with another tag would be as good as missing."""
    return bool(b"".join(sequence[name].dump() for name in sequence) == sequence.contents)


def _is_whole(der: bytes) -> bool:
    """Whether a value and all within it end where they say; what asn1crypto reads may be followed by zeros."""
    waiting = [der]
    while waiting:
        rest = waiting.pop()
        while rest:
            kind, constructed, tag, head, content, end = parser.parse(rest)
            if (kind == 0 and tag == 0) or end:
                return False
            if constructed:
                waiting.append(content)
            rest = rest[len(head) + len(content) :]
    return True
