"""Whether what a package says fits the form and the tables here: whoever made it may have written anything."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from pulau.apps.evidence.contract import LONGEST_REASON
from pulau.apps.worksheets.models import LONGEST_NOTE, LONGEST_REMARK
from pulau.core.shared.problems import BadInput, Problem
from pulau.exchange.packages.described import EVIDENCE, WORKSHEET
from pulau.exchange.packs import load_pack, load_wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pulau.exchange.packages.checking import Content
    from pulau.exchange.packages.described import PackedPiece

MOST_NUMBER: Final = 32_767
"""Of a submission, as the tables have it."""
_LANGUAGE: Final = "id"  # the number of things that an item asks for is the same in every language


def refuse_unfit(content: Content) -> None:
    """Raise BadInput with everything that has no place here; the regulation is known."""
    header = content.header
    wording = load_wording(header.regulation).items
    asked = {item: len(wording[item].evidence[_LANGUAGE]) for item in load_pack(header.regulation).items}
    problems = [*_answers(content, asked), *(found for piece in content.pieces for found in _piece(piece, asked))]
    if header.handed is not None and header.handed.number > MOST_NUMBER:
        problems.append(Problem.of("package-value", "package.json.submission.number"))
    if problems:
        raise BadInput(problems)


def _answers(content: Content, asked: Mapping[str, int]) -> Iterator[Problem]:
    for answer in content.answers:
        if answer.item not in asked:
            yield Problem.of("unknown-item", f"{WORKSHEET}: {answer.item[:40]}", regulation=content.header.regulation)
        if len(answer.note) > LONGEST_NOTE:
            yield Problem.of("note-too-long", answer.item[:40], length=len(answer.note), most=LONGEST_NOTE)


def _piece(piece: PackedPiece, asked: Mapping[str, int]) -> Iterator[Problem]:
    place = f"{EVIDENCE}: {piece.code}"
    places = Counter((use.item, use.asked) for use in piece.uses)
    numbers = Counter(version.number for version in piece.versions)
    if any(count > 1 for count in (*places.values(), *numbers.values())):
        yield Problem.of("package-value", place)
    for version in piece.versions:
        if len(version.cause) > LONGEST_REASON:
            yield Problem.of("text-longer", place, length=len(version.cause), most=LONGEST_REASON)
    for use in piece.uses:
        if use.item not in asked:
            yield Problem.of("package-value", f"{place} {use.item[:40]}")
        elif use.asked > asked[use.item]:
            yield Problem.of("unknown-position", f"{place} {use.item}", count=asked[use.item])
        if len(use.remark) > LONGEST_REMARK:
            yield Problem.of("remark-too-long", place, length=len(use.remark), most=LONGEST_REMARK)
