"""Every figure, in the order in which the page tells them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from pulau.apps.analytics.figures.differences import DIFFERENCES
from pulau.apps.analytics.figures.forecast import FORECAST
from pulau.apps.analytics.figures.funnel import FUNNEL
from pulau.apps.analytics.figures.growth import KINDS, PROVINCES
from pulau.apps.analytics.figures.silence import SILENCE
from pulau.apps.analytics.figures.stage_times import STAGE_TIMES
from pulau.apps.analytics.figures.strengths import STRENGTHS
from pulau.apps.analytics.figures.trends import TRENDS

if TYPE_CHECKING:
    from pulau.apps.analytics.figures.model import Figure

_ORDER: Final = (TRENDS, STRENGTHS, DIFFERENCES, STAGE_TIMES, FUNNEL, FORECAST, PROVINCES, KINDS, SILENCE)
FIGURES: Final[Mapping[str, Figure]] = MappingProxyType({figure.slug: figure for figure in _ORDER})
"""By their addresses below /angka."""
