"""What is asked for with a calibration set, and why it is refused."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from pulau.core.regulation.model import Choice
from pulau.exchange.packs import available, load_pack

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pulau.exchange.calibration import Told

LONGEST_NAME: Final = 160
LONGEST_CASE: Final = 2_000
MOST_ITEMS: Final = 40


class CalibrationRefused(Exception):  # noqa: N818 - a fact, as every error of this project
    """Something of a set or of its answers is not as it must be: `code` says what, `position` in which row (0: all)."""

    def __init__(self, code: str, position: int = 0) -> None:
        """Keep both."""
        self.code, self.position = code, position
        super().__init__(f"{code} {position}")


class CalibrationOver(Exception):  # noqa: N818 - a fact
    """The set is closed, or was answered by this person already."""


class CalibrationOwn(Exception):  # noqa: N818 - a fact
    """Who made a set knows what is expected, and does not score it."""


@dataclass(frozen=True, slots=True)
class CalibrationWish:
    """A set as it is to be opened; it closes after `due_on` (None: not understood) by itself."""

    name: str
    regulation: str
    due_on: date | None
    items: tuple[Told, ...]


def forms_with_choices() -> tuple[str, ...]:
    """Return the regulations whose items can be told of, newest first."""
    return tuple(pack for pack in available() if load_pack(pack).worksheet)


def options_of(regulation: str, item: str) -> tuple[str, ...]:
    """Return the options of an item, best first; none for an item that is unknown or no choice."""
    found = load_pack(regulation).items.get(item)
    return tuple(found.answer.values) if found is not None and isinstance(found.answer, Choice) else ()


def check_wish(wish: CalibrationWish, today: date) -> None:
    """Raise CalibrationRefused for what a set must not be."""
    if not wish.name.strip() or len(wish.name) > LONGEST_NAME or not wish.name.isprintable():
        raise CalibrationRefused("name")
    if wish.regulation not in forms_with_choices():
        raise CalibrationRefused("regulation")
    if wish.due_on is None or wish.due_on < today:
        raise CalibrationRefused("due")
    if not 1 <= len(wish.items) <= MOST_ITEMS:
        raise CalibrationRefused("items")
    for position, told in enumerate(wish.items, 1):
        options = options_of(wish.regulation, told.item)
        if not options:
            raise CalibrationRefused("item", position)
        if not told.case.strip() or len(told.case) > LONGEST_CASE:
            raise CalibrationRefused("case", position)
        if told.expected not in ("", *options):
            raise CalibrationRefused("expected", position)


def check_values(regulation: str, items: Sequence[str], values: Sequence[str]) -> None:
    """Raise CalibrationRefused for answers that are missing or no option of their item."""
    if len(values) != len(items):
        raise CalibrationRefused("items")
    for position, (item, value) in enumerate(zip(items, values, strict=True), 1):
        if value not in options_of(regulation, item):
            raise CalibrationRefused("value", position)
