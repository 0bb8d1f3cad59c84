"""Every code that the source raises has its sentence in both languages, with all values that the sentence needs."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

import pulau
from pulau.core.shared.problems import BadInput, Problem
from pulau.exchange.differences import UNKNOWN
from pulau.exchange.messages import CATALOGUE, LANGUAGES, Message, sentence, sentence_of, sentences
from pulau.exchange.ministry import figures

SOURCE = Path(pulau.__file__).parent
MAKERS = {("Problem", "of"), ("BadInput", "because"), ("Finding", "of")}
METHODS = {"refuse", "notice", "_notice"}
"""Calls whose first argument is a code; the values of the sentence are keywords. Methods know their own place."""


@dataclass(frozen=True)
class Use:
    """A place in the source that makes a problem, finding or warning; `values` None where they are not written out."""

    code: str
    values: frozenset[str] | None
    place: str


def literals(node: ast.expr) -> list[str]:
    """The texts an expression can be: a literal, or either branch of a choice."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        return [*literals(node.body), *literals(node.orelse)]
    return []


def codes_in(call: ast.Call, scope: ast.AST, module: ast.Module) -> list[str]:
    """The codes of a call; a name is followed to what its function, or else its module, assigns to it."""
    first = call.args[0]
    if not isinstance(first, ast.Name):
        return literals(first)
    return assigned(first.id, ast.walk(scope)) or assigned(first.id, module.body)


def assigned(name: str, nodes: Iterable[ast.AST]) -> list[str]:
    found = []
    for node in nodes:
        targets = (
            node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        )
        if isinstance(node, ast.Assign | ast.AnnAssign) and any(
            isinstance(t, ast.Name) and t.id == name for t in targets
        ):
            found += literals(node.value) if node.value else []
    return found


def makes(call: ast.Call) -> bool:
    match call.func:
        case ast.Attribute(value=ast.Name(id=owner), attr=method):
            return (owner, method) in MAKERS or method in METHODS
        case ast.Attribute(attr=method):
            return method in METHODS
        case ast.Name(id=name):
            return name == "Caution"
        case _:
            return False


def values_of(call: ast.Call) -> frozenset[str] | None:
    """The names of the values that a call gives; None where they are passed on from elsewhere."""
    if isinstance(call.func, ast.Name):
        pairs = call.args[2] if len(call.args) > 2 else ast.Tuple([])
        written = [e.elts[0] for e in pairs.elts if isinstance(e, ast.Tuple)] if isinstance(pairs, ast.Tuple) else []
        return frozenset(e.value for e in written if isinstance(e, ast.Constant) and isinstance(e.value, str))
    if any(keyword.arg is None for keyword in call.keywords):
        return None
    return frozenset(keyword.arg for keyword in call.keywords if keyword.arg and keyword.arg != "place")


def uses() -> list[Use]:
    found = []
    for path in sorted(SOURCE.rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        scopes = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
        for scope in scopes:
            for node in ast.walk(scope):
                if isinstance(node, ast.Call) and node.args and makes(node):
                    place = f"{path.relative_to(SOURCE)}:{node.lineno}"
                    found += [Use(code, values_of(node), place) for code in codes_in(node, scope, tree)]
    return found


def causes() -> list[Use]:
    """The codes of known causes for a figure that differs: constants, and sentences without values."""
    texts = {name: value for name, value in vars(figures).items() if isinstance(value, str)}
    constants = {name: value for name, value in texts.items() if value.startswith("form-")}
    found = [Use(code, frozenset(), f"exchange/ministry/figures.py {name}") for name, code in constants.items()]
    return [*found, Use(UNKNOWN, frozenset(), "exchange/differences.py UNKNOWN")]


@cache
def all_uses() -> list[Use]:
    return [*uses(), *causes()]


def placeholders(message: Message) -> set[str]:
    texts = [text for language in LANGUAGES for text in message.texts(language)]
    return {name for text in texts for _, name, _, _ in string.Formatter().parse(text) if name}


def test_the_search_finds_codes_of_every_kind() -> None:
    found = {use.code for use in all_uses()}
    assert found >= {"unknown-item", "pack-no-citation", "capped-ratio", "not-a-number", "fractional-count"}
    assert found >= {"number-as-text", "form-lhkasn-ignored"}


def test_every_code_in_use_has_a_message() -> None:
    assert sorted({f"{use.place} {use.code}" for use in all_uses() if use.code not in CATALOGUE}) == []


def test_no_message_is_unused() -> None:
    assert sorted(set(CATALOGUE) - {use.code for use in all_uses()}) == []


def test_every_value_of_a_sentence_is_given_where_its_code_is_used() -> None:
    missing = [
        f"{use.place} {use.code}: {', '.join(sorted(placeholders(CATALOGUE[use.code]) - use.values))}"
        for use in all_uses()
        if use.code in CATALOGUE and use.values is not None and not placeholders(CATALOGUE[use.code]) <= use.values
    ]
    assert missing == []


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_a_message_says_the_same_in_both_languages(code: str) -> None:
    message = CATALOGUE[code]
    for left, right in zip(message.texts("id"), message.texts("en"), strict=True):
        assert bool(left) == bool(right)
        assert placeholders(Message((left, ""), ("", ""))) == placeholders(Message((right, ""), ("", "")))
    reason, remedy = message.texts("id")
    assert reason.endswith(".")
    assert not remedy or remedy.endswith(".")
    assert message.texts("id") != message.texts("en")


def test_a_sentence_has_its_place_before_it_and_its_remedy_after() -> None:
    problem = Problem.of("missing-input", "R1.i.a.jumlah_agen")
    assert sentence_of(problem, "en") == (
        "R1.i.a.jumlah_agen: The formula needs this count, but it is blank. Enter a whole number; 0 if there are none."
    )


def test_a_problem_without_a_place_begins_with_its_reason() -> None:
    assert sentence_of(Problem.of("text-expected"), "id").startswith("Di sini dibutuhkan teks.")


def test_every_problem_of_an_error_is_said() -> None:
    error = BadInput([Problem.of("missing-key", "a"), Problem.of("missing-key", "b")])
    assert [text.split(":")[0] for text in sentences(error, "id")] == ["a", "b"]


def test_values_are_put_into_the_sentence() -> None:
    assert "“x,y”" in sentence("not-a-number", [("value", "x,y")], "id")
