"""docs/howto/witness.md: its commands are run, one after the other, and print what stands there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from pulau.cli.witness import register
from tests.exchange.log.witnessed import PROJECT, Log

BLOCK = re.compile(r"```console\n\$ pulau (.*)\n((?:.*\n)*?)```")
PAGE = PROJECT / "docs" / "howto" / "witness.md"


def test_the_page_of_a_witness_is_true(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app, log, fork = typer.Typer(), Log(), Log(branch="x", forked=2)
    register(app)
    app.callback()(lambda: None)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PULAU_LANGUAGE", "en")
    for name, raw in (("minta", log.request(0, 5)), ("lama", log.request(3, 9)), ("cabang", fork.request(5, 5))):
        Path(f"{name}.txt").write_bytes(raw)
    blocks = BLOCK.findall(PAGE.read_text("utf-8"))
    assert len(blocks) == 7
    for command, expected in blocks:
        if "serve" in command:  # tests/cli/test_witness.py runs it
            continue
        found = CliRunner().invoke(app, shlex.split(command)).output
        pattern = ".*".join(re.escape(part) for part in expected.split("…"))
        assert re.fullmatch(pattern, found), f"{command}\n{found}"


def test_the_page_links_to_pages_that_are_there() -> None:
    for link in re.findall(r"\]\(([^)#]+)\)", PAGE.read_text("utf-8")):
        assert (PAGE.parent / link).is_file(), link
