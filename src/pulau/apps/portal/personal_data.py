"""What the portal keeps of people: the mail addresses that follow the monitor, and what they follow."""

from __future__ import annotations

from typing import Final

from pulau.foundation.registry.personal_data import (
    Basis,
    Declared,
    Kept,
    OnErasure,
    PersonalTable,
    Purpose,
    Retention,
    impersonal,
    personal,
)

FOLLOWING: Final = Purpose(
    "following",
    "Mengabari alamat surel yang meminta pantauan zona integritas",
    "Telling a mail address that asked to follow the monitor of zones",
    Basis.CONSENT,
)
UNTIL_LEFT: Final = Retention(
    "Sampai berhenti berlangganan; yang tidak dikonfirmasi dihapus sesudah 48 jam, surat sesudah 30 hari",
    "Until they leave; without confirmation it goes after 48 hours, letters after 30 days",
)
_KEPT: Final = Kept(FOLLOWING, UNTIL_LEFT, OnErasure.REMOVE)
_SECRET: Final = Kept(FOLLOWING, UNTIL_LEFT, OnErasure.REMOVE, secret=True)

FIELDS: Final[tuple[Declared, ...]] = (
    *personal("portal.Follower", _SECRET, {"address": ("Alamat surel", "Email address")}),
    *personal("portal.Follower", _SECRET, {"address_digest": ("Sidik alamat", "Digest of the address")}),
    *personal(
        "portal.Follower",
        _KEPT,
        {
            "language": ("Bahasa", "Language"),
            "wish": ("Unit yang diikuti", "Units followed"),
            "wish_digest": ("Sidik unit yang diikuti", "Digest of the units followed"),
        },
    ),
    *personal(
        "portal.ToldAlarm",
        _KEPT,
        {
            "follower": ("Pengikut", "Follower"),
            "key": ("Tanda yang sudah dikabarkan", "Alarm told"),
            "name": ("Unitnya", "Its unit"),
        },
    ),
    *personal(
        "portal.Letter",
        _KEPT,
        {
            "follower": ("Pengikut", "Follower"),
            "key": ("Nomor surat", "Key of the letter"),
            "told": ("Isi surat", "What the letter tells"),
        },
    ),
    *impersonal("portal.Letter", "A code.", "state"),
)
TABLES: Final = (
    PersonalTable("portal.Follower", "Pengikut pantauan", "Followers of the monitor", bodiless=True),
    PersonalTable(
        "portal.ToldAlarm", "Tanda yang dikabarkan kepada pengikut", "Alarms told to followers", bodiless=True
    ),
    PersonalTable("portal.Letter", "Surat kepada pengikut", "Letters to followers", bodiless=True),
)
