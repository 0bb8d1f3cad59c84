"""What explains a release to people, in both languages: how to read, check and recompute it, and the dictionary."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from pulau.exchange.names import Two, pick
from pulau.exchange.opendata.release import LICENCE, LICENCE_ADDRESS, SIGNATURE, SUMS
from pulau.exchange.pdf.labels import long_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pulau.exchange.opendata.model import Column, Table
    from pulau.exchange.opendata.packing import Made
    from pulau.exchange.opendata.release import Release

MARKDOWN: Final = "text/markdown; charset=utf-8"
README: Final[Two] = ("BACA-SAYA.md", "README.md")
DICTIONARY: Final[Two] = ("KAMUS.md", "DICTIONARY.md")
CHECK: Final = (
    f"openssl cms -verify -binary -inform DER -in {SIGNATURE} -content {SUMS} -CAfile jangkar.pem -out {SUMS}.asli"
)
"""Says whether the list is the installation's own; writes it anew as it was signed."""
_HEADS: Final[dict[str, Two]] = {
    "column": ("Kolom", "Column"),
    "kind": ("Jenis", "Type"),
    "meaning": ("Arti", "Meaning"),
    "unit": ("Satuan", "Unit"),
    "empty": ("Kosong bila", "Hidden"),
}


def readme_text(release: Release, tables: dict[str, Table], made: Sequence[Made], language: str) -> str:
    """Return the page that explains the release."""
    rows = {file.name.partition(".")[0]: file.rows for file in made}
    files = [
        f"- `{name}`: {pick(table.title, language)}, {rows[name]}" for name, table in tables.items() if name in rows
    ]
    final: Two = ("; tahun ini sudah selesai", "; the year is over") if release.final else ("", "")
    text = Path(__file__).with_name(f"readme.{language}.md").read_text(encoding="utf-8")
    return text.format(
        year=release.year,
        version=release.version,
        made=long_date(release.made, language),
        final=pick(final, language),
        licence=LICENCE,
        licence_address=LICENCE_ADDRESS,
        address=release.address,
        dictionary=pick(DICTIONARY, language),
        files="\n".join(files),
        sums=SUMS,
        check=CHECK,
        anchors=f"{release.site.removesuffix('/data')}/periksa/jangkar.pem",
    )


def dictionary_text(tables: dict[str, Table], language: str) -> str:
    """Return the dictionary: every column of every table."""
    title = pick(("Kamus data", "Data dictionary"), language)
    return f"# {title}\n\n" + "\n".join(_table(table, language) for table in tables.values())


def sums_text(made: Iterable[Made]) -> str:
    """Return the digests of all files, as `sha256sum -c` reads them, by name."""
    return "".join(f"{file.digest}  {file.name}\n" for file in sorted(made, key=lambda file: file.name))


def _table(table: Table, language: str) -> str:
    heads = [pick(head, language) for head in _HEADS.values()]
    lines = [
        f"## {table.name}: {pick(table.title, language)}\n",
        f"{pick(table.about, language)}\n",
        f"| {' | '.join(heads)} |",
        f"|{'---|' * len(heads)}",
        *(_row(column, language) for column in table.columns),
    ]
    return "\n".join(lines) + "\n"


def _row(column: Column, language: str) -> str:
    meaning = pick(column.about, language)
    if column.allowed:
        meaning = f"{meaning} `{'`, `'.join(column.allowed)}`"
    cells = (f"`{column.name}`", column.kind.value, meaning, pick(column.unit, language), pick(column.hidden, language))
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"
