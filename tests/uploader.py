"""A tus client on plain sockets, whose connection can be cut at any byte."""

from __future__ import annotations

import base64
import http.client
import os
import socket
import struct
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tests.served import PATIENCE, SECRET, Server

PIECE: Final = 256 * 1024
BUSY: Final = 423
_AT_ONCE: Final = struct.pack("ii", 1, 0)


@dataclass
class Uploader:
    """One upload of a person with a session; `read` gives the file's bytes (place, how many)."""

    port: int
    session: str
    length: int
    read: Callable[[int, int], bytes]
    where: str = field(default="", init=False)

    def begin(self) -> None:
        """Begin it."""
        name = base64.b64encode(b"Bukti besar.pdf").decode()
        status, headers = self._ask("POST", "/unggahan", {"Upload-Length": str(self.length),
                                                          "Upload-Metadata": f"filename {name}"})  # fmt: skip
        assert status == 201, status
        self.where = headers["Location"]

    def offset(self) -> int:
        """Ask how much the server has."""
        status, headers = self._ask("HEAD", self.where, {})
        assert status == 200, status
        return int(headers["Upload-Offset"])

    def send_until(self, place: int) -> None:
        """Send all in one request from where it stands, and cut the connection once `place` is reached."""
        while not self._sent_until(place):
            time.sleep(0.02)  # the server has not noticed yet that the last one was cut

    def _sent_until(self, place: int) -> bool:
        with closing(self._line()) as line:
            at = self.offset()
            self._head(line, at)
            while at < place:
                piece = self.read(at, min(PIECE, place - at))
                try:
                    line.send(piece)
                except ConnectionError:
                    return False
                at += len(piece)
            assert line.sock is not None
            line.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _AT_ONCE)  # a reset, not a farewell
            return True

    def send_rest(self) -> int:
        """Send the rest in one request; return how much the server says it has."""
        until = time.monotonic() + PATIENCE
        while True:
            at = self.offset()
            with closing(self._line()) as line:
                self._head(line, at)
                try:
                    for start in range(at, self.length, PIECE):
                        line.send(self.read(start, min(PIECE, self.length - start)))
                except ConnectionError:
                    pass  # refused before all was sent: the answer says why
                answer = line.getresponse()
                answer.read()
            if answer.status != BUSY or time.monotonic() > until:
                assert answer.status == 204, answer.status
                return int(answer.headers["Upload-Offset"])
            time.sleep(0.05)

    def _head(self, line: http.client.HTTPConnection, at: int) -> None:
        line.putrequest("PATCH", self.where)
        own = {"Upload-Offset": str(at), "Content-Length": str(self.length - at),
               "Content-Type": "application/offset+octet-stream"}  # fmt: skip
        for name, value in (self._known() | own).items():
            line.putheader(name, value)
        line.endheaders()

    def _ask(self, method: str, path: str, headers: dict[str, str]) -> tuple[int, http.client.HTTPMessage]:
        with closing(self._line()) as line:
            line.request(method, path, None, self._known() | headers)
            answer = line.getresponse()
            answer.read()
            return answer.status, answer.headers

    def _known(self) -> dict[str, str]:
        cookie = f"sessionid={self.session}; csrftoken={SECRET}"
        return {"Cookie": cookie, "X-CSRFToken": SECRET, "Tus-Resumable": "1.0.0"}

    def _line(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)


def peak(server: Server) -> int:
    """The most memory that any process of the server has held, in kilobytes."""
    group = os.getpgid(server.process.pid)
    found = 0
    for path in Path("/proc").glob("[0-9]*"):
        try:
            if os.getpgid(int(path.name)) == group:
                lines = dict(line.split(":", 1) for line in (path / "status").read_text().splitlines() if ":" in line)
                found = max(found, int(lines.get("VmHWM", "0 kB").split()[0]))
        except (OSError, ProcessLookupError):
            continue
    return found
