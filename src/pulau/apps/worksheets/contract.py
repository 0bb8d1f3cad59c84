"""What other apps may use of worksheets."""

from __future__ import annotations

from pulau.apps.worksheets.agreed_figures import UnitFigures, agreed_figures

__all__ = ["UnitFigures", "agreed_figures"]
