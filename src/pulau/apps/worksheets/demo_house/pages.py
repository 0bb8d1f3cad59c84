"""What the people of the demo wrote: notes beside answers, and the threads of the civil registry's worksheet."""

from __future__ import annotations

from dataclasses import dataclass

NOTES = {
    "P1.i.a": "SK tim kerja ditandatangani pada Januari {year}; perubahannya pada Juni setelah mutasi.",
    "P1.i.b": "Berita acara pemilihan anggota tim ada di folder SK.",
    "P1.ii.a": "Rencana kerja {year} memuat 24 kegiatan, 9 di antaranya untuk pengawasan.",
    "P1.iii.b": "Monev dipimpin kepala unit tiap triwulan; notulen empat rapat terlampir.",
    "P1.iv.b": "Agen perubahan ditetapkan dengan keputusan kepala unit.",
    "P2.i.c": "SOP layanan inti dievaluasi pada Maret {year}; tiga di antaranya disederhanakan.",
    "P2.iii.a": "Daftar informasi publik dimutakhirkan setiap semester.",
    "P3.i.a": "Peta jabatan {year} sudah disahkan BKPSDM.",
    "P3.iii.c": "Kesenjangan kompetensi dihitung dari hasil asesmen tahun lalu.",
    "P3.v.a": "Kode etik dibacakan pada apel pertama setiap bulan.",
    "P4.i.c": "Capaian dibahas dalam rapat staf tiap bulan.",
    "P4.ii.e": "Laporan kinerja diserahkan sebelum batas waktu.",
    "P5.i.a": "Kampanye antigratifikasi: spanduk, siaran radio, dan unggahan media sosial.",
    "P5.ii.b": "Register risiko {year} memuat 17 risiko; 5 bernilai tinggi.",
    "P5.iii.c": "Laporan monev pengaduan baru ada untuk semester I.",
    "P5.iv.b": "Evaluasi WBS semester II dijadwalkan pada Desember.",
    "P5.v.a": "Pemetaan benturan kepentingan belum mencakup pengadaan langsung.",
    "P6.i.c": "Standar pelayanan ditinjau bersama perwakilan pengguna pada Mei {year}.",
    "P6.ii.d": "Kompensasi: antar dokumen ke rumah bila layanan melewati waktu standar.",
    "P6.iv.b": "Hasil SKM ditempel di ruang tunggu dan dimuat di situs.",
    "R5.ii.a": "Rekap pengaduan per akhir bulan; yang belum selesai menunggu jawaban unit lain.",
    "R5.iii.b": "Pegawai yang belum melapor sudah disurati.",
    "H1.a": "Survei eksternal tahun {year}.",
    "H2.a": "Survei eksternal tahun {year}, bersama survei persepsi antikorupsi.",
}
"""A note by the question it stands at; `{year}` is that of the worksheet."""


@dataclass(frozen=True, slots=True)
class Said:
    """Something that one of the people said at a question, so many days before today; `@Gita` names a colleague."""

    days: int
    item: str
    author: str
    text: str


THREADS: dict[tuple[str, int], tuple[Said, ...]] = {
    ("disdukcapil", 2026): (
        Said(51, "P5.iii.c", "fajar", "Laporan monev pengaduan baru satu. Apakah cukup untuk jawaban A, @Gita?"),
        Said(50, "P5.iii.c", "gita", "Belum, harus berkala. Pilih B dulu; @Fajar tolong siapkan laporan triwulan III."),
        Said(18, "P5.iii.c", "fajar", "Laporan triwulan III selesai, tinggal tanda tangan Ibu @Gita."),
        Said(17, "R5.ii.a", "ayu", "Masih 23 dari 46 pengaduan belum selesai, kebanyakan soal antrean daring."),
        Said(16, "R5.ii.a", "gita", "Antrean daring sudah diperbaiki. @Ayu mohon tutup yang sudah dijawab minggu ini."),
        Said(2, "R5.ii.a", "ayu", "Delapan lagi sudah ditutup. @Fajar, mohon periksa dulu sebelum angkanya diubah."),
        Said(2, "P6.ii.d", "fajar", "Bukti kompensasi bulan ini ada di folder loket. @Ayu bisa dicek?"),
    ),
    ("rsud", 2026): (
        Said(
            12,
            "P5.v.a",
            "joko",
            "Pengadaan obat belum dipetakan. @Kartika, perlu rapat dengan farmasi.",
        ),
        Said(10, "P5.v.a", "kartika", "Rapat Kamis pagi. @Lukas siapkan daftar penyedia dan pejabat pengadaan."),
    ),
    ("dpmptsp", 2026): (
        Said(8, "R3.iii.a", "nanda", "Tahun ini tidak ada hukuman disiplin. @Maya, bukti dari BKPSDM sudah ada?"),
    ),
}
"""The threads by unit and year, oldest first."""
