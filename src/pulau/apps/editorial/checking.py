"""What editors typed, checked and as it is kept."""

from __future__ import annotations

import re
from typing import Final

from pulau.apps.editorial.markdown import safe_link
from pulau.apps.editorial.models import (
    LONGEST_ANNOUNCEMENT,
    LONGEST_BODY,
    LONGEST_LEAD,
    LONGEST_LINK,
    LONGEST_NOTE,
    LONGEST_SLUG,
    LONGEST_TITLE,
    Tone,
)
from pulau.apps.editorial.refusals import HalfLanguage, LinkWrong, NoLanguage, SlugWrong, TimesWrong
from pulau.apps.editorial.wishes import AnnouncementWish, Draft, Texts, Wording
from pulau.core.shared.problems import BadInput
from pulau.core.shared.words import checked_words

_SLUG: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def checked_slug(typed: str) -> str:
    """Return an address as it is kept. Raises SlugWrong."""
    slug = typed.strip()
    if len(slug) > LONGEST_SLUG or not _SLUG.fullmatch(slug):
        raise SlugWrong
    return slug


def checked_draft(draft: Draft) -> Draft:
    """Return a draft as it is kept. Raises BadInput, HalfLanguage, NoLanguage."""
    texts = Texts(*(_wording(language, words) for language, words in draft.texts))
    if not any(words.there for _language, words in texts):
        raise NoLanguage
    return Draft(texts, checked_words(draft.note, "catatan", LONGEST_NOTE, needed=False), draft.seen)


def _wording(language: str, typed: Wording) -> Wording:
    kept = Wording(
        _one_line(checked_words(typed.title, f"judul_{language}", LONGEST_TITLE, needed=False)),
        _one_line(checked_words(typed.lead, f"pengantar_{language}", LONGEST_LEAD, needed=False)),
        checked_words(typed.body, f"isi_{language}", LONGEST_BODY, needed=False),
    )
    if kept.begun and not kept.there:
        raise HalfLanguage(f"isi_{language}" if kept.title else f"judul_{language}")
    return kept


def _one_line(text: str) -> str:
    return " ".join(text.split())


def checked_announcement(wish: AnnouncementWish) -> AnnouncementWish:
    """Return an announcement as it is kept. Raises BadInput, LinkWrong, TimesWrong."""
    if wish.tone not in Tone.values:
        raise BadInput.because("unknown-choice", "nada", value=wish.tone, allowed=", ".join(Tone.values))
    link = checked_words(wish.link, "tautan", LONGEST_LINK, needed=False)
    if link and not safe_link(link):
        raise LinkWrong
    if wish.until <= wish.since:
        raise TimesWrong
    return AnnouncementWish(
        _one_line(checked_words(wish.text_id, "teks_id", LONGEST_ANNOUNCEMENT)),
        _one_line(checked_words(wish.text_en, "teks_en", LONGEST_ANNOUNCEMENT)),
        link, wish.tone, wish.since, wish.until,
    )  # fmt: skip
