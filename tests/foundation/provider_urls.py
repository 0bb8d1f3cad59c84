"""Addresses of the imagined agency's single sign-on."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from allauth.idp.oidc.models import Client
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path
from django.views.decorators.csrf import csrf_exempt

from tests.foundation.provider_site import CLIENT, CLIENT_SECRET, PASSWORD


@csrf_exempt
def know(request: HttpRequest) -> HttpResponse:
    """Let somebody work there: `email`, `verified` (1 or 0); `back` is an address that the client may ask for."""
    email = request.POST["email"]
    User.objects.filter(email=email).delete()
    user = User.objects.create_user(email, email, PASSWORD)
    EmailAddress.objects.create(user=user, email=email, primary=True, verified=request.POST["verified"] == "1")
    client, _new = Client.objects.get_or_create(id=CLIENT, defaults={"name": "Pulau", "skip_consent": True})
    client.set_secret(CLIENT_SECRET)
    client.scopes = "openid\nprofile\nemail"
    client.redirect_uris = "\n".join({*client.get_redirect_uris(), request.POST["back"]})
    client.save()
    return HttpResponse(status=204)


urlpatterns: list[URLPattern | URLResolver] = [
    path("uji/orang", know),
    path("favicon.ico", lambda _request: HttpResponse(status=204)),
    path("akun/", include("allauth.account.urls")),
    path("", include("allauth.idp.urls")),
]
