"""Which values a readiness fact (syarat kesiapan) can have: grades, levels and percents, as their documents write them.

BPK's opinions: UU 15/2004, pasal 16 (WTP-DPP is WTP with an explaining paragraph). Grades of SAKIP and of the RB index:
Permenpan RB 88/2021, 26/2020 and 9/2023. Levels of SPIP: Peraturan BPKP 5/2021 (1 rintisan to 5 optimum).
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

BPK_OPINIONS: Final = ("WTP", "WTP-DPP", "WDP", "TW", "TMP")
GRADES: Final = ("AA", "A", "BB", "B", "CC", "C", "D")
RB_GRADES: Final = ("AA", "A", "A-", "BB", "B", "CC", "C", "D")

_GRADES: Final = {"bpk-opinion": BPK_OPINIONS, "sakip": GRADES, "rb-index": RB_GRADES}
_RANGES: Final = {
    "rb-index": (Decimal(0), Decimal(110)),  # general 100 and thematic 10 since 2023
    "spip-maturity": (Decimal(1), Decimal(5)),
    "findings-follow-up": (Decimal(0), Decimal(100)),
    "lhkpn": (Decimal(0), Decimal(100)),
    "lhkan": (Decimal(0), Decimal(100)),
}
PERCENTS: Final = frozenset({"findings-follow-up", "lhkpn", "lhkan"})
AGENCY_ONLY: Final = frozenset({"bpk-opinion"})
"""What is measured of a whole agency, never of one of its units."""

_NUMBER: Final = re.compile(r"\d{1,3}(\.\d{1,3})?")


class UnfitValue(Exception):  # noqa: N818 - a fact, as every error of this project
    """A value that the measure cannot have; `grades` and `span` (both ends included) tell which it can."""

    def __init__(self, measure: str, value: str) -> None:
        super().__init__(f"{measure}: {value!r}")
        self.measure = measure
        self.grades = _GRADES.get(measure, ())
        self.span = _RANGES.get(measure)


def fit_value(measure: str, typed: str) -> str:
    """Return a value as it is kept: grades in capitals, numbers with a point and without idle zeros.

    A comma, a per cent sign and small letters are taken as meant. Raises UnfitValue, also for an unknown measure.
    """
    text = typed.strip().upper().replace("–", "-")
    if text in _GRADES.get(measure, ()):
        return text
    number = text.removesuffix("%").strip() if measure in PERCENTS else text
    number = number.replace(",", ".")
    span = _RANGES.get(measure)
    if span is None or not _NUMBER.fullmatch(number) or not number.isascii():
        raise UnfitValue(measure, typed)
    value = Decimal(number)
    if not span[0] <= value <= span[1]:
        raise UnfitValue(measure, typed)
    plain = f"{value:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain
