"""Sentences for the warnings of a result."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pulau.exchange.messages.model import Message

if TYPE_CHECKING:
    from collections.abc import Mapping

_OPEN: Final = ("peraturan tidak menegaskannya.", "the law leaves this open.")

MESSAGES: Final[Mapping[str, Message]] = {
    "unanswered": Message(
        id=("Pertanyaan ini belum dijawab.", ""),
        en=("This item is unanswered.", ""),
    ),
    "zero-denominator": Message(
        id=("Pembaginya 0; peraturan tidak mengaturnya, maka dihitung {value} menurut ketetapan paket.", ""),
        en=("The denominator is 0; the law is silent, so it counts {value} by the pack's setting.", ""),
    ),
    "capped-ratio": Message(
        id=("Terisi {done} dari {due}, lebih dari seluruhnya; dihitung 100%.", "Periksa kedua jumlahnya."),
        en=("{done} of {due} is more than all; it counts as 100%.", "Check both counts."),
    ),
    "open-point": Message(
        id=(
            "Minimum {title} area {area} terpenuhi bila pemenuhan dan reform dibaca bersama, tidak bila terpisah; "
            + _OPEN[0],
            "",
        ),
        en=(
            "The minimum of {title} for area {area} is met with fulfilment and reform read together, not each apart; "
            + _OPEN[1],
            "",
        ),
    ),
    "unverified-pack": Message(
        id=("{regulation} belum diverifikasi; hasilnya bukan dasar predikat.", ""),
        en=("{regulation} is unverified; its result is no basis for a title.", ""),
    ),
}
