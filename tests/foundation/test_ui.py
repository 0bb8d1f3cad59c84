"""Components, gallery, error pages and navigation as a visitor meets them."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
from django.template import TemplateSyntaxError
from django.test import Client, RequestFactory
from django.utils import translation

from pulau.foundation.ui import formats, navigation
from pulau.foundation.ui.gallery import SECTIONS, SNIPPETS
from pulau.foundation.ui.middleware import LANGUAGE_COOKIE
from pulau.foundation.ui.status import STATUSES
from pulau.foundation.ui.views import render_error
from tests.foundation.components import HOSTILE, Attributes, shown

UI = Path(formats.__file__).parent
COMPONENTS = sorted(path.stem for path in (UI / "templates" / "cotton").glob("*.html"))
TEMPLATES = Path(__file__).parents[2] / "src" / "pulau"
SPRITE_SOURCES = Path(__file__).parents[2] / "frontend" / "icons"


# --- components


def test_a_field_keeps_what_was_typed_and_ties_help_and_error_to_it() -> None:
    html = shown('<c-field name="n" label="Nama" :value="v" help="Bantuan" error="Salah" required />', v="a & <b>")
    field = dict(Attributes(html).tags)["input"]
    assert field["value"] == "a & <b>"
    assert field["aria-describedby"] == "n-bantuan n-galat"
    assert field["aria-invalid"] == "true"
    assert "required" in field


@pytest.mark.parametrize(
    "source",
    [
        '<c-field name="n" label="L" :value="v" />',
        '<c-field name="n" :label="v" rows="3" :value="v" />',
        '<c-button :title="v" :data-x="v">{{ v }}</c-button>',
        '<c-select name="n" label="L" :options="pairs" :value="v" />',
        '<c-radios name="n" :legend="v" :options="choices" />',
        '<c-alert :title="v">{{ v }}</c-alert>',
        '<c-why :formula="v" :source="v" :of="v" />',
        '<c-panel id="p" :title="v" :note="v">{{ v }}</c-panel>',
        '<c-table :caption="v" scroll>{{ v }}</c-table>',
        '<c-gate-row :name="v" required="1" actual="2" met :citation="v" />',
        '<c-step :title="v" :from_text="v" :to_text="v" gain="1" />',
        '<c-file-drop name="n" :label="v" :error="v" />',
        '<c-progress :label="v" :text="v" value="1" />',
        '<c-error-summary :errors="pairs" />',
        '<c-phone-bar :label="v" href="#x" :action="v">{{ v }}</c-phone-bar>',
    ],
)
def test_no_component_lets_a_text_become_markup(source: str) -> None:
    html = shown(source, v=HOSTILE, pairs=[(HOSTILE, HOSTILE)], choices=[{"value": HOSTILE, "text": HOSTILE}])
    for tag, attributes in Attributes(html).tags:
        assert tag != "script"
        assert "onfocus" not in attributes


def test_a_status_is_a_shape_and_a_word() -> None:
    for kind, status in STATUSES.items():
        html = shown('<c-status :kind="kind" />', kind=kind)
        assert f"icons.svg#{status.icon}" in re.sub(r"\?v=\w+", "", html)
        assert str(status.word) in html


def test_every_icon_that_a_template_names_is_drawn() -> None:
    drawn = {path.stem for path in SPRITE_SOURCES.glob("*.svg")}
    named = {
        (path.name, icon)
        for path in TEMPLATES.rglob("templates/**/*.html")
        for icon in re.findall(r'(?:{% icon |\sicon=)"([a-z-]+)"', path.read_text())
    }
    assert len(named) > 40
    assert sorted((name, icon) for name, icon in named if icon not in drawn) == []


def test_an_unknown_status_is_a_mistake_of_the_template() -> None:
    with pytest.raises(TemplateSyntaxError, match="unknown status 'fine'"):
        shown('<c-status kind="fine" />')


def test_a_gate_says_by_how_much_it_is_short() -> None:
    with translation.override("id"):
        html = shown('<c-gate-row name="Area 5" required="9" actual="8.05" :shortfall="s" />', s=Decimal("0.9486"))
        none = shown('<c-gate-row name="Predikat" required_text="WBK" actual_text="–" />')
    assert "Kurang 0,95" in html
    assert "9,00" in html
    assert "8,05" in html
    assert "Belum ada" in none


def test_a_bar_marks_its_thresholds_and_can_speak() -> None:
    html = shown('<c-bar :value="v" :marks="marks" short label="54 dari 60" />', v=Decimal("53.68"), marks=[60, 75])
    rectangles = [attributes for tag, attributes in Attributes(html).tags if tag == "rect"]
    assert [rectangle.get("x") for rectangle in rectangles[2:]] == ["60.00%", "75.00%"]
    assert rectangles[1]["width"] == "53.68%"
    assert 'role="img" aria-label="54 dari 60"' in html


def test_without_a_script_the_print_button_is_hidden_and_the_file_field_is_a_file_field() -> None:
    assert "hidden" in dict(Attributes(shown("<c-print-button />")).tags)["button"]
    assert dict(Attributes(shown('<c-file-drop name="b" label="B" />')).tags)["input"]["type"] == "file"


# --- the gallery stands for all of it


def test_the_gallery_shows_every_component_and_every_icon_it_names_exists() -> None:
    pages = [*SNIPPETS.glob("*.html"), *(UI / "templates").rglob("*.html")]
    text = "\n".join(page.read_text(encoding="utf-8") for page in pages)
    snippets = "\n".join(page.read_text(encoding="utf-8") for page in SNIPPETS.glob("*.html"))
    outside = {"language_switch", "page_header", "panel", "ask"}  # frames, seen on every page and on the sample result
    unseen = [name for name in COMPONENTS if f"<c-{name.replace('_', '-')}" not in snippets and name not in outside]
    assert unseen == []
    assert {slug for slug, _ in SECTIONS} == {page.stem for page in SNIPPETS.glob("*.html")}
    drawn = {icon.stem for icon in SPRITE_SOURCES.glob("*.svg")}
    assert set(re.findall(r'{% icon "([\w-]+)"', text)) | {status.icon for status in STATUSES.values()} <= drawn


@pytest.mark.parametrize("path", ["/galeri/", "/galeri/hasil"])
@pytest.mark.parametrize("language", ["id", "en"])
def test_pages_have_no_inline_style_or_script_and_no_doubled_id(client: Client, path: str, language: str) -> None:
    client.cookies[LANGUAGE_COOKIE] = language
    response = client.get(path)
    assert response.status_code == 200
    tags = Attributes(response.content.decode()).tags
    ids = [attributes["id"] for _, attributes in tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    for tag, attributes in tags:
        assert tag != "style"
        assert "style" not in attributes
        assert tag != "script" or "src" in attributes
        assert not [name for name in attributes if name.startswith("on")]


# --- errors and navigation


@pytest.mark.parametrize("status", [400, 403, 404, 413, 500])
def test_an_error_page_says_what_happened_in_the_look_of_the_house(rf: RequestFactory, status: int) -> None:
    response = render_error(rf.get("/x"), status, "Baris 12 <tidak> terbaca.")
    html = response.content.decode()
    assert response.status_code == status
    assert f"Kode {status}" in html
    assert "Baris 12 &lt;tidak&gt; terbaca." in html
    assert "site-footer" in html


def test_a_wrong_address_is_answered_in_the_look_of_the_house(client: Client) -> None:
    client.cookies[LANGUAGE_COOKIE] = "en"
    response = client.get("/tidak-ada")
    assert response.status_code == 404
    assert "Page not found" in response.content.decode()


def test_an_error_page_needs_no_request() -> None:
    html = shown('{% include "500.html" %}')
    assert "Ada gangguan di sisi kami" in html
    assert "languages" not in html


def test_a_link_of_the_navigation_appears_only_when_its_page_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(navigation, "_links", {})
    navigation.add_link(navigation.NavLink("ui:gallery", "Galeri", "open", 2))
    navigation.add_link(navigation.NavLink("ui:mock-result", "Hasil", "open", 1))
    navigation.add_link(navigation.NavLink("nowhere", "Tidak ada", "open"))
    assert navigation.links_of("open") == [("/galeri/hasil", "Hasil"), ("/galeri/", "Galeri")]
    assert navigation.links_of("main") == []


def test_the_footer_leads_to_the_gallery(client: Client) -> None:
    footer = client.get("/galeri/").content.decode().partition("site-footer")[2]
    assert '<a href="/galeri/">Galeri komponen</a>' in footer
