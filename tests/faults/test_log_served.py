"""The public log as it is run: servers, workers, and a witness that is asked over HTTP, each a process of its own."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from pulau.core.log.notes import ED25519, Key
from pulau.exchange.log import pulau_verify
from pulau.exchange.log.keys import new_secret, write_secret
from pulau.exchange.log.trusted_logs import TrustedLog
from pulau.exchange.log.witnessing import create_witness
from tests.faults.pairs import ITEMS, OPTIONS
from tests.served import PATIENCE, ROOT, Installation, Server, Visitor, free_port, serving

pytestmark = [pytest.mark.postgres, pytest.mark.slow, pytest.mark.first, pytest.mark.once]

ANSWERED = b'"type":"answer"'


def begun(home: Path, url: str) -> Key:
    """Make a log with a key and a policy of one witness; that witness lies beside it."""
    secret = new_secret("pulau.uji/log", ED25519)
    write_secret(secret, home / "log" / "keys" / f"{secret.key.id.hex()}.key")
    (home / "log" / "known-keys").write_text(f"{secret.key.vkey}\n", encoding="utf-8")
    witness = create_witness(home / "saksi", "ombudsman.uji", [TrustedLog(secret.key)])
    lines = f"witness ombudsman {witness.vkey} {url}\nquorum ombudsman\n"
    (home / "log" / "witnesses").write_text(lines, encoding="utf-8")
    return secret.key


@contextmanager
def running(there: Installation, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a command of `pulau` until the block ends."""
    command = [sys.executable, "-m", "pulau", *arguments]
    with (there.home / f"{arguments[0]}.log").open("ab") as log:
        process = subprocess.Popen(command, env=dict(there.environment), cwd=ROOT, stdout=log, stderr=log)
    try:
        yield process
    finally:
        process.kill()
        process.wait(PATIENCE)


def seen(there: Installation, port: int) -> tuple[int, bool]:
    """How many answers are in the log, as anybody sees it by HTTP, and whether the quorum has signed it."""
    public = pulau_verify.parse_policy((there.home / "log" / "tree" / "policy").read_bytes())
    source = pulau_verify.Source(f"http://127.0.0.1:{port}/log")
    head, _seen = pulau_verify.monitor(source, public, pulau_verify.Seen())
    count = 0
    for number in range(-(-head.size // 256)):
        width = min(256, head.size - number * 256)
        data = source.get(pulau_verify.tile_path("entries", number, width))
        count += sum(ANSWERED in leaf for leaf in pulau_verify.leaves_of(source, data, number, width))
    return count, head.quorum


def until(looks: Callable[[], bool], seconds: float = PATIENCE) -> float:
    """Wait until something is so; return how many seconds it took."""
    start, found = time.monotonic(), ""
    while time.monotonic() < start + seconds:
        try:
            if looks():
                return time.monotonic() - start
        except (OSError, pulau_verify.VerifierError) as problem:  # nothing is published yet
            found = repr(problem)
        time.sleep(0.1)
    raise TimeoutError(f"it never came: {found}")


def test_an_answer_is_in_the_log_and_witnessed_over_http_within_seconds(fresh: Installation) -> None:
    port = free_port()
    begun(fresh.home, f"http://127.0.0.1:{port}")
    with (
        running(fresh, "witness", "serve", str(fresh.home / "saksi"), "--port", str(port)),
        running(fresh, "work"),
        serving(fresh) as server,
    ):
        until(lambda: seen(fresh, server.port)[1])
        assert seen(fresh, server.port) == (0, True)
        assert Visitor(fresh, server.port, "ayu").save("P1.i.b", 0, jawab="A", catatan="").status == 200
        took = until(lambda: answers_in(fresh, server.port) > 0)
    assert took < 20, "a busy machine takes long, but not so long"


def answers_in(there: Installation, port: int) -> int:
    """How many answers are in the log with the quorum's signatures."""
    count, quorum = seen(there, port)
    return count if quorum else 0


@pytest.mark.nightly
def test_several_servers_and_workers_make_one_log_also_when_workers_are_killed(fresh: Installation) -> None:
    port = free_port()
    begun(fresh.home, f"http://127.0.0.1:{port}")
    people = ["ayu", "fajar"]
    with ExitStack() as stack:
        stack.enter_context(running(fresh, "witness", "serve", str(fresh.home / "saksi"), "--port", str(port)))
        servers: list[Server] = [stack.enter_context(serving(fresh)) for _ in people]
        visitors = [Visitor(fresh, each.port, name) for each, name in zip(servers, people, strict=True)]
        workers = [stack.enter_context(running(fresh, "work")) for _ in range(2)]
        until(lambda: seen(fresh, servers[0].port)[1])
        before = 0
        for number, item in enumerate(ITEMS[:6]):
            assert visitors[number % 2].save(item, 0, jawab=OPTIONS[item][0], catatan="").status == 200
            if number % 2:
                workers[number // 2 % 2].send_signal(signal.SIGKILL)
                workers[number // 2 % 2] = stack.enter_context(running(fresh, "work"))
            until(lambda past=before: all(answers_in(fresh, each.port) > past for each in servers))  # type: ignore[misc]
            before = max(answers_in(fresh, each.port) for each in servers)
    assert before >= 6
