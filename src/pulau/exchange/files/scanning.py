"""Asking ClamAV (clamd) whether a file is known to be harmful; where it cannot be asked, that is said, never "clean".

    scan(path, "unix:/run/clamav/clamd.ctl")       # or "tcp:127.0.0.1:3310"

The protocol is clamd's INSTREAM: `zINSTREAM`, pieces with their length before them, an empty one, one line of reply.
"""

from __future__ import annotations

import re
import socket
import struct
import time
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

_PIECE: Final = 256 * 1024
_LENGTH: Final = struct.Struct("!I")
_MOST_REPLY: Final = 4_096
_FOUND: Final = re.compile(r"stream: (.{1,200}) FOUND")
_CLEAN: Final = "stream: OK"
SECONDS: Final = 60.0
"""For a whole file; clamd itself stops at two minutes."""


class Scan(StrEnum):
    """What clamd says of a file; `unavailable` is no answer."""

    CLEAN = "clean"
    INFECTED = "infected"
    UNAVAILABLE = "unavailable"


@dataclass(frozen=True, slots=True)
class ScanResult:
    """What came of asking: the state, and the name of what was found, or why there is no answer."""

    state: Scan
    words: str = ""


class AddressUnknown(ValueError):  # noqa: N818 - a fact, as every error of this project
    """An address of clamd is neither `unix:/path` nor `tcp:host:port`."""


def scan(path: Path, address: str, seconds: float = SECONDS) -> ScanResult:
    """Have clamd look at a file, within some seconds. Raises AddressUnknown, OSError where the file cannot be read."""
    with path.open("rb") as file:
        try:
            with _connected(address, seconds) as channel:
                until = time.monotonic() + seconds
                reply = ""
                try:
                    channel.sendall(b"zINSTREAM\0")
                    while piece := file.read(_PIECE):
                        _hurry(channel, until)
                        channel.sendall(_LENGTH.pack(len(piece)) + piece)
                    channel.sendall(_LENGTH.pack(0))
                except (BrokenPipeError, ConnectionResetError):
                    pass  # it may have said why before it hung up: a file beyond its limit
                reply = _reply(channel, until)
        except OSError as error:
            return ScanResult(Scan.UNAVAILABLE, type(error).__name__)
    return _judged(reply)


def version(address: str, seconds: float = 3.0) -> str:
    """Return clamd's version and the day of its signatures; nothing where it cannot be asked. Raises AddressUnknown."""
    try:
        with _connected(address, seconds) as channel:
            channel.sendall(b"zVERSION\0")
            return _reply(channel, time.monotonic() + seconds)
    except OSError:
        return ""


def _connected(address: str, seconds: float) -> socket.socket:
    scheme, _, place = address.partition(":")
    if scheme == "unix" and place.startswith("/"):
        channel = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        channel.settimeout(seconds)
        try:
            channel.connect(place)
        except OSError:
            channel.close()
            raise
        return channel
    host, _, port = place.rpartition(":")
    if scheme != "tcp" or not host or not (port.isascii() and port.isdigit()):
        raise AddressUnknown(address)
    return socket.create_connection((host.strip("[]"), int(port)), timeout=seconds)


def _hurry(channel: socket.socket, until: float) -> None:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    channel.settimeout(left)


def _reply(channel: socket.socket, until: float) -> str:
    said = b""
    while b"\0" not in said and len(said) < _MOST_REPLY:
        _hurry(channel, until)
        piece = channel.recv(_MOST_REPLY)
        if not piece:
            break
        said += piece
    return said.partition(b"\0")[0].decode("utf-8", "replace").strip()


def _judged(reply: str) -> ScanResult:
    if reply == _CLEAN:
        return ScanResult(Scan.CLEAN)
    if found := _FOUND.fullmatch(reply):
        return ScanResult(Scan.INFECTED, found[1])
    return ScanResult(Scan.UNAVAILABLE, reply[:200] or "no reply")
