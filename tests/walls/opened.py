"""Addresses of what is published: pages, figures, data and feeds, which are for everybody."""

from __future__ import annotations

from typing import Final

PORTAL: Final = (
    *("home", "regions", "region", "agency", "unit", "disclosure", "search", "suggest", "agenda", "practices"),
    *("practice", "monitor", "monitor-table", "monitor-feed", "follow", "follow-asked"),
    *("follow-confirm", "follow-leave"),  # what a letter's token opens is its reader's own
)
OPEN_DATA: Final = (
    *("data", "year", "release", "file", "receipt", "key", "catalogue", "robots", "security", "sitemap"),
    *("sitemap-part", "feed-country", "feed-region", "feed-agency", "feed-unit", "agenda", "badge", "picture"),
    *("picture-agency", "picture-unit"),
)
FIGURES: Final = ("figures", "figure", "csv", "sql")
PUBLISHED: Final = (
    *(f"portal:{name}" for name in PORTAL),
    *(f"opendata:{name}" for name in OPEN_DATA),
    *(f"analytics:{name}" for name in FIGURES),
)
