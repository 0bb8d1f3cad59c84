"""Where imports stand, and which ones apps may have of each other; the rest is import-linter's (pyproject.toml)."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.architecture.source import PACKAGE, Module, modules

CAPABILITIES = (
    *("agencies", "people", "regulations", "transparency", "evidence", "signing", "declarations", "programme"),
    *("services", "surveys", "complaints", "gifts", "worksheets", "zone_areas", "assessments", "proposals", "visits"),
    *("panels", "reports", "outcomes", "remediation", "companions", "rehearsal"),
    *("publication", "editorial", "opendata", "analytics", "portal"),
)


def imported(node: ast.AST) -> list[str]:
    """Every name under which something is imported: `from a.b import c` gives both a.b and a.b.c."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module:
        return [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    return []


def hidden_without_reason(module: Module) -> Iterator[str]:
    for function in module.functions():
        for node in ast.walk(function):
            if not isinstance(node, ast.Import | ast.ImportFrom):
                continue
            line, above = module.lines[node.lineno - 1], module.lines[node.lineno - 2]
            reason = line.partition("#")[2].replace("noqa: PLC0415", "").strip(" -")
            if not reason and not above.strip().startswith("#"):
                yield module.place(node)


def test_an_import_inside_a_function_gives_its_reason() -> None:
    assert [place for module in modules("src") for place in hidden_without_reason(module)] == []


def foreign_imports(module: Module) -> Iterator[tuple[str, str, str]]:
    """Imports of one app by another, as (place, own app, imported name)."""
    parts = module.path.relative_to(PACKAGE).parts
    if parts[0] != "apps" or len(parts) < 3:
        return
    for node in module.nodes:
        for name in imported(node):
            other = name.split(".")
            if other[:2] == ["pulau", "apps"] and len(other) > 2 and other[2] != parts[1]:
                assert isinstance(node, ast.stmt)
                yield module.place(node), parts[1], name


def test_an_app_imports_only_contracts_of_apps_to_its_left() -> None:
    wrong = [
        f"{place}: {app} imports {name}"
        for module in modules("src/pulau/apps")
        for place, app, name in foreign_imports(module)
        if name.split(".")[3:4] != ["contract"] or CAPABILITIES.index(name.split(".")[2]) >= CAPABILITIES.index(app)
    ]
    assert wrong == []


def test_every_app_has_its_place_in_the_order_of_capabilities() -> None:
    apps = {path.name for path in (PACKAGE / "apps").iterdir() if (path / "__init__.py").is_file()}
    assert apps - set(CAPABILITIES) - {"whistleblowing"} == set()


def test_a_contract_only_re_exports() -> None:
    allowed = ast.Import | ast.ImportFrom | ast.Expr | ast.Assign
    wrong = [
        module.place(node)
        for module in modules("src/pulau/apps")
        if module.path.name == "contract.py"
        for node in module.tree.body
        if not isinstance(node, allowed)
    ]
    assert wrong == []


def test_whistleblowing_is_imported_by_config_alone() -> None:
    wrong = [
        module.name
        for module in modules("src")
        if not module.name.startswith(("pulau.config", "pulau.apps.whistleblowing"))
        and any(name.startswith("pulau.apps.whistleblowing") for node in module.nodes for name in imported(node))
    ]
    assert wrong == []


BACKDATING = "stamped_then"
DEMO_ALONE = ("pulau.apps.declarations.demo_ceremonies.", "pulau.apps.signing.provider", "pulau.apps.signing.contract",
              "pulau.apps.rehearsal.demo_season.")  # fmt: skip


def test_only_the_demo_lets_timestamps_say_a_day_gone_by() -> None:
    naming = {module.name for module in modules("src") if BACKDATING in "\n".join(module.lines)}
    assert naming, "the walk has lost its way"
    assert {name for name in naming if not name.startswith(DEMO_ALONE)} == set()


def test_the_demo_is_loaded_by_its_command_alone() -> None:
    """Nothing that a request or a job runs leads to what signs an invented past."""
    ways = ("demo_ceremonies", "load_demo_ceremonies", "demo_house.load", "demo_season.load")
    allowed = ("pulau.apps.declarations.demo_ceremonies.", "pulau.apps.declarations.contract",
               "pulau.apps.worksheets.demo_house.", "pulau.apps.worksheets.management.commands.demo_load",
               "pulau.apps.rehearsal.apps")  # fmt: skip
    leading = {
        module.name
        for module in modules("src")
        for node in module.nodes
        for name in imported(node)
        if any(way in name for way in ways)
    }
    assert leading, "the walk has lost its way"
    assert {name for name in leading if not name.startswith(allowed)} == set()
