"""The language of a request comes from one cookie, never from the browser's list or the address."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

LANGUAGE_COOKIE = "pulau_language"
DEFAULT_LANGUAGE = "id"


def known_language(code: str | None) -> str | None:
    """Return the code when the interface speaks it, otherwise None."""
    return code if code in dict(settings.LANGUAGES) else None


def spoken_language() -> str:
    """Return the language of the answer that is being made, as texts in two languages name it: `id` or `en`."""
    return "en" if (translation.get_language() or DEFAULT_LANGUAGE).startswith("en") else DEFAULT_LANGUAGE


class LanguageMiddleware:
    """Activate the visitor's chosen language, Indonesian when none was chosen."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next handler."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in that language; say so in Content-Language and keep shared caches apart."""
        language = known_language(request.COOKIES.get(LANGUAGE_COOKIE)) or DEFAULT_LANGUAGE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ("Cookie",))
        return response
