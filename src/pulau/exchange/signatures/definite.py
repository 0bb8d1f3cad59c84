"""Keeps asn1crypto from writing anew, over and over, what it already has as bytes.

asn1crypto 1.5.1 takes every header that ends in 80 (hexadecimal) for one of indefinite length. Of a definite length it
is the last byte: a structure of 128, 640 or 896 bytes looks so. It then encodes all below it again, on each level once
more, and one signature in twenty takes twenty seconds instead of fifty milliseconds. What it parsed as definite has no
trailer; for that the header is kept as a kind of bytes that does not answer to its question.
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any, Final

from asn1crypto import core

if TYPE_CHECKING:
    from collections.abc import Callable

_LAST: Final = slice(-1, None)
_MENDED: Final = (core.Asn1Value, core.Primitive, core.Sequence, core.SequenceOf)


class _Definite(bytes):
    """A header of definite length; its last byte alone is not shown."""

    def __getitem__(self, key: Any) -> Any:  # noqa: ANN401 - as bytes: a number or bytes
        return b"" if key == _LAST else super().__getitem__(key)


def mend() -> None:
    """Mend asn1crypto for this process; done again, it changes nothing."""
    for kind in _MENDED:
        own = vars(kind).get("dump")
        if own is not None and not hasattr(own, "__wrapped__"):
            kind.dump = _knowing(own)


def _knowing(dump: Callable[..., bytes]) -> Callable[..., bytes]:
    @wraps(dump)
    def knowing(self: Any, force: bool = False) -> bytes:  # noqa: ANN401, FBT001, FBT002 - as asn1crypto has it
        header = getattr(self, "_header", None)
        if header is not None and header[_LAST] == b"\x80" and not self._trailer:
            self._header = _Definite(header)
        return dump(self, force=force)

    return knowing
