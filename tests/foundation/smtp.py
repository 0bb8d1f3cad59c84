"""A small SMTP server for tests: it speaks enough of RFC 5321 for a client to send, and refuses on request."""

from __future__ import annotations

import email
import email.policy
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage


@dataclass
class Mailbox:
    """What arrived, and what is answered to a recipient (an address to a line such as `550 no such user`)."""

    port: int = 0
    letters: list[EmailMessage] = field(default_factory=list)
    envelopes: list[tuple[str, str]] = field(default_factory=list)
    refuse: dict[str, str] = field(default_factory=dict)
    hang_up_after: int | None = None
    connections: int = 0

    def to(self, address: str) -> list[EmailMessage]:
        """The letters that somebody got."""
        return [letter for letter in self.letters if letter["To"] == address]


class Server(socketserver.ThreadingTCPServer):
    """The server, with the mailbox that its connections fill."""

    allow_reuse_address = True
    daemon_threads = True
    box: Mailbox


class Handler(socketserver.StreamRequestHandler):
    """One connection."""

    server: Server

    def handle(self) -> None:
        self.server.box.connections += 1
        self.sender = self.recipient = ""
        self.say("220 uji ESMTP")
        while line := self.rfile.readline().decode().strip():
            verb = line.split(":")[0].split()[0].upper()
            answer = self.answer(verb, line.partition("<")[2].partition(">")[0])
            if answer is None:
                return
            self.say(answer)

    def answer(self, verb: str, address: str) -> str | None:
        """Return the line that answers a command; None hangs up."""
        box = self.server.box
        if verb == "MAIL":
            self.sender = address
        if verb == "RCPT":
            self.recipient = address
            return box.refuse.get(address, "250 ok")
        if verb == "DATA":
            if box.hang_up_after is not None and len(box.letters) >= box.hang_up_after:
                return None
            self.say("354 go on")
            self.take()
        return None if verb == "QUIT" else "250 ok"

    def take(self) -> None:
        lines: list[bytes] = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        letter = email.message_from_bytes(b"".join(lines), policy=email.policy.default)
        assert isinstance(letter, EmailMessage)
        self.server.box.envelopes.append((self.sender, self.recipient))
        self.server.box.letters.append(letter)

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


@contextmanager
def mail_server(port: int = 0) -> Iterator[Mailbox]:
    """Serve on this machine until the end; `port` 0 takes a free one."""
    with Server(("127.0.0.1", port), Handler) as server:
        server.box = Mailbox(port=server.server_address[1])
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield server.box
        finally:
            server.shutdown()
            thread.join()
