"""What rows of the log are called, for the journal."""

from __future__ import annotations

from typing import Final

from pulau.foundation.registry.subjects import Subjects

SUBJECTS: Final = (Subjects("transparency.erasedentry", "Penghapusan isi entri", "Erasure of an entry's contents"),)
