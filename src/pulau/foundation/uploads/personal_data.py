"""What uploads keep of people, for a day."""

from __future__ import annotations

from typing import Final

from pulau.foundation.registry.personal_data import (
    Declared,
    Ground,
    Kept,
    OnErasure,
    PersonalTable,
    personal,
)
from pulau.foundation.registry.purposes import ONE_DAY, WORK

_UPLOAD: Final = "uploads.Upload"
_A_DAY: Final = Ground("Hilang sendiri dalam sehari.", "Gone by itself within a day.")

FIELDS: Final[tuple[Declared, ...]] = (
    *personal(
        _UPLOAD,
        Kept(WORK, ONE_DAY, OnErasure.KEEP, _A_DAY),
        {"user": ("Yang mengunggah", "Who uploads it"), "file_name": ("Nama berkas", "Name of the file")},
    ),
)

TABLES: Final = (PersonalTable(_UPLOAD, "Berkas yang sedang diunggah", "Files being uploaded", users=("user_id",)),)
