"""What runs in the sandbox is stopped in time, memory and what it writes, and reaches neither network nor files."""

from __future__ import annotations

import json
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pulau.exchange.files.sandbox import End, Outcome, Room, Rules, isolation, run, run_module

Run = Callable[..., Outcome]


@pytest.fixture
def python(tmp_path: Path) -> Run:
    """Run a line of Python in the sandbox."""
    room = tmp_path / "room"
    room.mkdir()

    def start(code: str, *read: Path, **rules: float | None) -> Outcome:
        return run([sys.executable, "-I", "-S", "-c", code], Room(room, read), Rules(**rules))  # type: ignore[arg-type]

    return start


def test_what_it_says_and_how_it_ended_comes_back(python: Run) -> None:
    outcome = python("print('halo')")
    assert (outcome.end, outcome.code, outcome.out) == (End.DONE, 0, b"halo\n")
    assert python("raise SystemExit(3)").code == 3


def test_its_environment_is_empty_but_for_its_folder(
    python: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PULAU_SECRET_KEY", "rahasia")
    told = json.loads(python("import os, json; print(json.dumps(dict(os.environ)))").out)
    assert set(told) <= {"PATH", "HOME", "TMPDIR", "XDG_RUNTIME_DIR", "LANG", "TZ", "LC_CTYPE"}
    assert told["HOME"] == str(tmp_path / "room")


@pytest.mark.parametrize(
    ("code", "rules", "end"),
    [
        ("while True: pass", {"seconds": 0.4}, End.TOO_LONG),
        pytest.param("while True: pass", {"cpu": 1}, End.TOO_LONG, marks=pytest.mark.nightly),
        (
            "x = b'x' * 200_000_000; import time; time.sleep(9)",
            {"memory": None, "resident": 100_000_000},
            End.TOO_LARGE,
        ),
        ("x = bytearray(600_000_000)", {}, End.FAILED),
        ("open('a', 'wb').write(bytes(2_000_000))", {"file": 1_000_000}, End.FAILED),
        ("[open('/dev/null') for _ in range(99)]", {"open": 50}, End.FAILED),
    ],
)
def test_each_limit_stops_it(python: Run, code: str, rules: dict[str, float], end: End) -> None:
    outcome = python(code, **rules)
    assert outcome.end is end
    assert outcome.seconds < 5


def test_what_it_started_ends_with_it(python: Run) -> None:
    child = "import time; time.sleep(30)"
    outcome = python(f"import subprocess, sys; print(subprocess.Popen([sys.executable, '-c', {child!r}]).pid)")
    assert outcome.end is End.DONE
    state = Path(f"/proc/{int(outcome.out)}/stat")
    until = time.monotonic() + 5
    while state.exists() and ") Z" not in state.read_text("utf-8") and time.monotonic() < until:
        time.sleep(0.01)  # it was sent the signal; the kernel clears it away
    assert not state.exists() or ") Z" in state.read_text("utf-8")


def test_it_cannot_reach_who_listens_on_this_machine(python: Run) -> None:
    if not isolation().offline:
        pytest.skip("this system lends neither a network of its own nor a filter of calls")
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.2)
        port = listening.getsockname()[1]
        code = (
            f"import socket\ntry: socket.create_connection(('127.0.0.1', {port}), 2)\nexcept OSError: print('nobody')"
        )
        assert python(code).out == b"nobody\n"
        with pytest.raises(TimeoutError):
            listening.accept()


def test_it_reads_its_file_and_no_other_and_writes_in_its_folder_alone(python: Run, tmp_path: Path) -> None:
    if not isolation().folders:
        pytest.skip("this system has no Landlock")
    given, other = tmp_path / "given.txt", tmp_path / "other.txt"
    given.write_text("given", "ascii")
    other.write_text("other", "ascii")
    read = f"print(open({str(given)!r}).read())"
    assert python(read, given).out == b"given\n"
    assert python(read).end is End.FAILED
    assert python(f"open({str(other)!r})", given).end is End.FAILED
    assert python(f"open({str(given)!r}, 'w')", given).end is End.FAILED
    assert python("open('/proc/1/environ')").end is End.FAILED
    assert other.read_text("ascii") == "other"


def test_nothing_is_read_as_a_shell_would(python: Run, tmp_path: Path) -> None:
    outcome = run(["/bin/echo", "$(id)", "; touch x", "`id`"], Room(tmp_path))
    assert outcome.out == b"$(id) ; touch x `id`\n"


def test_a_module_of_ours_runs_with_its_arguments(tmp_path: Path) -> None:
    outcome = run_module("pulau.exchange.files.kinds", ["a"], Room(tmp_path))
    assert outcome.end is End.DONE
