"""Answers as somebody might type them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pulau.core.regulation.model import Choice, Scale, Share
from pulau.core.shared.numbers import print_exact

if TYPE_CHECKING:
    from random import Random

    from pulau.core.regulation.model import Item

_COUNT = 10


def invented_value(item: Item, random: Random, *, good: bool) -> Any:  # noqa: ANN401 - an answer as it is typed
    """Return an answer to an item: mostly the best one where `good`, else about as often any other."""
    best = random.random() < (0.97 if good else 0.5)
    kind = item.answer
    if isinstance(kind, Choice):
        return next(iter(kind.values)) if best else random.choice(list(kind.values))
    if isinstance(kind, Scale):
        share = kind.maximum if best else kind.maximum * 6 / 10
        return print_exact(share)
    if isinstance(kind, Share):
        done = _COUNT if best else random.randrange(_COUNT)
        return {name: done if name == kind.done else _COUNT for name in kind.inputs}
    return {name: _COUNT if name != kind.now else (0 if best else random.randrange(_COUNT)) for name in kind.inputs}
