from __future__ import annotations

from pulau.core.shared.problems import BadInput, Problem


def test_a_problem_keeps_its_values_as_text_in_order() -> None:
    problem = Problem.of("out-of-scale", "H1.a", value=4.5, maximum=4)
    assert problem == Problem("out-of-scale", "H1.a", (("value", "4.5"), ("maximum", "4")))


def test_bad_input_lists_all_that_was_found() -> None:
    error = BadInput([Problem.of("unknown-item", "X"), Problem.of("pack-empty")])
    assert [problem.code for problem in error.problems] == ["unknown-item", "pack-empty"]
    assert str(error) == "unknown-item at X; pack-empty"


def test_bad_input_may_have_one_cause() -> None:
    error = BadInput.because("negative-count", "R1.a.x", value=-1)
    assert error.problems == (Problem("negative-count", "R1.a.x", (("value", "-1"),)),)
    assert BadInput.because("pack-empty").problems == (Problem("pack-empty"),)
