"""The source as syntax trees, read once for all architecture tests."""

from __future__ import annotations

import ast
import functools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pulau.cli.collecting import without_collecting

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "pulau"

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    path: Path
    lines: tuple[str, ...]
    tree: ast.Module

    @functools.cached_property
    def name(self) -> str:
        return ".".join(self.path.relative_to(PACKAGE.parent).with_suffix("").parts)

    def place(self, node: ast.stmt | ast.expr | ast.excepthandler) -> str:
        return f"{self.path.relative_to(ROOT)}:{node.lineno}"

    @functools.cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """All of the tree, walked once: half of the tests here ask it of the whole source."""
        return tuple(ast.walk(self.tree))

    def functions(self) -> Iterator[Function]:
        return (node for node in self.nodes if isinstance(node, Function))


@functools.cache
def modules(*folders: str) -> tuple[Module, ...]:
    """All modules below the folders (relative to the root), migrations left out: those are generated."""
    paths = sorted(
        path for folder in folders for path in (ROOT / folder).rglob("*.py") if "migrations" not in path.parts
    )
    with without_collecting():
        return tuple(_read(path) for path in paths)


@functools.cache
def _read(path: Path) -> Module:
    text = path.read_text(encoding="utf-8")
    return Module(path, tuple(text.splitlines()), ast.parse(text, str(path)))
