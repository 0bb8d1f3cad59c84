"""Worksheets as files for the command line, and a way to run it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner

from pulau.cli.main import build
from pulau.core.regulation.model import Choice, Decrease, Scale, Share
from pulau.exchange.packs import load_pack

if TYPE_CHECKING:
    from collections.abc import Callable

    from typer.testing import Result


@pytest.fixture
def pulau(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Run `pulau` with arguments, in Indonesian."""
    monkeypatch.setenv("PULAU_LANGUAGE", "id")
    runner = CliRunner()

    def run(*args: object) -> Result:
        return runner.invoke(build(), [str(arg) for arg in args])

    return run


@pytest.fixture
def sheet(tmp_path: Path) -> Callable[..., Path]:
    """Write a worksheet of all-best answers as JSON, with changes; returns its path."""

    def write(name: str = "lke.json", regulation: str = "permenpan-rb-90-2021", **changes: Any) -> Path:  # noqa: ANN401
        top = {key: changes.pop(key) for key in ("prior_title",) if key in changes}
        answers = {**best_answers(regulation), **changes.pop("answers", {})}
        path = tmp_path / name
        path.write_text(json.dumps({"regulation": regulation, **top, "answers": answers, **changes}), "utf-8")
        return path

    return write


def best_answers(regulation: str) -> dict[str, object]:
    """Return the best answer to every item of a regulation."""
    best: dict[str, object] = {}
    for item in load_pack(regulation).items.values():
        match item.answer:
            case Choice(values=values):
                best[item.id] = next(iter(values))
            case Scale(maximum=maximum):
                best[item.id] = str(maximum)
            case Share(inputs=inputs, done=done, due=due):
                best[item.id] = {key: len(due) if key == done else 1 for key in inputs}
            case Decrease(inputs=inputs, now=now):
                best[item.id] = {key: 0 if key == now else 1 for key in inputs}
    return best
