"""What people are told of documents that they sign or keep."""

from __future__ import annotations

from pulau.foundation.registry.notice_kinds import NoticeGroup, NoticeKind, Words

GROUP = NoticeGroup("signing", "Tanda tangan dan dokumen", "Signatures and documents")

ASKED = NoticeKind(
    "signing.asked",
    GROUP.code,
    Words("Anda diminta menandatangani: {title}", "Bacalah dokumennya, lalu tanda tangani atau tolak."),
    Words("You are asked to sign: {title}", "Read the document, then sign or refuse."),
)
TURN = NoticeKind(
    "signing.turn",
    GROUP.code,
    Words("Giliran Anda menandatangani: {title}", "Yang sebelum Anda sudah menandatangani."),
    Words("It is your turn to sign: {title}", "Those before you have signed."),
)
COMPLETE = NoticeKind(
    "signing.complete",
    GROUP.code,
    Words("Ditandatangani lengkap: {title}", "Semua yang disebut sudah menandatangani."),
    Words("Signed by all: {title}", "Everybody who is named has signed."),
)
REFUSED = NoticeKind(
    "signing.refused",
    GROUP.code,
    Words("{name} menolak menandatangani: {title}", "Alasannya ada di halaman dokumen."),
    Words("{name} refused to sign: {title}", "The reason stands on the document's page."),
)
WITHDRAWN = NoticeKind(
    "signing.withdrawn",
    GROUP.code,
    Words("{name} menarik kembali tanda tangan: {title}", "Alasannya ada di halaman dokumen."),
    Words("{name} withdrew a signature: {title}", "The reason stands on the document's page."),
)
ENDED = NoticeKind(
    "signing.ended",
    GROUP.code,
    Words("Tidak berlaku lagi: {title}", "Alasannya ada di halaman dokumen."),
    Words("No longer in force: {title}", "The reason stands on the document's page."),
)
REVOKED = NoticeKind(
    "signing.certificate_revoked",
    GROUP.code,
    Words("Sertifikat Anda dicabut", "Tanda tangan yang sudah dibuat tetap ada. Lihat langkah berikutnya di Akun."),
    Words("Your certificate was revoked", "Signatures that were made stay. The next step stands under Account."),
    obligatory=True,
)
RUN_ENDED = NoticeKind(
    "signing.run_ended",
    GROUP.code,
    Words("{done} dari {size} dokumen ditandatangani", "Yang belum, beserta alasannya, ada di halamannya."),
    Words("{done} of {size} documents signed", "Those that were not, and why, stand on the page."),
)

KINDS = (ASKED, TURN, COMPLETE, REFUSED, WITHDRAWN, ENDED, REVOKED, RUN_ENDED)
