"""Pulau's own workbook: written to be filled with pleasure, with live formulas, and read back with nothing lost."""

from pulau.exchange.workbook.form import is_own
from pulau.exchange.workbook.read import read_own
from pulau.exchange.workbook.write import write_template, write_worksheet

__all__ = ["is_own", "read_own", "write_template", "write_worksheet"]
