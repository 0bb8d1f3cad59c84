"""The events of a thing, asked for: what a browser gets that cannot hold a stream, and what a stream begins with."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pulau.foundation.live.reading import HIGHEST, as_mapping, read
from pulau.foundation.registry.topics import topics
from pulau.foundation.tenancy.policy import public


@public  # whoever has the key may follow
@require_safe
def events(request: HttpRequest, topic: str, key: str) -> HttpResponse:
    """Tell what happened after a number (`?sejak=N`, or the header that a browser sends when it resumes)."""
    found = topics.get(topic)
    if found is None:
        raise Http404
    after = _after(request)
    if after is None:
        problem = {"code": "not-a-number", "place": "sejak", "message": _("sejak harus bilangan.")}
        return JsonResponse({"problems": [problem]}, status=400)
    told = read(found, key, after)
    last = told[-1].number if told else after
    response = JsonResponse({"last": last, "events": [as_mapping(event) for event in told]})
    response.headers["ETag"] = tag = f'"{after}-{last}"'  # what has happened does not change
    response.headers["Cache-Control"] = "private, no-cache"
    patch_vary_headers(response, ["Accept"])  # the same address streams
    answer = get_conditional_response(request, etag=tag, response=response)
    return answer if isinstance(answer, HttpResponse) else response


def _after(request: HttpRequest) -> int | None:
    given = request.headers.get("Last-Event-ID") or request.GET.get("sejak") or "0"
    if not (given.isascii() and given.isdecimal()):
        return None
    return min(int(given), HIGHEST) if len(given) <= len(str(HIGHEST)) else HIGHEST
