"""Lines and tables of `pulau regulations`: the list, checks, differences, dry runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pulau.cli.printing import print_lines, print_table
from pulau.cli.show_pack import STATUSES, days
from pulau.exchange.messages import sentence_of
from pulau.exchange.names import Two, number, pick

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from fractions import Fraction

    from pulau.core.regulation.differences import Difference, PackDifferences
    from pulau.core.regulation.model import Pack
    from pulau.exchange.dry_run import DryRun
    from pulau.exchange.pack_checks import FailedCase, PackCheck

_DIGEST: Final = 12
_GROUPS: Final[Mapping[str, Two]] = {
    "weights": ("Bobot", "Weights"),
    "items": ("Pertanyaan yang berubah", "Changed items"),
    "gates": ("Syarat predikat", "Gates"),
    "conditions": ("Syarat pengusulan", "Proposal conditions"),
    "open_points": ("Hal terbuka", "Open points"),
}


def show_list(packs: Sequence[Pack], language: str) -> None:
    """Print the packs, newest first."""
    headings = (
        ("Nama", "Id"), ("Peraturan", "Instrument"), ("Status", "Status"), ("Pertanyaan", "Items"),
        ("Berlaku", "In force"), ("Sidik aturan", "Rules digest"),
    )  # fmt: skip
    rows = [
        (
            pack.id,
            pack.instrument,
            pick(STATUSES[pack.status], language),
            str(len(pack.items)) if pack.worksheet else "-",
            days(pack),
            pack.rules_digest[:_DIGEST],
        )
        for pack in packs
    ]
    print_lines(_columns([tuple(pick(heading, language) for heading in headings), *rows]))


def _columns(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Set rows in columns without cutting anything: ids are there to be copied."""
    widths = [max(len(row[n]) for row in rows) for n in range(len(rows[0]))]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def check_line(check: PackCheck, language: str) -> str:
    """Say that a pack passed."""
    items = len(check.pack.items) if check.pack else 0
    words = (
        f"{check.name}: sesuai; {items} pertanyaan, {check.cases} contoh hitungan",
        f"{check.name}: passed; {items} items, {check.cases} worked examples",
    )
    return pick(words, language)


def check_problems(check: PackCheck, language: str) -> Iterator[str]:
    """Go through what is wrong with a pack: problems of its files, then cases that came out otherwise."""
    for problem in check.problems:
        yield sentence_of(problem, language)
    for failed in check.failed:
        yield from _failed(failed, language)


def _failed(failed: FailedCase, language: str) -> Iterator[str]:
    for difference in failed.differences:
        words = (
            f"{difference.figure}: diharapkan {difference.expected}, dihitung {difference.got}",
            f"{difference.figure}: expected {difference.expected}, got {difference.got}",
        )
        yield f"{failed.case.place} “{failed.case.title}”: {pick(words, language)}"


def show_differences(before: Pack, after: Pack, found: PackDifferences, language: str) -> None:
    """Print what differs between two packs, group by group."""
    print_lines(_difference_lines(before, after, found, language))


def _difference_lines(before: Pack, after: Pack, found: PackDifferences, language: str) -> Iterator[str]:
    yield f"{before.id} {before.rules_digest[:_DIGEST]} → {after.id} {after.rules_digest[:_DIGEST]}"
    if found.same_law:
        yield pick(("Aturannya sama.", "The law is the same."), language)
        return
    if found.added:
        yield f"{pick(('Pertanyaan baru', 'Added items'), language)}: {', '.join(found.added)}"
    if found.removed:
        yield f"{pick(('Pertanyaan yang hilang', 'Removed items'), language)}: {', '.join(found.removed)}"
    groups: dict[str, tuple[Difference, ...]] = {
        "weights": found.weights,
        "items": found.items,
        "gates": found.gates,
        "conditions": found.conditions,
        "open_points": found.open_points,
    }
    for key, differences in groups.items():
        if differences:
            yield pick(_GROUPS[key], language)
            yield from (f"  {d.path}: {d.before or '-'} → {d.after or '-'}" for d in differences)
    if not any(groups.values()) and not found.added and not found.removed:
        only = ("Hanya dasar hukum, tanggal, atau status yang berbeda.", "Only citations, dates or status differ.")
        yield pick(only, language)


def show_dry_run(runs: Sequence[DryRun], language: str) -> None:
    """Print, per worksheet, the score now and under the changed pack, and the titles won and lost; then the sums."""
    headings = (
        ("Berkas", "File"), ("Sekarang", "Now"), ("Menjadi", "Then"), ("Selisih", "Change"), ("Diraih", "Won"),
        ("Hilang", "Lost"), ("Tidak terbawa", "Left out"),
    )  # fmt: skip
    rows = [
        (
            run.file,
            number(run.now, language),
            number(run.then, language),
            _signed(run.then - run.now, language),
            ", ".join(run.won) or "-",
            ", ".join(run.lost) or "-",
            _some(run.left_out),
        )
        for run in runs
    ]
    print_table("", [pick(heading, language) for heading in headings], rows, right=(1, 2, 3))
    won, lost = (sum(bool(titles) for titles in group) for group in ((r.won for r in runs), (r.lost for r in runs)))
    words = (
        f"{len(runs)} lembar: {won} meraih predikat, {lost} kehilangan predikat.",
        f"{len(runs)} worksheets: {won} would win a title, {lost} would lose one.",
    )
    print_lines([pick(words, language)])


def _signed(value: Fraction, language: str) -> str:
    text = number(value, language)
    return f"+{text}" if value > 0 else text


def _some(items: Sequence[str], most: int = 3) -> str:
    shown = ", ".join(items[:most])
    return f"{shown}, … ({len(items)})" if len(items) > most else shown or "-"
