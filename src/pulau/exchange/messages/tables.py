"""Sentences for tables (lists of units, of employees) that cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pulau.exchange.messages.model import Message

if TYPE_CHECKING:
    from collections.abc import Mapping

MESSAGES: Final[Mapping[str, Message]] = {
    "table-empty": Message(
        id=("Berkas ini tidak memuat baris di bawah judul kolomnya.", "Pilih berkas yang berisi."),
        en=("The file has no rows below its headings.", "Choose a file that has some."),
    ),
    "table-no-head": Message(
        id=("Baris pertama berkas ini memuat data, bukan judul kolom.", "Tambahkan baris judul, misalnya NIP, Nama."),
        en=("The first row of this file holds data, not headings.", "Add a row of headings, such as NIP, Name."),
    ),
    "table-kind": Message(
        id=("Berkas ini bukan tabel yang dikenal.", "Gunakan .csv atau .xlsx."),
        en=("This file is no table that is known.", "Use .csv or .xlsx."),
    ),
    "table-encoding": Message(
        id=(
            "Tulisan pada baris {line} tidak terbaca: pengodean hurufnya rusak atau bercampur.",
            "Simpan ulang sebagai CSV UTF-8 atau .xlsx.",
        ),
        en=(
            "The text of line {line} cannot be read: its encoding is broken or mixed.",
            "Save the file again as CSV UTF-8 or .xlsx.",
        ),
    ),
    "table-cut": Message(
        id=("Berkas terpotong di baris {line}; kiriman atau salinannya tidak utuh.", "Ambil ulang berkasnya."),
        en=("The file is cut off at line {line}; it was not sent or copied whole.", "Get the file again."),
    ),
    "table-broken": Message(
        id=(
            "Susunan CSV rusak di sekitar baris {line}; {read} baris sebelumnya terbaca, dan tidak ada yang disimpan.",
            "Periksa tanda kutip pada baris itu, atau simpan ulang sebagai .xlsx.",
        ),
        en=(
            "The CSV breaks off around line {line}; {read} rows before it were read, and nothing was kept.",
            "Check the quotes of that line, or save the file again as .xlsx.",
        ),
    ),
    "table-too-large": Message(
        id=(
            "Tabel ini lebih dari {most_rows} baris atau {most_columns} kolom.",
            "Bagi menjadi beberapa berkas, dan hapus kolom yang tidak dipakai.",
        ),
        en=(
            "This table has more than {most_rows} rows or {most_columns} columns.",
            "Split it into several files and remove columns that are not needed.",
        ),
    ),
}
