"""Docs that cannot fall behind: each setting, command and journal action has its heading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from pulau.cli.main import build
from pulau.config.environment import SETTINGS
from pulau.exchange.home import HOME_VARIABLE
from pulau.foundation.registry.journal_actions import journal_actions
from tests.architecture.source import ROOT, modules

DOCS = ROOT / "docs"


def headings(page: Path) -> set[str]:
    """The headings of a page, as written, without the marks of code."""
    lines = page.read_text(encoding="utf-8").splitlines()
    return {line.lstrip("# ").replace("`", "").strip() for line in lines if line.startswith("#")}


def test_every_setting_has_its_heading() -> None:
    expected = {HOME_VARIABLE, *(f"PULAU_{key.upper()}" for key in SETTINGS)}
    assert expected - headings(DOCS / "howto" / "settings.md") == set()


def test_every_variable_in_the_source_is_documented() -> None:
    lines = (line for module in modules("src") for line in module.lines if "environ" in line or "envvar" in line)
    scripts = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "tools").glob("*.sh")))
    used = set(re.findall(r"\bPULAU_[A-Z_]*[A-Z]\b", "\n".join([*lines, scripts])))
    documented = headings(DOCS / "howto" / "settings.md")
    assert used - documented == set()


def commands(command: object, path: str) -> Iterator[str]:
    inner: dict[str, Any] = getattr(command, "commands", {})
    if not inner:
        yield path
    for name, part in inner.items():
        yield from commands(part, f"{path} {name}")


def test_every_command_has_its_heading() -> None:
    expected = set(commands(typer.main.get_command(build()), "pulau"))
    assert {"pulau migrate", "pulau demo load", "pulau serve", "pulau check"} <= expected
    assert expected - headings(DOCS / "howto" / "commands.md") == set()


def test_every_journal_action_has_its_heading() -> None:
    assert {action.code for action in journal_actions} - headings(DOCS / "journal.md") == set()


def test_the_journal_page_names_no_action_that_does_not_exist() -> None:
    named = {heading for heading in headings(DOCS / "journal.md") if re.fullmatch(r"[a-z_]+\.[a-z_0-9]+", heading)}
    assert named - {action.code for action in journal_actions} == set()


def test_every_journal_action_has_a_sentence_in_both_languages() -> None:
    assert len(journal_actions) > 0
    for action in journal_actions:
        assert re.fullmatch(r"[a-z_]+(\.[a-z_0-9]+)+", action.code)
        assert action.sentence("id").strip(), action.code
        assert action.sentence("en").strip(), action.code
        assert action.sentence("id") != action.sentence("en"), action.code
