"""What an office copies shows its badge, leads to its page, and holds nothing else, whatever the name."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from pulau.exchange.embedding import html_snippet, markdown_snippet
from pulau.exchange.marked_up import one_line

PAGE = "https://pulau.example/zona/dinas/unit?bahasa=en&amp;x=1"
BADGE = "https://pulau.example/lencana/dinas/unit(1)_*.svg"
ANY = st.text(st.characters(exclude_categories=()))


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def tags(html: str) -> Tags:
    found = Tags()
    found.feed(html)
    found.close()
    return found


def test_the_snippet_is_a_picture_that_leads_to_the_page() -> None:
    snippet = html_snippet(page="https://pulau.example/a", badge="https://pulau.example/a.svg", words="WBK & lain")
    assert snippet == (
        '<a href="https://pulau.example/a"><img src="https://pulau.example/a.svg" alt="WBK &amp; lain" height="44"></a>'
    )


@given(ANY)
def test_no_words_leave_the_html(words: str) -> None:
    found = tags(html_snippet(page=PAGE, badge=BADGE, words=words))
    assert found.texts == []
    assert found.seen == [("a", {"href": PAGE}), ("img", {"src": BADGE, "alt": one_line(words), "height": "44"})]


@given(ANY)
def test_no_words_leave_the_markdown(words: str) -> None:
    found = tags(MarkdownIt().render(markdown_snippet(page=PAGE, badge=BADGE, words=words)))
    assert [tag for tag, _ in found.seen] == ["p", "a", "img"]
    link, picture = found.seen[1][1], found.seen[2][1]
    assert link["href"] == PAGE
    assert picture["src"] == BADGE.replace("(", "%28").replace(")", "%29")
    assert picture["alt"] == one_line(words)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "/zona", 'https://pulau.example/"><script>' + "\n"])
def test_an_address_that_is_none_is_refused(address: str) -> None:
    for write in (html_snippet, markdown_snippet):
        with pytest.raises(ValueError, match="not an absolute address"):
            write(page=address, badge=BADGE, words="x")
        with pytest.raises(ValueError, match="not an absolute address"):
            write(page=PAGE, badge=address, words="x")
