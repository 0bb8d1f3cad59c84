"""An agency's single sign-on, against a real provider (allauth's own, in its own process), over HTTP."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.test import Client, override_settings

from pulau.foundation.accounts.models import EventKind, Means, SignInEvent, User
from pulau.foundation.accounts.sso import CheckedAdapter
from tests.foundation.codes import code_of, give_app
from tests.foundation.provider import CODE, PROVIDER_PASSWORD, Provider, running_provider
from tests.house import House

HOST = "testserver"
SITE = f"http://{HOST}"
AYU = "ayu@uji.example.id"


@pytest.fixture(scope="module")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Provider]:
    with running_provider(tmp_path_factory.mktemp("sso")) as found:
        yield found


@pytest.fixture
def known(provider: Provider, house: House) -> Iterator[Provider]:
    with override_settings(SOCIALACCOUNT_PROVIDERS=provider.settings(["uji.example.id"])):
        yield provider


def walk(provider: Provider, email: str, client: Client | None = None, **asked: str) -> tuple[Client, Any]:
    """Go to the provider, sign in there, come back: the whole code flow. Returns the browser and Pulau's answer."""
    client = client or Client()
    away = client.get(f"/masuk/sso/{CODE}", asked)
    assert away.status_code == 302
    back = at_provider(away["Location"], email)
    return client, client.get(f"{urlsplit(back).path}?{urlsplit(back).query}")


def at_provider(address: str, email: str) -> str:
    """Sign in at the provider; return the address with which it sends the browser back."""
    browser = requests.Session()
    page = browser.get(address, timeout=10)
    token = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)[0]
    data = {"login": email, "password": PROVIDER_PASSWORD, "csrfmiddlewaretoken": token}
    data["next"] = parse_qs(urlsplit(page.url).query)["next"][0]
    answer = browser.post(page.url, data, headers={"Referer": page.url}, timeout=10, allow_redirects=False)
    while not answer.headers["Location"].startswith(SITE):
        where = urljoin(answer.url, answer.headers["Location"])
        answer = browser.get(where, timeout=10, allow_redirects=False)
    return answer.headers["Location"]


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_a_person_with_an_account_is_signed_in_and_led_to_where_they_were_going(known: Provider) -> None:
    known.know(AYU, SITE)
    page = Client().get("/masuk?next=/lke").content.decode()
    assert f'href="/masuk/sso/{CODE}?next=/lke"' in page
    client, answer = walk(known, AYU, next="/lke")
    assert (answer.status_code, answer["Location"]) == (302, "/lke")
    assert client.get("/lke").status_code == 200
    link = SocialAccount.objects.get(user__email=AYU)
    assert (link.provider, link.extra_data) == (CODE, {}), "their profile is not kept"
    assert SignInEvent.objects.get(user__email=AYU, kind=EventKind.SIGNED_IN).means == Means.SSO
    again, _answer = walk(known, AYU)
    assert is_in(again)


def refused(answer: Any) -> bool:  # noqa: ANN401 - an answer
    return answer.status_code == 403 and "tidak terhubung" in answer.content.decode()


@pytest.mark.parametrize(
    ("email", "domains", "verified"),
    [
        ("siapa@uji.example.id", ["uji.example.id"], True),  # nobody's account: none is opened
        (AYU, ["uji.example.id"], False),  # the provider does not vouch for the address
        (AYU, ["lain.example.id"], True),  # another agency's provider
        (AYU, ["example.id"], True),  # a domain above is not the domain
    ],
)
def test_nobody_else_is_let_in(
    provider: Provider, house: House, email: str, domains: list[str], *, verified: bool
) -> None:
    provider.know(email, SITE, verified=verified)
    people = User.objects.count()
    with override_settings(SOCIALACCOUNT_PROVIDERS=provider.settings(domains)):
        client, answer = walk(provider, email)
    assert refused(answer)
    assert not is_in(client)
    assert User.objects.count() == people
    assert not SocialAccount.objects.exists()


def test_an_address_given_to_somebody_else_opens_nothing(known: Provider) -> None:
    known.know(AYU, SITE)
    assert is_in(walk(known, AYU)[0])
    known.know(AYU, SITE)  # a new employee with the old address: another id
    client, answer = walk(known, AYU)
    assert refused(answer)
    assert not is_in(client)


def test_a_closed_account_stays_closed(known: Provider) -> None:
    known.know(AYU, SITE)
    User.objects.filter(email=AYU).update(is_active=False)
    assert refused(walk(known, AYU)[1])


def test_a_provider_whose_domains_were_taken_away_signs_in_nobody(known: Provider) -> None:
    known.know(AYU, SITE)
    assert is_in(walk(known, AYU)[0])
    with override_settings(SOCIALACCOUNT_PROVIDERS=known.settings(["lain.example.id"])):
        assert refused(walk(known, AYU)[1])


def test_the_second_factor_is_asked_for_here_too(known: Provider) -> None:
    known.know(AYU, SITE)
    secret = give_app(User.objects.get(email=AYU))
    client, answer = walk(known, AYU)
    assert (answer["Location"], is_in(client)) == ("/masuk/kode", False)
    client.post("/masuk/kode", {"code": code_of(secret)})
    assert is_in(client)


def test_who_comes_back_with_another_browsers_answer_is_not_let_in(known: Provider) -> None:
    known.know(AYU, SITE)
    back = at_provider(Client().get(f"/masuk/sso/{CODE}")["Location"], AYU)
    stranger = Client()
    answer = stranger.get(f"{urlsplit(back).path}?{urlsplit(back).query}")
    assert answer.status_code == 401
    assert not is_in(stranger)


def test_a_token_that_somebody_else_signed_is_refused(known: Provider, monkeypatch: pytest.MonkeyPatch) -> None:
    known.know(AYU, SITE)
    real = CheckedAdapter._checked

    def forged(self: Any, app: Any, id_token: str) -> Any:  # noqa: ANN401 - allauth's
        head, body, _signature = id_token.split(".")
        return real(self, app, f"{head}.{body}.{'A' * 342}")

    monkeypatch.setattr(CheckedAdapter, "_checked", forged)
    client, answer = walk(known, AYU)
    assert answer.status_code == 401
    assert not is_in(client)


def test_a_profile_of_somebody_else_is_refused(known: Provider, monkeypatch: pytest.MonkeyPatch) -> None:
    known.know(AYU, SITE)
    told = {"sub": "lain", "email": "gita@uji.example.id", "email_verified": True}
    monkeypatch.setattr(CheckedAdapter, "_fetch_user_info", lambda _self, _token: told)
    client, answer = walk(known, AYU)
    assert answer.status_code == 401
    assert not is_in(client)


def test_nobody_is_led_to_another_site(known: Provider) -> None:
    known.know(AYU, SITE)
    assert walk(known, AYU, next="https://evil.example/")[1]["Location"] == "/"


def test_who_cancels_is_told_that_nothing_happened(known: Provider) -> None:
    client = Client()
    state = parse_qs(urlsplit(client.get(f"/masuk/sso/{CODE}")["Location"]).query)["state"][0]
    answer = client.get(f"/masuk/sso/{CODE}/kembali", {"error": "access_denied", "state": state})
    assert answer.status_code == 200
    assert "Masuk dibatalkan" in answer.content.decode()
    assert not is_in(client)


def test_a_provider_that_is_down_is_told_as_such(provider: Provider, house: House) -> None:
    gone = {"openid_connect": {"APPS": [{**provider.settings(["uji.example.id"])["openid_connect"]["APPS"][0]}]}}
    gone["openid_connect"]["APPS"][0]["settings"] = {"server_url": "http://localhost:1", "domains": ["uji.example.id"]}
    with override_settings(SOCIALACCOUNT_PROVIDERS=gone):
        answer = Client().get(f"/masuk/sso/{CODE}")
    assert answer.status_code == 503
    assert "SSO Uji sedang tidak menjawab" in answer.content.decode()


def test_a_provider_that_goes_down_meanwhile_is_told_as_such(known: Provider, monkeypatch: pytest.MonkeyPatch) -> None:
    known.know(AYU, SITE)
    client = Client()
    back = at_provider(client.get(f"/masuk/sso/{CODE}")["Location"], AYU)
    monkeypatch.setattr(requests.Session, "request", _unreachable)
    answer = client.get(f"{urlsplit(back).path}?{urlsplit(back).query}")
    assert answer.status_code == 503
    assert "sedang tidak menjawab" in answer.content.decode()


def _unreachable(*_given: object, **_more: object) -> None:
    raise requests.ConnectionError("down")


def test_an_unknown_provider_is_not_found(house: House) -> None:
    assert Client().get("/masuk/sso/tidak-ada").status_code == 404
    assert Client().get("/masuk/sso/tidak-ada/kembali").status_code == 404
