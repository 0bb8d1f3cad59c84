"""Sentences for what was noticed in the ministry's form, and for causes by which its own figures differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pulau.exchange.messages.model import Message

if TYPE_CHECKING:
    from collections.abc import Mapping

MESSAGES: Final[Mapping[str, Message]] = {
    "answer-normalised": Message(
        id=("Jawaban {item} tertulis “{value}”, dibaca {option}.", ""),
        en=("The answer to {item} says “{value}”; it was read as {option}.", ""),
    ),
    "answer-taken-as-blank": Message(
        id=("Isian {item} “{value}” dianggap belum diisi.", ""),
        en=("“{value}” for {item} was taken as not filled in.", ""),
    ),
    "number-as-text": Message(
        id=("Angka {item} tertulis sebagai teks “{value}”; tetap dibaca sebagai angka.", ""),
        en=("The number of {item} is typed as the text “{value}”; it was read as a number.", ""),
    ),
    "percent-read-as-share": Message(
        id=("{item} terisi {value}, dibaca sebagai {percent} persen.", ""),
        en=("{item} holds {value}; it was read as {percent} percent.", ""),
    ),
    "percent-typed": Message(
        id=(
            "Persentase {item} diketik langsung ({value}) sedangkan jumlahnya kosong; dianggap belum dijawab.",
            "Isi jumlah pada baris di bawahnya.",
        ),
        en=(
            "The percentage of {item} was typed in ({value}) while its counts are blank; it is taken as unanswered.",
            "Fill in the counts below it.",
        ),
    ),
    "thousands-separator": Message(
        id=("“{value}” memuat pemisah ribuan.", "Tulis bilangan tanpa titik atau koma ribuan."),
        en=("“{value}” has a thousands separator.", "Write the number without it."),
    ),
    "typed-total-differs": Message(
        id=("Jumlah {item} diketik {typed}, padahal bagiannya berjumlah {parts}; yang dihitung bagiannya.", ""),
        en=("The total of {item} is typed as {typed}, but its parts make {parts}; the parts count.", ""),
    ),
    "kind-mistyped": Message(
        id=("Jenis jawaban {item} tertulis “{value}”, seharusnya “{expected}”; jawabannya tetap dibaca.", ""),
        en=("The answer kind of {item} says “{value}” instead of “{expected}”; the answer was read all the same.", ""),
    ),
    "placed-by-number": Message(
        id=(
            "Baris “{text}” tidak dikenali dari bunyinya; ditempatkan pada {item} menurut nomor dan urutan.",
            "Periksa apakah sudah tepat.",
        ),
        en=(
            "The row “{text}” was not recognised by its wording; it was placed at {item} by number and order.",
            "Check that this is right.",
        ),
    ),
    "unplaced-row": Message(
        id=("Baris {row} tidak dapat ditempatkan: “{text}”.", ""),
        en=("Row {row} could not be placed: “{text}”.", ""),
    ),
    "item-not-found": Message(
        id=("Pertanyaan {item} tidak ditemukan dalam lembar; dianggap belum dijawab.", ""),
        en=("The item {item} was not found in the sheet; it is taken as unanswered.", ""),
    ),
    "input-not-found": Message(
        id=("Baris jumlah {input} untuk {item} tidak ditemukan.", ""),
        en=("The row of the count {input} for {item} was not found.", ""),
    ),
    "weight-differs": Message(
        id=(
            "Bobot subarea {sub_area} tertulis {value}, menurut peraturan {expected}; yang dihitung menurut peraturan.",
            "",
        ),
        en=(
            "The weight of the sub-area {sub_area} is written as {value}, by the law it is {expected}; the law counts.",
            "",
        ),
    ),
    "duplicate-row-same": Message(
        id=("Baris {item} ada dua kali dengan jawaban sama; yang lain di {other}.", ""),
        en=("The row of {item} is there twice with the same answer; the other is at {other}.", ""),
    ),
    "cell-error": Message(
        id=("Sel ini memuat galat {value}.", ""),
        en=("This cell holds the error {value}.", ""),
    ),
    "note-on-heading": Message(
        id=("Catatan pada judul {heading} disimpan pada {item}.", ""),
        en=("A note at the heading {heading} was kept at {item}.", ""),
    ),
    "note-unplaced": Message(
        id=("Catatan ini tidak berada pada baris pertanyaan: “{text}”.", ""),
        en=("This note is not in the row of an item: “{text}”.", ""),
    ),
    "form-lhkasn-ignored": Message(
        id=("Rumus lembar merata-ratakan LHKPN dengan dirinya sendiri dan tidak membaca LHKASN.", ""),
        en=("The form averages LHKPN with itself and never reads LHKASN.", ""),
    ),
    "form-kind-mistyped": Message(
        id=("Jenis jawaban yang salah ketik membuat rumus lembar tidak menghitung pertanyaannya.", ""),
        en=("A mistyped answer kind keeps the form from counting the item.", ""),
    ),
    "form-blank-skipped": Message(
        id=("Rumus lembar mengeluarkan pertanyaan kosong dari rata-rata.", ""),
        en=("The form leaves blank items out of its mean.", ""),
    ),
    "form-zero-denominator": Message(
        id=("Rumus lembar membagi dengan 0.", ""),
        en=("The form divides by 0.", ""),
    ),
    "form-answer-unread": Message(
        id=("Rumus lembar tidak mengenali jawaban seperti yang diketik.", ""),
        en=("The form does not recognise an answer as it was typed.", ""),
    ),
    "form-typed-total": Message(
        id=("Rumus lembar memakai jumlah yang diketik, bukan jumlah bagiannya.", ""),
        en=("The form uses a typed total instead of its parts.", ""),
    ),
    "form-typed-percent": Message(
        id=("Rumus lembar memakai persentase yang diketik.", ""),
        en=("The form uses a typed percentage.", ""),
    ),
    "form-weight-differs": Message(
        id=("Bobot dalam lembar berbeda dari peraturan.", ""),
        en=("A weight in the form differs from the law.", ""),
    ),
    "unknown": Message(
        id=("Sebabnya tidak diketahui.", ""),
        en=("The cause is not known.", ""),
    ),
}
