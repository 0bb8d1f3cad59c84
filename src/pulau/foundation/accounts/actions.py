"""What the journal says of accounts and tenants."""

from __future__ import annotations

from pulau.foundation.registry.journal_actions import JournalAction

TENANT_OPENED = JournalAction("accounts.tenant_opened", "Instansi dibuka di Pulau", "A body was opened in Pulau")
USER_REGISTERED = JournalAction("accounts.user_registered", "Akun didaftarkan", "An account was registered")
PASSWORD_SET = JournalAction("accounts.password_set", "Kata sandi akun diatur", "A password was set for an account")
PASSWORD_CHANGED = JournalAction(
    "accounts.password_changed", "Kata sandi diganti oleh pemiliknya", "A person changed their password"
)
FACTOR_ADDED = JournalAction("accounts.factor_added", "Cara masuk ditambahkan", "A way to sign in was added")
FACTOR_REMOVED = JournalAction("accounts.factor_removed", "Cara masuk dihapus", "A way to sign in was removed")
FACTORS_RESET = JournalAction(
    "accounts.factors_reset", "Faktor kedua seseorang dihapus", "The second factors of a person were removed"
)
SESSIONS_ENDED = JournalAction(
    "accounts.sessions_ended", "Perangkat lain dikeluarkan", "A person was signed out elsewhere"
)
ACCOUNT_CLOSED = JournalAction("accounts.closed", "Akun ditutup", "An account was closed")
ACCOUNT_REOPENED = JournalAction("accounts.reopened", "Akun dibuka kembali", "An account was opened again")
DETAILS_CHANGED = JournalAction(
    "accounts.details_changed",
    "Nama, surel, NIP, atau bahasa akun diubah",
    "The name, address, NIP or language of an account was changed",
)

ACTIONS = (
    TENANT_OPENED,
    USER_REGISTERED,
    PASSWORD_SET,
    PASSWORD_CHANGED,
    FACTOR_ADDED,
    FACTOR_REMOVED,
    FACTORS_RESET,
    SESSIONS_ENDED,
    ACCOUNT_CLOSED,
    ACCOUNT_REOPENED,
    DETAILS_CHANGED,
)
