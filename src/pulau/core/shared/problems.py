"""Problems of an input, as facts: what is wrong, where, and with which values.

The sentences a person reads are made from them elsewhere, in the person's language, so that the page, the API
and the command line say the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with an input.

    `code` names the kind (`unknown-item`), `place` says where (an item id, a cell, `pack.yaml:12 items.P1.i.a`),
    `params` are the values that the sentence needs.
    """

    code: str
    place: str = ""
    params: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, code: str, place: str = "", **params: object) -> Problem:
        """Make a problem; parameters are kept as text, in the order given."""
        return cls(code, place, tuple((key, str(value)) for key, value in params.items()))


class BadInput(Exception):  # noqa: N818 - a fact, as every error of this project
    """An input that cannot be taken; `problems` lists all that was found, at least one."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems in the order found."""
        self.problems = tuple(problems)
        super().__init__("; ".join(f"{p.code} at {p.place}" if p.place else p.code for p in self.problems))

    @classmethod
    def because(cls, code: str, place: str = "", **params: object) -> BadInput:
        """Make the error from one problem."""
        return cls([Problem.of(code, place, **params)])
