"""What assessors of the wider country wrote beside an item that they saw otherwise than the level before."""

from __future__ import annotations

from typing import Final

from pulau.apps.rehearsal.demo_country.days import chance

RESULTS: Final = "H"
FINDINGS: Final = {
    "1": (
        ("Rencana kerja ada, tetapi target triwulannya belum dipantau pimpinan.", "Pantau target setiap triwulan."),
        ("Agen perubahan ditunjuk, rencananya belum dilaporkan.", "Laporkan rencana agen perubahan setiap semester."),
        ("Sosialisasi belum menjangkau petugas kontrak.", "Ulangi sosialisasi bagi semua yang bekerja di unit."),
    ),
    "2": (
        ("Prosedur baru belum dipakai di semua loket.", "Terapkan prosedur yang sama di semua loket."),
        ("Aplikasi dipakai, tetapi berkas kertas masih diminta.", "Hapus permintaan berkas yang sudah ada di sistem."),
        ("Permohonan informasi belum dicatat menurut tanggal.", "Catat setiap permohonan dan hari dijawabnya."),
    ),
    "3": (
        ("Peta jabatan belum disesuaikan dengan beban kerja.", "Hitung ulang beban kerja dan sesuaikan peta jabatan."),
        ("Sasaran kinerja petugas belum diturunkan dari atasannya.", "Turunkan sasaran sampai pelaksana."),
        ("Hasil penilaian belum dipakai untuk pengembangan.", "Susun rencana pengembangan dari hasil penilaian."),
    ),
    "4": (
        ("Pimpinan hadir pada dua dari empat rapat capaian.", "Jadwalkan rapat capaian yang dipimpin sendiri."),
        ("Indikator belum seluruhnya terukur.", "Perbaiki indikator yang belum terukur."),
        ("Laporan kinerja terlambat sebulan.", "Sampaikan laporan kinerja sebelum akhir Februari."),
    ),
    "5": (
        ("Pengaduan dari media sosial tidak masuk register.", "Satukan semua saluran pengaduan dalam satu register."),
        ("Benturan kepentingan dipetakan, belum ditangani.", "Tetapkan penanganan bagi setiap benturan kepentingan."),
        ("Pelaporan gratifikasi belum diumumkan di ruang layanan.", "Pasang pengumuman dan contoh pelaporan."),
    ),
    "6": (
        ("Maklumat belum memuat ganti rugi bila janji tidak ditepati.", "Lengkapi maklumat dengan ganti rugi."),
        ("Papan biaya belum mencantumkan layanan baru.", "Perbarui papan biaya setiap ada layanan baru."),
        ("Hasil survei belum ditempel di ruang tunggu.", "Umumkan hasil survei beserta tindak lanjutnya."),
    ),
    RESULTS: (
        ("Survei pihak ketiga memberi angka yang lebih rendah.", "Bahas hasil survei dengan pengguna layanan."),
    ),
}  # fmt: skip
"""By area: what was found, and what is recommended."""
PRAISED: Final = "Lebih baik daripada yang dilaporkan: dilihat langsung pada kunjungan."


def finding_of(area: str | None, *words: object) -> tuple[str, str]:
    """Return what was found of an item of an area (None: of the results), and what is recommended."""
    found = FINDINGS[area or RESULTS]
    return found[chance(len(found), *words)]
