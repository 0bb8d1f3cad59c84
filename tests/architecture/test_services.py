"""Every service writes a journal entry, in one transaction, and is told who acts and when."""

from __future__ import annotations

import ast
import functools

from tests.architecture.source import Function, Module, modules

WRITES = {"journal.record", "journal.record_many"}
JOURNAL_ITSELF = "pulau.foundation.journal.services"


def services_of(module: Module) -> dict[str, Function]:
    return {node.name: node for node in module.tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}


def is_service_module(module: Module) -> bool:
    parts = module.name.split(".")
    return parts[1] in {"apps", "foundation"} and "services" in parts[3:5] and module.name != JOURNAL_ITSELF


@functools.cache
def service_modules() -> tuple[Module, ...]:
    return tuple(module for module in modules("src") if is_service_module(module))


def calls(function: Function) -> set[str]:
    return {ast.unparse(node.func) for node in ast.walk(function) if isinstance(node, ast.Call)}


def journals(name: str, functions: dict[str, Function], seen: frozenset[str] = frozenset()) -> bool:
    """Whether the function writes an entry or many, itself or by a function among `functions`."""
    if name in seen or name not in functions:
        return False
    names = calls(functions[name])
    return bool(names & WRITES) or any(journals(other, functions, seen | {name}) for other in names)


def public_services() -> list[tuple[Module, str]]:
    return [(module, name) for module in service_modules() for name in services_of(module) if not name.startswith("_")]


def within_reach(module: Module) -> dict[str, Function]:
    """The functions of a module of services, and those of the modules of services from which it imports one."""
    wanted = {
        (node.module, alias.name)
        for node in module.tree.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    met = [other for other in service_modules() if any((other.name, name) in wanted for name in services_of(other))]
    found = {name: each for other in met for name, each in services_of(other).items()}
    return found | services_of(module)


def test_every_service_writes_a_journal_entry() -> None:
    assert public_services(), "the walk has lost its way"
    assert [f"{m.name}.{name}" for m, name in public_services() if not journals(name, within_reach(m))] == []


def test_every_service_is_one_transaction() -> None:
    wrong = [
        f"{module.name}.{name}"
        for module, name in public_services()
        if "transaction.atomic" not in map(ast.unparse, services_of(module)[name].decorator_list)
    ]
    assert wrong == []


def test_every_service_is_told_the_time_and_takes_its_facts_by_name() -> None:
    wrong = [
        f"{module.name}.{name}"
        for module, name in public_services()
        if (arguments := services_of(module)[name].args).args or "now" not in {a.arg for a in arguments.kwonlyargs}
    ]
    assert wrong == []
