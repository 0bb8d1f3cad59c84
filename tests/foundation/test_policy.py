from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.views.generic import TemplateView

from pulau.foundation.accounts.models import User
from pulau.foundation.tenancy.policy import policy_of, public, requires, signed_in


@public
def open_page(request: HttpRequest) -> HttpResponse:
    return HttpResponse(request.path)


@requires(signed_in)
def own_page(request: HttpRequest) -> HttpResponse:
    return HttpResponse(request.path)


def request_of(user: User | AnonymousUser) -> HttpRequest:
    request = RequestFactory().get("/")
    request.user = user
    return request


def test_a_view_carries_the_name_of_its_policy() -> None:
    open_policy, own_policy = policy_of(open_page), policy_of(own_page)
    assert open_policy is not None
    assert own_policy is not None
    assert (open_policy.name, own_policy.name) == ("public", "signed_in")
    assert policy_of(request_of) is None


def test_a_class_says_its_policy_too() -> None:
    page = public(TemplateView)
    assert policy_of(page.as_view()) is not None


def test_who_is_not_let_in_gets_a_refusal_and_who_is_gets_the_page() -> None:
    with pytest.raises(PermissionDenied):
        own_page(request_of(AnonymousUser()))
    assert own_page(request_of(User(email="ayu@sagara.example.id"))).status_code == 200


def test_every_rule_must_let_in() -> None:
    def never(_request: HttpRequest) -> bool:
        return False

    guarded = requires(signed_in, never)(open_page)
    with pytest.raises(PermissionDenied):
        guarded(request_of(User(email="ayu@sagara.example.id")))


def test_no_rule_is_not_a_policy() -> None:
    with pytest.raises(ValueError, match="public"):
        requires()


def test_a_guarded_view_without_a_request_is_a_mistake() -> None:
    with pytest.raises(TypeError, match="request"):
        requires(signed_in)(lambda: None)()
