"""What people are told of: each app adds the kinds of its notices, and the groups in which people choose how often."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from pulau.foundation.registry.hooks import Hook


class Cadence(StrEnum):
    """How often a group of notices comes by e-mail; every notice is in Pulau at once."""

    AT_ONCE = "at-once"
    DAILY = "daily"
    WEEKLY = "weekly"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class NoticeGroup:
    """Notices for which a person chooses one cadence, with its name in both languages and the cadence until then."""

    code: str
    indonesian: str
    english: str
    cadence: Cadence = Cadence.AT_ONCE

    def name(self, language: str) -> str:
        """Return the name in `language` (`en`, else Indonesian)."""
        return self.english if language.startswith("en") else self.indonesian


@dataclass(frozen=True, slots=True)
class Words:
    """What a notice says in one language: a line without a full stop, and a sentence or two that may be left out.

    Both take the notice's parameters in braces: `"Peran {role} berakhir {until}"`.
    """

    subject: str
    body: str = ""


@dataclass(frozen=True, slots=True)
class NoticeKind:
    """One kind of notice; `code` is `<app>.<what happened>`.

    `obligatory` ones are mailed at once whatever the person chose: what they must not miss. `shown` turns a kept
    parameter (an id, a code, an ISO date) into what a person reads, asked while the reader's language is active.
    """

    code: str
    group: str
    indonesian: Words
    english: Words
    obligatory: bool = False
    shown: Mapping[str, Callable[[str], object]] = field(default_factory=dict)

    def words(self, language: str) -> Words:
        """Return the words in `language` (`en`, else Indonesian)."""
        return self.english if language.startswith("en") else self.indonesian


notice_groups: Hook[NoticeGroup] = Hook("notice groups")
notice_kinds: Hook[NoticeKind] = Hook("notice kinds")
