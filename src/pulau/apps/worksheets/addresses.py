"""Outside addresses as evidence keeps them."""

from __future__ import annotations

from typing import Final

from pulau.core.shared.problems import BadInput

LONGEST_ADDRESS: Final = 2_000
_SCHEMES: Final = ("https://", "http://")
_SHOWN: Final = 120


def usable_address(text: str) -> str:
    """Return an outside address as it is kept. Raises BadInput for one that is none, or too long."""
    address = text.strip()
    plain = address.lower().startswith(_SCHEMES) and address.isprintable() and " " not in address
    if not plain or len(address) > LONGEST_ADDRESS:
        raise BadInput.because("address-unusable", most=LONGEST_ADDRESS)
    return address


def address_title(address: str) -> str:
    """Return what a piece is called of which only an address is known: the address without its scheme."""
    return address.split("://", 1)[-1].removeprefix("www.").rstrip("/")[:_SHOWN]
