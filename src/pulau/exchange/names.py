"""Names of figures, gates, titles and dimensions in both languages, and numbers as people write them."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from pulau.core.scoring.answers import plain
from pulau.core.shared.numbers import print_exact, two_decimals

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pulau.core.regulation.model import Pack
    from pulau.core.regulation.wording import Wording
    from pulau.core.scoring.answers import Answer

_DECIMALS: Final = 4
Two = tuple[str, str]
"""Indonesian and English."""

WHOLES: Final[Mapping[str, Two]] = {
    "total": ("Nilai total", "Total"),
    "enabler": ("Pengungkit", "Enabler"),
    "result": ("Hasil", "Result"),
}
PARTS: Final[Mapping[str, Two]] = {
    "fulfilment": ("pemenuhan", "fulfilment"),
    "reform": ("reform", "reform"),
    "result": ("hasil", "result"),
}
GATES: Final[Mapping[str, Two]] = {
    "total": ("Nilai total", "Total"),
    "enabler": ("Pengungkit", "Enabler"),
    "clean-accountable": ("Birokrasi bersih dan akuntabel", "Clean and accountable bureaucracy"),
    "corruption-perception": ("Survei persepsi antikorupsi (IPAK)", "Corruption perception survey (IPAK)"),
    "performance": ("Capaian kinerja", "Performance"),
    "excellent-service": ("Pelayanan publik yang prima (IPKP)", "Excellent public service (IPKP)"),
    "findings-followed-up": ("Tindak lanjut temuan (TLHP)", "Findings followed up (TLHP)"),
    "prior-title": ("Predikat sebelumnya", "Prior title"),
    "integration": ("Integrasi kawasan", "Integration of the zone area"),
}
DIMENSIONS: Final[Mapping[str, Two]] = {
    "system": ("Sistem", "System"),
    "people": ("Manusia", "People"),
    "culture": ("Budaya", "Culture"),
}


def pick(two: Two, language: str) -> str:
    """Choose the text of a language."""
    return two[1] if language == "en" else two[0]


def name_of(path: str, pack: Pack, wording: Wording, language: str) -> str:
    """Name the figure at a path, with its official number where it has one."""
    head, _, rest = path.partition(".")
    if path in WHOLES:
        return pick(WHOLES[path], language)
    if head == "areas":
        area, _, half = rest.partition(".")
        name = f"Area {area} {wording.areas[area][language]}"
        return f"{name}, {pick(PARTS[half], language)}" if half else name
    if head == "sub_areas":
        return f"{pack.sub_areas[rest].number} {wording.sub_areas[rest][language]}"
    if head == "items":
        # A name stands before a colon or in a table: the question's full stop would be in the way.
        return f"{pack.items[rest].number} {wording.items[rest].question[language].removesuffix('.')}"
    if head == "titles":
        title, _, gate = rest.partition(".")
        return f"{title}: {gate_name(gate, language)}" if gate else title
    return path


def gate_name(gate: str, language: str) -> str:
    """Name a gate; a gate of an overlay that Pulau does not know keeps its id."""
    if gate.startswith("area-"):
        return f"Area {gate.removeprefix('area-')}"
    return pick(GATES[gate], language) if gate in GATES else gate


def number(value: Fraction, language: str) -> str:
    """Print a number for people: two decimals, half up, decimal comma in Indonesian."""
    return two_decimals(value, "." if language == "en" else ",")


def short(value: Fraction, language: str) -> str:
    """Print an input of a formula: exactly where four decimals suffice, otherwise four decimals and an ellipsis."""
    scaled = value * 10**_DECIMALS
    exact = scaled.denominator == 1
    text = print_exact(value if exact else Fraction(round(scaled), 10**_DECIMALS))
    text = text if language == "en" else text.replace(".", ",")
    return text if exact else f"{text}…"


def answer_text(answer: Answer | None, language: str) -> str:
    """Print an answer for people; counts as `name = value`."""
    if answer is None:
        return "unanswered" if language == "en" else "belum dijawab"
    if isinstance(answer, Fraction):
        return short(answer, language)
    shown = plain(answer)
    return shown if isinstance(shown, str) else ", ".join(f"{key} = {count}" for key, count in shown.items())
