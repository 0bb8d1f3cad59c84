"""The words and marks by which the workbook knows itself when it comes back; writer and reader share them."""

from __future__ import annotations

from typing import Final

FORM_SHEET: Final = "PULAU_FORM"
FORM_VERSION: Final = "1"
FORM_VERSION_KEY: Final = "format"
REGULATION_KEY: Final = "regulation"
DIGEST_KEY: Final = "rules_digest"
UNIT_KEY: Final = "unit"
UNIT_NAME_KEY: Final = "unit_name"
YEAR_KEY: Final = "year"
"""Whose worksheet it is; only in a workbook that was written for a unit and a year."""

KEY_HEADING: Final = "kunci"
"""Stands in column A of every heading row; the rows below carry the path of their figure there."""
ITEM: Final = "items."
INPUT_MARK: Final = "#"
"""Parts an item from its count in a key: `items.R1.i.a#jumlah_agen`."""
PRIOR_TITLE_KEY: Final = "prior_title"
UNANSWERED_KEY: Final = "unanswered"

ANSWER: Final = "Jawaban"
POINTS: Final = "Poin"
NOTE: Final = "Catatan"
LINK: Final = "Bukti"

NO_TITLE: Final = "Belum ada"
COUNT_ZERO: Final = "Dihitung 0"
LEAVE_OUT: Final = "Dilewati"

LONGEST_TEXT: Final = 32_767
"""Most UTF-16 units that a cell holds."""
