"""A calibration set in words: its questions and options, and why something of it is refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext

from pulau.apps.assessments.desks.told import LONGEST_CASE, LONGEST_NAME, MOST_ITEMS, options_of
from pulau.exchange.packs import load_pack, load_wording
from pulau.foundation.ui.middleware import spoken_language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pulau.apps.assessments.desks.calibration import Spread
    from pulau.apps.assessments.desks.told import CalibrationRefused
    from pulau.apps.assessments.models import CalibrationSet


@dataclass(frozen=True, slots=True)
class ToldView:
    """A case to be scored, or scored: its question, its options, the value given, what came of it."""

    position: int
    item: str
    number: str
    question: str
    case: str
    options: tuple[dict[str, str], ...]
    value: str
    spread: Spread | None


def told_views(row: CalibrationSet, values: Sequence[str] | None, spreads: Sequence[Spread] = ()) -> list[ToldView]:
    """Return the cases of a set as a page shows them; nothing of what is expected, but in the spreads."""
    pack, words, language = load_pack(row.regulation), load_wording(row.regulation).items, spoken_language()
    return [
        ToldView(
            *(position, told["item"], pack.items[told["item"]].number, words[told["item"]].question[language]),
            told["case"],
            tuple(
                {"value": key, "key": key, "text": words[told["item"]].options[key][language]}
                for key in options_of(row.regulation, told["item"])
            ),
            values[position - 1] if values else "",
            spreads[position - 1] if spreads else None,
        )
        for position, told in enumerate(row.items, 1)
    ]


def chosen_items(regulation: str) -> list[tuple[str, str]]:
    """Return the items that a case can be told of, each with its question."""
    words = load_wording(regulation).items
    return [
        (item, words[item].question[spoken_language()])
        for item in load_pack(regulation).items
        if options_of(regulation, item)
    ]


def known_options(regulation: str) -> list[tuple[str, str]]:
    """Return every option that some item of a form has, for a choice."""
    found: dict[str, Any] = {}
    for item in load_pack(regulation).items:
        found |= dict.fromkeys(options_of(regulation, item))
    return [(key, key) for key in found]


def refusal_words(problem: CalibrationRefused) -> tuple[str, str]:
    """Return where something is wrong and how it is mended, as an error summary takes it."""
    at = problem.position
    words = {
        "name": (gettext("Beri kalibrasi nama, paling panjang %(n)s huruf.") % {"n": LONGEST_NAME}, "nama"),
        "regulation": (gettext("Pilih peraturan yang mempunyai lembar kerja."), "regulasi"),
        "due": (gettext("Pilih tenggat hari ini atau sesudahnya."), "tenggat"),
        "items": (gettext("Isi paling sedikit satu kasus, paling banyak %(n)s.") % {"n": MOST_ITEMS}, "butir-1"),
        "item": (gettext("Kasus %(at)s: pilih butir pilihan ganda dari daftar.") % {"at": at}, f"butir-{at}"),
        "case": (
            gettext("Kasus %(at)s: tulis ceritanya, paling panjang %(n)s huruf.") % {"at": at, "n": LONGEST_CASE},
            f"cerita-{at}",
        ),
        "expected": (gettext("Kasus %(at)s: nilai yang diharapkan bukan opsi butir itu.") % {"at": at}, f"kunci-{at}"),
        "value": (gettext("Kasus %(at)s belum dinilai.") % {"at": at}, f"nilai-{at}"),
    }
    text, field = words[problem.code]
    return field, text
