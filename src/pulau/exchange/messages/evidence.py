"""Sentences for files of evidence: why one is refused and how to mend it, and what is only noted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pulau.exchange.messages.model import Message

if TYPE_CHECKING:
    from collections.abc import Mapping

MESSAGES: Final[Mapping[str, Message]] = {
    "file-empty": Message(
        id=("Berkas ini kosong.", "Periksa berkas aslinya, lalu unggah lagi."),
        en=("The file is empty.", "Check the original and upload it again."),
    ),
    "file-too-big": Message(
        id=("Berkas melebihi {limit_mb} MB.", "Perkecil atau bagi menjadi beberapa berkas."),
        en=("The file is larger than {limit_mb} MB.", "Make it smaller, or split it into several files."),
    ),
    "file-changed": Message(
        id=("Berkas berubah selama dibaca.", "Unggah lagi setelah selesai disimpan."),
        en=("The file changed while it was read.", "Upload it again once it has been saved."),
    ),
    "file-kind-unknown": Message(
        id=("Jenis berkas ini tidak diterima.", "Simpan sebagai salah satu dari: {known}."),
        en=("Files of this kind are not taken.", "Save it as one of: {known}."),
    ),
    "file-kind-differs": Message(
        id=(
            "Nama berkas berakhiran {extension}, tetapi isinya {found}.",
            "Simpan ulang dari aplikasinya dengan jenis yang benar; jangan hanya mengganti namanya.",
        ),
        en=(
            "The file's name ends in {extension}, but what is in it is {found}.",
            "Save it anew from its program with the right kind; do not just rename it.",
        ),
    ),
    "file-active": Message(
        id=(
            "Halaman web, gambar SVG, dan skrip tidak diterima, karena dapat menjalankan perintah.",
            "Cetak atau simpan sebagai PDF.",
        ),
        en=(
            "Web pages, SVG pictures and scripts are not taken, since they can run commands.",
            "Print or save it as PDF.",
        ),
    ),
    "file-program": Message(
        id=("Ini sebuah program, bukan dokumen.", "Unggah dokumennya, misalnya sebagai PDF."),
        en=("This is a program, not a document.", "Upload the document, for example as PDF."),
    ),
    "file-heic": Message(
        id=(
            "Foto HEIC atau AVIF belum dapat ditampilkan.",
            "Simpan sebagai JPEG; pada iPhone pilih Kamera, Format, Paling Kompatibel.",
        ),
        en=(
            "HEIC and AVIF photos cannot be shown yet.",
            "Save it as JPEG; on an iPhone choose Camera, Formats, Most Compatible.",
        ),
    ),
    "file-has-macros": Message(
        id=("Berkas memuat makro, yang tidak diterima.", "Simpan tanpa makro, atau sebagai PDF."),
        en=("The file holds macros, which are not taken.", "Save it without macros, or as PDF."),
    ),
    "file-encrypted": Message(
        id=(
            "Berkas dikunci dengan kata sandi, sehingga penilai tidak dapat membacanya.",
            "Hapus kata sandinya, simpan, lalu unggah lagi.",
        ),
        en=(
            "The file is locked with a password, so no assessor could read it.",
            "Remove the password, save it and upload it again.",
        ),
    ),
    "file-broken": Message(
        id=("Berkas rusak pada bagian {part}.", "Buka dengan aplikasinya, simpan ulang, lalu unggah lagi."),
        en=("The file is broken at {part}.", "Open it in its program, save it anew and upload it again."),
    ),
    "file-cut-off": Message(
        id=("Berkas terpotong: akhirnya tidak ada.", "Ambil lagi dari sumbernya, lalu unggah."),
        en=("The file is cut off: its end is missing.", "Get it again from where it came and upload it."),
    ),
    "file-goes-on": Message(
        id=(
            "Di belakang akhir berkas ada isi lain yang tersembunyi.",
            "Buka dengan aplikasinya, simpan ulang, lalu unggah lagi.",
        ),
        en=(
            "Something else is hidden behind the end of the file.",
            "Open it in its program, save it anew and upload it again.",
        ),
    ),
    "file-hides-script": Message(
        id=(
            "Di dalam gambar tersembunyi sebuah skrip.",
            "Buka dengan aplikasi gambar, simpan ulang, lalu unggah lagi.",
        ),
        en=("A script is hidden in the picture.", "Open it in a picture program, save it anew and upload it again."),
    ),
    "file-unpacks-too-big": Message(
        id=(
            "Bagian {part} akan mengembang melebihi {limit_mb} MB.",
            "Simpan ulang dari aplikasinya, atau bagi menjadi beberapa berkas.",
        ),
        en=(
            "The part {part} would unpack to more than {limit_mb} MB.",
            "Save it anew from its program, or split it into several files.",
        ),
    ),
    "file-too-many-parts": Message(
        id=("Berkas terdiri atas {count} bagian; paling banyak {limit}.", "Bagi menjadi beberapa berkas."),
        en=("The file has {count} parts; at most {limit}.", "Split it into several files."),
    ),
    "file-odd-part": Message(
        id=(
            "Berkas memuat bagian dengan nama tidak wajar: {part}.",
            "Buat ulang berkasnya dengan nama biasa di dalamnya.",
        ),
        en=("The file holds a part with an odd name: {part}.", "Make it again with plain names inside."),
    ),
    "file-nested": Message(
        id=("Arsip di dalam arsip tidak diterima: {part}.", "Keluarkan isinya, lalu unggah langsung."),
        en=("Archives within archives are not taken: {part}.", "Unpack it and upload what is in it."),
    ),
    "file-part-refused": Message(
        id=("Arsip memuat berkas yang tidak diterima: {part}.", "Keluarkan berkas itu dari arsip."),
        en=("The archive holds a file that is not taken: {part}.", "Remove it from the archive."),
    ),
    "file-image-too-large": Message(
        id=(
            "Gambar {width} × {height} piksel terlalu besar; paling banyak {limit} juta piksel.",
            "Perkecil gambarnya.",
        ),
        en=(
            "A picture of {width} × {height} pixels is too large; at most {limit} million.",
            "Make the picture smaller.",
        ),
    ),
    "file-too-many-frames": Message(
        id=(
            "Gambar terdiri atas {count} bingkai atau halaman; paling banyak {limit}.",
            "Bagi menjadi beberapa berkas, atau simpan sebagai PDF.",
        ),
        en=(
            "The picture has {count} frames or pages; at most {limit}.",
            "Split it into several files, or save it as PDF.",
        ),
    ),
    "file-too-many-pages": Message(
        id=("Dokumen terdiri atas {count} halaman; paling banyak {limit}.", "Bagi menjadi beberapa berkas."),
        en=("The document has {count} pages; at most {limit}.", "Split it into several files."),
    ),
    "file-starts-program": Message(
        id=(
            "Berkas dapat menjalankan program lain saat dibuka ({part}).",
            "Hapus bagian itu, atau cetak ulang sebagai PDF.",
        ),
        en=(
            "The file can start another program when it is opened ({part}).",
            "Remove that part, or print it anew as PDF.",
        ),
    ),
    "file-fetches": Message(
        id=("Berkas mengambil sesuatu dari luar saat dibuka: {part}.", "Putuskan tautannya, atau simpan sebagai PDF."),
        en=("The file fetches something from outside when it is opened: {part}.", "Break the link, or save it as PDF."),
    ),
    "file-has-embedded": Message(
        id=(
            "Di dalam berkas tertanam berkas lain yang tidak diterima: {part}.",
            "Hapus berkas yang tertanam, atau simpan sebagai PDF.",
        ),
        en=(
            "Another file that is not taken is embedded in it: {part}.",
            "Remove the embedded file, or save it as PDF.",
        ),
    ),
    "file-has-doctype": Message(
        id=("Bagian {part} memuat deklarasi DOCTYPE, yang tidak diterima.", "Simpan ulang dari aplikasinya."),
        en=("The part {part} declares a DOCTYPE, which is not taken.", "Save it anew from its program."),
    ),
    "file-not-text": Message(
        id=("Isi berkas bukan teks biasa.", "Simpan ulang sebagai teks UTF-8."),
        en=("What is in the file is no plain text.", "Save it anew as UTF-8 text."),
    ),
    "file-too-hard": Message(
        id=(
            "Berkas tidak dapat diperiksa dalam batas waktu dan memori.",
            "Cetak ulang sebagai PDF biasa, atau bagi menjadi beberapa berkas.",
        ),
        en=(
            "The file could not be checked within time and memory.",
            "Print it anew as a plain PDF, or split it into several files.",
        ),
    ),
    "note-scripts": Message(
        id=("Dokumen memuat skrip; salinan untuk dilihat tidak memuatnya.", ""),
        en=("The document holds scripts; the copy for viewing leaves them out.", ""),
    ),
    "note-embedded": Message(
        id=("Di dalam dokumen tertanam berkas lain; salinan untuk dilihat tidak memuatnya.", ""),
        en=("Other files are embedded in the document; the copy for viewing leaves them out.", ""),
    ),
    "note-sends": Message(
        id=("Formulir dalam dokumen dapat mengirim isinya; salinan untuk dilihat tidak dapat.", ""),
        en=("A form in the document can send what is typed; the copy for viewing cannot.", ""),
    ),
    "note-outside-links": Message(
        id=("Dokumen merujuk isi di luar dirinya, yang tidak ikut tersimpan.", ""),
        en=("The document refers to content outside of it, which is not kept with it.", ""),
    ),
    "note-formulas": Message(
        id=("Tabel memuat sel berawalan =, +, -, atau @ yang dapat dihitung aplikasi lain; buka sebagai teks.", ""),
        en=(
            "The table has cells that begin with =, +, - or @, which a spreadsheet would calculate; open it as text.",
            "",
        ),
    ),
    "note-protected": Message(
        id=("Dokumen melarang penyalinan atau penyuntingan, tetapi dapat dibaca.", ""),
        en=("The document forbids copying or editing, but can be read.", ""),
    ),
    "note-old-format": Message(
        id=("Bentuk berkas ini lama (sebelum 2007).", "Simpan sebagai bentuk baru bila mungkin."),
        en=("The file has an old form (before 2007).", "Save it in the new form where you can."),
    ),
    "no-preview": Message(
        id=("Berkas jenis ini tidak ditampilkan di sini; unduh untuk membukanya.", ""),
        en=("Files of this kind are not shown here; download it to open it.", ""),
    ),
    "no-office-viewer": Message(
        id=(
            "Dokumen belum dapat ditampilkan, karena server ini tidak memiliki LibreOffice yang terkurung.",
            "Unggah juga sebagai PDF bila perlu dilihat di sini.",
        ),
        en=(
            "The document cannot be shown, since this server has no confined LibreOffice.",
            "Upload it as PDF too if it is to be seen here.",
        ),
    ),
    "preview-failed": Message(
        id=("Pratinjau tidak dapat dibuat; berkas aslinya tersimpan utuh.", ""),
        en=("No preview could be made; the file itself is kept whole.", ""),
    ),
    "preview-first-pages": Message(
        id=("Pratinjau memuat {count} halaman pertama.", ""), en=("The preview has the first {count} pages.", "")
    ),
}
