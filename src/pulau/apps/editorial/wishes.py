"""What editors ask for: plain values between the pages and the services."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pulau.apps.editorial.models import PageVersion

LANGUAGES: Final = ("id", "en")
"""Codes of the languages in which everything is written, the first of them the usual one."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A page in one language: its title, the sentence or two below it, and its text in Markdown."""

    title: str = ""
    lead: str = ""
    body: str = ""

    @property
    def there(self) -> bool:
        """Whether the page can be read in this language."""
        return bool(self.title and self.body)

    @property
    def begun(self) -> bool:
        """Whether anything is written in this language."""
        return bool(self.title or self.lead or self.body)


@dataclass(frozen=True, slots=True)
class Texts:
    """A page in both languages."""

    id: Wording = field(default_factory=Wording)
    en: Wording = field(default_factory=Wording)

    def __iter__(self) -> Iterator[tuple[str, Wording]]:
        """Yield (language, wording), the usual language first."""
        return iter(zip(LANGUAGES, (self.id, self.en), strict=True))

    def read_in(self, language: str) -> tuple[str, Wording]:
        """Return the language in which it is read by who wants `language`, and the wording: the other if it must."""
        pairs = sorted(self, key=lambda pair: not language.startswith(pair[0]))
        return next((pair for pair in pairs if pair[1].there), pairs[0])


def texts_of(version: PageVersion) -> Texts:
    """Return what a version says."""
    return Texts(
        Wording(version.title_id, version.lead_id, version.body_id),
        Wording(version.title_en, version.lead_en, version.body_en),
    )


@dataclass(frozen=True, slots=True)
class Draft:
    """What an editor saves: the texts, a note for other editors, and the number of the version that they had read."""

    texts: Texts
    note: str = ""
    seen: int = 0


@dataclass(frozen=True, slots=True)
class AnnouncementWish:
    """What is announced in both languages, where its link leads, how it sounds, and from when until when."""

    text_id: str
    text_en: str
    link: str
    tone: str
    since: datetime
    until: datetime
