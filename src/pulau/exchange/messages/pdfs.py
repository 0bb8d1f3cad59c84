"""Sentences for PDFs that cannot be checked, and for anchors that cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pulau.exchange.messages.model import Message

if TYPE_CHECKING:
    from collections.abc import Mapping

MESSAGES: Final[Mapping[str, Message]] = {
    "pdf-empty": Message(
        id=("Berkas ini kosong.", "Unduh atau salin ulang dokumennya."),
        en=("The file is empty.", "Download or copy the document again."),
    ),
    "pdf-not-pdf": Message(
        id=("Berkas ini bukan PDF.", "Pilih berkas PDF yang ditandatangani, bukan foto atau hasil pindai lain."),
        en=("The file is no PDF.", "Choose the PDF that was signed, no photograph or scan of it."),
    ),
    "pdf-too-large": Message(
        id=(
            "Berkas melebihi {limit_mb} MB, atau isinya akan mengembang terlalu besar.",
            "Periksa apakah ini dokumen yang dimaksud; dokumen bertanda tangan tidak sebesar itu.",
        ),
        en=(
            "The file is larger than {limit_mb} MB, or would unpack to far too much.",
            "Check whether this is the document you mean; a signed document is not that large.",
        ),
    ),
    "pdf-encrypted": Message(
        id=(
            "PDF ini dikunci, sehingga tidak dapat diperiksa.",
            "Minta berkas aslinya; membuka kuncinya mengubah berkas.",
        ),
        en=("This PDF is locked, so it cannot be checked.", "Ask for the original; unlocking it changes the file."),
    ),
    "pdf-damaged": Message(
        id=(
            "PDF ini rusak atau diubah, sehingga tanda tangannya tidak dapat dibaca.",
            "Jangan dipakai. Unduh ulang dokumennya dari tempat asalnya.",
        ),
        en=(
            "This PDF is damaged or was changed, so its signatures cannot be read.",
            "Do not rely on it. Download the document again from where it came from.",
        ),
    ),
    "pdf-too-many-signatures": Message(
        id=("PDF ini memuat lebih dari {most} tanda tangan.", "Periksa apakah ini dokumen yang dimaksud."),
        en=("This PDF has more than {most} signatures.", "Check whether this is the document you mean."),
    ),
    "anchor-unreadable": Message(
        id=(
            "Berkas ini bukan sertifikat dalam bentuk PEM.",
            "Unduh jangkar dari alamat Pulau penerbit dokumen: /periksa/jangkar.pem.",
        ),
        en=(
            "This file is no certificate in PEM form.",
            "Download the anchor from the Pulau site that issued the document: /periksa/jangkar.pem.",
        ),
    ),
}
