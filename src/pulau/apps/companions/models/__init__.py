"""Rooms of companions and what is said in them."""

from __future__ import annotations

from pulau.apps.companions.models.rooms import (
    LONGEST_PURPOSE,
    LONGEST_SAID,
    Addressee,
    EntryKind,
    Room,
    RoomEntry,
    RoomScope,
)

__all__ = ["LONGEST_PURPOSE", "LONGEST_SAID", "Addressee", "EntryKind", "Room", "RoomEntry", "RoomScope"]
