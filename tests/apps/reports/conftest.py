"""What all tests of reports share: the copy that can be edited costs as much as all else, and is tested by itself."""

from __future__ import annotations

import pytest

from pulau.exchange.reports import office


@pytest.fixture(autouse=True)
def light(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Write a stand-in for the DOCX; a test that asks for `whole_files` has the real one."""
    if "whole_files" not in request.fixturenames:
        monkeypatch.setattr(office, "report_docx", lambda _content, printed: f"PK {printed.code}".encode())


@pytest.fixture
def whole_files() -> None:
    """Ask for the real DOCX."""
