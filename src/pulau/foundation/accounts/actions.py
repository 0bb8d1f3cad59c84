"""What the journal says of accounts and tenants."""

from __future__ import annotations

from pulau.foundation.registry.journal_actions import JournalAction

TENANT_OPENED = JournalAction("accounts.tenant_opened", "Instansi dibuka di Pulau", "A body was opened in Pulau")
USER_REGISTERED = JournalAction("accounts.user_registered", "Akun didaftarkan", "An account was registered")
PASSWORD_SET = JournalAction("accounts.password_set", "Kata sandi akun diatur", "A password was set for an account")

ACTIONS = (TENANT_OPENED, USER_REGISTERED, PASSWORD_SET)
