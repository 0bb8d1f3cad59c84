"""Charts as plain values that know their own geometry; components (`<c-bars>`, `<c-tile-map>` …) draw them as SVG.

Every chart has a `table` with the same figures, and those that are pictures have their `words` too. Figures are exact
(`Decimal`, `Fraction`, `int`); a binary float is refused. None means that there is no figure, and says why.
"""

from pulau.foundation.ui.charts.bars import Bar, Bars, bars_table
from pulau.foundation.ui.charts.funnel import Funnel, Step
from pulau.foundation.ui.charts.lines import Lines, Point, Series
from pulau.foundation.ui.charts.rows import Dot, Dots, Row, Rows, Tick
from pulau.foundation.ui.charts.table import NO_DATA, ChartTable, Unit
from pulau.foundation.ui.charts.tiles import Tile, TileMap, bounds_for, tile_map

__all__ = [
    "NO_DATA",
    "Bar",
    "Bars",
    "ChartTable",
    "Dot",
    "Dots",
    "Funnel",
    "Lines",
    "Point",
    "Row",
    "Rows",
    "Series",
    "Step",
    "Tick",
    "Tile",
    "TileMap",
    "Unit",
    "bars_table",
    "bounds_for",
    "tile_map",
]
