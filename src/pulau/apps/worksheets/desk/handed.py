"""A file handed in for a stored worksheet: read, compared with whose it should be, and carried through the browser.

Nothing is stored before it is taken over: the file travels in hidden fields as `carried` writes them, and is read again
as strictly as any file. A seal keeps what only the file itself could tell, its name and digest, true on the way.
"""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.core import signing

from pulau.apps.worksheets import carried
from pulau.apps.worksheets.calculation import Calculation, Options, calculate, calculate_file, legible
from pulau.core.shared.problems import BadInput
from pulau.exchange.worksheet_json import MAX_JSON_BYTES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pulau.apps.worksheets.models import Worksheet
    from pulau.exchange.submission import Origin

SEAL_FIELD: Final = "segel"
LONGEST_NAME: Final = 120


class SealBroken(Exception):  # noqa: N818 - a fact, as every error of this project
    """What the browser sent back is not what was read out of the file."""


class OtherRegulation(Exception):  # noqa: N818 - a fact, as every error of this project
    """The file is a worksheet under another regulation; `handed` is what was read."""

    def __init__(self, handed: Handed) -> None:
        """Keep the file."""
        self.handed = handed
        super().__init__(handed.calculation.submission.regulation)


@dataclass(frozen=True, slots=True)
class Handed:
    """A file as read: its worksheet scored by its own setting, its name for people, SHA-256 of its bytes."""

    calculation: Calculation
    name: str
    digest: str

    @property
    def origin(self) -> Origin:
        """Whose worksheet the file says it is."""
        return self.calculation.submission.origin


@dataclass(frozen=True, slots=True)
class Fit:
    """Whether a file is of this unit and year: what it says (empty: nothing), and what of it differs."""

    unit: str
    year: str
    unit_differs: bool
    year_differs: bool

    @property
    def differs(self) -> bool:
        """Whether a person has to confirm that it is meant."""
        return self.unit_differs or self.year_differs


def read_handed(data: bytes, name: str, row: Worksheet) -> Handed:
    """Read a file. Raises BadInput with every problem found, and OtherRegulation."""
    calculation = calculate_file(data, legible(name), Options())
    if len(carried.worksheet_text(calculation).encode()) > MAX_JSON_BYTES:  # it could not come back from the preview
        raise BadInput.because("file-too-large", name, limit_mb=MAX_JSON_BYTES // 1_000_000)
    return _of(row, Handed(calculation, shown_name(name), hashlib.sha256(data).hexdigest()))


def hidden_fields(handed: Handed, row: Worksheet) -> dict[str, str]:
    """Return the hidden fields in which a file travels, by name."""
    calculation = handed.calculation
    texts = {
        carried.FIELD: carried.worksheet_text(calculation),
        carried.EXTRAS_FIELD: carried.extras_text(calculation.submission),
    }
    known = {"file": handed.name, "sha256": handed.digest, "carried": _digest(texts)}
    return {**texts, SEAL_FIELD: _signer(row).sign_object(known)}


def read_hidden(posted: Mapping[str, str], row: Worksheet) -> Handed:
    """Read a file back from its hidden fields. Raises SealBroken, BadInput and OtherRegulation."""
    texts = {key: posted.get(key, "") for key in (carried.FIELD, carried.EXTRAS_FIELD)}
    try:
        known = _signer(row).unsign_object(posted.get(SEAL_FIELD, ""))
    except signing.BadSignature:
        raise SealBroken from None
    if known["carried"] != _digest(texts):
        raise SealBroken
    submission = carried.read_carried(texts[carried.FIELD], texts[carried.EXTRAS_FIELD])
    return _of(row, Handed(calculate(submission, known["file"], Options()), known["file"], known["sha256"]))


def fit_of(origin: Origin, row: Worksheet) -> Fit:
    """Compare what a file says of itself with the worksheet it was handed in for; what it does not say, differs not."""
    code, name = origin.unit, _plain(origin.name)
    own = _plain(row.unit_name)
    # A file that names no code has its name from a heading, where more than the name may stand.
    named_else = bool(name) and name != own and (bool(code) or not (name in own or own in name))
    return Fit(
        unit=origin.name or code,
        year=str(origin.year or ""),
        unit_differs=named_else or (bool(code) and code.casefold() != row.unit.code.casefold()),
        year_differs=origin.year not in (None, row.year),
    )


def shown_name(name: str) -> str:
    """Return a file's name as it can be shown and kept: no control characters, nor such that turn the reading round."""
    kept = "".join(letter for letter in legible(name) if unicodedata.category(letter) not in ("Cc", "Cf"))
    return kept[:LONGEST_NAME]


def _of(row: Worksheet, handed: Handed) -> Handed:
    if handed.calculation.submission.regulation != row.regulation:
        raise OtherRegulation(handed)
    return handed


def _signer(row: Worksheet) -> signing.Signer:
    return signing.Signer(salt=f"worksheets.handed:{row.pk}")


def _digest(texts: Mapping[str, str]) -> str:
    whole = "\0".join(texts[key] for key in (carried.FIELD, carried.EXTRAS_FIELD))
    return hashlib.sha256(legible(whole).encode()).hexdigest()


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
