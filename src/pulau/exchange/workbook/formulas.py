"""The live formulas: the same rules as `core.scoring`, written for a spreadsheet.

A value that is not there is a word (`belum`), which SUM and COUNT pass over. Gates compare figures rounded to
twelve decimals: binary sums of a worksheet are off by less than 5e-13, which rounding heals. It lifts no figure that
misses by more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pulau.core.regulation.model import Choice, Decrease, Part, Scale, Share
from pulau.core.scoring.answers import needed_inputs
from pulau.core.shared.numbers import print_exact
from pulau.exchange.workbook import layout as at
from pulau.exchange.workbook import marks

if TYPE_CHECKING:
    from collections.abc import Iterable
    from fractions import Fraction

    from pulau.exchange.workbook.layout import Band, Block, ItemRows

UNANSWERED: Final = "belum"
INCOMPLETE: Final = "lengkapi"
INVALID: Final = "periksa"
LEAVES_OUT: Final = f'UNANSWERED="{marks.LEAVE_OUT}"'
_DECIMALS: Final = 12


def number(row: int) -> str:
    """Turn the answer of a row into a number, also where it was typed as text with a point or a comma."""
    own = at.cell(row, at.ANSWER)
    as_text = f'_xlfn.NUMBERVALUE(SUBSTITUTE({own},",","."),"."," ")'
    return f'=IF(TRIM({own})="","",IF(ISNUMBER({own}),{own},IFERROR({as_text},"{INVALID}")))'


def value(rows: ItemRows) -> str:
    """The value 0..1 of an item, or the word that says why there is none."""
    match rows.item.answer:
        case Choice(values=options):
            return _choice(at.cell(rows.row, at.ANSWER), options.items())
        case Scale(maximum=maximum):
            return _scale(rows.row, maximum)
        case ratio:
            return _ratio(ratio, rows)


def weight(rows: ItemRows, block: Block) -> str:
    """The most an item gives: of a mean its share, which grows where unanswered items are left out."""
    if block.sub_area.part is Part.RESULT:
        return f"={print_exact(rows.item.weight)}"
    values = _values(block)
    own = at.cell(rows.row, at.VALUE)
    whole = print_exact(block.sub_area.weight)
    share = f"IF(COUNT({values})=0,{whole}/{len(block.items)},IF(ISNUMBER({own}),{whole}/COUNT({values}),0))"
    return f"=IF({LEAVES_OUT},{share},{whole}/{len(block.items)})"


def item_points(rows: ItemRows) -> str:
    """Value times weight; 0 where there is no value."""
    own = at.cell(rows.row, at.VALUE)
    return f"=IF(ISNUMBER({own}),{own}*{at.cell(rows.row, at.WEIGHT)},0)"


def sub_area_points(block: Block) -> str:
    """Mean times weight; of a result component the sum of its items."""
    if block.sub_area.part is Part.RESULT:
        return "=" + "+".join(at.cell(rows.row, at.POINTS) for rows in block.items)
    values = _values(block)
    size = f"IF({LEAVES_OUT},MAX(1,COUNT({values})),{len(block.items)})"
    return f"={print_exact(block.sub_area.weight)}*SUM({values})/{size}"


def band_points(band: Band) -> str:
    """Sum of the sub-areas of a half."""
    return "=" + "+".join(at.cell(block.row, at.POINTS) for block in band.blocks)


def percent(points: str, weight_: str) -> str:
    """100 × points / weight, of the unrounded points."""
    return f"=100*{points}/{weight_}"


def meets(actual: str, minimum: Fraction) -> str:
    """Whether a figure reaches a minimum."""
    return f"ROUND({actual},{_DECIMALS})>={print_exact(minimum)}"


def shortfall(actual: str, minimum: Fraction) -> str:
    """How much is missing; 0 when met."""
    return f"=IF({meets(actual, minimum)},0,{print_exact(minimum)}-{actual})"


def _values(block: Block) -> str:
    return f"{at.cell(block.row + 1, at.VALUE)}:{at.cell(block.last, at.VALUE)}"


def _choice(own: str, options: Iterable[tuple[str, Fraction]]) -> str:
    tests = [f'IF(TRIM({own})="{_quoted(key)}",{print_exact(points)},' for key, points in options]
    return f'=IF(TRIM({own})="","{UNANSWERED}",{"".join(tests)}"{INVALID}"{")" * len(tests)})'


def _scale(row: int, maximum: Fraction) -> str:
    own, most = at.cell(row, at.NUMBER), print_exact(maximum)
    checked = f'IF(AND(ISNUMBER({own}),{own}>=0,{own}<={most}),{own}/{most},"{INVALID}")'
    return f'=IF(TRIM({at.cell(row, at.ANSWER)})="","{UNANSWERED}",{checked})'


def _ratio(ratio: Share | Decrease, rows: ItemRows) -> str:
    typed = _span(rows, at.ANSWER)
    numbers = _span(rows, at.NUMBER)
    needed = [at.cell(rows.inputs[key], at.NUMBER) for key in needed_inputs(ratio)]
    wrong = f"OR(COUNT({numbers})<>COUNTA({typed}),MIN({numbers})<0,SUM({numbers})<>INT(SUM({numbers})))"
    complete = f'IF(COUNT({",".join(needed)})<{len(needed)},"{INCOMPLETE}",{_fraction(ratio, rows)})'
    return f'=IF(COUNTA({typed})=0,"{UNANSWERED}",IF({wrong},"{INVALID}",{complete}))'


def _fraction(ratio: Share | Decrease, rows: ItemRows) -> str:
    def count(key: str) -> str:
        return at.cell(rows.inputs[key], at.NUMBER)

    zero = print_exact(ratio.zero.value)
    if isinstance(ratio, Share):
        due = f"({'+'.join(count(key) for key in ratio.due)})"
        return f"IF({due}=0,{zero},MIN({count(ratio.done)},{due})/{due})"
    before, now = count(ratio.before), count(ratio.now)
    policy = f"IF({now}=0,{zero},{print_exact(ratio.zero.value_if_now)})"
    return f"IF({before}=0,{policy},MAX({before}-{now},0)/{before})"


def _span(rows: ItemRows, column: int) -> str:
    lines = tuple(rows.inputs.values())
    return f"{at.cell(lines[0], column)}:{at.cell(lines[-1], column)}"


def _quoted(text: str) -> str:
    return text.replace('"', '""')
