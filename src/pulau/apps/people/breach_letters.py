"""Drafts of the letters about an incident (UU 27/2022 Pasal 46), in Indonesian: to the people, and to the authority."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from pulau.exchange.personal_data import BREACH, period_for

if TYPE_CHECKING:
    from pulau.apps.people.breach import Incident

CAUTION: Final = (
    "DRAF. Dasar: UU 27/2022 Pasal 46: pemberitahuan tertulis paling lambat 3 x 24 jam, memuat data yang terungkap,\n"
    "kapan dan bagaimana terungkap, serta upaya penanganan dan pemulihan. Angka dan pasal ini diingat, belum\n"
    "dibandingkan dengan naskah: periksa sebelum mengirim. Isi bagian dalam [kurung siku].\n"
)


def deadline(now: datetime) -> datetime:
    """Return until when the letters are to go out, where the incident became known only now."""
    return now + timedelta(days=period_for(BREACH, now.date()).days)


def to_people(agency: str, incident: Incident, kinds: Iterable[str], *, touched: bool) -> str:
    """Return the letter to people of whom these kinds of data are concerned."""
    listed = "\n".join(f"  - {kind}" for kind in kinds)
    what = (
        "Data Anda berikut diubah atau dipakai oleh pihak yang tidak berwenang:"
        if touched
        else "Data Anda berikut mungkin terlihat oleh pihak yang tidak berwenang:"
    )
    return f"""{CAUTION}
{agency}

Kepada Yth. [nama]
di tempat

Perihal: Pemberitahuan kegagalan pelindungan data pribadi

Dengan hormat,

Kami memberitahukan bahwa antara {_moment(incident.since)} dan {_moment(incident.until)} terjadi kegagalan
pelindungan data pribadi. {what}
{listed}

Bagaimana terjadi: [uraian singkat].

Yang sudah dan akan kami lakukan: [penanganan dan pemulihan; misalnya akun ditutup, kata sandi diganti].

Yang sebaiknya Anda lakukan: ganti kata sandi, periksa perangkat yang masuk di halaman Keamanan akun, dan waspadai
pesan yang mengatasnamakan kami.

Untuk bertanya, hubungi [nama, jabatan, nomor telepon, surel].

[tempat, tanggal]
[nama dan jabatan penanggung jawab]
"""


def to_authority(agency: str, incident: Incident, count: int, kinds: Iterable[str], now: datetime) -> str:
    """Return the letter to the authority for the protection of personal data."""
    listed = "\n".join(f"  - {kind}" for kind in kinds) or "  - [belum diketahui]"
    return f"""{CAUTION}
{agency}

Kepada Yth. Lembaga Pelindungan Data Pribadi
[selama lembaga itu belum dibentuk: kementerian yang membidangi komunikasi dan digital; periksa yang berlaku]

Perihal: Pemberitahuan kegagalan pelindungan data pribadi

Dengan hormat,

1. Waktu kejadian: {_moment(incident.since)} sampai {_moment(incident.until)}.
2. Diketahui: [tanggal dan jam]. Bila baru diketahui saat paket ini dibuat, surat ini dikirim paling lambat
   {_moment(deadline(now))}.
3. Orang yang terdampak: {count}.
4. Data pribadi yang terungkap:
{listed}
5. Bagaimana terungkap: [uraian].
6. Upaya penanganan dan pemulihan: [uraian].
7. Narahubung: [nama, jabatan, telepon, surel].

[tempat, tanggal]
[nama dan jabatan penanggung jawab]
"""


def _moment(moment: datetime) -> str:
    return f"{moment:%d-%m-%Y %H.%M} {moment.tzname()}"
