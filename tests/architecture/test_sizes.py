"""The walls of DESIGN.md §7."""

from __future__ import annotations

import ast

from tests.architecture.source import Module, modules

FILE_WALL = 400
FUNCTION_WALL = 60
CLASS_WALL = 250
ALONE = {"pulau_verify.py": 1_600}
"""The public verifier is downloaded and run as one file (a second has the sums of scores); a reader audits it whole."""


def length(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def too_long(module: Module) -> list[str]:
    found = [
        f"{module.place(node)} {node.name}: {length(node)} lines"
        for node in module.nodes
        if (isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and length(node) > FUNCTION_WALL)
        or (isinstance(node, ast.ClassDef) and length(node) > CLASS_WALL)
    ]
    if len(module.lines) > ALONE.get(module.path.name, FILE_WALL):
        found.append(f"{module.path.name}: {len(module.lines)} lines")
    return found


def test_no_file_function_or_class_is_over_its_wall() -> None:
    every = modules("src", "tests", "benchmarks", "tools")
    assert len(every) > 50, "the walk has lost its way"
    assert [line for module in every for line in too_long(module)] == []
