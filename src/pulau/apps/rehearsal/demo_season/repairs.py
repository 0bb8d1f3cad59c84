"""The demo's repairs: how far the civil registry is, and the good practice that it and a neighbour follow."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final
from uuid import UUID

from pulau.apps.agencies.contract import units_of
from pulau.apps.evidence.contract import EvidenceWish, keep_evidence
from pulau.apps.people.contract import Role
from pulau.apps.remediation.contract import (
    Doneness,
    EffectFound,
    PracticeWish,
    RemediationPlan,
    RemediationStep,
    StepWish,
    check_step,
    finish_step,
    follow_practice,
    plan_step,
    publish_practice,
    tell_effect,
    write_practice,
)
from pulau.core.shared.actor import Actor, Appointment
from pulau.foundation.accounts.demo import OTHER_CODE
from pulau.foundation.tenancy.wall import behind_wall

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from pulau.apps.rehearsal.demo_season.stage import Stage
    from pulau.foundation.accounts.models import User

QUEUE: Final = PracticeWish(
    title="Nomor antrean diambil dari rumah",
    area="6",
    problem="Pemohon datang pukul enam pagi supaya mendapat nomor; petugas melayani kerumunan, bukan orang.",
    steps="Nomor dibagikan lewat pesan singkat sejak sore sebelumnya.\nLayar di ruang tunggu memanggil menurut jam.\n"
    "Loket khusus bagi yang tidak memakai telepon.",
    outcome="Waktu tunggu rata-rata turun dari 94 menjadi 17 menit; titip berkas berhenti dalam dua bulan.",
    cost="Rp18 juta, dua bulan",
)
PLANNED: Final = (
    ("H1.a", "fajar", "Celah titip berkas di loket 2 membuat warga mengira ada jalur berbayar.",
     "Loket 2 dipindah ke depan ruang tunggu; papan tanpa biaya di setiap loket; nomor antrean dari rumah.", 150),
    ("P5.iii.a", "ayu", "Akun media sosial dikelola di luar unit pengaduan.",
     "Admin akun mencatat ke register SP4N yang sama pada hari itu juga.", 90),
    ("P6.i.b", "ayu", "Maklumat disusun sebelum standar terbaru.", "Susun ulang maklumat dengan kompensasi.", 120),
    ("P3.iv.a", "fajar", "Perubahan jabatan tidak diikuti perubahan sasaran.", "Sasaran loket disusun ulang.", 400),
)  # fmt: skip
"""Item, who answers for it, root cause, action, and how many days after the plan it is due."""
DONE: Final = (
    ("P5.iii.a", "Sejak Maret 64 pengaduan media sosial tercatat; semuanya dijawab dalam 14 hari.", "works",
     "Register dibandingkan dengan akun selama dua minggu: tidak ada yang terlewat."),
    ("P6.i.b", "Maklumat baru terpasang, memuat kompensasi pengiriman dokumen ke rumah.", "partly",
     "Terpasang di kantor, belum di gerai kecamatan."),
    ("H1.a", "Survei internal Agustus: indeks 3,66 dari 240 responden.", "", ""),
)  # fmt: skip


def repair_registry(stage: Stage, case_id: UUID) -> None:
    """Tell what the civil registry repaired of last year's findings: some works, some is awaited, some is open."""
    plan: RemediationPlan = RemediationPlan.objects.for_tenant(stage.tenant_id).get(case_id=case_id)
    gita = stage.actor("gita", "disdukcapil")
    for key, who, cause, action, days in PLANNED:
        step = _step(stage, plan, key)
        at = stage.after(plan.born_at, 12)
        due = max((plan.born_at + timedelta(days=days)).date(), at.date())
        wish = StepWish(cause, action, stage.people[who].pk, due, step.version)
        plan_step(actor=gita, step_id=step.pk, wish=wish, now=at)
    for turn, (key, result, effect, note) in enumerate(DONE):
        step = _step(stage, plan, key)
        at = stage.after(plan.born_at, 100 + 30 * turn)
        proof = EvidenceWish(f"Bukti perbaikan {key}", plan.unit_id, address="https://sagara.example.id/perbaikan",
                             seen_on=at.date())  # fmt: skip
        piece = keep_evidence(actor=gita, wish=proof, file=None, now=at)
        done = finish_step(actor=gita, step_id=step.pk, done=Doneness(result, piece.pk, step.version), now=at)
        if effect:
            found = EffectFound(effect, note, done.version)
            check_step(actor=stage.actor("nuri"), step_id=step.pk, found=found, now=stage.after(at, 20))


def follow_good_practice(stage: Stage, case_id: UUID, tenants: Mapping[str, UUID], people: Mapping[str, User]) -> None:
    """Let the one-stop service publish what worked, and two units follow it: one at home, one of the city."""
    with behind_wall(stage.tenant_id):
        plan: RemediationPlan = RemediationPlan.objects.for_tenant(stage.tenant_id).get(case_id=case_id)
        oki = stage.actor("oki", "dpmptsp")
        made = write_practice(actor=oki, unit_id=stage.units["dpmptsp"], wish=QUEUE, now=stage.after(stage.now, -330))
        publish_practice(actor=oki, code=made.code, now=stage.after(stage.now, -326))
        gita = stage.actor("gita", "disdukcapil")
        step = _step(stage, plan, "H1.a")
        copy = follow_practice(
            actor=gita, code=made.code, unit_id=stage.units["disdukcapil"], step_id=step.pk,
            now=stage.after(stage.now, -200),
        )  # fmt: skip
        effect = "Antrean pagi hilang; waktu tunggu 26 menit. Titip berkas belum sepenuhnya berhenti."
        tell_effect(actor=gita, copy_id=copy.pk, effect=effect, now=stage.after(stage.now, -40))
    with behind_wall(tenants[OTHER_CODE]):
        _neighbour(tenants[OTHER_CODE], people["dewi"].pk, made.code, stage.after(stage.now, -60))


def _neighbour(tenant_id: UUID, user_id: UUID, code: str, at: datetime) -> None:
    unit = units_of(Actor.system(tenant_id)).filter(code="dukcapil-muara").first()
    if unit is None:
        return
    dewi = Actor(user_id, tenant_id, Role.ZONE_TEAM, (Appointment(Role.ZONE_TEAM, unit.pk),))
    follow_practice(actor=dewi, code=code, unit_id=unit.pk, now=at)


def _step(stage: Stage, plan: RemediationPlan, key: str) -> RemediationStep:
    row: RemediationStep = RemediationStep.objects.for_tenant(stage.tenant_id).get(plan=plan, key=key)
    return row
