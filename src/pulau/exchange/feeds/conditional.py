"""Whether a reader already has what it asks for: conditional requests (RFC 9110 §13), for readers of any honesty.

When in doubt the answer is sent again: a reader whose clock is wrong must never be told that nothing is new.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from hashlib import sha256
from typing import Final

LONGEST: Final = 4096
"""Characters of a header that are looked at; a longer one counts as none."""
_SETTLED: Final = timedelta(seconds=2)
_TAG: Final = re.compile(r'(?:W/)?("[\x21\x23-\x7e\x80-\xff]*")')
_TAGS: Final = re.compile(rf"[ \t,]*{_TAG.pattern}(?:[ \t]*,[ \t,]*{_TAG.pattern})*[ \t,]*")


@dataclass(frozen=True, slots=True)
class Validators:
    """What is sent beside an answer: `etag` with its quotation marks, `last_modified` as HTTP writes it or empty."""

    etag: str
    last_modified: str


def validators(body: bytes, changed: datetime, now: datetime) -> Validators:
    """Return the validators of an answer whose content changed at `changed`.

    Times of HTTP have whole seconds: what changed just now could change again in the same one, and is not dated yet;
    nor is what claims to have changed in the future. Raises ValueError for a time without its zone.
    """
    if changed.utcoffset() is None or now.utcoffset() is None:
        raise ValueError("a time needs its zone before it can be compared")
    dated = changed.astimezone(UTC).replace(microsecond=0)
    return Validators(etag_of(body), format_datetime(dated, usegmt=True) if now - dated >= _SETTLED else "")


def etag_of(body: bytes) -> str:
    """Return the strong ETag of some bytes, with its quotation marks."""
    return f'"{sha256(body).hexdigest()[:32]}"'


def not_modified(current: Validators, *, if_none_match: str | None, if_modified_since: str | None) -> bool:
    """Say whether 304 is true for a GET or HEAD with these headers. Never raises, whatever they hold.

    Where `If-None-Match` is there, it alone decides (RFC 9110 §13.1.2), by the weak comparison. A date decides only
    if it is the very one that we gave: a later one is the clock of the reader, and what changed between our answer
    and that time would be lost to it.
    """
    if if_none_match is not None:
        return _names(if_none_match, current.etag)
    return bool(current.last_modified) and (if_modified_since or "")[:LONGEST].strip() == current.last_modified


def _names(header: str, etag: str) -> bool:
    if len(header) > LONGEST:
        return False
    if header.strip() == "*":
        return True
    return _TAGS.fullmatch(header) is not None and etag in _TAG.findall(header)
