"""A log written in Go with the checksum database's packages has its growth cosigned, and opens what it got."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import threading
from contextlib import closing
from pathlib import Path

import pytest

from pulau.core.log.notes import COSIGNATURE, ED25519
from pulau.exchange.log import keys
from pulau.exchange.log.witness_server import WitnessServer
from tests.exchange.log.witnessed import new_witness

PACKAGES = Path("/usr/share/gocode")  # Debian: golang-golang-x-mod-dev
SOURCE = Path(__file__).parent / "go_client" / "client.go"
GO = shutil.which("go") or shutil.which("go", path="/usr/lib/go/bin") or ""
there = bool(GO) and (PACKAGES / "src" / "golang.org" / "x" / "mod" / "sumdb" / "note").is_dir()


@pytest.mark.nightly
@pytest.mark.skipif(not there, reason="needs golang-go and golang-golang-x-mod-dev (Debian)")
def test_a_log_in_go_is_cosigned(tmp_path: Path) -> None:
    seed = hashlib.sha256(b"go.example/log").digest()
    key = keys.secret_of("go.example/log", ED25519, seed).key
    stranger = keys.secret_of("stranger.example", COSIGNATURE, seed).key
    home = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "GOPATH": str(PACKAGES), "GO111MODULE": "off"}
    subprocess.run([GO, "build", "-o", tmp_path / "client", SOURCE], check=True, env={**home, "GOFLAGS": ""})
    with closing(new_witness(tmp_path / "saksi", key)) as witness:
        server = WitnessServer(witness, ("127.0.0.1", 0))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}"
        done = [
            subprocess.run([tmp_path / "client", url, vkey, seed.hex()], capture_output=True, text=True, check=False)
            for vkey in (witness.key.vkey, stranger.vkey)
        ]
        server.shutdown()
        server.server_close()
        assert (done[0].returncode, done[0].stdout) == (0, "204 checkpoints cosigned\n")
        assert (done[1].returncode, "refused: " in done[1].stdout) == (1, True)  # so that its yes means something
        assert witness.seen()[0].size == 300
        assert len(witness.evidence()) == 1
