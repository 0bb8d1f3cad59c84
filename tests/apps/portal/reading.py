"""What a page says: its text without markup, and asking for it."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any

from pulau.foundation.ui.middleware import LANGUAGE_COOKIE

if TYPE_CHECKING:
    from django.test import Client


def ask(client: Client, path: str, language: str = "id") -> Any:  # noqa: ANN401 - an answer of Django's client
    """Ask for a page in a language."""
    client.cookies[LANGUAGE_COOKIE] = language
    return client.get(path)


def text(client: Client, path: str, language: str = "id", status: int = 200) -> str:
    """Return what a page says between header and footer, its spaces folded."""
    answer = ask(client, path, language)
    assert answer.status_code == status, (path, answer.status_code)
    page: str = answer.content.decode()
    body = page[page.index("<main") : page.index("</main>")]
    plain = html.unescape(re.sub(r"<script.*?</script>|<[^>]+>", " ", body, flags=re.DOTALL))
    return re.sub(r"\s+", " ", plain).replace("\u00a0", " ")


def source(client: Client, path: str, language: str = "id") -> str:
    """Return the page as it is sent."""
    page: str = ask(client, path, language).content.decode()
    return page
