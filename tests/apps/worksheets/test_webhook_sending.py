"""Sending to an address of somebody else's: only where it may, only once resolved, never for ever."""

from __future__ import annotations

import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from django.conf import LazySettings
from urllib3.connection import HTTPConnection

from pulau.apps.worksheets import sending
from pulau.apps.worksheets.sending import AddressRefused, Sent, check_address, send
from tests.apps.worksheets.receiver import receiving

PUBLIC = "93.184.216.34"


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("", "address"),
        ("https://", "address"),
        ("zi.example.id/pulau", "address"),
        ("ftp://zi.example.id/", "address"),
        ("file:///etc/passwd", "address"),
        ("https://orang:sandi@zi.example.id/", "address"),
        ("https://zi.example.id/#x", "address"),
        ("https://zi.example.id/a b", "address"),
        ("https://zi.example.id/\r\nX: y", "address"),
        ("https://zi.example.id:99999/", "address"),
        ("https://zi.example.id:0/", "address"),
        ("https://[::1/", "address"),
        ("https://contoh.例/", "address"),
        (f"https://zi.example.id/{'x' * 500}", "address"),
        ("http://zi.example.id/", "https"),
        ("http://10.0.0.1/", "https"),
        ("https://10.0.0.1/", "private"),
        ("https://169.254.169.254/latest/meta-data", "private"),
        ("https://[fe80::1]/", "private"),
        ("https://[::ffff:10.0.0.1]/", "private"),
        ("https://0.0.0.0/", "private"),
    ],
)
def test_an_address_that_cannot_be_used_is_refused_before_it_is_kept(url: str, reason: str) -> None:
    with pytest.raises(AddressRefused) as caught:
        check_address(url)
    assert caught.value.reason == reason


@pytest.mark.parametrize(
    "url", ["https://zi.example.id/pulau?x=1", "https://93.184.216.34:8443/", "http://localhost:1/"]
)
def test_an_address_that_can_be_used_is_kept(url: str) -> None:
    check_address(url)


@pytest.mark.parametrize(
    "found",
    [
        "10.1.2.3", "172.16.0.1", "192.168.1.1", "100.64.0.1", "169.254.169.254", "0.0.0.1", "224.0.0.1", "240.0.0.1",
        "255.255.255.255", "fe80::1", "fc00::1", "fd00:ec2::254", "::", "ff02::1", "::ffff:10.0.0.1", "64:ff9b::a00:1",
        "2002:a00:1::", "2001:0:a00:1::f5ff:fffe", "fec0::1", "5f00::1", "64:ff9b:1::a00:1", "::10.0.0.1",
        "192.0.2.1", "198.18.0.1",
    ],
)  # fmt: skip
def test_a_name_that_leads_inside_is_not_followed(found: str) -> None:
    sent = send("https://zi.example.id/", "{}", {}, resolved_by=lambda _host, _port: [PUBLIC, found])
    assert sent == Sent(problem="private")


@pytest.mark.parametrize("found", ["127.0.0.1", "::1", "::ffff:127.0.0.1", "127.9.9.9"])
def test_this_machine_is_reached_only_where_the_operator_says_so(found: str, settings: LazySettings) -> None:
    settings.WEBHOOK_LOOPBACK = False
    assert send("https://zi.example.id/", "{}", {}, resolved_by=lambda _host, _port: [found]).problem == "private"
    with pytest.raises(AddressRefused):
        check_address("http://127.0.0.1:8000/")


@pytest.mark.parametrize(("found", "reached"), [("10.1.2.3", True), ("fd12::1", True), ("169.254.169.254", False),
                                               ("fd00:ec2::254", False), ("fe80::1", False)])  # fmt: skip
def test_private_networks_are_reached_where_the_operator_says_so_and_metadata_never(
    found: str, reached: object, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.WEBHOOK_PRIVATE = True
    monkeypatch.setattr(sending, "_post", lambda *_arguments: Sent(status=200))
    sent = send("https://zi.example.id/", "{}", {}, resolved_by=lambda _host, _port: [found])
    assert sent.accepted is reached


def test_plain_http_is_kept_to_this_machine_also_when_the_name_changes_its_mind() -> None:
    sent = send("http://localhost:9/", "{}", {}, resolved_by=lambda _host, _port: [PUBLIC])
    assert sent.problem == "private"


def test_the_name_is_resolved_once_and_the_checked_address_is_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    reached: list[str] = []

    def rebinding(host: str, _port: int) -> list[str]:
        asked.append(host)
        return [PUBLIC] if len(asked) == 1 else ["127.0.0.1"]

    def connect(connection: HTTPConnection, *_arguments: object) -> Sent:
        reached.append(connection.host)
        return Sent(status=200)

    monkeypatch.setattr(sending, "_post", connect)
    assert send("https://zi.example.id/", "{}", {}, resolved_by=rebinding).accepted
    assert (asked, reached) == (["zi.example.id"], [PUBLIC])


def test_a_name_that_does_not_exist_is_told() -> None:
    def unknown(_host: str, _port: int) -> list[str]:
        raise OSError("no such name")

    assert send("https://zi.example.id/", "{}", {}, resolved_by=unknown).problem == "unknown-host"


def test_a_redirect_is_not_followed() -> None:
    with receiving() as target, receiving() as receiver:
        receiver.statuses, receiver.location = [307], target.url
        sent = send(receiver.url, "{}", {})
        assert (sent.status, sent.problem) == (307, "status")
        assert target.received == []


def test_an_answer_in_drops_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "TIMEOUT_SECONDS", 0.6)
    with receiving() as receiver:
        receiver.drip = 0.1
        started = time.monotonic()
        assert send(receiver.url, "{}", {}).problem == "timeout"
        assert time.monotonic() - started < 3


def test_nobody_at_the_port_is_told() -> None:
    with receiving() as receiver:
        url = receiver.url
    assert send(url, "{}", {}).problem == "unreachable"


@pytest.fixture
def secure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """A TLS server with a certificate for zi.example.id that this process trusts; returns its port."""
    key, certificate = tmp_path / "key.pem", tmp_path / "cert.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=zi.example.id",
         "-addext", "subjectAltName=DNS:zi.example.id", "-keyout", key, "-out", certificate],
        check=True, capture_output=True,
    )  # fmt: skip
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.send_response(200 if self.headers["Host"] == f"zi.example.id:{self.server.server_port}" else 421)  # type: ignore[attr-defined]  # BaseServer's stub has no port
            self.end_headers()

        def log_message(self, *_arguments: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


def test_the_certificate_must_be_that_of_the_name_though_an_address_is_connected_to(secure: int) -> None:
    def here(_host: str, _port: int) -> list[str]:
        return ["127.0.0.1"]

    assert send(f"https://zi.example.id:{secure}/", "{}", {}, resolved_by=here) == Sent(status=200)
    assert send(f"https://lain.example.id:{secure}/", "{}", {}, resolved_by=here).problem == "certificate"
