"""Sending an event to an address of somebody else's: signed, never to a place that only we can reach.

The name is resolved once and the connection made to the very address that was checked, so that a name which answers
differently the next time (DNS rebinding) gains nothing. No redirect is followed, and no answer is read.
"""

from __future__ import annotations

import hashlib
import hmac
import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.utils.crypto import salted_hmac
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError, NewConnectionError

TIMEOUT_SECONDS: Final = 10.0
"""For everything: resolving apart, from the first packet to the status line and headers."""
LONGEST_ADDRESS: Final = 500
UNREACHABLE: Final = "unreachable"
_MOST_TRIED: Final = 2
"""Addresses of one name that are tried: `localhost` has one of each kind."""
_PORTS: Final = {"https": 443, "http": 80}
_SHARED: Final = ipaddress.ip_network("100.64.0.0/10")
_NAT64: Final = ipaddress.ip_network("64:ff9b::/96")
_UNICAST: Final = ipaddress.ip_network("2000::/3")
"""All of IPv6 that is given out; outside of it lie what Python calls global too, as the old site-local addresses."""
_SUCCESS: Final = range(200, 300)

Ip = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str, int], list[str]]


class AddressRefused(Exception):  # noqa: N818 - a fact, as every error of this project
    """An address to which nothing is sent; `reason` is one of `address`, `https`, `unknown-host`, `private`."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class Sent:
    """How a try went: the status that came back, or the kind of what went wrong."""

    status: int | None = None
    problem: str = ""

    @property
    def accepted(self) -> bool:
        """Whether the other side has taken it."""
        return self.status in _SUCCESS


def secret_of(webhook_id: object, generation: int) -> str:
    """Return the signing secret of a webhook: derived from the installation's key, and kept nowhere."""
    made = salted_hmac("pulau.webhook", f"{webhook_id}:{generation}", algorithm="sha256")
    return f"pulau_wh_{made.hexdigest()}"


def signature(secret: str, at: int, body: str) -> str:
    """Return the header's value: the time in seconds, and HMAC-SHA-256 of `time.body` in hex."""
    made = hmac.new(secret.encode(), f"{at}.{body}".encode(), hashlib.sha256)
    return f"t={at},v1={made.hexdigest()}"


def check_address(url: str) -> SplitResult:
    """Return the parts of an address that may be kept. Raises AddressRefused; nothing is resolved yet."""
    plain = url.isascii() and url.isprintable() and " " not in url and len(url) <= LONGEST_ADDRESS
    try:
        parts = urlsplit(url)
        known = bool(plain and parts.hostname and parts.port != 0)
    except ValueError:
        raise AddressRefused("address") from None
    if not known or parts.username is not None or parts.fragment or parts.scheme not in _PORTS:
        raise AddressRefused("address")
    if parts.scheme == "http" and not (settings.WEBHOOK_LOOPBACK and _names_loopback(parts.hostname or "")):
        raise AddressRefused("https")
    if (literal := _literal(parts.hostname or "")) is not None and not _allowed(literal):
        raise AddressRefused("private")
    return parts


def resolve(host: str, port: int) -> list[str]:
    """Return the IP addresses of a name. Raises OSError."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def send(url: str, body: str, headers: Mapping[str, str], *, resolved_by: Resolve = resolve) -> Sent:
    """Post a body once, and say how it went. Raises nothing that the other side can cause."""
    try:
        parts = check_address(url)
        host, port = parts.hostname or "", parts.port or _PORTS[parts.scheme]
        addresses = _checked(host, port, resolved_by, plain=parts.scheme == "http")
    except AddressRefused as refused:
        return Sent(problem=refused.reason)
    target = f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"
    sent = Sent(problem=UNREACHABLE)
    for address in addresses[:_MOST_TRIED]:
        connection = _connection(parts.scheme, address, host, port)
        try:
            with _deadline(connection) as over:
                sent = _post(connection, target, body, {"Host": parts.netloc, **headers}, over)
        finally:
            connection.close()
        if sent.problem != UNREACHABLE:
            break
    return sent


def _post(
    connection: HTTPConnection, target: str, body: str, headers: Mapping[str, str], over: threading.Event
) -> Sent:
    try:
        connection.connect()
        if over.is_set():
            return Sent(problem="timeout")
        connection.request("POST", target, body=body.encode(), headers=dict(headers), preload_content=False)
        status = connection.getresponse().status
    except ssl.SSLError:
        return Sent(problem="certificate")
    except NewConnectionError:
        return Sent(problem=UNREACHABLE)
    except (HTTPError, http.client.HTTPException, OSError) as problem:
        late = over.is_set() or "timed out" in str(problem)
        return Sent(problem="timeout" if late else "connection")
    return Sent(status=status, problem="" if status in _SUCCESS else "status")


@contextmanager
def _deadline(connection: HTTPConnection) -> Iterator[threading.Event]:
    """Cut the line when the time is over, so that an answer in drops cannot hold a worker."""
    over = threading.Event()

    def cut() -> None:
        over.set()
        sock: Any = connection.sock
        if sock is not None:
            with suppress(OSError):  # it has just ended by itself
                socket.socket.shutdown(sock, socket.SHUT_RDWR)

    timer = threading.Timer(TIMEOUT_SECONDS, cut)
    timer.daemon = True
    timer.start()
    try:
        yield over
    finally:
        timer.cancel()


def _connection(scheme: str, address: str, host: str, port: int) -> HTTPConnection:
    if scheme == "http":
        return HTTPConnection(address, port, timeout=TIMEOUT_SECONDS)
    context = ssl.create_default_context()
    return HTTPSConnection(address, port, timeout=TIMEOUT_SECONDS, ssl_context=context, server_hostname=host)


def _checked(host: str, port: int, resolved_by: Resolve, *, plain: bool) -> list[str]:
    """Return the addresses to connect to, best first; all of the name must be allowed. Raises AddressRefused."""
    try:
        found = [ipaddress.ip_address(text.partition("%")[0]) for text in resolved_by(host, port)]
    except (OSError, ValueError):
        raise AddressRefused("unknown-host") from None
    if not found:
        raise AddressRefused("unknown-host")
    if not all(_allowed(one) and (not plain or _inner(one).is_loopback) for one in found):
        raise AddressRefused("private")
    return [str(one) for one in found]


def _allowed(address: Ip) -> bool:
    """Whether something may be sent there: to the public Internet, and to more where the operator says so."""
    inner = _inner(address)
    if inner.is_loopback:
        return bool(settings.WEBHOOK_LOOPBACK)
    if inner.is_link_local or inner.is_multicast or inner.is_unspecified or inner.is_reserved:
        return False  # the addresses of a cloud's own metadata are link-local
    if inner.is_private or inner in _SHARED:
        return bool(settings.WEBHOOK_PRIVATE) and str(inner) not in _METADATA
    return inner.is_global and (inner.version == 4 or inner in _UNICAST)  # noqa: PLR2004 - IPv4


_METADATA: Final = frozenset({"fd00:ec2::254", "100.100.100.200", "192.0.0.192"})
"""Metadata of clouds that is not link-local."""


def _inner(address: Ip) -> Ip:
    """Return the IPv4 address that an IPv6 address stands for, where it does."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo[1] if address.teredo else None
    return address.ipv4_mapped or address.sixtofour or teredo or address


def _literal(host: str) -> Ip | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _names_loopback(host: str) -> bool:
    literal = _literal(host)
    return host == "localhost" if literal is None else literal.is_loopback
