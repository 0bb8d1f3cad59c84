"""What other apps may use of open data: how its tables are read, as of one moment."""

from __future__ import annotations

from pulau.apps.opendata.moment import one_moment
from pulau.apps.opendata.reading import READERS, batches

__all__ = ["READERS", "batches", "one_moment"]
