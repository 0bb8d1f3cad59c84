"""A worksheet of XlsxWriter that takes formulas as they are written."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet


class PlainSheet(Worksheet):  # type: ignore[misc]  # the library ships no types
    """A sheet whose formulas carry their prefixes (`_xlfn.`) already.

    The library looks for new functions by some sixty patterns in every formula, which took half of the writing time.
    Should it rename this step, formulas stay right and are only written more slowly.
    """

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:  # noqa: ARG002, FBT001, FBT002 - the library's signature
        return formula.removeprefix("=")
