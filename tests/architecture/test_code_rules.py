"""Rules that a reader of one file cannot see."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

import pytest

from tests.architecture.source import ROOT, Module, modules

BROAD = {"Exception", "BaseException"}
ALLOWED = {
    "pulau.exchange.sheets": "the workbook parser's panic has no base but BaseException; all else is raised again"
}


def broad_handlers(module: Module) -> Iterator[str]:
    for node in module.nodes:
        if isinstance(node, ast.ExceptHandler):
            names = {part.id for part in ast.walk(node.type) if isinstance(part, ast.Name)} if node.type else BROAD
            if names & BROAD and module.name not in ALLOWED:
                yield module.place(node)


def test_nothing_catches_everything() -> None:
    assert [place for module in modules("src", "tools", "benchmarks") for place in broad_handlers(module)] == []


def called(module: Module) -> Iterator[tuple[str, ast.Call]]:
    for node in module.nodes:
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


CLOCKS = {"now", "today", "utcnow", "localdate", "localtime"}
ONE_MOMENT = {"tests/exchange/signatures/given.py": "one moment for all certificates, which are good for years"}


def asked_once(node: ast.AST) -> Iterator[ast.Call]:
    """The calls that are made when a module is imported: all but those inside functions."""
    if isinstance(node, ast.Call):
        yield node
    inner: Iterable[ast.AST] = ast.iter_child_nodes(node)
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        inner = [*node.decorator_list, node.args]
    elif isinstance(node, ast.Lambda):
        inner = [node.args]
    for child in inner:
        yield from asked_once(child)


def clocks_asked_once(module: Module) -> list[str]:
    calls = asked_once(module.tree)
    return [module.place(node) for node in calls if ast.unparse(node.func).rpartition(".")[2] in CLOCKS]


def test_no_module_asks_the_clock_while_it_is_imported() -> None:
    """A server runs for months, and tests run while the night passes: what was today then is yesterday by now."""
    places = [place for module in modules("src", "tests", "benchmarks") for place in clocks_asked_once(module)]
    assert [place for place in places if place.partition(":")[0] not in ONE_MOMENT] == []


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("DAY = timezone.localdate()", ["1"]),
        ("class Day:\n    first = date.today()", ["2"]),
        ("@parametrize(now())\ndef test(day=now()): ...", ["1", "2"]),
        ("def day():\n    return now()", []),
        ("day = lambda: now()", []),
    ],
)
def test_what_is_asked_while_importing_is_found(source: str, lines: list[str]) -> None:
    module = Module(ROOT / "some.py", (), ast.parse(source))
    assert [place.rpartition(":")[2] for place in clocks_asked_once(module)] == lines


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
