"""English is complete: what a user can read in Indonesian, a user can read in English."""

from __future__ import annotations

import gettext
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

PACKAGE = Path(__file__).parents[2] / "src" / "pulau"
PO = Path("locale", "en", "LC_MESSAGES", "django.po")

needs_gettext = pytest.mark.skipif(
    shutil.which("xgettext") is None or shutil.which("msgfmt") is None,
    reason="gettext is not installed: apt-get install gettext",
)


def catalog_of(po: Path) -> Catalog:
    with po.open("rb") as stream:
        return read_po(stream, locale="en")


def sentences(catalog: Catalog) -> list[Message]:
    return [message for message in catalog if message.id]


def english_of(message: Message) -> tuple[str, ...]:
    return tuple(message.string) if isinstance(message.string, list | tuple) else (message.string or "",)


def nameable(message: Message) -> str:
    return message.id[0] if isinstance(message.id, list | tuple) else str(message.id)


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """What `makemessages` finds today, joined with the committed English, in a copy of the package."""
    copy = tmp_path_factory.mktemp("package") / "pulau"
    skip = shutil.ignore_patterns("static", "__pycache__", "regulations", "*.mo")
    shutil.copytree(PACKAGE, copy, ignore=skip)
    command = [sys.executable, "-m", "django", "makemessages", "--locale", "en", "--no-location", "--no-obsolete"]
    subprocess.run(command, cwd=copy, check=True, capture_output=True, text=True)
    return catalog_of(copy / PO)


@needs_gettext
def test_every_sentence_has_its_english(extracted: Catalog) -> None:
    missing = [nameable(message) for message in sentences(extracted) if not all(english_of(message))]
    assert missing == [], "run `django-admin makemessages -l en --no-location` in src/pulau and fill in the English"


@needs_gettext
def test_no_english_is_a_guess_of_the_tools(extracted: Catalog) -> None:
    assert [nameable(message) for message in sentences(extracted) if message.fuzzy] == []


@needs_gettext
def test_the_committed_catalogue_has_no_sentence_that_nobody_says_any_more(extracted: Catalog) -> None:
    said = {(nameable(message), message.context) for message in sentences(extracted)}
    kept = {(nameable(message), message.context) for message in sentences(catalog_of(PACKAGE / PO))}
    assert kept - said == set()


@needs_gettext
def test_the_compiled_catalogue_is_up_to_date(tmp_path: Path) -> None:
    fresh = tmp_path / "django.mo"
    subprocess.run(["msgfmt", "--check", "-o", str(fresh), str(PACKAGE / PO)], check=True, capture_output=True)
    assert compiled(PACKAGE / PO.with_suffix(".mo")) == compiled(fresh), "run `django-admin compilemessages`"


def test_placeholders_survive_the_translation() -> None:
    catalog = catalog_of(PACKAGE / PO)
    assert [nameable(message) for message in sentences(catalog) if list(message.check(catalog))] == []


def compiled(mo: Path) -> dict[object, object]:
    with mo.open("rb") as stream:
        found: dict[object, object] = dict(vars(gettext.GNUTranslations(stream))["_catalog"])
    found.pop("", None)
    return found
