"""`pulau witness`: with files alone, and over HTTP; what it says when it refuses."""

from __future__ import annotations

import base64
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from pulau.cli import show_witness
from pulau.cli.witness import register
from pulau.core.log.notes import COSIGNATURE, read_key, read_signatures
from pulau.core.log.policies import read_policy
from pulau.core.log.proofs import Growth
from pulau.exchange.log.asking_witnesses import Outcome, ask, good_lines
from pulau.exchange.log.trusted_logs import read_logs
from pulau.exchange.log.witnessing import Case, Witness
from tests.exchange.log.witnessed import PROJECT, Log, log_secret, quick_folder

LOG = Log()
NAME = "ombudsman.example/pulau"
Pulau = Callable[..., Result]
ALONE = typer.Typer()
register(ALONE)


@ALONE.callback()
def alone() -> None:
    """With a single group of commands typer would leave its name out."""


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    with quick_folder() as folder:
        yield folder


@pytest.fixture
def pulau(monkeypatch: pytest.MonkeyPatch) -> Pulau:
    """Run `pulau witness …` in Indonesian, without the other commands, which take longer to put together."""
    monkeypatch.setenv("PULAU_LANGUAGE", "id")
    return lambda *arguments: CliRunner().invoke(ALONE, [str(each) for each in arguments])


@pytest.fixture
def folder(pulau: Pulau, tmp_path: Path) -> Path:
    made = tmp_path / "saksi"
    assert pulau("witness", "init", made, "--name", NAME, "--log", LOG.key.vkey).exit_code == 0
    return made


def request(folder: Path, growth: Growth, name: str = "minta.txt") -> Path:
    path = folder.parent / name
    path.write_bytes(str(growth).encode())
    return path


def test_init_prints_the_key_and_the_line_of_a_policy(pulau: Pulau, tmp_path: Path) -> None:
    url = "https://saksi.ombudsman.example"
    made = pulau("witness", "init", tmp_path / "w", "--name", NAME, "--url", url)
    assert made.exit_code == 0
    line = next(line for line in made.stdout.splitlines() if line.startswith("witness "))
    policy = read_policy(f"log {LOG.key.vkey}\n{line}\nquorum ombudsman\n".encode())
    (witness,) = policy.witnesses
    assert (witness.name, witness.key.name, witness.url) == ("ombudsman", NAME, url)
    assert f"Kunci umum (boleh dibagikan): {read_key(witness.key.vkey, COSIGNATURE).vkey}" in made.stdout
    assert "pulau witness trust" in made.stdout
    secret = (tmp_path / "w" / "key").read_text("utf-8").strip()
    assert secret.rpartition("+")[2] not in made.stdout


def test_an_office_without_a_server_cosigns_a_file(pulau: Pulau, folder: Path) -> None:
    out = folder.parent / "tanda-tangan.txt"
    done = pulau("witness", "cosign", request(folder, LOG.growth(0, 5)), "-o", out, "--dir", folder)
    assert (done.exit_code, done.stdout) == (0, "")
    assert "Ditandatangani: pulau.example/log, ukuran 5 (sebelumnya 0)" in done.stderr
    assert "Kirimkan isinya kembali" in done.stderr
    with closing(Witness(folder)) as witness:
        assert len(good_lines(LOG.note(5), read_signatures(out.read_text("utf-8")), witness.key)) == 1
    again = pulau("witness", "cosign", request(folder, LOG.growth(5, 900)), "--dir", folder)
    assert (again.exit_code, again.stdout[:2]) == (0, "— ")


def test_a_request_comes_by_standard_input_too(folder: Path) -> None:
    raw = LOG.request(0, 5)
    command = [sys.executable, "-m", "pulau", "witness", "cosign", "-", "--dir", str(folder), "--language", "en"]
    done = subprocess.run(command, input=raw, capture_output=True, check=True)
    assert done.stdout.startswith("— ".encode())
    assert b"Signed: pulau.example/log, size 5" in done.stderr


@pytest.mark.parametrize(
    ("growth", "code", "said"),
    [
        (LOG.growth(0, 9), 1, "Minta berkas yang mulai dari 5."),
        (Log(branch="x", forked=3).growth(5, 5), 1, "DITOLAK, PELANGGARAN"),
        (Log(branch="x", forked=3).growth(5, 9), 1, "Minta sekali lagi mulai dari 5"),
        (Log("other.example/log").growth(0, 5), 1, "pulau witness trust"),
        (Log(signers="stolen").growth(5, 9), 1, "jangan percaya kunci baru"),
        (Growth(9, (), LOG.note(5)), 2, "tanpa diubah oleh surel"),
    ],
)
def test_a_refusal_says_why_and_what_to_do(pulau: Pulau, folder: Path, growth: Growth, code: int, said: str) -> None:
    assert pulau("witness", "cosign", request(folder, LOG.growth(0, 5)), "--dir", folder).exit_code == 0
    out = folder.parent / "keluar.txt"
    done = pulau("witness", "cosign", request(folder, growth), "-o", out, "--dir", folder)
    assert (done.exit_code, done.stdout, out.exists()) == (code, "", False)
    assert said in done.stderr


def test_a_fork_is_kept_and_shown(pulau: Pulau, folder: Path) -> None:
    assert pulau("witness", "cosign", request(folder, LOG.growth(0, 5)), "--dir", folder).exit_code == 0
    fork = request(folder, Log(branch="x").growth(5, 5))
    done = pulau("witness", "cosign", fork, "--dir", folder, "--language", "en")
    place = re.search(r"The evidence is kept in (.*)\.", done.stderr)
    assert place
    assert sorted(each.name for each in Path(place[1]).iterdir()) == ["known.txt", "presented.txt", "request.txt"]
    assert f"EVIDENCE: a log signed two roots of one size: {place[1]}" in pulau(
        "witness", "show", folder, "--language", "en"
    ).stdout.replace("\n", "")


def test_evidence_that_cannot_be_kept_is_said(pulau: Pulau, folder: Path) -> None:
    assert pulau("witness", "cosign", request(folder, LOG.growth(0, 5)), "--dir", folder).exit_code == 0
    (folder / "evidence").write_text("", "utf-8")
    done = pulau("witness", "cosign", request(folder, Log(branch="x").growth(5, 5)), "--dir", folder)
    assert "simpan sendiri berkas permintaan ini" in done.stderr


def test_show_tells_who_it_is_what_it_trusts_and_what_it_signed(pulau: Pulau, folder: Path) -> None:
    text = pulau("witness", "show", folder).stdout
    assert all(part in text for part in (NAME, LOG.key.vkey, "belum pernah ditandatangani"))
    assert pulau("witness", "cosign", request(folder, LOG.growth(0, 5)), "--dir", folder).exit_code == 0
    assert f"ukuran 5, akar {LOG.root(5).hex()}" in pulau("witness", "show", folder).stdout
    assert pulau("witness", "distrust", folder, LOG.key.vkey).exit_code == 0
    assert "tidak dipercaya lagi" in pulau("witness", "show", folder).stdout


def test_trust_and_distrust(pulau: Pulau, folder: Path) -> None:
    new = log_secret(which="new").key
    assert "dipercaya" in pulau("witness", "trust", folder, new.vkey, "https://pulau.example/log").stdout
    assert "sudah dipercaya" in pulau("witness", "trust", folder, new.vkey).stdout
    logs = read_logs((folder / "logs").read_bytes())
    assert [(each.key, each.url) for each in logs] == [(LOG.key, ""), (new, "https://pulau.example/log")]
    assert "tidak dipercaya lagi" in pulau("witness", "distrust", folder, LOG.key.vkey).stdout
    assert "memang tidak" in pulau("witness", "distrust", folder, LOG.key.vkey).stdout
    assert [each.key for each in read_logs((folder / "logs").read_bytes())] == [new]


def test_what_cannot_be_done_is_said_in_words(pulau: Pulau, folder: Path, tmp_path: Path) -> None:
    assert "tidak kosong" in pulau("witness", "init", folder, "--name", NAME).stderr
    assert "Nama atau kunci" in pulau("witness", "init", tmp_path / "w", "--name", "dua kata").stderr
    assert "Salin kuncinya seutuhnya" in pulau("witness", "trust", folder, "kunci").stderr
    assert "No such file" in pulau("witness", "cosign", tmp_path / "none", "--dir", folder).stderr
    assert "No such file" in pulau("witness", "show", tmp_path / "none").stderr
    (folder / "state.sqlite3").unlink()
    lost = pulau("witness", "show", folder)
    assert (lost.exit_code, "Jangan pulihkan dari cadangan" in lost.stderr) == (2, True)
    (folder / "key").chmod(0o644)
    assert "chmod 600" in pulau("witness", "show", folder).stderr


def test_the_key_of_a_witness_is_no_key_of_a_log(pulau: Pulau, folder: Path) -> None:
    with closing(Witness(folder)) as witness:
        vkey = witness.key.vkey
    assert pulau("witness", "trust", folder, vkey).exit_code == 2


def test_every_ending_has_its_words_in_both_languages() -> None:
    assert set(show_witness._CASES) == set(Case)
    for message in (*show_witness._CASES.values(), *show_witness._PROBLEMS.values()):
        assert [bool(text) for text in message.id] == [bool(text) for text in message.en]
        fields = [set(re.findall(r"\{(\w+)\}", " ".join(texts))) for texts in (message.id, message.en)]
        assert fields[0] == fields[1]
    for indonesian, english in show_witness._WORDS.values():
        assert set(re.findall(r"\{(\w+)\}", indonesian)) == set(re.findall(r"\{(\w+)\}", english))


@contextmanager
def serving(folder: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    command = [sys.executable, "-m", "pulau", "witness", "serve", str(folder), "--port", "0", "--language", "en"]
    with subprocess.Popen(command, cwd=PROJECT, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr
            line = process.stderr.readline()
            yield line.split(" at ")[1].split(";")[0].rstrip("/"), process
        finally:
            process.kill()


def test_an_office_with_a_server_and_the_file_way_share_one_memory(pulau: Pulau, folder: Path) -> None:
    with serving(folder) as (url, process):
        assert ask(url, LOG.growth(0, 5), timeout=5, local=True).outcome is Outcome.SIGNED
        by_file = pulau("witness", "cosign", request(folder, LOG.growth(5, 9)), "--dir", folder)
        assert by_file.exit_code == 0
        behind = ask(url, LOG.growth(5, 12), timeout=5, local=True)
        assert (behind.outcome, behind.size) == (Outcome.BEHIND, 9)
        assert ask(url, Log(branch="x").growth(9, 9), timeout=5, local=True).outcome is Outcome.CONFLICT
        assert pulau("witness", "distrust", folder, LOG.key.vkey).exit_code == 0
        assert ask(url, LOG.growth(9, 12), timeout=5, local=True).status == 404
        process.send_signal(signal.SIGTERM)
        assert process.stderr
        said = process.stderr.read()
        assert process.wait(5) == 0
    assert "EQUIVOCATION: pulau.example/log signed two roots of size 9" in said
    assert base64.b64encode(LOG.root(9)).decode() in said
    assert "Traceback" not in said


def test_a_port_that_is_taken_is_said(pulau: Pulau, folder: Path) -> None:
    with serving(folder) as (url, _):
        taken = pulau("witness", "serve", folder, "--port", url.rpartition(":")[2])
    assert (taken.exit_code, "Address already in use" in taken.stderr) == (2, True)


def test_the_commands_start_without_django(folder: Path) -> None:
    code = "import sys; from pulau.cli.main import build; build()(sys.argv[1:], standalone_mode=False); "
    code += "sys.exit('django' in sys.modules)"
    command = [sys.executable, "-c", code, "witness", "show", str(folder)]
    subprocess.run(command, check=True, capture_output=True)
