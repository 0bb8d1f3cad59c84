"""How the workbook looks: the brand's palette on the formats of a spreadsheet, and paper set up to be printed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from pulau.core.regulation.model import Pack

SEA: Final = "#0B5D6B"
DEEP: Final = "#12394B"
GROUND: Final = "#F4F6F3"
PAPER: Final = "#FFFFFF"
TEXT: Final = "#22302F"
MUTED: Final = "#5B6867"
LINE: Final = "#D3DAD8"
SHALLOW: Final = "#DDEAEB"
SAND: Final = "#8A6420"
SAND_TINT: Final = "#FBF3E4"
GOOD: Final = "#1B6B2F"
BAD: Final = "#A8271C"
ON_DEEP: Final = "#CBD7DB"

FONT: Final = "Calibri"
A4: Final = 9
POINTS: Final = "0.00_-"
PERCENT: Final = '0.00"%"_-'
WHOLE: Final = "0_-"
SHORT: Final = '[=0]"–"_-;[<0.005]0.0000########_-;0.00_-'

_BASE: Final[Mapping[str, object]] = {
    "font_name": FONT, "font_size": 10, "font_color": TEXT, "align": "left", "valign": "vcenter",
}  # fmt: skip
_LINED: Final = {"border": 1, "border_color": LINE, "indent": 1}
_TOP: Final = {**_LINED, "valign": "top"}
_INPUT: Final = {**_LINED, "bg_color": PAPER, "border_color": SEA, "locked": False, "text_wrap": True, "valign": "top"}
_HEAD: Final = {
    "bold": True, "indent": 1, "font_color": PAPER, "bg_color": SEA, "text_wrap": True,
    "border": 1, "border_color": SEA,
}  # fmt: skip
_PART: Final = {
    "indent": 1, "bold": True, "font_size": 11, "font_color": DEEP, "bg_color": SHALLOW,
    "top": 1, "bottom": 1, "border_color": SEA,
}  # fmt: skip
_SUB: Final = {
    "indent": 1, "bold": True, "font_color": DEEP, "bg_color": GROUND, "top": 1, "bottom": 1, "border_color": LINE,
}  # fmt: skip
_RIGHT: Final = {"align": "right", "indent": 0}
_CENTRE: Final = {"align": "center", "indent": 0}
_CARD: Final = {"indent": 1, "bg_color": GROUND, "font_color": DEEP}
_TITLE: Final = {"bold": True, "font_size": 16, "font_color": PAPER, "bg_color": DEEP}
_TOTAL: Final = {**_LINED, "bold": True, "bg_color": SHALLOW, "font_color": DEEP}

_SPECS: Final[Mapping[str, Mapping[str, object]]] = {
    "plain": {},
    "title": {**_TITLE, "indent": 1},
    "title-number": {**_TITLE, **_RIGHT, "num_format": POINTS},
    "title-small": {"font_color": ON_DEEP, "bg_color": DEEP, **_RIGHT},
    "under": {"indent": 1, "font_color": ON_DEEP, "bg_color": DEEP},
    "head": _HEAD,
    "head-right": {**_HEAD, **_RIGHT, "num_format": "@_-"},
    "head-centre": {**_HEAD, **_CENTRE},
    "part": _PART,
    "part-points": {**_PART, **_RIGHT, "num_format": POINTS},
    "part-percent": {**_PART, **_RIGHT, "num_format": PERCENT},
    "sub": _SUB,
    "sub-points": {**_SUB, **_RIGHT, "num_format": POINTS},
    "sub-percent": {**_SUB, **_RIGHT, "num_format": PERCENT},
    "cell": _LINED,
    "cell-muted": {**_LINED, "font_color": MUTED, "font_size": 9},
    "cell-centre": {**_LINED, **_CENTRE},
    "cell-number": {**_LINED, **_RIGHT, "num_format": POINTS},
    "cell-short": {**_LINED, **_RIGHT, "num_format": SHORT},
    "cell-percent": {**_LINED, **_RIGHT, "num_format": PERCENT},
    "cell-whole": {**_LINED, **_RIGHT, "num_format": WHOLE},
    "top": {**_TOP, "text_wrap": True},
    "top-muted": {**_TOP, "text_wrap": True, "font_color": MUTED, "font_size": 9},
    "top-centre": {**_TOP, **_CENTRE},
    "top-number": {**_TOP, **_RIGHT, "num_format": POINTS},
    "top-weight": {**_TOP, **_RIGHT, "num_format": POINTS, "font_color": MUTED},
    "cell-link": {**_LINED, "font_color": SEA, "underline": 1},
    "total": _TOTAL,
    "total-number": {**_TOTAL, **_RIGHT, "num_format": POINTS},
    "total-percent": {**_TOTAL, **_RIGHT, "num_format": PERCENT},
    "total-whole": {**_TOTAL, **_RIGHT, "num_format": WHOLE},
    "total-centre": {**_TOTAL, **_CENTRE},
    "count-label": {**_TOP, "text_wrap": True, "indent": 3},
    "answer": {**_INPUT, **_CENTRE, "bold": True},
    "answer-index": {**_INPUT, **_CENTRE, "bold": True, "num_format": "0.00########"},
    "answer-count": {**_INPUT, **_CENTRE, "bold": True, "num_format": "0"},
    "setting": {**_INPUT, **_CENTRE, "bold": True, "valign": "vcenter"},
    "note": {**_INPUT, "num_format": "@", "border_color": LINE},
    "link": {**_INPUT, "num_format": "@", "border_color": LINE, "font_size": 9},
    "link-live": {**_INPUT, "num_format": "@", "border_color": LINE, "font_size": 9, "font_color": SEA, "underline": 1},
    "card-label": {**_CARD, "font_color": MUTED, "font_size": 9, "valign": "bottom"},
    "card-figure": {**_CARD, "bold": True, "font_size": 20, "num_format": "0.00"},
    "card-word": {**_CARD, "bold": True, "font_size": 14},
    "hint": {"font_color": MUTED, "font_size": 9, "indent": 1},
    "step": {"indent": 1},
    "run-bold": {"bold": True},
    "run-key": {"bold": True, "font_color": SEA, "font_size": 9},
    "run-small": {"font_size": 9, "font_color": MUTED},
}  # fmt: skip

_CHANGES: Final[Mapping[str, Mapping[str, object]]] = {
    "blank": {"bg_color": SAND_TINT},
    "waiting": {"font_color": MUTED, "italic": True},
    "wrong": {"font_color": BAD, "bold": True},
    "good": {"font_color": GOOD, "bold": True},
}


class Look:
    """The formats of one workbook, by name."""

    def __init__(self, workbook: Workbook) -> None:
        self._formats: dict[str, Format] = {
            **{name: workbook.add_format({**_BASE, **spec}) for name, spec in _SPECS.items()},
            **{name: workbook.add_format(dict(spec)) for name, spec in _CHANGES.items()},
        }

    def __getitem__(self, name: str) -> Format:
        return self._formats[name]


def set_paper(sheet: Worksheet, pack: Pack, *, repeat: tuple[int, int] | None = None, scale: int | None = None) -> None:
    """Set a sheet up for A4 landscape, as wide as the page (or at a scale), with the headings on each page."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.45, bottom=0.6)
    if scale is None:
        sheet.fit_to_pages(1, 0)
    else:
        sheet.set_print_scale(scale)
    sheet.hide_gridlines(2)
    sheet.set_footer(f"&L&8{pack.instrument}&C&8&A&R&8Halaman &P dari &N")
    if repeat is not None:
        sheet.repeat_rows(*repeat)


def protect(sheet: Worksheet) -> None:
    """Lock what is not meant to be filled, without a password: against slips, not against people."""
    sheet.protect("", {"format_columns": True, "format_rows": True, "insert_hyperlinks": True})
