"""Filters for figures and dates, and the small tags that components need. Load with `{% load pulau %}`."""

from collections.abc import Mapping
from datetime import date, datetime

from django import template
from django.templatetags.static import static
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from pulau.foundation.ui import formats, glossary, navigation
from pulau.foundation.ui.board import BoardBar, BoardLink, board_now
from pulau.foundation.ui.status import STATUSES, Status
from pulau.foundation.ui.strip import Strip, strips_of

register = template.Library()


@register.filter
def num(value: formats.Figure | None, digits: int | str = 2) -> str:
    """Print a figure with two decimals (or `digits`), rounded half up: `{{ score|num }}` gives 77,76."""
    return formats.number(_blank_is_none(value), int(digits))


@register.filter
def shortnum(value: formats.Figure | None) -> str:
    """Print a figure without trailing zeros, at most two decimals: 2 gives 2, 0.5 gives 0,5."""
    return formats.short_number(_blank_is_none(value))


@register.filter
def signed(value: formats.Figure | None, digits: int | str = 2) -> str:
    """Print a difference with its sign: +0,98."""
    return formats.signed(_blank_is_none(value), int(digits))


@register.filter
def pct(value: formats.Figure | None, digits: int | str = 1) -> str:
    """Print a percentage that is given in hundredths: 53.68 gives 53,7%."""
    return formats.percent(_blank_is_none(value), int(digits))


@register.filter
def svgpct(value: formats.Figure | None) -> str:
    """Print a percentage for an SVG attribute, with a point in every language."""
    return formats.svg_percent(_blank_is_none(value))


@register.filter
def tanggal(value: date | datetime | None) -> str:
    """Print a date: 22 November 2026."""
    return formats.long_date(value)


@register.filter
def jam(value: datetime | None) -> str:
    """Print a time of day: 14.07."""
    return formats.clock(value)


@register.filter
def attributes(attrs: Mapping[str, object]) -> SafeString:
    """Print a component's left-over attributes, each value escaped.

    Cotton's own `{{ attrs }}` trusts values; use this one, so that no caller can break out of a quote.
    True prints the bare name; False, None and what `<c-vars>` declares are left out.
    """
    shown = attrs.attrs_dict() if hasattr(attrs, "attrs_dict") else dict(attrs)
    bare = format_html_join("", " {}", ((name,) for name, value in shown.items() if value is True))
    valued = ((name, value) for name, value in shown.items() if value is not None and not isinstance(value, bool))
    return format_html("{}{}", bare, format_html_join("", ' {}="{}"', valued))


@register.simple_tag
def icon(name: str, label: str = "", css: str = "icon") -> SafeString:
    """Draw an icon of the sprite. Without a label it is decoration; with one it is an image with that name."""
    href = f"{static('pulau/icons.svg')}#{name}"
    if label:
        return format_html('<svg class="{}" role="img" aria-label="{}"><use href="{}"/></svg>', css, label, href)
    return format_html('<svg class="{}" aria-hidden="true" focusable="false"><use href="{}"/></svg>', css, href)


@register.simple_tag
def status_of(kind: str) -> Status:
    """Return shape, colour and usual word of a state; an unknown state is a mistake of the template."""
    try:
        return STATUSES[kind]
    except KeyError as error:
        message = f"unknown status {kind!r}; known are {', '.join(STATUSES)}"
        raise template.TemplateSyntaxError(message) from error


@register.simple_tag
def explained(words: str, key: str, at: str = "") -> SafeString:
    """Draw words with the explanation of a term, as `<c-term>` does; an unknown term is a mistake of the template."""
    try:
        return glossary.explained(key, words, at)
    except KeyError as error:
        message = f"unknown term {key!r}; known are {', '.join(glossary.terms())}"
        raise template.TemplateSyntaxError(message) from error


@register.simple_tag(takes_context=True)
def nav_links(context: template.Context, group: navigation.Group) -> list[tuple[str, str | Promise]]:
    """Return the links of a group of the navigation that the reader is shown: main, agency, open or work."""
    return navigation.links_of(group, context.get("request"))


@register.simple_tag(takes_context=True)
def strips(context: template.Context) -> list[Strip]:
    """Return the lines that stand above the page for this reader."""
    return strips_of(context.get("request"))


@register.simple_tag
def board_bars() -> tuple[BoardBar, ...]:
    """Return the sentences that stand above every page."""
    return board_now().bars


@register.simple_tag
def board_links() -> tuple[BoardLink, ...]:
    """Return the links that stand below every page beside those of the applications."""
    return board_now().links


def _blank_is_none(value: formats.Figure | None) -> formats.Figure | None:
    """Treat the empty string as "no figure": components use it as the default of an attribute."""
    return None if value == "" else value
