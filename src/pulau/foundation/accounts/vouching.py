"""Showing who one is for one deed at a device of others (a shared tablet): no session begins, nothing stays there.

user = vouch(request, name, password, code)     # raises NotVouched, HeldBack

The same tries are counted as at the sign-in, and the same history of the account tells of those that failed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from allauth.account.adapter import get_adapter

from pulau.foundation.accounts.forms import LONGEST_NAME, LONGEST_PASSWORD, CodeForm
from pulau.foundation.accounts.second_factor import is_without
from pulau.foundation.accounts.way_in import has_factor
from pulau.foundation.tenancy.acting import actor_in

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest

    from pulau.foundation.accounts.models import User

WRONG: Final = "wrong"
CODE_MISSING: Final = "code-missing"
CODE_WRONG: Final = "code-wrong"
FACTOR_MISSING: Final = "factor-missing"


class NotVouched(Exception):  # noqa: N818 - a fact, as every error of this project
    """Who it is was not shown; `reason` is one of the above."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def vouch(request: HttpRequest, name: str, password: str, code: str, tenant_id: UUID) -> User:
    """Return whose address or number and password (and code, where they have a second factor) these are.

    Whose role in the body `tenant_id` asks for a second factor that they have not set up is refused, as everywhere.
    Raises NotVouched, HeldBack. A session that checking may have begun is thrown away.
    """
    try:
        return _vouched(request, name, password, code, tenant_id)
    finally:
        request.session.flush()


def _vouched(request: HttpRequest, name: str, password: str, code: str, tenant_id: UUID) -> User:
    too_long = len(name) > LONGEST_NAME or len(password) > LONGEST_PASSWORD
    if too_long or not name.strip() or not password:
        raise NotVouched(WRONG)
    user: User | None = get_adapter(request).authenticate(request, login=name, password=password)
    if user is None or not user.is_active:  # allauth leaves closed accounts to the sign-in, which this is not
        raise NotVouched(WRONG)
    if has_factor(user):
        if not code.strip():
            raise NotVouched(CODE_MISSING)
        if not CodeForm(user=user, data={"code": code}).is_valid():
            raise NotVouched(CODE_WRONG)
        return user
    actor = actor_in(tenant_id, user.pk)
    if actor is not None and is_without(user, actor):
        raise NotVouched(FACTOR_MISSING)
    return user
