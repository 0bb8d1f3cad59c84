"""The verifier as people use it: one file, any Python from 3.9 on, no network, plain words and exit codes."""

from __future__ import annotations

import gzip
import json
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from string import Formatter
from threading import Thread
from typing import Any

import pytest

from pulau.exchange.log import pulau_verify
from tests.exchange.log.honest import (
    BPKP,
    LOG,
    OMBUDSMAN,
    POLICY,
    SOURCE,
    HonestLog,
    Signer,
    canonical,
    digest,
)

TREE = HonestLog(300)
OFFLINE = """
import runpy, sys
def forbid(event, _):
    if event.startswith("socket."):
        raise SystemExit(99)
sys.addaudithook(forbid)
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""


@dataclass
class Case:
    """A folder with a receipt, the policy and a file that belongs to the receipt; and the command to try on them."""

    folder: Path
    capsys: pytest.CaptureFixture[str]

    def put(self, name: str, content: object) -> str:
        path = self.folder / name
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        return str(path)

    def run(self, *given: str) -> tuple[int, str]:
        """The exit code, and what was said."""
        code = pulau_verify.main(given)
        said = self.capsys.readouterr()
        assert said.err == ""
        return code, said.out

    def facts(self, *given: str) -> dict[str, Any]:
        """What is said to programs, with the exit code."""
        code, said = self.run(*given, "--json")
        return {**json.loads(said), "exit": code}


@pytest.fixture
def case(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Case:
    made = Case(tmp_path, capsys)
    made.put("policy", POLICY)
    made.put("a.pulau.json", TREE.receipt(7))
    made.put("bukti.pdf", b"file 7")
    return made


@pytest.fixture
def places(case: Case) -> tuple[str, str]:
    return str(case.folder / "a.pulau.json"), str(case.folder / "policy")


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("id", ["SAH:", "Peristiwa: worksheet.locked", "Waktu: 2026-11-08T08:07:00.000Z", "level = 1", "Nomor daun: 7",
                "Ukuran pohon: 300", "Catatan: catatan.pulau.example/2026", "Saksi: bpkp, 2026-11-27 07:00:00 UTC"]),
        ("en", ["VALID:", "Action: worksheet.locked", "Time: 2026-11-08T08:07:00.000Z", "level = 1", "Leaf number: 7",
                "Size of the tree: 300", "Log: catatan.pulau.example/2026", "Witness: bpkp, 2026-11-27 07:00:00 UTC"]),
    ],
)  # fmt: skip
def test_it_says_in_plain_words_what_is_proven(
    case: Case, places: tuple[str, str], lang: str, words: list[str]
) -> None:
    code, said = case.run("verify", *places, "--lang", lang)
    assert code == 0
    assert [word for word in words if word not in said] == []


def test_it_says_the_same_to_programs(case: Case, places: tuple[str, str]) -> None:
    facts = case.facts("verify", *places)
    assert (facts["exit"], facts["verdict"], facts["action"], facts["type"]) == (0, "valid", "worksheet.locked", "lock")
    assert (facts["index"], facts["size"], facts["quorum"], facts["log"]) == (7, 300, True, LOG.name)
    assert facts["root"] == TREE.mth(0, 300).hex()
    assert facts["leaf_hash"] == digest(b"\x00", TREE.leaves[7]).hex()
    assert facts["record"] == TREE.record(7)
    assert [each["name"] for each in facts["witnesses"]] == ["ombudsman", "bpkp"]


def test_record_and_proof_may_be_two_files(case: Case, places: tuple[str, str]) -> None:
    record = case.put("record", {name: text for name, text in TREE.receipt(7).items() if name != "proof"})
    proof = case.put("a.tlog-proof", TREE.proof(7))
    assert case.run("verify", record, proof, places[1]) == case.run("verify", *places)
    assert case.facts("verify", record, places[1])["code"] == "receipt"


def test_a_file_is_compared_with_what_the_record_names(case: Case, places: tuple[str, str]) -> None:
    right, wrong = str(case.folder / "bukti.pdf"), case.put("lain.pdf", b"file 8")
    assert case.facts("verify", *places, "--file", right)["files"][0]["name"] == right
    facts = case.facts("verify", *places, "--file", right, "--file", wrong)
    assert (facts["exit"], facts["code"], facts["facts"]["name"]) == (1, "file", wrong)
    assert case.facts("verify", *places, "--file", right + "x")["exit"] == 2


def test_the_exit_code_says_how_it_ended(case: Case, places: tuple[str, str]) -> None:
    receipt, policy = places
    unwitnessed = case.put("b.pulau.json", TREE.receipt(7, None, LOG, BPKP))
    forged = case.put("c.pulau.json", {**TREE.receipt(7), "salt": "00" * 32})
    bad_policy = case.put("d", POLICY + "quorum none\n")
    assert case.facts("verify", receipt, policy)["exit"] == 0
    assert case.facts("verify", forged, policy)["exit"] == 1
    assert case.facts("verify", unwitnessed, policy)["exit"] == 3
    assert case.facts("verify", receipt, bad_policy)["exit"] == 2
    assert case.facts("verify", receipt + "x", policy)["exit"] == 2
    assert case.facts("verify", str(case.folder), policy)["exit"] == 2
    assert case.facts("verify", "a\x00b", policy)["exit"] == 2
    assert case.facts("verify", receipt, case.put("e", POLICY + "#" * 5_000_000))["code"] == "too-large"
    assert case.facts("verify", case.put("f", b"x" * 5_000_000), policy)["exit"] == 2
    assert case.facts("verify", policy, receipt)["exit"] == 2, "the wrong way round"
    assert case.facts("monitor", str(case.folder / "nowhere"), policy, "--state", str(case.folder / "s"))["exit"] == 2
    assert case.facts("monitor", str(case.folder), policy, "--state", str(case.folder / "s"))["exit"] == 2
    assert not (case.folder / "s").exists()


@pytest.mark.parametrize(
    "given", [[], ["verify"], ["verify", "a"], ["verify", *"abcd"], ["qr", "a"], ["monitor", "a", "b"], ["x"]]
)
def test_wrong_use_ends_with_two(given: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        pulau_verify.main(given)
    assert ended.value.code == 2


def test_a_printed_proof_is_read_as_text_or_from_a_file(case: Case, places: tuple[str, str]) -> None:
    file = case.put("qr.txt", TREE.printed(7) + "\r\n")
    said = case.facts("qr", TREE.printed(7), places[1])
    assert said == case.facts("qr", file, places[1]) == case.facts("verify", *places)
    assert case.facts("qr", TREE.printed(7)[:-3], places[1])["exit"] == 1
    assert case.facts("qr", TREE.printed(7, LOG, OMBUDSMAN), places[1])["exit"] == 3
    assert case.facts("qr", "tidak-ada.txt", places[1])["exit"] == 2
    assert case.facts("qr", case.put("b", b"\xff"), places[1])["exit"] == 1


def test_what_a_stranger_wrote_cannot_move_the_cursor(case: Case, places: tuple[str, str]) -> None:
    record = {**TREE.record(7), "action": "x\x1b[2JSAH\u202e", "payload": {"a\x07": "b\n"}}
    leaf = json.loads(TREE.leaves[7])
    leaf["commit"] = digest(TREE.salt(7), canonical(record).encode()).hex()
    other = HonestLog(300, changed={7: canonical(leaf).encode()})
    receipt = case.put("x", {**other.receipt(7), "record": canonical(record), "leaf": canonical(leaf)})
    code, said = case.run("verify", receipt, places[1])
    assert code == 0
    assert not re.search(r"[\x00-\x09\x0b-\x1f\u202e]", said)
    assert "x\\u001b[2JSAH\\u202e" in said


def test_every_fault_has_a_sentence_in_both_languages() -> None:
    source = SOURCE.read_text(encoding="utf-8")
    raised = set(re.findall(r'(?:Fault|Unreadable|VerifierError)\(\s*"([a-z-]+)"', source))
    assert len(raised) > 25
    assert raised - set(pulau_verify.WORDS) == set()
    for code, sentences in pulau_verify.WORDS.items():
        names = [{name for _, name, _, _ in Formatter().parse(text) if name} for text in sentences]
        assert names[0] == names[1], code


def test_a_monitor_remembers_only_what_was_right(case: Case, places: tuple[str, str]) -> None:
    mirror, state = TREE.write(case.folder / "log"), case.folder / "state"
    watch = ("monitor", str(mirror), places[1], "--state", str(state))
    first = case.facts(*watch)
    assert (first["exit"], first["verdict"], first["previous"], first["checked"]) == (0, "ok", 0, 300)
    kept = state.read_bytes()
    second = case.facts(*watch)
    assert (second["previous"], second["checked"]) == (300, 0)
    assert case.facts(*watch, "--full")["checked"] == 300
    HonestLog(400, tale="lain", branch=299).write(case.folder / "lain")
    fork = case.facts("monitor", str(case.folder / "lain"), *watch[2:])
    assert (fork["exit"], fork["verdict"], fork["code"]) == (1, "invalid", "fork")
    assert fork["facts"]["saved"] == TREE.note()
    assert state.read_bytes() == kept
    assert "CATATAN BERCABANG" in case.run("monitor", str(case.folder / "lain"), *watch[2:])[1]
    HonestLog(400).write(mirror, LOG, OMBUDSMAN)
    grown = case.facts(*watch)
    assert (grown["exit"], grown["verdict"], grown["checked"]) == (3, "unwitnessed", 100)
    assert json.loads(state.read_text(encoding="utf-8"))["size"] == 400, "what the log signed binds it"


def test_receipts_are_checked_in_bulk_against_the_monitored_tree(case: Case, places: tuple[str, str]) -> None:
    mirror, folder = HonestLog(700).write(case.folder / "log"), case.folder / "receipts"
    folder.mkdir()
    watch = ("monitor", str(mirror), places[1], "--state", str(case.folder / "s"), "--records", str(folder))
    for index in (0, 7, 255, 256, 299):
        case.put(f"receipts/{index}.pulau.json", TREE.receipt(index))
    case.put("receipts/699.pulau.json", HonestLog(700).receipt(699))
    case.put("receipts/other.txt", "x")
    assert case.facts(*watch)["records"] == {"valid": 6, "unwitnessed": 0, "faults": {}}
    case.put("receipts/b.pulau.json", TREE.receipt(8, None, LOG))
    facts = case.facts(*watch)
    assert (facts["exit"], facts["records"]["unwitnessed"]) == (3, 1)
    split = HonestLog(300, tale="lain", branch=100)
    wrong = {
        "edited": {**TREE.receipt(9), "salt": "00" * 32},
        "split": split.receipt(150),  # genuine, signed by all, of another tree
        "same-leaf": split.receipt(5),  # its leaf is in both trees, its checkpoint in one
        "newer": HonestLog(701).receipt(3),  # the log signed more than it shows
    }
    for name, receipt in wrong.items():
        case.put(f"receipts/{name}.pulau.json", receipt)
    facts = case.facts(*watch)
    assert facts["exit"] == 1
    assert {name.partition(".")[0]: fault["code"] for name, fault in facts["records"]["faults"].items()} == {
        "edited": "commit", "split": "not-in-tree", "same-leaf": "not-in-tree", "newer": "not-in-tree",
    }  # fmt: skip
    assert "4 salah" in case.run(*watch)[1]
    assert case.facts(*watch[:-1], str(folder / "none"))["exit"] == 2


def test_a_long_look_shows_how_far_it_is(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    clock = iter([0.0, 0.5, 2.0, 2.0, 2.5])
    monkeypatch.setattr(time, "monotonic", lambda: next(clock, 2.5))
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    tell = pulau_verify.progress("id")
    tell(256, 1000)
    tell(512, 1000)
    tell(768, 1000)
    assert capsys.readouterr().err == "512 dari 1000 daun\r"


def test_a_tree_that_cannot_be_read_is_no_fault_of_the_receipts(case: Case, places: tuple[str, str]) -> None:
    mirror, folder = HonestLog(700).write(case.folder / "log"), case.folder / "receipts"
    folder.mkdir()
    case.put("receipts/a.pulau.json", TREE.receipt(3))
    watch = ("monitor", str(mirror), places[1], "--state", str(case.folder / "s"))
    assert case.facts(*watch)["exit"] == 0
    shutil.rmtree(mirror / "tile/0")
    (mirror / "tile/0").mkdir()
    (mirror / "tile/0/000").mkdir()  # a folder where a file should be
    assert case.facts(*watch, "--records", str(folder))["exit"] == 2


class Quiet(SimpleHTTPRequestHandler):
    """Serves a mirror; bundles packed without being asked, as a log may."""

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            self.send_error(404)
            return
        data = path.read_bytes()
        packed = "entries" in self.path
        self.send_response(200)
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(gzip.compress(data) if packed else data)


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Callable[[HonestLog], str]]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path / "web")))
    Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()

    def serve(log: HonestLog) -> str:
        log.write(tmp_path / "web")
        return f"http://127.0.0.1:{server.server_address[1]}/"

    yield serve
    server.shutdown()
    server.server_close()


def test_a_log_is_followed_over_http(case: Case, places: tuple[str, str], served: Callable[[HonestLog], str]) -> None:
    state = ("--state", str(case.folder / "state"))
    assert case.facts("monitor", served(TREE), places[1], *state)["checked"] == 300
    place = served(HonestLog(700))
    assert case.facts("monitor", place, places[1], *state)["checked"] == 400
    (case.folder / "web/tile/0/001").unlink()
    facts = case.facts("monitor", place, places[1], *state, "--full")
    assert (facts["exit"], facts["code"]) == (1, "missing")
    assert case.facts("monitor", place + "nowhere", places[1], *state)["exit"] == 2
    assert case.facts("monitor", "http://127.0.0.1:1/", places[1], *state)["exit"] == 2
    assert case.facts("monitor", "http://[", places[1], *state)["exit"] == 2


def alone(folder: Path, python: str, *given: str) -> subprocess.CompletedProcess[str]:
    """Run the file by itself, in a folder where there is nothing else, where a socket would end it."""
    (folder / "empty").mkdir(exist_ok=True)
    file = shutil.copy(SOURCE, folder / "empty")
    command = [python, "-I", "-S", "-c", OFFLINE, file, *given]
    return subprocess.run(command, cwd=folder / "empty", env={}, capture_output=True, text=True, check=False)


def test_it_runs_alone_and_without_a_network(case: Case, places: tuple[str, str]) -> None:
    mirror = str(TREE.write(case.folder / "log"))
    for given in (
        ("verify", *places),
        ("qr", TREE.printed(7), places[1]),
        ("monitor", mirror, places[1], "--state", str(case.folder / "state")),
    ):
        done = alone(case.folder, sys.executable, *given)
        assert (done.returncode, done.stderr) == (0, ""), given
    assert "SAH" in alone(case.folder, sys.executable, "verify", *places).stdout, "in an ASCII locale too"
    reached = alone(case.folder, sys.executable, "monitor", "http://127.0.0.1:1/", places[1], "--state", "s")
    assert reached.returncode == 99, "the control: a socket is noticed"


def test_it_runs_on_the_oldest_python_that_is_here(case: Case, places: tuple[str, str]) -> None:
    for python in (f"python3.{version}" for version in range(9, 14)):
        found = shutil.which(python)
        if found and subprocess.run([found, "--version"], capture_output=True, check=False).returncode == 0:
            done = alone(case.folder, found, "verify", *places, "--lang", "en")
            assert (done.returncode, done.stderr) == (0, ""), found
            return


def test_a_stranger_s_log_is_no_log(case: Case, places: tuple[str, str]) -> None:
    receipt = case.put("x", TREE.receipt(7, None, Signer(LOG.name, 1, "stranger"), OMBUDSMAN, BPKP))
    assert case.facts("verify", receipt, places[1])["code"] == "no-log"
