"""Keeps asn1crypto 1.5.1 from writing anew, over and over, what it already has as bytes.

It takes every header that ends in 80 (hexadecimal) for one of indefinite length. Of a definite length it
is the last byte: a structure of 128, 640 or 896 bytes looks so. It then encodes all below it again, on each level once
more, and one signature in twenty takes twenty seconds instead of fifty milliseconds. What it parsed as definite has no
trailer; for that the header is kept as a kind of bytes that does not answer to its question.

And it asks for the contents of what was made, not parsed, twice or more on each level: to give them back, for their
length, for each explicit tag. What is ten levels deep is encoded a thousand times. Here they are asked for once.
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any, Final

from asn1crypto import core, parser

if TYPE_CHECKING:
    from collections.abc import Callable

_LAST: Final = slice(-1, None)
_CONSTRUCTED: Final = 1
_MENDED: Final = (core.Primitive, core.Sequence, core.SequenceOf)


class _Definite(bytes):
    """A header of definite length; its last byte alone is not shown."""

    def __getitem__(self, key: Any) -> Any:  # noqa: ANN401 - as bytes: a number or bytes
        return b"" if key == _LAST else super().__getitem__(key)


def mend() -> None:
    """Mend asn1crypto for this process; done again, it changes nothing."""
    if hasattr(core.Asn1Value.dump, "__wrapped__"):
        return
    core.Asn1Value.dump = wraps(core.Asn1Value.dump)(_dump)
    for kind in _MENDED:
        kind.dump = _knowing(kind.dump)


def _dump(self: Any, force: bool = False) -> bytes:  # noqa: ANN401, FBT001, FBT002 - as asn1crypto has it
    """Return the value as DER, as `Asn1Value.dump` does, with its contents encoded once."""
    contents = self.contents
    if self._header is None or force or (self._header[_LAST] == b"\x80" and self._trailer):
        if isinstance(self, core.Constructable) and self._indefinite:
            self.method = 0
        whole = parser.emit(self.class_, self.method, self.tag, contents)
        for class_, tag in self.explicit or ():
            whole = parser.emit(class_, _CONSTRUCTED, tag, whole)
        self._header, self._trailer = whole[: len(whole) - len(contents)], b""
    return bytes(self._header + contents + self._trailer)


def _knowing(dump: Callable[..., bytes]) -> Callable[..., bytes]:
    @wraps(dump)
    def knowing(self: Any, force: bool = False) -> bytes:  # noqa: ANN401, FBT001, FBT002 - as asn1crypto has it
        header = getattr(self, "_header", None)
        if header is not None and header[_LAST] == b"\x80" and not self._trailer:
            self._header = _Definite(header)
        return dump(self, force=force)

    return knowing
