"""What the journal says of publishing."""

from __future__ import annotations

from typing import Final

from pulau.foundation.registry.journal_actions import JournalAction

PUBLISHED: Final = JournalAction(
    "publication.published", "Data publik instansi diterbitkan", "What the public sees of a body was published"
)
ACTIONS: Final = (PUBLISHED,)
