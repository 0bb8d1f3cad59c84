"""Public numbers: twelve signs that people read aloud and copy by hand, the last of which checks the others.

The alphabet is Crockford's base 32 (no I, L, O, U). The check sign is a sum in GF(32) in which each place has a weight
of its own, so any one wrong sign and any two exchanged ones are found.
"""

from __future__ import annotations

from typing import Final

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH: Final = 12
RANDOM_BYTES: Final = 7
"""What `code_of` takes: 56 bits, of which 55 are used."""
_READ_AS: Final = str.maketrans({"I": "1", "L": "1", "O": "0"})
_FIELD: Final = 0b100101
"""x^5 + x^2 + 1, by which GF(32) is made; 2 generates it, so its first 31 powers all differ."""


class CodeRefused(ValueError):  # noqa: N818 - a fact, as every error of this project
    """A text is no public number; `reason` is "length", "sign" or "check"."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def code_of(random: bytes) -> str:
    """Return the number made of seven random bytes. Raises ValueError for another length."""
    if len(random) != RANDOM_BYTES:
        raise ValueError(f"{RANDOM_BYTES} bytes, not {len(random)}")
    value = int.from_bytes(random, "big") >> 1
    signs = [value >> 5 * place & 31 for place in reversed(range(LENGTH - 1))]
    return "".join(ALPHABET[sign] for sign in [*signs, _check(signs)])


def read_code(text: str) -> str:
    """Return a number as it is kept, from how somebody typed it. Raises CodeRefused.

    Spaces, hyphens and small letters do not matter; I and L are read as 1, O as 0.
    """
    code = "".join(text.split()).replace("-", "").upper().translate(_READ_AS)
    if len(code) != LENGTH:
        raise CodeRefused("length")
    if any(sign not in ALPHABET for sign in code):
        raise CodeRefused("sign")
    signs = [ALPHABET.index(sign) for sign in code]
    if _check(signs[:-1]) != signs[-1]:
        raise CodeRefused("check")
    return code


def shown_code(code: str) -> str:
    """Return a number as people see it: in threes of four signs, "4K7M-Q2XT-9RHB"."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))


def _check(signs: list[int]) -> int:
    total, weight = 0, 1
    for sign in signs:
        weight = _times(weight, 2)
        total ^= _times(sign, weight)
    return total


def _times(left: int, right: int) -> int:
    """Multiply in GF(32)."""
    product = 0
    while right:
        if right & 1:
            product ^= left
        left <<= 1
        if left & 32:
            left ^= _FIELD
        right >>= 1
    return product
