"""What signing in keeps of people: second factors, single sign-on, sessions, and the history of the account."""

from __future__ import annotations

from typing import Final

from pulau.foundation.registry.personal_data import Declared, Kept, OnErasure, PersonalTable, impersonal, personal
from pulau.foundation.registry.purposes import IDENTITY, ONE_YEAR, SECURITY, SESSION, WHILE_ACCOUNT

_SECRET: Final = Kept(SECURITY, WHILE_ACCOUNT, OnErasure.REMOVE, secret=True)
_GOES: Final = Kept(IDENTITY, WHILE_ACCOUNT, OnErasure.REMOVE)
_HISTORY: Final = Kept(SECURITY, ONE_YEAR, OnErasure.REMOVE)
_OPEN: Final = Kept(SECURITY, SESSION, OnErasure.REMOVE)
_CLIENT: Final = "The client of a body's own single sign-on."

FIELDS: Final[tuple[Declared, ...]] = (
    *personal(
        "accounts.SignInEvent",
        _HISTORY,
        {
            "user": ("Akun", "Account"),
            "kind": ("Kejadian", "Event"),
            "means": ("Dengan", "By"),
            "factor": ("Faktor kedua", "Second factor"),
            "network": ("Jaringan (/24 atau /48)", "Network (/24 or /48)"),
            "agent": ("Peramban dan sistem", "Browser and system"),
        },
    ),
    *impersonal("accounts.Tries", "A keyed digest: nothing can be read from it.", "key"),
    *impersonal("accounts.CacheRow", "Codes already used, for minutes.", "cache_key", "value"),
    *personal("mfa.Authenticator", _GOES, {"user": ("Akun", "Account"), "type": ("Jenis faktor", "Kind of factor")}),
    *personal("mfa.Authenticator", _SECRET, {"data": ("Rahasia faktor", "Secret of the factor")}),
    *personal(
        "socialaccount.SocialAccount",
        _GOES,
        {
            "user": ("Akun", "Account"),
            "provider": ("Penyedia", "Provider"),
            "uid": ("Nomor di penyedia", "Number at the provider"),
            "extra_data": ("Data dari penyedia", "What the provider told"),
        },
    ),
    *personal(
        "socialaccount.SocialToken",
        _SECRET,
        {"token": ("Token", "Token"), "token_secret": ("Rahasia token", "Secret of the token")},
    ),
    *impersonal("socialaccount.SocialApp", _CLIENT, "provider", "provider_id", "name", "client_id", "secret", "key"),
    *impersonal("socialaccount.SocialApp", _CLIENT, "settings"),
    *personal(
        "usersessions.UserSession",
        _OPEN,
        {
            "user": ("Akun", "Account"),
            "ip": ("Alamat jaringan", "Network address"),
            "user_agent": ("Peramban", "Browser"),
        },
    ),
    *personal(
        "usersessions.UserSession",
        Kept(SECURITY, SESSION, OnErasure.REMOVE, secret=True),
        {"session_key": ("Kunci sesi", "Key of the session"), "data": ("Isi sesi", "What the session holds")},
    ),
)

TABLES: Final = (
    PersonalTable(*("accounts.SignInEvent", "Riwayat masuk", "Sign-in history"), users=("user_id",), bodiless=True),
    PersonalTable(*("mfa.Authenticator", "Faktor kedua", "Second factors"), users=("user_id",), bodiless=True),
    PersonalTable(
        *("socialaccount.SocialAccount", "Akun SSO instansi", "Accounts of single sign-on"),
        users=("user_id",),
        bodiless=True,
    ),
    PersonalTable(
        *("socialaccount.SocialToken", "Token SSO", "Tokens of single sign-on"),
        users=("account__user_id",),
        bodiless=True,
    ),
    PersonalTable(
        *("usersessions.UserSession", "Perangkat yang sedang masuk", "Devices signed in"),
        users=("user_id",),
        bodiless=True,
    ),
)
