"""Components rendered for a test, and their tags as a browser would read them."""

from __future__ import annotations

from html.parser import HTMLParser

from django.template import Context, Template

HOSTILE = '" onfocus=alert(1) x="\'><script>alert(2)</script>'


def shown(source: str, **context: object) -> str:
    """Render a template that may use components and filters."""
    from django_cotton.compiler_regex import CottonCompiler  # noqa: PLC0415 - cotton's loader does this for files

    return Template(CottonCompiler().process("{% load i18n pulau %}" + source)).render(Context(context))


class Attributes(HTMLParser):
    """Collects every tag with its attributes, as a browser would read them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def of_class(self, name: str) -> list[dict[str, str | None]]:
        """The attributes of every tag with this class."""
        return [attrs for _, attrs in self.tags if name in (attrs.get("class") or "").split()]


class Cells(HTMLParser):
    """Collects the rows of every table as texts."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self._open = False
        self.feed(html)

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        elif tag in {"th", "td"}:
            self.rows[-1].append("")
            self._open = True

    def handle_endtag(self, tag: str) -> None:
        if tag in {"th", "td"}:
            self._open = False

    def handle_data(self, data: str) -> None:
        if self._open:
            self.rows[-1][-1] += data
