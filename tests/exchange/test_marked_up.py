"""What stands inside markup stays text, and an address is one of the web or none."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given
from hypothesis import strategies as st

from pulau.exchange.marked_up import clean, element, markup, web_address

ANY = st.text(st.characters(exclude_categories=()))


def as_read(text: str) -> str:
    """Return what an XML reader makes of line ends (XML 1.0 §2.11)."""
    return clean(text).replace("\r\n", "\n").replace("\r", "\n")


@given(ANY)
def test_any_text_comes_back_from_an_xml_reader(text: str) -> None:
    assert (fromstring(element("a", text)).text or "") == as_read(text)


@given(ANY)
def test_any_text_comes_back_from_an_attribute(text: str) -> None:
    read = fromstring(element("a", None, title=text)).get("title")
    assert read == as_read(text).replace("\n", " ").replace("\t", " ")


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, list[tuple[str, str | None]]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, attrs))


@given(ANY)
def test_any_text_comes_back_from_an_html_reader(text: str) -> None:
    tags = Tags()
    tags.feed(element("a", "", title=text))
    assert tags.seen == [("a", [("title", clean(text))])]


@given(ANY)
def test_cleaning_twice_changes_nothing_more_and_utf_8_holds_it(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert once.encode().decode() == once


def test_what_people_write_is_left_alone() -> None:
    assert clean("Dinas Kesehatan “Sehat”\té 中 🎉\n") == "Dinas Kesehatan “Sehat”\té 中 🎉\n"
    assert clean("a\x00b\x1b[0m\x7f\ud800\ufffe\ufdd0") == "ab[0m"


def test_underscores_in_names_of_attributes_are_hyphens_and_at_the_ends_nothing() -> None:
    assert element("a", type_="b", text_anchor="c") == '<a type="b" text-anchor="c"/>'
    assert markup("a", "<b/>", {"c": "<"}) == '<a c="&lt;"><b/></a>'


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("https://pulau.example", "https://pulau.example"),
        ("http://localhost:8000/zona?q=a&b=%20#c", "http://localhost:8000/zona?q=a&b=%20#c"),
        ("HTTPS://Pulau.Example/Zona", "https://pulau.example/Zona"),
        ("https://pulau.example/zona/Kediri–é", "https://pulau.example/zona/Kediri%E2%80%93%C3%A9"),
        ('https://pulau.example/"<>{}|^`[]', "https://pulau.example/%22%3C%3E%7B%7D%7C%5E%60%5B%5D"),
        ("https://pulau.example/100%", "https://pulau.example/100%25"),
        ("https://kédiri.example/", "https://xn--kdiri-bsa.example/"),
        ("http://[::1]:80/", "http://[::1]:80/"),
    ],
)
def test_an_address_is_written_in_ascii(address: str, written: str) -> None:
    assert web_address(address) == written
    assert web_address(written) == written


@pytest.mark.parametrize(
    "address",
    [
        "",
        "/zona",
        "//pulau.example/",
        "javascript:alert(1)",
        "data:text/html,x",
        "https://",
        "https:///zona",
        "https://user:word@pulau.example/",
        "https://pulau.example@evil.example/",
        "https://pulau.example/a b",
        "https://pulau.example/a\r\nb",
        "https://pulau.example/\x00",
        "https:\\\\pulau.example",
        'https://a"b/',
        "https://[::1/",
        "https://pulau.example:port/",
        "\nhttps://pulau.example/",
        "https://pulau.example/\ud800",
        f"https://{'é' * 300}.example/",
    ],
)
def test_what_is_no_address_of_the_web_is_refused(address: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - some of them Python itself refuses, in its own words
        web_address(address)


@given(ANY)
def test_whatever_is_asked_for_an_address_is_safe_or_refused(text: str) -> None:
    try:
        written = web_address(f"https://pulau.example/{text}")
    except ValueError:
        return
    assert written.isascii()
    assert not set(written) & set(' "<>\\^`{}|\r\n\t')
    assert written.startswith("https://pulau.example/")
