"""What other apps may use of the national figures: what they say, and how they are counted."""

from __future__ import annotations

from pulau.apps.analytics.building import Counted, count_nation
from pulau.apps.analytics.selectors import NoSuchFigure, Standing, answer_of, counted_at

__all__ = ["Counted", "NoSuchFigure", "Standing", "answer_of", "count_nation", "counted_at"]
