"""Carry answers over to another regulation: what has a place there goes along, what has none is left out and named."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from pulau.core.scoring.answers import Answers, plain, take_answer
from pulau.core.shared.problems import BadInput

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pulau.core.regulation.model import Pack
    from pulau.core.scoring.answers import Answer


class LeftOut(StrEnum):
    """Why an answer was left out: the regulation has no such item, or its item does not take this answer."""

    NO_ITEM = "no-item"
    NOT_TAKEN = "not-taken"


@dataclass(frozen=True, slots=True)
class CarriedAnswers:
    """Answers under another pack.

    `left_out` maps the items whose answers did not go along to why, in the order of the answers; `open` lists the
    items of that pack that are left without an answer, in the order of the law.
    """

    answers: Answers
    left_out: Mapping[str, LeftOut]
    open: tuple[str, ...]


def carry_answers(answers: Answers, pack: Pack) -> CarriedAnswers:
    """Take answers over into a pack; an item is the same where its id is."""
    taken: dict[str, Answer] = {}
    left_out: dict[str, LeftOut] = {}
    for item_id, answer in answers.values.items():
        item = pack.items.get(item_id)
        if item is None:
            left_out[item_id] = LeftOut.NO_ITEM
            continue
        try:
            taken[item_id] = take_answer(item, plain(answer))
        except BadInput:
            left_out[item_id] = LeftOut.NOT_TAKEN
    in_order = {item_id: taken[item_id] for item_id in pack.items if item_id in taken}
    return CarriedAnswers(
        answers=Answers(pack.id, MappingProxyType(in_order)),
        left_out=MappingProxyType(left_out),
        open=tuple(item_id for item_id in pack.items if item_id not in taken),
    )


def carried_title(prior_title: str | None, pack: Pack) -> str | None:
    """Return the title held, where the pack knows it."""
    return prior_title if prior_title in pack.titles else None
