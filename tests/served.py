"""A real `pulau serve` on a database of its own, and people who use it over HTTP.

there = install(tmp_path)
with serving(there) as server:
    ayu = Visitor(there, server.port, "ayu")
    assert ayu.save("P1.i.b", 0, jawab="A").status == 200
    server.kill()
"""

from __future__ import annotations

import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from tests.migrated import migrated_file

ROOT = Path(__file__).parents[1]
PATIENCE = 60.0
YEAR = 2026
UNIT = "disdukcapil"
SECRET = "k" * 32
"""The CSRF cookie of every visitor; sent back in the header it is checked as any other."""


@dataclass(frozen=True, slots=True)
class Installation:
    """A home with its database, and how its people get in (tests/served_house.py)."""

    home: Path
    environment: Mapping[str, str]
    sessions: Mapping[str, str]
    keys: Mapping[str, str]
    sheets: Mapping[str, str]


@dataclass(slots=True)
class Server:
    """A running server: the first of its processes, which leads a group of its own."""

    process: subprocess.Popen[bytes]
    port: int

    def kill(self) -> None:
        """End all of its processes at once, as a power cut would."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(PATIENCE)

    def stop(self) -> None:
        """End it as Ctrl+C does; whatever is left of its group after that is ended too."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(PATIENCE)
        with suppress(ProcessLookupError):
            self.kill()


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answered."""

    status: int
    text: str
    headers: Mapping[str, str]


@dataclass(slots=True)
class Visitor:
    """Somebody with a browser that keeps its connection; a session that does not exist makes a stranger."""

    there: Installation
    port: int
    name: str
    unit: str = UNIT
    timeout: float = PATIENCE
    _line: http.client.HTTPConnection | None = field(default=None, init=False)

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> Reply:
        """Send a request and read the whole answer. Raises OSError or HTTPException where the server is gone."""
        if self._line is None:
            self._line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=self.timeout)
        session = self.there.sessions.get(self.name, "")
        sent = {"Cookie": f"sessionid={session}; csrftoken={SECRET}", "X-CSRFToken": SECRET}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            self._line.request(method, path, body, sent)
            answer = self._line.getresponse()
            return Reply(answer.status, answer.read().decode(), dict(answer.getheaders()))
        except (OSError, http.client.HTTPException):
            self.hang_up()
            raise

    def hang_up(self) -> None:
        """Close the connection; the next request opens another."""
        if self._line is not None:
            self._line.close()
            self._line = None

    def save(self, item: str, seen: int, *, script: bool = True, **fields: str) -> Reply:
        """Send an item's question of the area screen, as its page does: `save("P1.i.b", 0, jawab="A")`."""
        sent = {f"versi:{item}": str(seen), **{f"{name}:{item}": value for name, value in fields.items()}}
        kind = {"Content_Type": "application/x-www-form-urlencoded"} | ({"HX_Request": "true"} if script else {})
        return self.ask("POST", f"/lke/{self.unit}/{YEAR}/area/{area_of(item)}", urlencode(sent).encode(), **kind)

    def put(self, item: str, seen: int, value: object, note: str) -> Reply:
        """Answer an item by the API, with the person's own token."""
        path = f"/api/v1/worksheets/{self.there.sheets[self.unit]}/answers/{item}"
        body = json.dumps({"version": seen, "value": value, "note": note}).encode()
        key = f"Bearer {self.there.keys[self.name]}"
        return self.ask("PUT", path, body, Content_Type="application/json", Authorization=key)


def area_of(item: str) -> str:
    """Return the address of the area of an item of 90/2021: `P5.ii.a` stands on area 5."""
    found = re.match(r"[PR](\d)", item)
    return found[1] if found else "hasil"


def version_in(page: str, item: str) -> int:
    """Return the version that the reply of a save names, to be sent with the next one."""
    found = re.search(rf'name="versi:{re.escape(item)}" value="(\d+)"', page)
    assert found, page[:500]
    return int(found[1])


def install(home: Path, *, database: str = "", **wishes: int) -> Installation:
    """Make an installation with the house in it; `database` is the address of an empty PostgreSQL."""
    environment = bare(home, database)
    if not database:
        shutil.copyfile(migrated_file(), home / "pulau.sqlite3")
    known = json.loads(run(environment, "tests.served_house", json.dumps(wishes)))
    return Installation(home, environment, known["sessions"], known["keys"], known["sheets"])


def bare(home: Path, database: str = "") -> dict[str, str]:
    """Return the environment of an installation with nothing in it yet, and make its home."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PULAU_", "DJANGO_", "PORT"))}
    environment = {**kept, "PULAU_HOME": str(home), "PYTHONPATH": str(ROOT)}
    environment["PULAU_SECOND_FACTOR_REQUIRED"] = "0"  # its people have sessions, and were asked nothing
    if database:
        environment["PULAU_DATABASE_URL"] = database
    environment["DJANGO_SETTINGS_MODULE"] = "pulau.config.settings.chosen"
    home.mkdir(parents=True, exist_ok=True)
    return environment


def run(environment: Mapping[str, str], module: str, *arguments: str) -> str:
    """Run a module of ours in a process of its own and return what it prints."""
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(command, env=dict(environment), cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{module}: {done.stderr}")
    return done.stdout


@contextmanager
def serving(
    there: Installation, *, settings: str = "", before: tuple[str, ...] = (), port: int | None = None, **more: str
) -> Iterator[Server]:
    """Run `pulau serve` until the block ends; `before` is a program that runs it, such as strace."""
    chosen = port or free_port()
    environment = {**there.environment, **more}
    if settings:
        environment["DJANGO_SETTINGS_MODULE"] = settings
    command = [*before, sys.executable, "-m", "pulau", "serve", "--no-worker", "--port", str(chosen)]
    log = (there.home / "server.log").open("ab")
    process = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=log, stderr=log, start_new_session=True)
    server = Server(process, chosen)
    try:
        _wait(server)
        yield server
    finally:
        server.stop()
        log.close()


def free_port() -> int:
    """Return a port that nobody listens on just now."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait(server: Server) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.process.poll() is None:
        with closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)) as line:
            try:
                line.request("GET", "/istilah")
                line.getresponse().read()
            except (OSError, http.client.HTTPException):
                time.sleep(0.05)
            else:
                return
    raise TimeoutError("the server never answered")
