"""Outside addresses as evidence keeps them."""

from __future__ import annotations

from typing import Final

from pulau.apps.evidence.contract import is_address
from pulau.core.shared.problems import BadInput

LONGEST_ADDRESS: Final = 2_000
_SHOWN: Final = 120


def usable_address(text: str) -> str:
    """Return an outside address as it is kept. Raises BadInput for one that is none, or too long."""
    address = text.strip()
    if len(address) > LONGEST_ADDRESS or not is_address(address):
        raise BadInput.because("address-unusable", most=LONGEST_ADDRESS)
    return address


def address_title(address: str) -> str:
    """Return what a piece is called of which only an address is known: the address without its scheme."""
    return address.split("://", 1)[-1].removeprefix("www.").rstrip("/")[:_SHOWN]
