"""The lines of iCalendar (RFC 5545 §3.1, §3.3.11): escaped, folded at 75 octets, ended by CR and LF."""

from __future__ import annotations

import re
from typing import Final

from pulau.exchange.marked_up import clean

OCTETS: Final = 75
"""The longest a line should be, its end not counted; the space before what goes on counts."""
_ENDS: Final = re.compile("\r\n|[\n\r\u0085\u2028\u2029]")


def text_value(text: str) -> str:
    """Escape a TEXT value; line ends are escaped too, other control characters are left out."""
    kept = clean(text).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return _ENDS.sub(r"\\n", kept)


def folded(line: str) -> bytes:
    """Return a line in UTF-8 with its end; folded, never within a character, where it is longer than 75 octets."""
    out: list[bytes] = []
    room = OCTETS
    for sign in line:
        octets = sign.encode()
        if len(octets) > room:
            out.append(b"\r\n ")
            room = OCTETS - 1
        out.append(octets)
        room -= len(octets)
    return b"".join(out) + b"\r\n"
