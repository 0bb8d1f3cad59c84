"""Texts to begin with, in our own words: an agency takes one over with one press, changes it, and approves it."""

from __future__ import annotations

from typing import Final

from pulau.apps.declarations.models import PledgeKind
from pulau.core.pledging.texts import PledgeText

_OPENING: Final = (
    "Saya, {nama}, {jabatan} pada {unit}, {instansi}, menyatakan dengan sadar dan tanpa paksaan bahwa selama tahun "
    "{tahun} saya:"
)
_OPENING_EN: Final = (
    "I, {nama}, {jabatan} at {unit}, {instansi}, declare of my own free will that during {tahun} I shall:"
)
_CLOSING: Final = (
    "Bila saya mengingkari pernyataan ini, saya bersedia diperiksa dan menerima akibatnya menurut peraturan yang "
    "berlaku. Siapa pun boleh mengingatkan saya akan pernyataan ini."
)
_CLOSING_EN: Final = (
    "Should I break this pledge, I accept to be examined and to bear the consequences that the rules provide. Anybody "
    "may remind me of it."
)
_OWN: Final = (
    "tidak meminta, memberi, atau menerima uang, barang, atau keuntungan lain yang berhubungan dengan tugas saya;",
    "melaporkan setiap gratifikasi, dan menyatakan kepentingan saya sebelum ikut memutuskan suatu perkara;",
    "melayani setiap orang sama baiknya, menurut syarat, waktu, dan biaya yang diumumkan;",
    "memakai waktu, anggaran, data, dan barang milik negara hanya untuk tugas;",
    "mengatakan yang benar dalam laporan, dan tidak menyembunyikan kesalahan;",
    "menyampaikan pelanggaran yang saya ketahui, dan tidak membalas siapa pun yang melapor;",
)
_OWN_EN: Final = (
    "not ask for, give or accept money, goods or any other advantage connected with my duties;",
    "report every gift, and declare my interests before I take part in a decision;",
    "serve everybody equally well, by the published requirements, time and fee;",
    "use the time, budget, data and property of the state for my duties only;",
    "tell the truth in reports and hide no mistake;",
    "report violations that I know of, and take no revenge on anybody who reports;",
)
_LEADING: Final = (
    "memberi contoh lebih dahulu atas semua yang saya minta dari pegawai di unit saya;",
    "menempatkan, menilai, dan menghargai pegawai menurut kemampuan dan hasil kerjanya;",
    "membuka rencana, anggaran, dan hasil kerja unit kepada masyarakat;",
    "menindaklanjuti setiap pengaduan dan setiap temuan pemeriksaan sampai selesai;",
)
_LEADING_EN: Final = (
    "be the first to do what I ask of the employees of my unit;",
    "place, judge and reward employees by their ability and their results;",
    "open plans, budget and results of the unit to the public;",
    "follow up every complaint and every finding until it is settled;",
)
STARTERS: Final[dict[PledgeKind, tuple[PledgeText, PledgeText]]] = {
    PledgeKind.PERSONAL: (
        PledgeText("Pakta Integritas Pegawai", _OPENING, _OWN, _CLOSING),
        PledgeText("Integrity Pact of an Employee", _OPENING_EN, _OWN_EN, _CLOSING_EN),
    ),
    PledgeKind.OFFICE: (
        PledgeText("Pakta Integritas Pimpinan", _OPENING, (*_LEADING, *_OWN), _CLOSING),
        PledgeText("Integrity Pact of a Head", _OPENING_EN, (*_LEADING_EN, *_OWN_EN), _CLOSING_EN),
    ),
    PledgeKind.INSTITUTIONAL: (
        PledgeText(
            "Pakta Integritas Antarlembaga",
            "Kami, para pimpinan lembaga yang bertanda tangan di bawah ini, sepakat bahwa selama tahun {tahun} "
            "lembaga kami:",
            (
                "saling mengingatkan bila melihat tanda korupsi, suap, atau benturan kepentingan di antara kami;",
                "tidak saling meminta atau memberi keuntungan di luar yang diatur peraturan;",
                "menukar data yang diperlukan untuk mencegah korupsi, dan menjaga data pribadi di dalamnya;",
                "menyelesaikan bersama pengaduan masyarakat yang menyangkut lebih dari satu lembaga;",
                "mengumumkan setiap tahun apa yang sudah dan belum kami penuhi dari pakta ini.",
            ),
            "Pakta ini dibuat untuk diketahui masyarakat. Setiap lembaga menerima dokumen yang sama.",
        ),
        PledgeText(
            "Integrity Pact between Institutions",
            "We, the leaders of the institutions that sign below, agree that during {tahun} our institutions shall:",
            (
                "remind one another where we see signs of corruption, bribery or conflicts of interest among us;",
                "neither ask for nor give one another advantages beyond what the rules provide;",
                "exchange the data needed to prevent corruption, and protect the personal data in them;",
                "settle together complaints that concern more than one institution;",
                "publish every year what of this pact we have kept and what not yet.",
            ),
            "This pact is made for the public to know. Every institution receives the same document.",
        ),
    ),
    PledgeKind.DECLARATION: (
        PledgeText(
            "Piagam Pencanangan Zona Integritas",
            "Pada tahun {tahun}, {instansi} mencanangkan {unit} sebagai Zona Integritas. Dengan piagam ini kami:",
            (
                "membangun unit yang bebas dari korupsi dan melayani masyarakat dengan baik;",
                "menjalankan rencana pembangunan yang dapat diikuti dan diperiksa oleh siapa pun;",
                "menilai diri dengan jujur, dan memperbaiki yang kurang sebelum meminta predikat;",
                "melaporkan kemajuannya setiap tahun, juga bila belum berhasil.",
            ),
            "Piagam ini ditandatangani di hadapan para saksi, yang boleh menagih pelaksanaannya.",
        ),
        PledgeText(
            "Deed of Declaration of an Integrity Zone",
            "In {tahun}, {instansi} declares {unit} an integrity zone. By this deed we shall:",
            (
                "build a unit that is free of corruption and serves the public well;",
                "carry out a programme that anybody can follow and examine;",
                "assess ourselves honestly, and mend what falls short before we ask for a title;",
                "report on progress every year, also where we have not succeeded yet.",
            ),
            "This deed is signed before witnesses, who may call for what it promises.",
        ),
    ),
}
"""By kind: Indonesian, English."""
