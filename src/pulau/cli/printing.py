"""Tables and lines on the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_NARROW = 100


def console() -> Console:
    """Return the console of stdout; piped output is as wide as a table needs, without colours or markup."""
    plain = Console(highlight=False, markup=False)
    return plain if plain.is_terminal else Console(highlight=False, markup=False, width=max(plain.width, _NARROW))


def print_table(
    title: str, headings: Sequence[str], rows: Iterable[Sequence[str]], *, right: Sequence[int] = ()
) -> None:
    """Print a table; the columns at the positions `right` hold figures and are set right."""
    table = Table(title=title, title_justify="left", title_style="bold", box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for position, heading in enumerate(headings):
        table.add_column(heading, justify="right" if position in right else "left", no_wrap=position in right)
    for row in rows:
        table.add_row(*row)
    out = console()
    out.print()
    out.print(table)


def print_lines(lines: Iterable[str]) -> None:
    """Print lines as they are."""
    out = console()
    for line in lines:
        out.print(line, soft_wrap=True)
