"""Sentences for workbooks that cannot be taken, and for our own form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pulau.exchange.messages.model import Message

if TYPE_CHECKING:
    from collections.abc import Mapping

MESSAGES: Final[Mapping[str, Message]] = {
    "unknown-file-kind": Message(
        id=("Berkas ini bukan buku kerja atau JSON yang dikenal.", "Gunakan .xlsx, .ods, atau .json."),
        en=("This file is no workbook or JSON that is known.", "Use .xlsx, .ods or .json."),
    ),
    "workbook-broken": Message(
        id=(
            "Buku kerja rusak pada bagian {part}.",
            "Simpan ulang dari LibreOffice atau Excel sebagai .xlsx biasa, lalu coba lagi.",
        ),
        en=(
            "The workbook is broken at its part {part}.",
            "Save it again from LibreOffice or Excel as a plain .xlsx and try again.",
        ),
    ),
    "workbook-bomb": Message(
        id=(
            "Bagian {part} akan mengembang melebihi {limit_mb} MB.",
            "Simpan ulang dari LibreOffice atau Excel sebagai .xlsx biasa, lalu coba lagi.",
        ),
        en=(
            "The part {part} would unpack to more than {limit_mb} MB.",
            "Save it again from LibreOffice or Excel as a plain .xlsx and try again.",
        ),
    ),
    "workbook-doctype": Message(
        id=(
            "Bagian {part} memuat deklarasi DOCTYPE, yang tidak diterima.",
            "Simpan ulang dari LibreOffice atau Excel sebagai .xlsx biasa, lalu coba lagi.",
        ),
        en=(
            "The part {part} declares a DOCTYPE, which is not taken.",
            "Save it again from LibreOffice or Excel as a plain .xlsx and try again.",
        ),
    ),
    "workbook-encrypted": Message(
        id=("Buku kerja ini dikunci dengan kata sandi.", "Hapus kata sandinya, simpan, lalu coba lagi."),
        en=("The workbook is locked with a password.", "Remove the password, save it and try again."),
    ),
    "workbook-macro": Message(
        id=("Buku kerja ini memuat makro, yang tidak diterima.", "Simpan sebagai .xlsx tanpa makro."),
        en=("The workbook holds macros, which are not taken.", "Save it as .xlsx without macros."),
    ),
    "workbook-odd-part": Message(
        id=(
            "Buku kerja memuat bagian dengan nama tidak wajar: {part}.",
            "Simpan ulang dari LibreOffice atau Excel sebagai .xlsx biasa, lalu coba lagi.",
        ),
        en=(
            "The workbook has a part of an odd name: {part}.",
            "Save it again from LibreOffice or Excel as a plain .xlsx and try again.",
        ),
    ),
    "workbook-old": Message(
        id=("Ini buku kerja bentuk lama atau biner.", "Simpan sebagai .xlsx atau .ods."),
        en=("This is a workbook of an old or binary kind.", "Save it as .xlsx or .ods."),
    ),
    "workbook-too-many-parts": Message(
        id=("Buku kerja memuat {count} bagian, paling banyak {limit}.", "Hapus lembar dan gambar yang tidak dipakai."),
        en=(
            "The workbook has {count} parts; at most {limit} are taken.",
            "Remove sheets and pictures that are not needed.",
        ),
    ),
    "sheet-too-large": Message(
        id=(
            "Lembar ini memakai {rows} × {columns} sel; paling banyak {most_rows} baris × {most_columns} kolom.",
            "Hapus baris dan kolom kosong di luar lembar kerja.",
        ),
        en=(
            "This sheet uses {rows} × {columns} cells; at most {most_rows} rows × {most_columns} columns are taken.",
            "Delete blank rows and columns outside the worksheet.",
        ),
    ),
    "no-worksheet-sheet": Message(
        id=("Tidak ada lembar kerja evaluasi dalam berkas ini; lembarnya: {sheets}.", "Yang dicari: {expected}."),
        en=("There is no evaluation worksheet in this file; its sheets: {sheets}.", "Looked for: {expected}."),
    ),
    "several-worksheets": Message(
        id=(
            "Beberapa lembar tampak seperti lembar kerja; yang dibaca {sheet}, bukan {others}.",
            "Hapus lembar lainnya bila keliru.",
        ),
        en=(
            "Several sheets look like a worksheet; {sheet} was read, not {others}.",
            "Remove the others if that is wrong.",
        ),
    ),
    "not-own-form": Message(
        id=("Ini bukan buku kerja Pulau.", "Unduh yang baru dengan `pulau worksheet template`."),
        en=("This is not a workbook of Pulau.", "Get a new one with `pulau worksheet template`."),
    ),
    "form-version": Message(
        id=(
            "Bentuk buku kerja ini versi {version}; yang dikenal versi {known}.",
            "Unduh buku kerja baru dan salin jawabannya.",
        ),
        en=(
            "This workbook is of form version {version}; known is version {known}.",
            "Get a new workbook and copy the answers.",
        ),
    ),
    "form-mark-broken": Message(
        id=("Tanda pengenal buku kerja tidak lengkap: {key}.", "Unduh buku kerja baru dan salin jawabannya."),
        en=("The mark of the workbook is incomplete: {key}.", "Get a new workbook and copy the answers."),
    ),
    "rules-differ": Message(
        id=(
            "Buku kerja ini dibuat dari versi lain paket {regulation} ({file}); dihitung dengan versi kini ({now}).",
            "",
        ),
        en=(
            "Made from another version of the pack {regulation} ({file}); scored with the present one ({now}).",
            "",
        ),
    ),
    "rows-missing": Message(
        id=(
            "{count} baris pertanyaan hilang dari buku kerja: {items}.",
            "Jangan menghapus baris; unduh buku kerja baru dan salin jawabannya.",
        ),
        en=(
            "{count} rows of items are missing from the workbook: {items}.",
            "Do not delete rows; get a new workbook and copy the answers.",
        ),
    ),
    "duplicate-row": Message(
        id=(
            "Baris untuk {item} ada dua kali; yang lain di {other}.",
            "Hapus salah satunya, atau samakan jawabannya.",
        ),
        en=(
            "The row of {item} is there twice; the other is at {other}.",
            "Remove one of them, or make their answers equal.",
        ),
    ),
    "text-too-long": Message(
        id=(
            "Teks lebih panjang dari {most} karakter tidak muat dalam satu sel.",
            "Persingkat atau letakkan dalam dokumen tertaut.",
        ),
        en=("A text longer than {most} characters fits no cell.", "Shorten it or put it into a linked document."),
    ),
    "too-many-links": Message(
        id=("Lebih dari {most} tautan untuk satu pertanyaan.", "Kumpulkan dalam satu folder lalu tautkan foldernya."),
        en=("More than {most} links for one item.", "Put them into one folder and link that."),
    ),
    "link-words": Message(
        id=("Sel bertuliskan “{words}” menaut ke {target}; alamat tautannya yang dibaca.", ""),
        en=("The cell says “{words}” and links to {target}; the address was read.", ""),
    ),
    "unanswered-left-out": Message(
        id=("Buku kerja diatur agar pertanyaan kosong dikeluarkan dari rata-rata; di sini berlaku pilihan Anda.", ""),
        en=("The workbook leaves unanswered items out of the mean; here your own choice holds.", ""),
    ),
}
