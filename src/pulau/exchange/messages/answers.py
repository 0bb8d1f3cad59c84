"""Sentences for problems of answers, efforts, titles and paths."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pulau.exchange.messages.model import Message

if TYPE_CHECKING:
    from collections.abc import Mapping

MESSAGES: Final[Mapping[str, Message]] = {
    "unknown-regulation": Message(
        id=("Peraturan ini tidak dikenal.", "Pilih salah satu: {known}."),
        en=("This regulation is not known.", "Choose one of: {known}."),
    ),
    "no-worksheet": Message(
        id=("Peraturan ini tidak memuat lembar kerja sendiri.", "Gunakan peraturan yang diubahnya: {amends}."),
        en=("This regulation has no worksheet of its own.", "Use the regulation that it amends: {amends}."),
    ),
    "regulation-differs": Message(
        id=(
            "Berkas disusun menurut {file}, sedangkan yang diminta {asked}.",
            "Samakan pilihan peraturan dengan berkas.",
        ),
        en=("The file follows {file}, but {asked} was asked for.", "Ask for the regulation of the file."),
    ),
    "no-zone-areas": Message(
        id=("Peraturan ini tidak memuat aspek integrasi kawasan.", "Gunakan Permenpan RB 90/2021."),
        en=("This regulation states no aspects of a zone area's integration.", "Use Permenpan RB 90/2021."),
    ),
    "unknown-item": Message(
        id=("Nomor pertanyaan ini tidak ada dalam {regulation}.", "Periksa ejaannya, misalnya P1.i.a."),
        en=("There is no such item in {regulation}.", "Check the spelling, for example P1.i.a."),
    ),
    "unknown-version": Message(
        id=("Jawaban ini tidak pernah mempunyai versi {version}.", "Pilih salah satu versi dari riwayatnya."),
        en=("This answer never had a version {version}.", "Choose one of the versions in its history."),
    ),
    "unknown-position": Message(
        id=("Butir ini tidak meminta bukti dengan nomor itu.", "Pilih 1 sampai {count}, atau “lainnya”."),
        en=("This item asks for no evidence of that number.", "Choose 1 to {count}, or “something else”."),
    ),
    "remark-too-long": Message(
        id=("Keterangan ini {length} huruf; paling banyak {most}.", "Pendekkan, misalnya menjadi “halaman 3”."),
        en=("This remark has {length} characters; at most {most}.", "Shorten it, for example to “page 3”."),
    ),
    "too-much-evidence": Message(
        id=("Terlalu banyak bukti sekaligus; paling banyak {most}.", "Bagi menjadi beberapa kali."),
        en=("Too much evidence at once; at most {most}.", "Do it in several steps."),
    ),
    "address-unusable": Message(
        id=(
            "Alamat ini tidak dapat dipakai.",
            "Tulis alamat lengkap yang diawali https://, paling banyak {most} huruf.",
        ),
        en=("This address cannot be used.", "Write it in full, beginning with https://, at most {most} characters."),
    ),
    "note-too-long": Message(
        id=("Catatan ini {length} huruf; paling banyak {most}.", "Pendekkan, atau lampirkan sebagai bukti."),
        en=("This note has {length} characters; at most {most}.", "Shorten it, or attach it as evidence."),
    ),
    "reason-missing": Message(
        id=("Alasannya belum ditulis.", "Tulis alasannya dengan singkat."),
        en=("The reason is missing.", "Write it in a few words."),
    ),
    "reason-too-long": Message(
        id=("Alasan ini {length} huruf; paling banyak {most}.", "Pendekkan."),
        en=("This reason has {length} characters; at most {most}.", "Shorten it."),
    ),
    "area-unknown": Message(
        id=("Formulir ini tidak mengenal area “{area}”.", "Pilih area dari daftarnya."),
        en=("This form has no area “{area}”.", "Choose an area of the list."),
    ),
    "area-missing": Message(
        id=("Belum ada area yang dipilih.", "Pilih sedikitnya satu area."),
        en=("No area was chosen.", "Choose at least one."),
    ),
    "person-missing": Message(
        id=("Belum ada orang yang dipilih.", "Pilih orangnya."),
        en=("Nobody was chosen.", "Choose the person."),
    ),
    "person-unfit": Message(
        id=(
            "Orang ini tidak dapat mengisi lembar kerja unit.",
            "Pilih anggota tim, penanggung jawab area, atau kepala.",
        ),
        en=(
            "This person cannot fill the unit's worksheet.",
            "Choose somebody of the team, an area owner, or the head.",
        ),
    ),
    "day-past": Message(
        id=("Tenggat ini sudah lewat.", "Pilih hari ini atau sesudahnya."),
        en=("This day is over.", "Choose today or later."),
    ),
    "day-unreadable": Message(
        id=("Tanggal ini tidak terbaca.", "Tulis seperti 2026-05-31."),
        en=("This is no date.", "Write it like 2026-05-31."),
    ),
    "text-unreadable": Message(
        id=("Teks ini memuat tanda yang tidak dapat disimpan.", "Ketik ulang bagian yang disalin dari tempat lain."),
        en=("This text has characters that cannot be kept.", "Type the part that was copied from elsewhere again."),
    ),
    "unknown-option": Message(
        id=("Jawaban “{value}” bukan pilihan pertanyaan ini.", "Pilihannya: {allowed}."),
        en=("The answer “{value}” is not an option of this item.", "The options are: {allowed}."),
    ),
    "not-a-number": Message(
        id=(
            "“{value}” bukan angka biasa.",
            "Tulis angka tanpa pemisah ribuan; koma atau titik hanya untuk desimal, misalnya 3,87.",
        ),
        en=(
            "“{value}” is not a plain number.",
            "Write it without thousands separators; comma or point only for decimals, for example 3.87.",
        ),
    ),
    "out-of-scale": Message(
        id=("Nilai {value} di luar skala 0 sampai {maximum}.", "Periksa hasil survei atau persentasenya."),
        en=("The value {value} is outside the scale 0 to {maximum}.", "Check the survey's result or the percentage."),
    ),
    "counts-expected": Message(
        id=("Pertanyaan rasio membutuhkan jumlah, bukan “{value}”.", "Isi jumlah untuk: {inputs}."),
        en=("A ratio item needs counts, not “{value}”.", "Give counts for: {inputs}."),
    ),
    "unknown-input": Message(
        id=("Isian ini tidak ada pada pertanyaannya.", "Isian yang dikenal: {inputs}."),
        en=("The item has no such input.", "Known inputs: {inputs}."),
    ),
    "missing-input": Message(
        id=("Jumlah ini dibutuhkan oleh rumus, tetapi kosong.", "Isi dengan bilangan bulat; 0 bila memang tidak ada."),
        en=("The formula needs this count, but it is blank.", "Enter a whole number; 0 if there are none."),
    ),
    "negative-count": Message(
        id=("Jumlah {value} kurang dari 0.", "Isi dengan bilangan bulat mulai dari 0."),
        en=("The count {value} is below 0.", "Enter a whole number from 0 upwards."),
    ),
    "fractional-count": Message(
        id=("Jumlah {value} bukan bilangan bulat.", "Isi dengan bilangan bulat tanpa desimal dan pemisah ribuan."),
        en=(
            "The count {value} is not a whole number.",
            "Enter a whole number without decimals or thousands separators.",
        ),
    ),
    "count-too-large": Message(
        id=("Jumlah {value} terlalu besar.", "Jumlah paling besar {most}."),
        en=("The count {value} is too large.", "The largest count is {most}."),
    ),
    "unknown-title": Message(
        id=("Predikat “{value}” tidak dikenal.", "Predikat yang dikenal: {known}."),
        en=("The title “{value}” is not known.", "Known titles: {known}."),
    ),
    "no-titles": Message(
        id=("Peraturan ini tidak memuat predikat.", "Pilih peraturan yang memuat ambang WBK dan WBBM."),
        en=("This regulation grants no titles.", "Choose a regulation with minimums for WBK and WBBM."),
    ),
    "unknown-path": Message(
        id=(
            "Tidak ada angka dengan nama ini dalam {regulation}.",
            "Contoh: total, areas.5, sub_areas.R5.iii, items.P1.i.a.",
        ),
        en=(
            "There is no figure of this name in {regulation}.",
            "Examples: total, areas.5, sub_areas.R5.iii, items.P1.i.a.",
        ),
    ),
    "unknown-effort": Message(
        id=("Kunci upaya ini tidak dikenal.", "Gunakan nomor pertanyaan, atau: {known}."),
        en=("This effort key is not known.", "Use an item's id, or: {known}."),
    ),
    "effort-out-of-range": Message(
        id=("Upaya “{value}” bukan bilangan bulat 1 sampai {most}.", "Isi dengan bilangan bulat."),
        en=("The effort “{value}” is not a whole number from 1 to {most}.", "Enter a whole number."),
    ),
    "no-plan-found": Message(
        id=("Rencana tidak ditemukan dalam batas waktu.", "Sematkan beberapa pertanyaan agar pilihannya berkurang."),
        en=("No plan was found in the time allowed.", "Pin some items so that there are fewer choices."),
    ),
    "unknown-choice": Message(
        id=("“{value}” bukan pilihan untuk ini.", "Pilihannya: {allowed}."),
        en=("“{value}” is not a choice here.", "The choices are: {allowed}."),
    ),
}
