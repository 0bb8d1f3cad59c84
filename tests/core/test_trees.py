"""Trees by parents: circles with their way, what lies below, and an order with parents first."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pulau.core.shared.trees import below, circles, depths

TREE = {"a": None, "b": "a", "c": "b", "d": None}
NODES = st.integers(0, 12)
GRAPHS = st.dictionaries(NODES, st.none() | st.integers(0, 15))


def test_a_tree_has_no_circles() -> None:
    assert circles(TREE) == {}


def test_each_member_of_a_circle_is_told_its_own_way_round() -> None:
    found = circles({"a": "c", "b": "a", "c": "b", "d": "a", "e": "e"})
    assert found["a"] == ("a", "c", "b", "a")
    assert found["e"] == ("e", "e")
    assert set(found) == {"a", "b", "c", "e"}


def test_depths_put_parents_first_whatever_the_order() -> None:
    assert depths({"c": "b", "b": "a", "a": None}) == {"c": 2, "b": 1, "a": 0}
    assert depths({"x": "elsewhere"}) == {"x": 0}


def test_below_finds_what_hangs_on_a_node_at_any_depth() -> None:
    assert below(TREE, {"a": None}) == {"b", "c"}
    assert below({"b": "gone", "c": "b"}, {"gone": None}) == {"b", "c"}


@given(GRAPHS)
def test_a_node_is_in_a_circle_exactly_if_it_comes_back_to_itself(parents: dict[int, int | None]) -> None:
    def comes_back(start: int) -> bool:
        node: int | None = start
        for _ in range(len(parents)):
            node = parents.get(node) if node is not None else None
            if node == start:
                return True
        return False

    assert set(circles(parents)) == {node for node in parents if comes_back(node)}


@given(GRAPHS)
def test_without_the_circles_every_parent_stands_higher(parents: dict[int, int | None]) -> None:
    rings = circles(parents)
    rest = {node: parent for node, parent in parents.items() if node not in rings}
    found = depths(rest)
    assert set(found) == set(rest)
    assert all(found[node] == found[parent] + 1 for node, parent in rest.items() if parent in rest)
