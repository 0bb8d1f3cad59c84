"""What the loader refuses in a file before it looks at the law."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pulau.core.regulation.parse import parse_pack
from pulau.core.regulation.source import parse_source
from pulau.core.shared.problems import BadInput, Problem
from tests.core.packs import TINY, reader
from tests.core.refusals import refusal


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("id: [tiny\n", "pack-not-yaml", "p.yaml:2"),
        ("id: 1\n  x: 2", "pack-not-yaml", "p.yaml:2"),
        ("id: 'tiny", "pack-not-yaml", "p.yaml:1"),
        ("a: 1\n---\nb: 2\n", "pack-not-yaml", "p.yaml:2"),
        ("a: \x00", "pack-not-yaml", "p.yaml"),
        ("", "pack-empty", "p.yaml"),
        ("# nothing\n", "pack-empty", "p.yaml"),
        ("a: &x 1\nb: *x\n", "pack-alias", "p.yaml:2"),
        ("a: &x [*x]\n", "pack-alias", "p.yaml:1"),
        ("a:\n" + "".join(" " * n + "a:\n" for n in range(1, 40)), "pack-too-deep", "p.yaml:21"),
        ("[" * 100_000, "pack-too-deep", "p.yaml:1"),
        ("{a: " * 50 + "}" * 50, "pack-too-deep", "p.yaml:1"),
    ],
)
def test_a_file_that_is_no_plain_yaml_is_refused(text: str, code: str, place: str) -> None:
    with pytest.raises(BadInput) as caught:
        parse_source(text, "p.yaml")
    (problem,) = caught.value.problems
    assert (problem.code, problem.place) == (code, place)
    assert code != "pack-not-yaml" or dict(problem.params)["reason"]


def test_twenty_levels_are_still_read() -> None:
    assert parse_source("[" * 20 + "]" * 20, "p.yaml").sequence()[0].path == "[0]"


@pytest.mark.parametrize("text", ["- 1\n", "plain", "1"])
def test_a_pack_is_a_mapping(text: str) -> None:
    assert refusal(text) == Problem.of("pack-wrong-kind", "tiny.yaml:1", expected="mapping")


@pytest.mark.parametrize("text", ["? [a, b]\n: 1\n", "? {a: 1}\n: 1\n"])
def test_keys_are_plain_text(text: str) -> None:
    assert refusal(text).code == "pack-unknown-key"


@given(st.text(alphabet=st.sampled_from("ab:-[]{}&*!|>'\"#, \n01\t"), max_size=60))
def test_nothing_but_bad_input_comes_of_a_strange_file(text: str) -> None:
    with pytest.raises(BadInput):
        parse_pack("tiny", reader({"tiny": text}))


@given(st.integers(0, len(TINY) - 1), st.integers(1, 40), st.text(max_size=3))
def test_a_damaged_pack_loads_or_is_refused(start: int, length: int, put: str) -> None:
    text = TINY[:start] + put + TINY[start + length :]
    try:
        pack = parse_pack("tiny", reader({"tiny": text}))
    except BadInput as error:
        assert all(problem.code.startswith(("pack-", "unknown-")) for problem in error.problems)  # noqa: PT017 - or it loads
    else:
        assert pack.id == "tiny"
