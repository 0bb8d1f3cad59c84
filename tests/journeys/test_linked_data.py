"""Blocks of data in a page (JSON-LD) under our policy: a browser neither runs them nor complains."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from pulau.exchange.linked_data import Organisation, script_text
from pulau.foundation.ui.security import CONTENT_SECURITY_POLICY

if TYPE_CHECKING:
    from playwright.sync_api import Page

ADDRESS = "http://pulau.example/zona/dinas"
HOSTILE = "Dinas </script><script>alert(1)</script> <!--<script> \u2028 & é"
LISTENING = "window.found = []; addEventListener('securitypolicyviolation', one => found.push(one.violatedDirective));"


def violations(page: Page, block: str) -> list[str]:
    """Open a page with this block under our policy, and return what the browser tells as violations of it."""
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.add_init_script(LISTENING)
    headers = {"Content-Security-Policy": CONTENT_SECURITY_POLICY, "Content-Type": "text/html; charset=utf-8"}
    body = f"<!doctype html><title>x</title><link rel=icon href=data:,>{block}<p>Zona"
    page.route("**/*", lambda route: route.fulfill(status=200, headers=headers, body=body))
    page.goto(ADDRESS)
    found: list[str] = page.evaluate("found")
    return [*found, *told]


@pytest.mark.browser
def test_a_block_of_linked_data_violates_no_policy_and_is_read_whole(page: Page) -> None:
    text = script_text([Organisation(f"{ADDRESS}#id", HOSTILE, ADDRESS)])
    assert violations(page, f'<script type="application/ld+json">{text}</script>') == []
    assert page.locator("script").count() == 1
    read = json.loads(page.locator("script").evaluate("block => block.textContent"))
    assert read["@graph"][0]["name"] == HOSTILE


@pytest.mark.browser
def test_a_script_in_its_place_would_be_reported(page: Page) -> None:
    told = violations(page, "<script>document.title = 'ran'</script>")
    assert "script-src-elem" in told
    assert page.title() == "x"
