"""Sentences for problems of files: size, kind, encoding, JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pulau.exchange.messages.model import Message

if TYPE_CHECKING:
    from collections.abc import Mapping

MESSAGES: Final[Mapping[str, Message]] = {
    "file-too-large": Message(
        id=("Berkas melebihi {limit_mb} MB.", "Hapus gambar atau lembar yang tidak dipakai, lalu coba lagi."),
        en=("The file is larger than {limit_mb} MB.", "Remove pictures or sheets that are not needed and try again."),
    ),
    "file-not-utf8": Message(
        id=("Berkas bukan teks UTF-8.", "Simpan ulang sebagai UTF-8."),
        en=("The file is not UTF-8 text.", "Save it again as UTF-8."),
    ),
    "file-unreadable": Message(
        id=("Berkas tidak dapat dibaca: {reason}.", "Periksa nama dan hak aksesnya."),
        en=("The file cannot be read: {reason}.", "Check its name and permissions."),
    ),
    "media-type": Message(
        id=(
            "Isi permintaan bukan application/json, melainkan “{value}”.",
            "Kirim JSON dengan Content-Type: application/json.",
        ),
        en=(
            "The request's body is not application/json but “{value}”.",
            "Send JSON with Content-Type: application/json.",
        ),
    ),
    "not-json": Message(
        id=("Berkas bukan JSON yang sah.", "Periksa tanda koma dan kutip pada baris dan kolom itu."),
        en=("The file is not valid JSON.", "Check commas and quotes at that line and column."),
    ),
    "json-too-deep": Message(
        id=("Susunan JSON terlalu dalam.", "Gunakan susunan yang tertulis dalam dokumentasi."),
        en=("The JSON is nested too deep.", "Use the form that the documentation describes."),
    ),
    "json-not-object": Message(
        id=("Di sini dibutuhkan objek JSON.", "Tulis pasangan nama dan nilai di antara kurung kurawal."),
        en=("A JSON object is needed here.", "Write pairs of name and value between braces."),
    ),
    "unknown-key": Message(
        id=("Kunci ini tidak dikenal.", "Yang dikenal: {allowed}."),
        en=("This key is not known.", "Known are: {allowed}."),
    ),
    "missing-key": Message(
        id=("Kunci ini belum ada.", "Tambahkan ke dalam berkas."),
        en=("This key is missing.", "Add it to the file."),
    ),
    "duplicate-key": Message(
        id=("Kunci ini tertulis dua kali.", "Hapus salah satunya."),
        en=("This key is written twice.", "Remove one of them."),
    ),
    "text-expected": Message(
        id=("Di sini dibutuhkan teks.", "Tulis nilainya di antara tanda kutip."),
        en=("Text is needed here.", "Write the value between quotes."),
    ),
    "year-expected": Message(
        id=("“{value}” bukan tahun.", "Tulis tahunnya dengan empat angka, misalnya 2026."),
        en=("“{value}” is no year.", "Write the year in four digits, such as 2026."),
    ),
    "file-unwritable": Message(
        id=("Berkas tidak dapat ditulis: {reason}.", "Periksa folder dan hak aksesnya."),
        en=("The file cannot be written: {reason}.", "Check the folder and its permissions."),
    ),
    "folder-empty": Message(
        id=("Tidak ada lembar kerja dalam folder ini.", "Letakkan berkas {suffixes} di dalamnya."),
        en=("There is no worksheet in this folder.", "Put {suffixes} files into it."),
    ),
    "output-missing": Message(
        id=("Folder membutuhkan berkas hasil.", "Tambahkan -o hasil.csv."),
        en=("A folder needs a table to write.", "Add -o results.csv."),
    ),
    "output-for-file": Message(
        id=("-o hanya untuk folder.", "Untuk satu berkas gunakan --format json dan alihkan keluarannya."),
        en=("-o is for folders.", "For one file use --format json and redirect the output."),
    ),
}
