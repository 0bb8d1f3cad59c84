"""Pieces and versions as pages show them: words and shapes for what they are and how they stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pulau.apps.evidence.models import PreparationState, ScanState
from pulau.apps.evidence.selectors.files import is_held_back, preparation_of
from pulau.apps.evidence.selectors.search import Validity
from pulau.core.evidencing.asked import Holding, holding
from pulau.exchange.files.kinds import KINDS, Group, Kind
from pulau.exchange.messages import CATALOGUE, sentence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.utils.functional import Promise

    from pulau.apps.evidence.models import Evidence, EvidenceVersion
    from pulau.apps.evidence.selectors.choosing import Choice

GROUP_WORDS: Final[Mapping[str, Promise]] = {
    Group.PDF: gettext_lazy("PDF"),
    Group.IMAGE: gettext_lazy("Gambar atau foto"),
    Group.OFFICE: gettext_lazy("Dokumen kantor (Word, Excel, PowerPoint)"),
    Group.OPENDOCUMENT: gettext_lazy("OpenDocument"),
    Group.OLD_OFFICE: gettext_lazy("Dokumen kantor lama"),
    Group.TEXT: gettext_lazy("Teks atau CSV"),
    Group.MEDIA: gettext_lazy("Video atau suara"),
    Group.BUNDLE: gettext_lazy("Arsip ZIP"),
}
HOLDING_WORDS: Final[Mapping[str, Promise]] = {
    Holding.HOLDS: gettext_lazy("Berlaku"),
    Holding.ENDS_SOON: gettext_lazy("Akan habis"),
    Holding.ENDED: gettext_lazy("Habis berlaku"),
    Holding.NOT_YET: gettext_lazy("Belum berlaku"),
}
VALIDITY_WORDS: Final[Mapping[str, Promise]] = {
    Validity.HOLDS: gettext_lazy("Berlaku hari ini"),
    Validity.ENDS_SOON: gettext_lazy("Akan habis"),
    Validity.ENDED: gettext_lazy("Habis berlaku"),
    Validity.NOT_YET: gettext_lazy("Belum berlaku"),
}


class Mark(StrEnum):
    """What else a list is narrowed to."""

    CONFIDENTIAL = "rahasia"
    UNPRESERVED = "belum-diamankan"
    WITHDRAWN = "ditarik"


MARK_WORDS: Final[Mapping[str, Promise]] = {
    Mark.CONFIDENTIAL: gettext_lazy("Rahasia"),
    Mark.UNPRESERVED: gettext_lazy("Belum diamankan"),
    Mark.WITHDRAWN: gettext_lazy("Ditarik"),
}
_HOLDING_STATUS: Final[Mapping[str, str]] = {
    Holding.HOLDS: "met",
    Holding.ENDS_SOON: "outside",
    Holding.ENDED: "short",
    Holding.NOT_YET: "waiting",
}
_STATE_STATUS: Final[Mapping[str, str]] = {
    PreparationState.WAITING: "waiting",
    PreparationState.READY: "met",
    PreparationState.PARTLY: "same",
    PreparationState.BLOCKED: "revoked",
}
_SCAN_STATUS: Final[Mapping[str, str]] = {
    ScanState.OFF: "unanswered",
    ScanState.WAITING: "waiting",
    ScanState.CLEAN: "met",
    ScanState.INFECTED: "revoked",
    ScanState.UNAVAILABLE: "outside",
}


@dataclass(frozen=True, slots=True)
class Told:
    """A state: the kind of its status (shape and colour) and its words."""

    status: str
    words: str


@dataclass(frozen=True, slots=True)
class ShownVersion:
    """A version with what a page says of it; `held_back`: given to nobody."""

    row: EvidenceVersion
    kind: str
    held_back: bool
    state: Told
    scan: Told
    pages: tuple[int, ...] = ()
    page_count: int = 0
    copy: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownPiece:
    """A piece with its newest version (None: not preserved), and how it stands on a day."""

    row: Evidence
    version: ShownVersion | None
    standing: Told


def shown_piece(row: Evidence, version: EvidenceVersion | None, today: date, language: str) -> ShownPiece:
    """Return a piece as its pages show it today."""
    shown = shown_version(version, language) if version else None
    held = shown is not None and shown.held_back and row.withdrawn_at is None
    return ShownPiece(
        row, shown, Told("revoked", str(PreparationState.BLOCKED.label)) if held else standing(row, today)
    )


def shown_version(version: EvidenceVersion, language: str) -> ShownVersion:
    """Return a version as its pages show it."""
    made, kind = preparation_of(version), KINDS.get(version.kind)
    state = PreparationState(made.state) if made else PreparationState.WAITING
    scan = ScanState(made.scan) if made else ScanState.OFF
    held = is_held_back(version)
    codes = dict.fromkeys([*version.notes, *(made.notes if made else ())])
    return ShownVersion(
        version,
        kind_words(kind, version.kind),
        held,
        Told(_STATE_STATUS[state], str(state.label)),
        Told(_SCAN_STATUS[scan], str(scan.label)),
        () if held or made is None else tuple(range(1, len(made.pages) + 1)),
        made.page_count if made else 0,
        bool(made and made.copy) and not held,
        tuple(sentence(code, (), language) for code in codes if code in CATALOGUE),
    )


def kind_words(kind: Kind | None, code: str) -> str:
    """Return what a kind is called: `PDF`, `Gambar atau foto (JPEG)`."""
    if kind is None:
        return code.upper()
    words = str(GROUP_WORDS[kind.group])
    return words if kind.group is Group.PDF else f"{kind.extensions[0].upper()}"


def standing(row: Evidence, today: date) -> Told:
    """Return how a piece stands on a day: what keeps it from showing anything first."""
    if row.withdrawn_at is not None:
        return Told("revoked", _("Ditarik"))
    if not row.preserved:
        return Told("clarify", _("Belum diamankan"))
    held = holding(row.valid_from, row.valid_until, today)
    return Told(_HOLDING_STATUS[held], str(HOLDING_WORDS[held]))


def shown_choices(rows: Sequence[Choice]) -> list[tuple[Choice, Told, str]]:
    """Return choices of a picker, each with how it stands and what kind of file it is."""
    return [
        (
            each,
            Told(_HOLDING_STATUS[each.holding], str(HOLDING_WORDS[each.holding]))
            if each.version
            else Told("clarify", str(MARK_WORDS[Mark.UNPRESERVED])),
            kind_words(KINDS.get(each.version.kind), each.version.kind) if each.version else "",
        )
        for each in rows
    ]


def choices(words: Mapping[str, Promise]) -> Sequence[tuple[str, Promise]]:
    """Return words by key as the options of a select."""
    return [(str(key), text) for key, text in words.items()]
