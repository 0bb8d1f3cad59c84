"""What the form of one item sent: a change, and what was typed, so that nothing of it is lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from pulau.apps.assessments.judging_wishes import JudgeChange

if TYPE_CHECKING:
    from django.http import QueryDict

ANSWER: Final = "jawab"
COUNT: Final = "hitung:"
VERSION: Final = "versi"
CLEAR: Final = "kosongkan"
TEXTS: Final[Mapping[str, str]] = {
    "finding": "catatan",
    "recommendation": "rekomendasi",
    "strength": "kekuatan",
    "reason": "alasan",
}
"""The fields of texts, by what they are."""
_DIGITS: Final = 9


@dataclass(frozen=True, slots=True)
class TypedItem:
    """The change that was sent; `values` by input key ("" for an option or a number), `texts` by what they are."""

    change: JudgeChange
    values: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)


def read_item(posted: QueryDict, item: str) -> TypedItem:
    """Read the form of an item. Fields that it does not have stay as they are; emptied numbers take an answer back."""
    counts = {name.removeprefix(COUNT): posted.get(name, "") for name in posted if name.startswith(COUNT)}
    answer = posted.get(ANSWER)
    texts = {key: posted.get(name, "") for key, name in TEXTS.items() if name in posted}
    fields: dict[str, object] = dict(texts)
    values: dict[str, str] = counts or ({} if answer is None else {"": answer})
    if posted.get("aksi") == CLEAR:
        fields["value"], values = None, {}
    elif counts:
        fields["value"] = {key: value.strip() for key, value in counts.items() if value.strip()} or None
    elif answer is not None:
        fields["value"] = answer.strip() or None
    return TypedItem(JudgeChange(item, version_in(posted.get(VERSION, "")), fields), values, texts)


def version_in(text: str) -> int:
    """Read a version that was seen; what is no number never was one."""
    return int(text) if text.isdecimal() and len(text) <= _DIGITS else 0
