"""Checking documents in a real browser: by number, by a changed file, by the camera, and without JavaScript."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import override_settings
from playwright.sync_api import FilePayload, Page, expect
from pytest_django.live_server_helper import LiveServer

from pulau.core.shared.codes import shown_code
from pulau.foundation.ui.middleware import LANGUAGE_COOKIE
from tests.apps.signing.kept import Kept, kept
from tests.journeys.conftest import Visit

__all__ = ["kept"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Axe = Callable[[Page], list[str]]
CAMERA = """
window.BarcodeDetector = class {
  static async getSupportedFormats() { return ["qr_code"]; }
  async detect() { return [{ rawValue: "%s" }]; }
};
navigator.mediaDevices.getUserMedia = async () => document.createElement("canvas").captureStream(5);
"""


def test_a_citizen_checks_a_document_on_a_phone(kept: Kept, visit: Visit, axe: Axe) -> None:
    page = visit("/periksa", width=390)
    expect(page.get_by_role("button", name="Pindai kode QR")).to_be_hidden()  # this browser cannot read codes
    page.get_by_label("Nomor pada dokumen").fill(shown_code(kept.codes["two"]).lower())
    page.get_by_role("button", name="Periksa nomor").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Dokumen asli")
    assert axe(page) == []
    page.get_by_role("link", name="Periksa dokumen lain").click()
    changed: FilePayload = {
        "name": "piagam.pdf",
        "mimeType": "application/pdf",
        "buffer": kept.pdf("two") + b"\n% lagi\n",
    }
    page.get_by_label("Berkas PDF, atau foto kode QR").set_input_files(changed)
    page.get_by_role("button", name="Periksa berkas").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Dokumen ini sudah diubah")
    assert axe(page) == []
    assert [cookie["name"] for cookie in page.context.cookies()] == [LANGUAGE_COOKIE]


def test_the_camera_reads_the_code_where_the_browser_can(kept: Kept, page: Page, live_server: LiveServer) -> None:
    page.add_init_script(CAMERA % f"{live_server.url}/v/{kept.codes['two']}")
    page.goto(f"{live_server.url}/periksa")
    with override_settings(PUBLIC_URL=live_server.url):
        page.get_by_role("button", name="Pindai kode QR").click()
        page.wait_for_url(f"**/v/{kept.codes['two']}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Dokumen asli")


def test_a_number_is_checked_without_javascript(kept: Kept, visit: Visit) -> None:
    page = visit("/periksa", width=390, javascript=False)
    page.get_by_label("Nomor pada dokumen").fill(kept.codes["half"])
    page.get_by_role("button", name="Periksa nomor").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Asli, tetapi belum lengkap")
