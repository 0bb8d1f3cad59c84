"""What accounts keep of people: our own tables, and those of Django, allauth and the job queue, listed by hand."""

from __future__ import annotations

from typing import Final

from pulau.foundation.registry.personal_data import (
    ERASED_ADDRESS,
    ERASED_NAME,
    Declared,
    Ground,
    Kept,
    OnErasure,
    PersonalTable,
    impersonal,
    personal,
)
from pulau.foundation.registry.purposes import (
    IDENTITY,
    SECURITY,
    SESSION,
    WHILE_ACCOUNT,
)

_ACCOUNT: Final = "accounts.User"
_NOBODY: Final = Ground(
    "Hanya pilihan bahasa; tidak mengenali siapa pun.", "Only a choice of language; nobody is recognised by it."
)
_GOES: Final = Kept(IDENTITY, WHILE_ACCOUNT, OnErasure.REMOVE)
_SECRET: Final = Kept(SECURITY, WHILE_ACCOUNT, OnErasure.REMOVE, secret=True)
_IN_SESSION: Final = Kept(SECURITY, SESSION, OnErasure.REMOVE, secret=True)

FIELDS: Final[tuple[Declared, ...]] = (
    *personal(
        _ACCOUNT,
        Kept(IDENTITY, WHILE_ACCOUNT, OnErasure.PSEUDONYM, stand_in=ERASED_NAME),
        {"full_name": ("Nama", "Name")},
    ),
    *personal(
        _ACCOUNT,
        Kept(IDENTITY, WHILE_ACCOUNT, OnErasure.PSEUDONYM, stand_in=ERASED_ADDRESS),
        {"email": ("Surel", "Email address")},
    ),
    *personal(
        _ACCOUNT,
        Kept(IDENTITY, WHILE_ACCOUNT, OnErasure.BLANK),
        {"nip": ("NIP", "Employee number")},
    ),
    *personal(
        _ACCOUNT,
        Kept(IDENTITY, WHILE_ACCOUNT, OnErasure.KEEP, _NOBODY),
        {"language": ("Bahasa", "Language")},
    ),
    *personal(
        _ACCOUNT,
        Kept(SECURITY, WHILE_ACCOUNT, OnErasure.PSEUDONYM, stand_in="!{id}", secret=True),
        {"password": ("Kata sandi (sidik Argon2)", "Password (digest)")},
    ),
    *personal("account.EmailAddress", _GOES, {"user": ("Akun", "Account"), "email": ("Surel", "Email address")}),
    *personal("account.EmailConfirmation", _SECRET, {"key": ("Kunci konfirmasi", "Key of confirmation")}),
    *personal(
        "sessions.Session",
        _IN_SESSION,
        {"session_key": ("Kunci sesi", "Key of the session"), "session_data": ("Isi sesi", "What the session holds")},
    ),
    *personal("accounts.User_groups", _GOES, {"user": ("Akun", "Account")}),
    *personal("accounts.User_user_permissions", _GOES, {"user": ("Akun", "Account")}),
    *impersonal("auth.Permission", "Names of rights; Pulau uses its own table.", "name", "codename"),
    *impersonal("auth.Group", "Not used.", "name"),
    *impersonal("contenttypes.ContentType", "Names of models.", "app_label", "model"),
    *impersonal(
        *("django_tasks_database.DBTaskResult", "Jobs carry ids only, and end after a week."),
        *("status", "task_path", "worker_ids", "queue_name", "backend_name", "exception_class_path"),
        *("args_kwargs", "return_value", "traceback"),
    ),
    *impersonal("tenancy.Tenant", "About a body.", "code", "name"),
)

TABLES: Final = (
    PersonalTable(_ACCOUNT, "Akun", "Account", users=("pk",), listed=True, bodiless=True),
    PersonalTable(
        *("account.EmailAddress", "Alamat surel untuk masuk", "Email addresses to sign in with"),
        users=("user_id",),
        bodiless=True,
    ),
)
