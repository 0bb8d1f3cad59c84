"""The actions that the journal knows; each app adds its own."""

from __future__ import annotations

from dataclasses import dataclass

from pulau.foundation.registry.hooks import Hook


@dataclass(frozen=True, slots=True)
class JournalAction:
    """One kind of journal entry, and how a person reads it.

    `code` is `<app>.<thing>_<what happened>`. The sentences go without a subject and an object, which the page adds:
    they say what was done, in Indonesian and in English.
    """

    code: str
    indonesian: str
    english: str

    def sentence(self, language: str) -> str:
        """Return the sentence in `language` (`en`, else Indonesian)."""
        return self.english if language.startswith("en") else self.indonesian


journal_actions: Hook[JournalAction] = Hook("journal actions")
