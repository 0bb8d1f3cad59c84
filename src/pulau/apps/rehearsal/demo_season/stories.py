"""What the demo's assessors saw: invented, and such as assessors write."""

from __future__ import annotations

from typing import Final

from pulau.apps.rehearsal.demo_season.stage import Seen
from pulau.apps.rehearsal.demo_season.tpi import Review

PERMITS: Final = Review(
    unit="dpmptsp",
    team="maya",
    member="sinta",
    number="700/041/LHE-TPI",
    seen={
        "P2.iii.a": Seen("B", "Permohonan informasi dijawab, tetapi belum dicatat menurut tanggal.",
                         "Catat setiap permohonan informasi dengan tanggal masuk dan dijawab."),
    },
    praised={"P6.i.a": "Standar pelayanan ditempel di setiap loket dan diperbarui bersama pengguna."},
    asked=(("P5.iii.a", "Berapa pengaduan yang lewat 14 hari kerja?", "Dua dari 41; menunggu berkas pemohon."),),
)  # fmt: skip
"""The one-stop service in the year of its title."""

PERMITS_AGAIN: Final = Review(
    unit="dpmptsp",
    team="maya",
    member="nuri",
    number="700/188/LHE-TPI",
    seen={
        "P5.iii.b": Seen("Tidak", "Evaluasi pengaduan dilakukan per semester, belum per triwulan.",
                         "Evaluasi pengaduan setiap triwulan dan tempelkan hasilnya."),
    },
    praised={"P6.ii.a": "Petugas bergantian menjadi pemandu antrean; waktu tunggu terlihat di layar."},
)  # fmt: skip
"""The same unit's yearly re-evaluation."""

REGISTRY: Final = Review(
    unit="disdukcapil",
    team="ayu",
    member="nuri",
    number="700/196/LHE-TPI",
    seen={
        "H1.a": Seen("3.42", "Indeks persepsi anti korupsi dari survei TPI 3,42, di bawah minimal 3,60.",
                     "Tutup celah titip berkas di loket 2 dan umumkan bahwa layanan tanpa biaya."),
        "P5.iii.a": Seen("C", "Pengaduan lewat media sosial tidak masuk register.",
                         "Satukan semua saluran pengaduan dalam satu register."),
        "P6.i.b": Seen("B", "Maklumat pelayanan belum memuat jaminan bila janji tidak ditepati.",
                       "Lengkapi maklumat dengan kompensasi bagi pemohon."),
        "P3.iv.a": Seen("D", "Sasaran kinerja tiga petugas belum diturunkan dari sasaran kepala bidang.",
                        "Turunkan sasaran kinerja sampai petugas loket."),
    },
    led={
        "P5.i.a": Seen("B", "Sosialisasi gratifikasi hanya sekali, belum menjangkau petugas kontrak.",
                       "Ulangi setiap triwulan, termasuk bagi petugas kontrak."),
    },
    praised={"P2.ii.a": "Pengajuan akta dari rumah sakit bersalin mengurangi kunjungan warga."},
    asked=(
        ("P5.iii.a", "Di mana pengaduan dari media sosial dicatat?", "Belum dicatat; dibalas admin akun."),
        ("H1.a", "Mohon hasil lengkap survei internal.", "212 responden, laporan ada di bukti butir ini."),
    ),
)  # fmt: skip
"""The civil registry, which does not reach the title and repairs."""

SOCIAL: Final = Review(
    unit="dinsos",
    team="rahmat",
    member="sinta",
    number="700/077/LHE-TPI",
    seen={
        "P5.iii.a": Seen("C", "Dua laporan pungutan pada bantuan tidak ditindaklanjuti.",
                         "Periksa kedua laporan dan sampaikan hasilnya kepada pelapor."),
        "P6.iii.a": Seen("C", "Survei kepuasan turun dari 3,4 menjadi 2,9 dalam setahun.",
                         "Bahas hasil survei dengan penerima bantuan dan perbaiki jadwal penyaluran."),
    },
)  # fmt: skip
"""The social office, whose title from before the platform is revoked."""

PERMITS_STATED: Final = (
    ("core-service", "yes", "Perda 6/2016 tentang perangkat daerah"),
    ("public-effect", "yes", "Laporan survei kepuasan masyarakat"),
    ("eased-unit", "one-stop-service", "Perbup 31/2019 tentang PTSP"),
    ("years-of-building", "", "Piagam pencanangan Dinas PMPTSP"),
)
"""What the administrator states of its conditions: which, the value (empty: a day 500 days ago), the document."""

CENTRE_STATED: Final = (
    ("core-service", "yes", "Perbup 22/2020 tentang pusat kesehatan masyarakat"),
    ("public-effect", "yes", "Laporan survei kepuasan masyarakat"),
    ("years-of-building", "", "Piagam pencanangan Puskesmas Muara Sagara"),
)
CENTRE_READY: Final = (
    ("sakip", "BB", "LHE akuntabilitas kinerja internal"),
    ("findings-follow-up", "100", "Surat keterangan tindak lanjut dari inspektorat"),
    ("lhkpn", "100", "Tanda terima LHKPN"),
    ("lhkan", "100", "Rekap LHKAN"),
)
"""What documents say of the health centre itself, last year: no rule eases this kind of unit."""

CENTRE_REVIEW: Final = Review(
    unit="puskesmas-muara",
    team="umi",
    member="nuri",
    number="700/233/LHE-TPI",
    seen={
        "P3.iii.c": Seen("B", "Kesenjangan kompetensi dihitung bagi perawat dan bidan, belum bagi petugas loket.",
                         "Hitung kesenjangan kompetensi untuk semua jabatan."),
    },
    praised={"P6.i.a": "Waktu tunggu setiap poli terpampang di layar dan di telepon pasien."},
)  # fmt: skip
"""The health centre, whose case is with the ministry today."""

CENTRE_DESK: Final = {
    "P1.iii.b": Seen("C", "Notula pemantauan ada untuk dua dari empat triwulan.",
                     "Simpan notula setiap rapat pemantauan bersama daftar hadirnya."),
    "P2.iii.a": Seen("B", "Permohonan informasi dilayani, tetapi daftar informasi publik belum memuat jadwal poli.",
                     "Muat jadwal dan kuota setiap poli dalam daftar informasi publik."),
}  # fmt: skip
"""What the ministry's desk sees otherwise so far."""

FIELD: Final = {
    "P6.i.c": Seen("B", "Papan biaya loket 3 belum mencantumkan izin baru.", "Perbarui papan setiap ada izin baru."),
}  # fmt: skip
"""What the ministry saw of the one-stop service otherwise than the inspectorate."""
