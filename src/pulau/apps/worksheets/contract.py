"""What other apps may use of worksheets."""

from __future__ import annotations

from pulau.apps.worksheets.agreed_figures import UnitFigures, agreed_figures
from pulau.apps.worksheets.handed_sheets import HandedSheet, handed_sheet, stands

__all__ = ["HandedSheet", "UnitFigures", "agreed_figures", "handed_sheet", "stands"]
