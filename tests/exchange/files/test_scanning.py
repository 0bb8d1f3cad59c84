"""Asking clamd: its protocol to the letter, and no answer is never taken for a clean file."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pulau.exchange.files.scanning import AddressUnknown, Scan, scan, version

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + rb"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def clamd(channel: socket.socket, most: int = 1_000_000) -> None:
    """What clamd does on INSTREAM: reads pieces, finds EICAR, hangs up beyond its limit."""
    said = b""
    while not said.endswith(b"\0"):
        said += channel.recv(1)
    if said == b"zVERSION\0":
        channel.sendall(b"ClamAV 1.0.9/27000/Thu Nov 26 09:00:00 2026\0")
        return
    assert said == b"zINSTREAM\0"
    file = channel.makefile("rb")
    content = b""
    while length := struct.unpack("!I", file.read(4))[0]:
        content += file.read(length)
        if len(content) > most:
            channel.sendall(b"INSTREAM size limit exceeded. ERROR\0")
            return
    channel.sendall(b"stream: Eicar-Test-Signature FOUND\0" if EICAR in content else b"stream: OK\0")


@contextmanager
def served(path: Path, answer: Callable[[socket.socket], None]) -> Iterator[str]:
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(path))
        listening.listen()

        def take() -> None:
            channel, _ = listening.accept()
            with channel:
                answer(channel)

        thread = threading.Thread(target=take, daemon=True)
        thread.start()
        yield f"unix:{path}"
        thread.join(5)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_bytes(b"a" * 600_000)
    return path


def test_a_harmless_file_is_clean(tmp_path: Path, file: Path) -> None:
    with served(tmp_path / "s", clamd) as address:
        assert scan(file, address).state is Scan.CLEAN


def test_what_clamd_finds_is_named(tmp_path: Path, file: Path) -> None:
    file.write_bytes(b"x" * 500_000 + EICAR)
    with served(tmp_path / "s", clamd) as address:
        result = scan(file, address)
    assert (result.state, result.words) == (Scan.INFECTED, "Eicar-Test-Signature")


def test_a_file_beyond_clamds_limit_is_not_called_clean(tmp_path: Path, file: Path) -> None:
    with served(tmp_path / "s", lambda channel: clamd(channel, most=1_000)) as address:
        assert scan(file, address).state is Scan.UNAVAILABLE


@pytest.mark.parametrize("said", [b"", b"stream: O", b"stream: x ERROR\0", b"stream: OK stream: OK\0", b"\xff" * 9000])
def test_an_odd_answer_is_no_answer(tmp_path: Path, file: Path, said: bytes) -> None:
    def answer(channel: socket.socket) -> None:
        channel.recv(100)
        channel.sendall(said)

    with served(tmp_path / "s", answer) as address:
        assert scan(file, address).state is Scan.UNAVAILABLE


def test_a_silent_clamd_is_given_up(tmp_path: Path, file: Path) -> None:
    done = threading.Event()
    with served(tmp_path / "s", lambda _: (done.wait(5), None)[1]) as address:
        assert scan(file, address, seconds=0.2).state is Scan.UNAVAILABLE
        done.set()


def test_where_nobody_listens_nobody_answers(tmp_path: Path, file: Path) -> None:
    assert scan(file, f"unix:{tmp_path}/none").state is Scan.UNAVAILABLE
    assert scan(file, "tcp:127.0.0.1:1").state is Scan.UNAVAILABLE
    assert version(f"unix:{tmp_path}/none") == ""


def test_the_version_tells_the_day_of_the_signatures(tmp_path: Path) -> None:
    with served(tmp_path / "s", clamd) as address:
        assert "27000" in version(address)


@pytest.mark.parametrize("address", ["", "unix:relative", "http://x", "tcp:3310", "tcp:h:x"])
def test_an_address_of_another_form_is_refused(address: str, file: Path) -> None:
    with pytest.raises(AddressUnknown):
        scan(file, address)
