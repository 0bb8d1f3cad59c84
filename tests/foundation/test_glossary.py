"""The glossary: each word once, in both languages, at its own address and where it stands."""

from __future__ import annotations

import re

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.test import Client
from django.utils.translation import override

from pulau.foundation.ui.glossary import groups, terms

MET_BY_READERS = [
    *("zi", "wbk", "wbbm", "lke", "area", "pemenuhan", "reform", "hasil", "pengungkit", "tpi", "tpn"),
    *("ipak", "ipkp", "syarat", "data-dukung", "dimensi", "rasio", "penilaian-mandiri", "upaya"),
]


def shown(source: str) -> str:
    from django_cotton.compiler_regex import CottonCompiler  # noqa: PLC0415 - cotton's loader does this for files

    return Template(CottonCompiler().process(source)).render(Context())


def test_the_words_that_readers_meet_are_there_once() -> None:
    assert set(MET_BY_READERS) <= set(terms())
    assert len(terms()) == sum(len(group.terms) for group in groups())


@pytest.mark.parametrize("key", terms())
def test_every_term_has_its_sentences_in_both_languages(key: str) -> None:
    term = terms()[key]
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", key)
    assert term.words["id"] != term.words["en"]
    for text in term.words.values():
        assert text.endswith("."), text
        assert len(text) <= 220, "short enough to be read in passing"


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_page_explains_every_term_at_its_own_address(language: str) -> None:
    client = Client()
    client.cookies["pulau_language"] = language
    page = client.get("/istilah")
    text = page.content.decode()
    assert page.status_code == 200
    for term in terms().values():
        assert f'id="{term.key}"' in text
        assert term.words[language].split(",")[0].split("'")[0] in text
    ids = re.findall(r'\bid="([^"]+)"', text)
    assert len(ids) == len(set(ids))


def test_the_page_is_found_from_the_foot_of_every_page() -> None:
    assert 'href="/istilah"' in Client().get("/hitung").content.decode()


def test_a_term_explains_itself_without_a_script() -> None:
    html = shown('<c-term key="ipak">IPAK</c-term>')
    opener = re.search(r'<button class="term__word" type="button" popovertarget="([^"]+)">', html)
    assert opener is not None
    assert f'id="{opener[1]}" popover' in html
    assert html.index("<button") < html.index("popover>"), "the explanation follows its word, for who listens"
    assert "Indeks Persepsi Antikorupsi" in html
    assert "/istilah#ipak" in html
    assert "<script" not in html
    assert "onclick" not in html


def test_a_term_used_twice_has_two_places() -> None:
    html = shown('<c-term key="ipak">IPAK</c-term> <c-term key="ipak" at="panel">indeks</c-term>')
    assert re.findall(r'popovertarget="([^"]+)"', html) == ["istilah-ipak", "istilah-ipak-panel"]


def test_a_term_speaks_the_readers_language() -> None:
    with override("en"):
        assert "outside survey of service users" in shown('<c-term key="ipak">IPAK</c-term>')


def test_an_unknown_term_is_a_mistake_of_the_template() -> None:
    with pytest.raises(TemplateSyntaxError, match="unknown term 'ipkk'"):
        shown('<c-term key="ipkk">IPKK</c-term>')
