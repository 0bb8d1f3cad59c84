"""The demo's pages: two news, one announcement and a draft, all by Tika, who is invented and runs the platform."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final
from uuid import UUID

from pulau.apps.editorial.models import Page, PageKind, Tone
from pulau.apps.editorial.services.announcing import announce
from pulau.apps.editorial.services.pages import begin_page, publish_page, save_draft
from pulau.apps.editorial.wishes import AnnouncementWish, Draft, Texts, Wording
from pulau.core.shared.actor import Actor, Appointment
from pulau.core.shared.roles import OPERATOR, Scope
from pulau.foundation.accounts.demo import TENANT_CODE
from pulau.foundation.tenancy.wall import behind_wall

if TYPE_CHECKING:
    from pulau.foundation.accounts.models import User

EDITOR: Final = "tika"
NEWS: Final = (
    (
        "pelabuhan-sagara-satu-kawasan",
        12,
        Texts(
            Wording(
                "Pelabuhan Sagara menjadi satu kawasan",
                "Tiga kantor kabupaten dan satu kantor kota melayani kapal dengan satu peta layanan.",
                "Perhubungan, perikanan, dan perizinan di pelabuhan kini memakai **satu peta layanan**. Pengurus kapal"
                " cukup datang ke satu loket.\n\n## Yang berubah\n\n- Waktu tunggu dokumen turun dari tiga hari"
                " menjadi satu hari.\n- Biaya tertulis di loket; di luar itu gratis.\n\nCara membaca halaman kantor ada"
                " di [panduan](/panduan).",
            ),
            Wording(
                "Port of Sagara becomes one area",
                "Three offices of the regency and one of the city serve ships by one map of services.",
                "Transport, fisheries and licences in the port now share **one map of services**. Who looks after a"
                " ship comes to one counter.\n\n## What changed\n\n- Waiting for papers fell from three days to one."
                "\n- Fees are posted at the counter; all else is free.\n\nThe [guide](/panduan) tells how to read the"
                " page of an office.",
            ),
        ),
    ),
    (
        "cara-memeriksa-sertifikat",
        3,
        Texts(
            Wording(
                "Cara memeriksa sertifikat WBK",
                "Siapa pun dapat memeriksanya dalam setengah menit, tanpa akun.",
                "Arahkan kamera ponsel ke gambar QR pada sertifikat, atau tulis kodenya di [halaman periksa](/periksa)."
                "\n\nYang asli menunjukkan nama kantor, tanggal, dan penanda tangannya. Bila tertulis *diubah* atau"
                " *dicabut*, sertifikat itu tidak berlaku.",
            )
        ),
    ),
)
"""Address, how many days ago it was published, and texts; the second is in one language alone."""
DRAFT: Final = Texts(
    Wording(
        "Musim penilaian tahun depan",
        "Jadwal dan yang perlu disiapkan.",
        "## Jadwal\n\nJadwal menunggu surat kementerian.\n\n## Yang perlu disiapkan\n\n1. Pakta integritas.\n2. Bukti"
        " tahun berjalan.",
    )
)


def load_pages(tenants: Mapping[str, UUID], people: Mapping[str, User], now: datetime) -> int:
    """Add the pages where there are none; return how many."""
    if EDITOR not in people or Page.objects.filter(slug=NEWS[0][0]).exists():
        return 0
    held = Appointment(OPERATOR, scope=Scope.COUNTRY)
    tika = Actor(people[EDITOR].pk, tenants[TENANT_CODE], OPERATOR, (held,))
    with behind_wall(tika.tenant_id, tika.user_id):
        for slug, days, texts in NEWS:
            at = now - timedelta(days=days)
            first = Draft(Texts(texts.id), "Naskah pertama")
            made = begin_page(actor=tika, slug=slug, kind=PageKind.NEWS, draft=first, now=at)
            if texts.en.there:
                both = Draft(texts, "Terjemahan ditambahkan", made.number)
                made = save_draft(actor=tika, slug=slug, draft=both, now=at + timedelta(minutes=40))
            publish_page(actor=tika, slug=slug, seen=made.number, now=at + timedelta(hours=1))
        draft = Draft(DRAFT, "Menunggu surat kementerian")
        begin_page(actor=tika, slug="musim-penilaian-tahun-depan", kind=PageKind.NEWS, draft=draft, now=now)
        wish = AnnouncementWish(
            "Ini contoh: semua instansi, orang, dan dokumen di sini rekaan.",
            "This is a demonstration: all agencies, people and documents here are invented.",
            "/tentang", Tone.INFO, now - timedelta(hours=1), now + timedelta(days=60),
        )  # fmt: skip
        announce(actor=tika, wish=wish, now=now)
    return len(NEWS) + 2
