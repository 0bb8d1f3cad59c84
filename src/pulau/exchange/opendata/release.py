"""What a release says of itself: whose it is, of which year, which version, under which licence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

LICENCE: Final = "CC-BY-4.0"
LICENCE_ADDRESS: Final = "https://creativecommons.org/licenses/by/4.0/"
LICENCE_NAME: Final = "Creative Commons Attribution 4.0 International"
SUMS: Final = "SHA256SUMS"
SIGNATURE: Final = "SHA256SUMS.p7s"
"""CMS (RFC 5652), detached, DER: the installation's seal over SHA256SUMS."""


@dataclass(frozen=True, slots=True)
class Release:
    """A release: all data up to the last day of `year`, as it stood on the day `made`; `site` is the address of /data.

    `final`: the year was over. Equal releases with equal rows give equal bytes, but for the signature.
    """

    year: int
    version: int
    made: date
    final: bool
    site: str

    @property
    def name(self) -> str:
        """Its name where there are several."""
        return f"pulau-{self.year}-{self.version}"

    @property
    def address(self) -> str:
        """Where it can be downloaded."""
        return f"{self.site}/{self.year}/{self.version}"

    @property
    def last_day(self) -> date:
        """The last day that the data can tell of."""
        return min(date(self.year, 12, 31), self.made)
