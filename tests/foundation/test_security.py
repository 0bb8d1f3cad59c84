from __future__ import annotations

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings

from pulau.foundation.ui.security import BodyLimitMiddleware, ContentSecurityMiddleware

GALLERY = "/galeri/"


def answer(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("baik")


def test_every_page_forbids_scripts_and_styles_inside_it_and_anything_from_elsewhere() -> None:
    policy = Client().get(GALLERY).headers["Content-Security-Policy"]
    parts = dict(part.split(" ", 1) for part in policy.split("; "))
    assert parts["default-src"] == "'none'"
    assert parts["script-src"] == parts["style-src"] == parts["form-action"] == "'self'"
    assert parts["frame-ancestors"] == parts["base-uri"] == "'none'"
    assert "unsafe" not in policy


def test_a_missing_page_has_the_headers_too() -> None:
    response = Client().get("/tidak-ada")
    assert response.status_code == 404
    for header in ("Content-Security-Policy", "X-Frame-Options", "X-Content-Type-Options", "Referrer-Policy"):
        assert header in response.headers, header


def test_a_view_may_be_stricter_than_the_house() -> None:
    def strict(_request: HttpRequest) -> HttpResponse:
        return HttpResponse(headers={"Content-Security-Policy": "sandbox"})

    response = ContentSecurityMiddleware(strict)(RequestFactory().get("/"))
    assert response.headers["Content-Security-Policy"] == "sandbox"


@override_settings(UPLOAD_LIMIT_BYTES=10)
@pytest.mark.parametrize(("sent", "status"), [(b"0" * 10, 200), (b"0" * 11, 413)])
def test_more_than_the_limit_is_refused_before_it_is_read(sent: bytes, status: int) -> None:
    request = RequestFactory().post("/api/v1/evaluate", sent, content_type="application/octet-stream")
    assert BodyLimitMiddleware(answer)(request).status_code == status


@pytest.mark.parametrize("announced", ["-1", "1e3", "many"])
def test_a_length_that_is_no_number_is_refused(announced: str) -> None:
    request = RequestFactory().post("/api/v1/evaluate")
    request.META["CONTENT_LENGTH"] = announced
    assert BodyLimitMiddleware(answer)(request).status_code == 413


@override_settings(UPLOAD_LIMIT_BYTES=3 * 1024 * 1024)
def test_the_refusal_names_the_limit_on_a_page_and_in_the_api() -> None:
    too_much = "0" * (3 * 1024 * 1024 + 1)
    page, api = (Client().post(path, too_much, content_type="text/plain") for path in ("/galeri/", "/api/v1/evaluate"))
    assert (page.status_code, api.status_code) == (413, 413)
    assert "3 MB" in page.content.decode()
    assert "3 MB" in api.json()["problems"][0]["message"]
