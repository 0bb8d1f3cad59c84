from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.test import Client, override_settings

from pulau.foundation.ui import assets


@pytest.fixture
def css(tmp_path: Path) -> Path:
    folder = tmp_path / "static"
    folder.mkdir()
    file = folder / "gaya.css"
    file.write_text("body { color: teal }", encoding="utf-8")
    return file


def test_an_address_carries_the_digest_of_its_file(css: Path) -> None:
    assets._version.cache_clear()
    with override_settings(STATICFILES_DIRS=[css.parent]):
        expected = hashlib.sha256(css.read_bytes()).hexdigest()[: assets.DIGEST_LENGTH]
        assert staticfiles_storage.url("gaya.css") == f"/static/gaya.css?v={expected}"


def test_a_file_that_does_not_exist_has_no_version() -> None:
    assert staticfiles_storage.url("tidak-ada.css") == "/static/tidak-ada.css"


def test_while_developing_an_address_is_bare() -> None:
    with override_settings(DEBUG=True):
        assert staticfiles_storage.url("pulau/logo.svg") == "/static/pulau/logo.svg"


def test_the_built_stylesheet_is_served_from_the_package_without_collecting() -> None:
    address = staticfiles_storage.url("pulau/pulau.css")
    assert "?v=" in address
    response = Client().get(address)
    assert response.status_code == 200
    assert response.headers["Content-Type"].startswith("text/css")
    assert "max-age=86400" in response.headers["Cache-Control"]
