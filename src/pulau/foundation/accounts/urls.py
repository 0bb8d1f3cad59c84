"""Addresses of signing in and out. allauth looks its own up by name (`account_login`), so they have no namespace."""

from __future__ import annotations

from django.urls import include, path

from pulau.foundation.accounts.views import confirming, details, factors, overview, passwords, signing_in, sso

own = (
    [
        path("lanjutkan", signing_in.resume, name="resume"),
        path("kunci", signing_in.key, name="key"),
        path("konfirmasi", confirming.confirm, name="confirm"),
        path("faktor-kedua", confirming.factor_needed, name="factor_needed"),
        path("nama", details.details, name="details"),
        path("keamanan", overview.security, name="security"),
        path("sandi", passwords.password, name="password"),
        path("kode-aplikasi", factors.add_totp, name="add_totp"),
        path("passkey", factors.add_passkey, name="add_passkey"),
        path("faktor/<int:factor_id>/hapus", factors.remove, name="remove_factor"),
        path("kode-pemulihan", factors.recovery, name="recovery"),
        path("sesi", overview.sessions, name="sessions"),
        path("riwayat", overview.history, name="history"),
    ],
    "accounts",
)

urlpatterns = [
    path("masuk", signing_in.SignIn.as_view(), name="account_login"),
    path("masuk/kode", signing_in.SecondStep.as_view(), name="mfa_authenticate"),
    path("masuk/passkey", signing_in.PasskeySignIn.as_view(), name="mfa_login_webauthn"),
    path("masuk/sso/<slug:provider_id>", sso.begin, name="openid_connect_login"),
    path("masuk/sso/<slug:provider_id>/kembali", sso.come_back, name="openid_connect_callback"),
    path("keluar", signing_in.SignOut.as_view(), name="account_logout"),
    path("akun/minta", signing_in.ask_administrator, name="account_signup"),
    path("akun/lupa", passwords.forgot, name="account_reset_password"),
    path("akun/lupa/terkirim", passwords.forgot_sent, name="account_reset_password_done"),
    path("akun/lupa/<str:uidb36>/<str:key>", passwords.new_password, name="account_reset_password_from_key"),
    path("akun/tidak-aktif", signing_in.ask_administrator, name="account_inactive"),
    path("akun/", include(own)),
]
