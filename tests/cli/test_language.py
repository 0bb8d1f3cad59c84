"""The language of the command line, and how bad input is said."""

from __future__ import annotations

import pytest
import typer

from pulau.cli.failing import bad_input_said
from pulau.cli.language import Language, default_language
from pulau.core.shared.problems import BadInput, Problem


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({}, Language.ID),
        ({"PULAU_LANGUAGE": "en"}, Language.EN),
        ({"PULAU_LANGUAGE": "id", "LANG": "en_GB.UTF-8"}, Language.ID),
        ({"LANG": "en_GB.UTF-8"}, Language.EN),
        ({"LANG": "id_ID.UTF-8"}, Language.ID),
        ({"LANG": "C.UTF-8"}, Language.ID),
        ({"LANG": "nl_NL.UTF-8"}, Language.ID),
        ({"LANG": "id_ID.UTF-8", "LC_ALL": "en_US.UTF-8"}, Language.EN),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "id_ID.UTF-8"}, Language.ID),
    ],
)
def test_the_language_is_pulaus_own_setting_then_the_systems_then_indonesian(
    variables: dict[str, str], expected: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("PULAU_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert default_language() is expected


def test_bad_input_is_said_on_stderr_problem_by_problem_and_ends_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(typer.Exit) as left, bad_input_said("en", "lke.json"):
        raise BadInput([Problem.of("missing-key", "answers"), Problem.of("missing-key", "regulation")])
    said = capsys.readouterr()
    assert left.value.exit_code == 2
    assert said.out == ""
    assert [line.split(":")[:3] for line in said.err.splitlines()] == [
        ["pulau", " lke.json", " answers"],
        ["pulau", " lke.json", " regulation"],
    ]
