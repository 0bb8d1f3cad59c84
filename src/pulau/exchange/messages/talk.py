"""Sentences for problems of comments and mentions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pulau.exchange.messages.model import Message

if TYPE_CHECKING:
    from collections.abc import Mapping

MESSAGES: Final[Mapping[str, Message]] = {
    "comment-empty": Message(
        id=("Komentar ini belum berisi apa pun.", "Tulis dahulu, lalu kirim."),
        en=("There is nothing in this comment yet.", "Write something, then send it."),
    ),
    "comment-too-long": Message(
        id=("Komentar ini {length} huruf; paling banyak {most}.", "Pendekkan, atau bagi menjadi beberapa komentar."),
        en=("This comment has {length} characters; at most {most}.", "Shorten it, or split it into several."),
    ),
    "mention-unknown": Message(
        id=(
            "Seseorang yang ingin Anda beri tahu tidak dapat membuka lembar kerja ini.",
            "Pilih dari daftar yang tersedia.",
        ),
        en=(
            "Somebody you want to notify may not open this worksheet.",
            "Choose from the list.",
        ),
    ),
    "proof-missing": Message(
        id=("Belum ada bukti yang ditunjukkan.", "Pilih bukti yang sudah ada, atau unggah yang baru."),
        en=("Nothing shows it yet.", "Choose a piece of evidence, or upload one."),
    ),
    "changed-meanwhile": Message(
        id=("Orang lain mengubahnya selagi Anda menulis.", "Bandingkan dengan yang tersimpan, lalu simpan lagi."),
        en=("Somebody changed it while you were writing.", "Compare it with what is kept, then save again."),
    ),
    "words-missing": Message(
        id=("Isian ini masih kosong.", "Tulis isinya."),
        en=("Nothing is written here yet.", "Write what you mean."),
    ),
    "choice-missing": Message(
        id=("Belum ada yang dipilih.", "Pilih salah satu."),
        en=("Nothing is chosen yet.", "Choose one."),
    ),
    "words-too-long": Message(
        id=("Tulisan ini {length} huruf; paling banyak {most}.", "Pendekkan, atau bagi menjadi beberapa."),
        en=("This text has {length} characters; at most {most}.", "Shorten it, or divide it."),
    ),
}
