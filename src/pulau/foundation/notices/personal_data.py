"""What notices keep of people: whom something was told, and how they want to be told."""

from __future__ import annotations

from typing import Final

from pulau.foundation.registry.personal_data import Kept, OnErasure, PersonalTable, personal
from pulau.foundation.registry.purposes import TELLING, WHILE_ACCOUNT

_TOLD: Final = Kept(TELLING, WHILE_ACCOUNT, OnErasure.REMOVE)

FIELDS: Final = (
    *personal(
        "notices.Notice",
        _TOLD,
        {
            "user": ("Penerima", "Who is told"),
            "kind": ("Jenis", "Kind"),
            "subject_type": ("Jenis objek", "Type of the thing"),
            "subject_id": ("Nomor objek", "Number of the thing"),
            "params": ("Isi", "What it tells"),
            "url": ("Halaman", "Page"),
            "key": ("Kunci", "Key"),
            "mail_state": ("Surel", "Email"),
            "mail_problem": ("Masalah surel", "Trouble with the email"),
            "mail_key": ("Nomor surel", "Number of the email"),
        },
    ),
    *personal(
        "notices.NoticePreference",
        _TOLD,
        {"user": ("Akun", "Account"), "group": ("Kelompok", "Group"), "cadence": ("Seberapa sering", "How often")},
    ),
)

TABLES: Final = (
    PersonalTable("notices.Notice", "Pemberitahuan", "Notices", users=("user_id",)),
    PersonalTable(
        *("notices.NoticePreference", "Pilihan pemberitahuan", "Choices about notices"),
        users=("user_id",),
        bodiless=True,
    ),
)
