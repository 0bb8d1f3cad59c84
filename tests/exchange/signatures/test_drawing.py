"""Drawn signatures: whatever is sent, the picture holds numbers alone, and is of a bounded size."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pulau.exchange.signatures.drawing import LARGEST, MOST_POINTS, StrokesRefused, read_strokes, svg_of

SAFE = re.compile(
    r'<svg xmlns="http://www\.w3\.org/2000/svg" viewBox="-?\d+ -?\d+ \d+ \d+"><path d="[ML\dh -]+" fill="none" '
    r'stroke="#12394b" stroke-width="\d+" stroke-linecap="round" stroke-linejoin="round"/></svg>'
)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=20,
)


def sent(strokes: object, w: object = 600, h: object = 200) -> bytes:
    return json.dumps({"w": w, "h": h, "strokes": strokes}).encode()


@given(st.binary(max_size=400) | ANYTHING.map(lambda told: json.dumps(told).encode()) | ANYTHING.map(sent))
def test_anything_is_refused_or_becomes_a_picture_of_numbers(content: bytes) -> None:
    try:
        drawing = read_strokes(content)
    except StrokesRefused:
        return
    assert SAFE.fullmatch(svg_of(drawing))


@given(
    st.lists(
        st.lists(st.tuples(st.integers(-9, 9_999), st.integers(-9, 9_999)), min_size=1, max_size=20),
        min_size=1,
        max_size=9,
    )
)
def test_points_outside_are_moved_to_the_edge_and_what_is_kept_reads_the_same(
    strokes: list[list[tuple[int, int]]],
) -> None:
    try:
        drawing = read_strokes(sent(strokes))
    except StrokesRefused as refused:
        assert refused.reason == "empty"  # noqa: PT017 - a dot in one place
        return
    assert all(0 <= x <= 600 and 0 <= y <= 200 for stroke in drawing.strokes for x, y in stroke)
    assert read_strokes(drawing.canonical) == drawing


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "unreadable"),
        (b"[" * 100_000, "unreadable"),
        (b" " * (LARGEST + 1), "too-much"),
        (sent([]), "empty"),
        (sent([[[5, 5], [6, 6]]]), "empty"),
        (sent([[[0, 0]] * (MOST_POINTS + 1)]), "too-much"),
        (sent([[[0, 0], [50, "50"]]]), "unreadable"),
        (sent([[[0, 0], [50.5, 50]]]), "unreadable"),
        (sent([[[0, 0], [True, 50]]]), "unreadable"),
        (sent([[[0, 0, 0], [50, 50]]]), "unreadable"),
        (sent([[[0, 0], [50, 50]]], w=0), "unreadable"),
        (sent([[[0, 0], [50, 50]]], w=99_999), "unreadable"),
        (sent(["<script>"]), "unreadable"),
    ],
)
def test_what_is_no_signature_says_why(content: bytes, reason: str) -> None:
    with pytest.raises(StrokesRefused, match=reason):
        read_strokes(content)
