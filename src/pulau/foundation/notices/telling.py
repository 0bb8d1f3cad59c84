"""What a notice says to its reader, in the language that is active."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pulau.foundation.registry.notice_kinds import notice_kinds

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pulau.foundation.registry.notice_kinds import NoticeKind


@dataclass(frozen=True, slots=True)
class Told:
    """The words of a notice."""

    subject: str
    body: str = ""


def told(code: str, params: Mapping[str, object]) -> Told:
    """Return the words of a notice of a kind; of a kind that no app has any more, that there is news."""
    kind = notice_kinds.get(code)
    if kind is None:
        return Told(_("Ada kabar untuk Anda"))
    words = kind.words(get_language() or "id")
    values = _shown(kind, params)
    # The templates are ours; what is filled in is text, in which braces mean nothing.
    return Told(_line(words.subject.format_map(values)), words.body.format_map(values))


def _shown(kind: NoticeKind, params: Mapping[str, object]) -> _Values:
    values = {name: str(value) for name, value in params.items()}
    return _Values({name: str(kind.shown[name](value)) if name in kind.shown else value
                    for name, value in values.items()})  # fmt: skip


class _Values(dict[str, str]):
    """A parameter that an older notice did not keep yet is a dash."""

    def __missing__(self, _key: str) -> str:
        return "–"


def _line(text: str) -> str:
    """Keep a subject on one line: it becomes a header of a letter."""
    return " ".join(text.split())
