"""What open data keeps of people: nothing. Keys are made without a name, and their labels name an application."""

from __future__ import annotations

from typing import Final

from pulau.foundation.registry.personal_data import Declared, impersonal

FIELDS: Final[tuple[Declared, ...]] = (
    *impersonal("opendata.DataRelease", "A digest, or the id of an entry.", "contents", "manifest", "entry_id"),
    *impersonal("opendata.ReleaseFile", "A file of public data.", "name", "media_type", "digest", "stored"),
    *impersonal("opendata.Building", "A word of the program.", "table", "trouble"),
    *impersonal("opendata.ReaderKey", "A digest, and the beginning of what was digested.", "digest", "hint"),
    *impersonal("opendata.ReaderKey", "An application or institution; the form asks not to name anybody.", "label"),
)
