"""How many leaves of each kind the log has: counted from the tree, as anybody could, and from where it ended last."""

from __future__ import annotations

from collections import Counter
from typing import Final

from pulau.apps.transparency import places
from pulau.apps.transparency.models import KindFigures, LogState
from pulau.core.log.entries import read_leaf
from pulau.exchange.log.reading import leaves_between

MOST: Final = 50_000
"""Leaves of one run: some seconds."""


def count_kinds(most: int = MOST) -> int:
    """Count on, at most so many leaves; returns how many. Raises FileMissing, TileRefused, OSError."""
    state = LogState.objects.first()
    figures, _made = KindFigures.objects.get_or_create(one=1)
    begun, size = figures.size, state.size if state else 0
    if size <= begun:
        return 0
    until = min(size, begun + most)
    counts = Counter(figures.counts)
    counts.update(read_leaf(leaf).type for leaf in leaves_between(places.tree_store(), size, begun, until))
    figures.size, figures.counts = until, dict(counts)
    figures.save(update_fields=["size", "counts"])
    return until - begun
