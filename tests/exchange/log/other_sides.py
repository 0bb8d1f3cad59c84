"""Sides of a connection that do not behave: servers that a log might ask, and clients that a witness might meet."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress


@contextmanager
def server(*pieces: bytes, pause: float = 0.0, read: bool = True) -> Iterator[tuple[str, list[bytes]]]:
    """A server that reads a request and sends pieces, with pauses; yields its address and what it was sent."""
    heard: list[bytes] = []
    stop = threading.Event()
    listening = socket.create_server(("127.0.0.1", 0))
    listening.settimeout(0.05)

    def run() -> None:
        while not stop.is_set():
            with suppress(TimeoutError):
                line, _ = listening.accept()
                with line, suppress(OSError):
                    line.settimeout(2)
                    if read:
                        heard.append(line.recv(65536))
                    for piece in pieces:
                        line.sendall(piece)
                        if pause and stop.wait(pause):
                            break

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        yield f"127.0.0.1:{listening.getsockname()[1]}", heard
    finally:
        stop.set()
        thread.join(3)
        listening.close()


def http(status: str, body: bytes = b"", *headers: str) -> bytes:
    """An answer as it goes over the line."""
    lines = (f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers)
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def send(port: int, raw: bytes, *, pause: float = 0.0, seconds: float = 3.0) -> bytes:
    """Send bytes to a server, one by one where there is a pause; return all that comes until it ends the line."""
    got = b""
    with socket.create_connection(("127.0.0.1", port), timeout=seconds) as line, suppress(OSError):
        for piece in [raw[each : each + 1] for each in range(len(raw))] if pause else [raw]:
            line.sendall(piece)
            time.sleep(pause)
        while piece := line.recv(65536):
            got += piece
    return got
