"""Markdown is safe by construction: nothing that a writer types becomes a script, a style, a picture or a bad link."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pulau.apps.editorial.markdown import render, safe_link

ALLOWED = {
    *("h2", "h3", "h4", "h5", "h6", "p", "ul", "ol", "li", "a", "em", "strong", "code", "pre", "blockquote", "hr"),
    *("br", "div", "table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {"href", "title", "id", "tabindex", "class", "role", "aria-label", "start", "data-align"}
HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '<a href="javascript:alert(1)">x</a>',
    "<style>body{display:none}</style>",
    "<svg/onload=alert(1)>",
    "<iframe src=//jahat.example></iframe>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](<java\tscript:alert(1)>)",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](//jahat.example)",
    "[x](/\\jahat.example)",
    "[x](file:///etc/passwd)",
    "<javascript:alert(1)>",
    "[x]: javascript:alert(1)\n\n[x]",
    "![x](https://jahat.example/pixel.png)",
    "![x](javascript:alert(1))",
    '[x](https://a.example "\\"onmouseover=alert(1) x=\\"")',
    '```" onload=alert(1)\n<b>\n```',
    "# <script>alert(1)</script>",
    '# " onclick=alert(1)',
    "<!-- <script> -->",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "| a | b |\n|:-:|--:|\n| <b> | [x](javascript:1) |",
)


class Seen(HTMLParser):
    """What a browser would see: every element with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))


def faults(text: str) -> list[str]:
    found = []
    for tag, attributes in Seen(str(render(text).html)).elements:
        href = attributes.get("href")
        found += [tag] if tag not in ALLOWED else []
        found += [name for name in attributes if name not in ATTRIBUTES and not (tag == "code" and name == "class")]
        found += [href] if href is not None and not safe_link(href) else []
    return found


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_as_text(text: str) -> None:
    assert faults(text) == []


@given(st.text(alphabet=st.sampled_from("<>\"'`[]()!#*_-&;:/\\ \n\tjavscriptdhe1|=x"), max_size=120))
def test_nothing_that_can_be_typed_becomes_anything_else(text: str) -> None:
    assert faults(text) == []


@given(st.lists(st.integers(1, 6), min_size=1, max_size=12))
def test_headings_begin_at_h2_and_leave_no_level_out(levels: list[int]) -> None:
    text = "\n\n".join(f"{'#' * level} Judul" for level in levels)
    shown = [int(level) for level in re.findall(r"<h(\d)", str(render(text).html))]
    assert len(shown) == len(levels)
    assert shown[0] == 2
    assert all(after <= before + 1 for before, after in pairwise(shown))
    assert min(shown) >= 2


def test_sections_have_ids_of_their_own_also_where_their_words_are_the_same() -> None:
    rendered = render("## Isi\n\n## Isi\n\n### Dalam\n\n## `kode` **tebal**\n\n## ???\n")
    keys = [key for key, _words in rendered.sections]
    assert len(set(keys)) == len(keys) == 4
    assert keys[0] == "bagian-isi", "never the id of a part of the page itself"
    assert rendered.sections[2] == ("bagian-kode-tebal", "kode tebal")


@pytest.mark.parametrize("link", ["/panduan", "#bagian-isi", "https://a.example/b?c=d#e", "http://a.example"])
def test_links_to_this_site_and_to_the_web_are_kept(link: str) -> None:
    assert f'<a href="{link}">kata</a>' in str(render(f"[kata]({link})").html)


@pytest.mark.parametrize(
    "link", ["", "panduan", "//a.example", "/\\a.example", "https:", "https://[", "mailto:a@b.example"]
)
def test_other_links_are_not(link: str) -> None:
    assert not safe_link(link)


def test_a_table_scrolls_by_itself_and_can_be_reached_by_keyboard() -> None:
    html = str(render("| a | b |\n|---|---|\n| 1 | 2 |").html)
    assert '<div class="scroll-x" role="group" aria-label="Tabel" tabindex="0"><table>' in html.replace("\n", "")
    assert html.count("<div") == html.count("</div>") == 1
