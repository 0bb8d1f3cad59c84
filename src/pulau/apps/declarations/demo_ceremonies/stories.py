"""What was declared in the demo: titles, days, places, who was there, and why some of it was symbolic."""

from __future__ import annotations

from typing import Final

from pulau.apps.declarations.demo_ceremonies.declaring import READER, WITNESS, Seat, Story
from pulau.apps.declarations.demo_ceremonies.stage import When
from pulau.apps.declarations.models import Calls

OMBUDSMAN: Final = Seat(
    "ratna", "Asisten Pratama", "Lembaga Pengawas Pelayanan Publik, Perwakilan Nusa Bahari", WITNESS
)
PROSECUTOR: Final = Seat("darma", "Kepala Kejaksaan Negeri", "Kejaksaan Negeri Tanjung Sagara", WITNESS, "a.n.")
POLICE: Final = Seat("brata", "Kepala Kepolisian Resor", "Kepolisian Resor Tanjung Sagara", acting="a.n.")
COUNCIL: Final = Seat("komang", "Ketua DPRD", "DPRD Kabupaten Tanjung Sagara", acting="a.n.")
REGENT: Final = Seat("indra", "Bupati Tanjung Sagara", "Kabupaten Tanjung Sagara")
GOVERNOR: Final = Seat("arman", "Gubernur Nusa Bahari", "Provinsi Nusa Bahari")
_ORGANISATION: Final = "Kepala Bagian Organisasi"
_REGENCY_SEATS: Final = (
    *(REGENT, COUNCIL, POLICE, OMBUDSMAN, PROSECUTOR),
    Seat("hana", _ORGANISATION, "Sekretariat Daerah", READER),
)
PROVINCE_BEFORE: Final = Story(
    "Pencanangan Zona Integritas Provinsi Nusa Bahari",
    When(-1, 4),
    "Aula Kantor Gubernur, Bahari",
    (GOVERNOR, OMBUDSMAN, Seat("vita", "Kepala Biro Organisasi", "Provinsi Nusa Bahari", READER)),
    reason="Pakta pegawai provinsi baru ditandatangani sesudah acara",
)
PROVINCE: Final = Story(
    "Pencanangan Zona Integritas Provinsi Nusa Bahari",
    When(0, 8),
    "Aula Kantor Gubernur, Bahari",
    PROVINCE_BEFORE.seats,
    reason="Pakta pegawai provinsi masih dikumpulkan unit demi unit",
    calls=Calls.REGION,
    called_within=25,
    minutes="Gubernur meminta setiap kabupaten, kota, dan instansi vertikal di wilayahnya mencanangkan tahun ini juga.",
    position="Kepala Biro Organisasi",
)
ELECTIONS: Final = Story(
    "Pencanangan Zona Integritas Komisi Pemilihan Nusa Bahari",
    When(0, 14),
    "Kantor Komisi Pemilihan Provinsi, Bahari",
    (Seat("wayan", "Kepala Bagian Umum", "Komisi Pemilihan Nusa Bahari"), OMBUDSMAN),
    reason="Kepala sekretariat belum dilantik; 23 kantor menyusul",
)
REGENCY_BEFORE: Final = Story(
    "Pencanangan Zona Integritas Kabupaten Tanjung Sagara",
    When(-1, 30),
    "Pendopo Tanjung Sagara",
    _REGENCY_SEATS,
    reason="Pencanangan pertama; pakta pegawai dimulai dari lima unit percontohan",
    minutes="Unit percontohan melaporkan kemajuannya setiap triwulan kepada Bupati.",
    position=_ORGANISATION,
)
REGENCY: Final = Story(
    "Pencanangan Zona Integritas Kabupaten Tanjung Sagara",
    When(0, 30),
    "Pendopo Tanjung Sagara",
    _REGENCY_SEATS,
    reason="Pakta pegawai masih dikumpulkan; unit yang belum lengkap diumumkan terbuka",
    calls=Calls.UNITS,
    called_within=12,
    noted="Ketua Komisi A meminta kemajuan setiap unit dibacakan di DPRD setiap triwulan.",
    minutes="Setiap perangkat daerah diminta mencanangkan sesudah pimpinan dan sebagian besar pegawainya "
    "menandatangani pakta integritas.\nTamu undangan: 140 orang, di antaranya pimpinan pesantren, kampus, dan media.",
    position=_ORGANISATION,
)
SILENT: Final = Story(
    "Pencanangan Zona Integritas Kecamatan Batu Layar",
    When(-1, 62),
    "Kantor Kecamatan Batu Layar",
    (Seat("", "", "Kecamatan Batu Layar"), Seat("hana", _ORGANISATION, "Sekretariat Daerah", WITNESS)),
    unit="kecamatan-batu-layar",
)
BAY: Final = Story(
    "Pencanangan Zona Integritas Kecamatan Teluk Jernih",
    When(0, 79),
    "Balai Kecamatan Teluk Jernih",
    (
        Seat("", "", "Kecamatan Teluk Jernih"),
        Seat("hana", _ORGANISATION, "Sekretariat Daerah", WITNESS),
        Seat("tono", "", "Kecamatan Teluk Jernih", READER),
    ),
    unit="kecamatan-teluk",
    noted="Sebagian besar pegawai telah menandatangani pakta; yang belum menyusul pekan ini.",
    minutes="Camat mengundang tokoh nelayan untuk mengawasi loket perizinan setiap bulan.",
)
ISLAND: Final = Story(
    "Pencanangan Zona Integritas Kecamatan Pulau Lintang",
    When(0, 88),
    "Dermaga Pulau Lintang",
    (
        Seat("sri", "Camat Pulau Lintang", "Kecamatan Pulau Lintang", acting="Plt."),
        Seat("indra", "Bupati Tanjung Sagara", "Kabupaten Tanjung Sagara", WITNESS),
    ),
    unit="kecamatan",
)
ONE_STOP: Final = Story(
    "Pencanangan Zona Integritas Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu",
    When(0, 78),
    "Mal Pelayanan Publik Tanjung Sagara",
    (Seat("oki", "", "Dinas Penanaman Modal dan PTSP"), OMBUDSMAN),
    unit="dpmptsp",
    reason="Acara disatukan dengan peresmian mal pelayanan; pakta pegawai menyusul paling lambat akhir bulan depan",
)
TRANSPORT: Final = Story(
    "Pencanangan Zona Integritas Dinas Perhubungan",
    When(0, 82),
    "Terminal Sagara",
    (Seat("rahmat", "", "Dinas Perhubungan"), PROSECUTOR),
    unit="perhubungan",
)
TRANSPORT_OFF: Final = "Kepala dinas menolak menandatangani pakta; acara dijadwalkan lagi setelah ada kejelasan"
CIVIL_REGISTRY: Final = Story(
    "Pencanangan Zona Integritas Dinas Kependudukan dan Pencatatan Sipil",
    When(0, 97),
    "Halaman Dinas Kependudukan, Tanjung Sagara",
    (
        Seat("gita", "", "Dinas Kependudukan dan Pencatatan Sipil"),
        Seat("fajar", "", "Dinas Kependudukan dan Pencatatan Sipil", READER),
        OMBUDSMAN,
        Seat("hana", _ORGANISATION, "Sekretariat Daerah", WITNESS),
    ),
    unit="disdukcapil",
)
CIVIL_REGISTRY_IN: Final = 3
"""Days from today on which it is to be held."""
