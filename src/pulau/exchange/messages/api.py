"""Sentences for refusals of the HTTP API: who asks, what for, how."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pulau.exchange.messages.model import Message

if TYPE_CHECKING:
    from collections.abc import Mapping

MESSAGES: Final[Mapping[str, Message]] = {
    "token-needed": Message(
        id=("Alamat ini membutuhkan token.", "Kirim Authorization: Bearer pulau_…; token dibuat pada halaman /token."),
        en=("This address needs a token.", "Send Authorization: Bearer pulau_…; tokens are made on the page /token."),
    ),
    "token-refused": Message(
        id=(
            "Token ini tidak berlaku: tidak dikenal, kedaluwarsa, atau dicabut.",
            "Buat yang baru pada halaman /token.",
        ),
        en=("This token is unknown, expired or revoked.", "Make a new one on the page /token."),
    ),
    "not-allowed": Message(
        id=("Anda tidak berwenang untuk tindakan ini.", "Mintalah penugasan kepada pengelola instansi Anda."),
        en=("You may not do this.", "Ask your agency's administrator for the appointment."),
    ),
    "not-there": Message(
        id=("Tidak ada yang dapat Anda buka pada alamat ini.", "Periksa alamatnya."),
        en=("There is nothing that you may open at this address.", "Check the address."),
    ),
    "method-not-allowed": Message(
        id=("Alamat ini tidak menerima {value}.", "Yang diterima tertulis pada kepala Allow."),
        en=("This address does not take {value}.", "The header Allow says what it takes."),
    ),
    "request-invalid": Message(
        id=("Permintaan ini tidak dapat dibaca.", "Periksa alamat dan isinya."),
        en=("This request cannot be read.", "Check its address and its body."),
    ),
    "our-mistake": Message(
        id=("Terjadi kesalahan pada Pulau, bukan pada permintaan Anda.", "Coba lagi, atau laporkan kepada pengelola."),
        en=("Something went wrong in Pulau, not in your request.", "Try again, or tell the administrator."),
    ),
    "database-away": Message(
        id=("Basis data sedang tidak dapat dicapai; tidak ada yang tersimpan.", "Kirim lagi sebentar lagi."),
        en=("The database cannot be reached just now; nothing was saved.", "Send it again in a moment."),
    ),
    "number-out-of-range": Message(
        id=("“{value}” bukan bilangan bulat {least} sampai {most}.", "Isi dengan bilangan di antaranya."),
        en=("“{value}” is not a whole number from {least} to {most}.", "Give a number between them."),
    ),
    "data-key-refused": Message(
        id=(
            "Kunci ini tidak dikenal atau sudah dicabut.",
            "Buat yang baru di /data/kunci, atau kirim tanpa kunci.",
        ),
        en=("This key is unknown or revoked.", "Make a new one on the page /data/kunci, or send without a key."),
    ),
    "too-often": Message(
        id=(
            "Paling banyak {limit} permintaan per menit.",
            "Coba {seconds} detik lagi; kunci gratis ada di /data/kunci.",
        ),
        en=("At most {limit} requests a minute.", "Ask again in {seconds} seconds; a free key is at /data/kunci."),
    ),
    "not-an-id": Message(
        id=("“{value}” bukan pengenal.", "Pakai id dari jawaban sebelumnya, misalnya alamat pada next."),
        en=("“{value}” is no id.", "Take an id from an earlier answer, such as the address in next."),
    ),
    "not-a-moment": Message(
        id=("“{value}” bukan hari atau waktu.", "Tulis seperti 2026-11-01 atau 2026-11-01T00:00:00Z."),
        en=("“{value}” is no day or moment.", "Write it like 2026-11-01 or 2026-11-01T00:00:00Z."),
    ),
    "too-many-answers": Message(
        id=("Satu permintaan memuat paling banyak {most} jawaban.", "Bagi menjadi beberapa permintaan."),
        en=("One request takes at most {most} answers.", "Split it into several."),
    ),
    "unknown-unit": Message(
        id=("Tidak ada unit “{value}” yang dapat Anda buka.", "Periksa kode unitnya."),
        en=("There is no unit “{value}” that you may open.", "Check the unit's code."),
    ),
    "worksheet-exists": Message(
        id=("Unit ini sudah memiliki lembar kerja tahun {year}.", "Alamatnya tertulis pada kepala Location."),
        en=("The unit has a worksheet for {year} already.", "The header Location has its address."),
    ),
    "unknown-evidence": Message(
        id=("Tidak ada bukti dengan nomor itu yang dapat Anda buka.", "Ambil id-nya dari GET /evidence."),
        en=("There is no evidence of that id that you may open.", "Take the id from GET /evidence."),
    ),
    "evidence-withdrawn": Message(
        id=("Bukti ini sudah ditarik.", "Pakai bukti lain, atau kembalikan dahulu."),
        en=("This evidence was withdrawn.", "Use another piece, or bring it back first."),
    ),
    "no-score": Message(
        id=(
            "Di sini tidak ada nilai terkunci yang masih berlaku.",
            "Tunggu sampai nilainya diserahkan; bila sudah dinilai lagi, ambil berkasnya dari halaman yang terbaru.",
        ),
        en=(
            "There is no locked score here that still stands.",
            "Wait until it is submitted; where it was judged again since, take the file from the newest page.",
        ),
    ),
    "worksheet-submitted": Message(
        id=("Lembar kerja ini sudah diajukan, jadi tidak dapat diubah.", "Kepala unit dapat menariknya kembali."),
        en=("This worksheet was handed in, so nothing in it can be changed.", "The head of the unit can withdraw it."),
    ),
    "answer-changed": Message(
        id=(
            "Jawaban ini diubah orang lain setelah Anda membacanya.",
            "Bandingkan keduanya, lalu kirim dengan versi {version}.",
        ),
        en=(
            "Somebody changed this answer after you had read it.",
            "Compare both, then send yours with version {version}.",
        ),
    ),
    "media-type-form": Message(
        id=("Jenis isi “{value}” tidak diterima.", "Kirim sebagai multipart/form-data."),
        en=("Bodies of type “{value}” are not taken.", "Send it as multipart/form-data."),
    ),
    "text-longer": Message(
        id=("Teks sepanjang {length} huruf; paling banyak {most}.", "Persingkat."),
        en=("The text has {length} characters; at most {most}.", "Shorten it."),
    ),
    "day-expected": Message(
        id=("“{value}” bukan tanggal.", "Tulis seperti 2026-11-26."),
        en=("“{value}” is not a date.", "Write it like 2026-11-26."),
    ),
    "days-turned": Message(
        id=("Hari terakhir berlaku mendahului hari pertamanya.", "Perbaiki salah satunya."),
        en=("The last day of validity comes before the first.", "Correct one of them."),
    ),
    "address-expected": Message(
        id=("Ini bukan alamat situs.", "Tulis alamat lengkap yang dimulai dengan https:// atau http://."),
        en=("This is no address of the web.", "Write it in full, beginning with https:// or http://."),
    ),
    "confidential-and-shared": Message(
        id=("Bukti rahasia tidak dapat dipinjamkan kepada unit lain.", "Pilih salah satu."),
        en=("Confidential evidence cannot be lent to other units.", "Choose one of them."),
    ),
    "one-file": Message(
        id=("Satu bukti memuat satu berkas, atau satu alamat luar.", "Kirim file, upload, atau address."),
        en=("A piece of evidence has one file, or one outside address.", "Send file, upload, or address."),
    ),
    "upload-gone": Message(
        id=("Unggahan itu tidak ada, belum lengkap, atau sudah dipakai.", "Unggah lagi."),
        en=("There is no such upload, it is not complete, or it was used already.", "Upload it again."),
    ),
    "file-held-back": Message(
        id=("Pada berkas ini ditemukan sesuatu yang berbahaya, jadi tidak diberikan.", "Unggah versi yang bersih."),
        en=("Something dangerous was found in this file, so it is not given out.", "Upload a clean version."),
    ),
    "file-damaged": Message(
        id=("Yang tersimpan tidak sama dengan sidik jarinya, atau hilang.", "Hubungi pengelola instalasi."),
        en=("What is stored differs from its digest, or is gone.", "Ask the operator of the installation."),
    ),
}
