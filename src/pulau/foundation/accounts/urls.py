"""Addresses of signing in and out. allauth looks its own up by name (`account_login`), so they have no namespace."""

from __future__ import annotations

from django.urls import include, path

from pulau.foundation.accounts import views

own = ([path("lanjutkan", views.resume, name="resume"), path("kunci", views.key, name="key")], "accounts")

urlpatterns = [
    path("masuk", views.SignIn.as_view(), name="account_login"),
    path("keluar", views.SignOut.as_view(), name="account_logout"),
    path("akun/minta", views.ask_administrator, name="account_signup"),
    path("akun/lupa", views.ask_administrator, name="account_reset_password"),
    path("akun/tidak-aktif", views.ask_administrator, name="account_inactive"),
    path("akun/", include(own)),
]
