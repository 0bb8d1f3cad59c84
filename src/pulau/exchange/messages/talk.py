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
}
