"""What other apps may use of the editors' pages."""

from __future__ import annotations

from pulau.apps.editorial.markdown import Rendered, render
from pulau.apps.editorial.selectors import NewsLine, news, news_line

__all__ = ["NewsLine", "Rendered", "news", "news_line", "render"]
