"""Lists that are searched and led through page by page: what is asked in an address, and what `ui/pages.html` needs."""

from __future__ import annotations

from typing import Any, Final

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.http import urlencode

PAGE: Final = 50
"""Rows of a page."""
LONGEST_SEARCH: Final = 80


def asked_for(request: HttpRequest, name: str = "cari") -> str:
    """Return what an address asks for, cleaned and cut to what a search takes."""
    return request.GET.get(name, "").replace("\x00", "").strip()[:LONGEST_SEARCH]


class _Counted(Paginator):  # type: ignore[type-arg]
    """Pages of rows that were counted already."""

    def __init__(self, rows: Any, size: int, total: int) -> None:  # noqa: ANN401 - any sequence
        self.count = total
        super().__init__(rows, size)


def paged(
    request: HttpRequest,
    rows: Any,  # noqa: ANN401 - any sequence
    size: int = PAGE,
    total: int | None = None,
    /,
    **asked: str,
) -> dict[str, Any]:
    """Return the page that an address asks for (`page`), the numbers that lead to others (`links`), and their `query`.

    `rows` is anything that can be counted and sliced, `total` how many there are where that is known;
    `asked` are the questions that the other pages keep.
    """
    pages = Paginator(rows, size) if total is None else _Counted(rows, size, total)
    page = pages.get_page(request.GET.get("halaman"))
    told = {key: value for key, value in asked.items() if value}
    return {
        "page": page,
        "links": pages.get_elided_page_range(page.number),
        "query": f"{urlencode(told)}&" if told else "",
    }
