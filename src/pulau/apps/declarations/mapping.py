"""Rows of pledges as plain texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pulau.core.pledging.texts import PledgeText
from pulau.core.shared.digest import canonical_digest

if TYPE_CHECKING:
    from pulau.apps.declarations.models import PledgeTemplate


def text_of(row: PledgeTemplate) -> PledgeText:
    """Return the Indonesian text of a version: the one that is signed."""
    return PledgeText(row.title, row.opening, tuple(row.points), row.closing)


def english_of(row: PledgeTemplate) -> PledgeText:
    """Return the English translation of a version; empty where there is none."""
    return PledgeText(row.title_en, row.opening_en, tuple(row.points_en), row.closing_en)


def text_digest(row: PledgeTemplate) -> str:
    """Return the digest of a version's words in both languages: what somebody saw, and what the journal keeps."""
    return canonical_digest({"id": list(text_of(row).lines), "en": list(english_of(row).lines)})
