"""Rules that a reader of one file cannot see."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.source import Module, modules

BROAD = {"Exception", "BaseException"}
ALLOWED = {
    "pulau.exchange.sheets": "the workbook parser's panic has no base but BaseException; all else is raised again"
}


def broad_handlers(module: Module) -> Iterator[str]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ExceptHandler):
            names = {part.id for part in ast.walk(node.type) if isinstance(part, ast.Name)} if node.type else BROAD
            if names & BROAD and module.name not in ALLOWED:
                yield module.place(node)


def test_nothing_catches_everything() -> None:
    assert [place for module in modules("src", "tools", "benchmarks") for place in broad_handlers(module)] == []


def called(module: Module) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node


@pytest.mark.parametrize("forbidden", ["now", "today", "utcnow", "uuid4", "uuid1", "open", "print", "input", "getenv"])
def test_core_has_no_clock_no_randomness_and_no_doors(forbidden: str) -> None:
    wrong = [
        module.place(node)
        for module in modules("src/pulau/core")
        for name, node in called(module)
        if name.rpartition(".")[2] == forbidden
    ]
    assert wrong == []


def test_views_fetch_through_gates() -> None:
    views = [module for module in modules("src/pulau/apps", "src/pulau/foundation") if "views" in module.name]
    assert views, "the walk has lost its way"
    assert [m.place(node) for m in views for name, node in called(m) if name.endswith(".objects.get")] == []


SECRETS = ('"sandi"', '"frasa"', '"kode"')


def test_a_page_that_takes_a_secret_keeps_it_out_of_reports_of_errors() -> None:
    """Django shows what was sent beside an error, to a developer or in a mail, unless a view says not to."""
    taking = [
        module
        for module in modules("src")
        if ".views." in module.name and any(f".get({name}" in line for line in module.lines for name in SECRETS)
    ]
    assert taking, "the walk has lost its way"
    assert [m.name for m in taking if not any("@sensitive_post_parameters()" in line for line in m.lines)] == []
